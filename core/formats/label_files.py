"""Files of labels: their format is recognised by their content, and they are read by the format's own module."""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from ..model.errors import ExchangeError
from .brat import read_brat
from .conll import read_conll
from .doccano import read_doccano
from .incoming_label import LabelledText, Read, Refusal, fields_of, parsed
from .jsonl import labelled
from .label_studio import TASKS, read_label_studio
from .spacy import read_spacy

_DAMAGED = (BadZipFile, NotImplementedError, OSError, RuntimeError, EOFError, zlib.error)
# at most so many labels of a report are sent by the reading process at once
_MOST = 2_000

LARGEST = 256 * 2**20
"""What a file may hold, in bytes; an archive when it is unpacked."""


def labels_of(data: bytes, path: Path) -> Read:
    """Read a file of labels, given its bytes and its name, which is for the sentences of errors.

    JSON lines may be doccano's, spaCy's, Prodigy's or our own: each line is recognised by its fields. JSON is Label
    Studio's; an archive is Label Studio's or brat's; anything else is characters with tags. Raises ExchangeError where
    the file is none of these.
    """
    if data.startswith(b"PK\x03\x04"):
        return _read_archive(data, path)
    text = _text(data, path)
    if text.lstrip().startswith("["):
        return _read_array(text, path)
    if text.lstrip().startswith("{"):
        return _read_lines(text, path)
    read = read_conll(text)
    if not any(one.marks for one in read[0]):
        raise _unknown(path)
    return read


def lines_of(data: bytes, path: Path) -> Iterator[tuple[int, Mapping[str, Any] | ExchangeError]]:
    """Parse lines of JSON; yield each with its number, or why it is invalid.

    Raise ExchangeError where they are no text.
    """
    return fields_of(_text(data, path).split("\n"))


def _unknown(path: Path) -> ExchangeError:
    return ExchangeError(
        "{path} holds no labels in a format that can be read: doccano, Label Studio, brat, spaCy, Prodigy, CoNLL or "
        "JSONL.",
        path=path.name,
    )


def too_large(path: Path) -> ExchangeError:
    """Return the error for a file that holds more than may be read."""
    return ExchangeError("{path} is larger than {limit} MB. Split it.", path=path.name, limit=LARGEST // 2**20)


def _text(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError("{path} is not in UTF-8. Save it in UTF-8 and try again.", path=path.name) from error


def _read_archive(data: bytes, path: Path) -> Read:
    try:
        with ZipFile(BytesIO(data)) as archive:
            wanted = [one for one in archive.infolist() if one.filename.endswith((".txt", ".ann", TASKS))]
            if sum(one.file_size for one in wanted) > LARGEST:
                raise too_large(path)
            files, refused = _members(archive, wanted, path)
    except (*_DAMAGED, ValueError) as error:
        raise ExchangeError("{path} is not a complete archive. Make or download it again.", path=path.name) from error
    tasks = [text for name, text in files.items() if name.rpartition("/")[2] == TASKS]
    if tasks:
        found, more = _read_array(tasks[0], path)
        return found, [*refused, *more]
    if not any(name.endswith(".ann") for name in files):
        raise _unknown(path)
    found, more = read_brat(files)
    return found, [*refused, *more]


def _members(archive: ZipFile, wanted: Sequence[ZipInfo], path: Path) -> tuple[dict[str, str], list[Refusal]]:
    """Yield an archive's files one by one; of several with one name the later ones are refused by number."""
    files: dict[str, str] = {}
    refused: list[Refusal] = []
    met: Counter[str] = Counter()
    for one in wanted:
        met[one.filename] += 1
        stem, dot, suffix = one.filename.rpartition(".")
        name = one.filename if met[one.filename] == 1 else f"{stem} ({met[one.filename]}){dot}{suffix}"
        try:
            files[name] = _text(archive.read(one), Path(name))
        except ExchangeError as error:
            refused.append(Refusal(name, error, 0))
        except (*_DAMAGED, ValueError):
            refused.append(Refusal(name, ExchangeError("It is damaged in the archive."), 0))
    if wanted and not files:
        raise refused[0].error
    return files, refused


def several_of(given: Mapping[str, bytes]) -> Read:
    """Read brat's files, given by name; one that cannot be read is named."""
    files: dict[str, str] = {}
    refused: list[Refusal] = []
    for name, data in given.items():
        try:
            files[name] = _text(data, Path(name))
        except ExchangeError as error:
            refused.append(Refusal(name, error, 0))
    found, more = read_brat(files)
    return found, [*refused, *more]


def _read_array(text: str, path: Path) -> Read:
    try:
        tasks = parsed(text)
    except ValueError as error:
        raise ExchangeError("{path} is not a complete JSON file. Make or download it again.", path=path.name) from error
    if not any(isinstance(task, Mapping) for task in tasks):
        raise _unknown(path)
    return read_label_studio(tasks)


def _read_lines(text: str, path: Path) -> Read:
    """Read each line by its fields; lines in our own format with the same report and annotator are put together."""
    found: list[LabelledText] = []
    refused: list[Refusal] = []
    own: dict[tuple[str, str, str], list[LabelledText]] = {}
    for where, line in _objects(text, refused):
        try:
            if "state" in line and "digest" in line and "kind" in line:
                one = labelled(where, line)
                own.setdefault((one.report, one.digest, one.annotator), []).append(one)
                continue
            read, faults = _read_line(where, line)
        except ExchangeError as error:
            refused.append(Refusal(where, error))
            continue
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            refused.append(Refusal(where, ExchangeError("This line cannot be understood.")))
            continue
        found += read
        refused += faults
    for same in own.values():
        first = same[0]
        marks = [mark for one in same for mark in one.marks]
        found += (
            LabelledText(
                marks[at].where, None, tuple(marks[at : at + _MOST]), first.report, first.digest, first.annotator
            )
            for at in range(0, len(marks), _MOST)
        )
    if not found and not any(refusal.marks for refusal in refused):
        raise _unknown(path)
    return found, refused


def _objects(text: str, refused: list[Refusal]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            told = parsed(line)
        except ValueError:
            told = None
        if isinstance(told, Mapping):
            yield str(number), told
        else:
            refused.append(Refusal(str(number), ExchangeError("This is not a JSON object."), 0))


def _read_line(where: str, line: Mapping[str, Any]) -> Read:
    items: Sequence[object] = next(
        (line[name] for name in ("label", "labels", "entities", "spans") if isinstance(line.get(name), list)), ()
    )
    if not isinstance(line.get("text"), str):
        raise ExchangeError("There is no text in it.")
    if any(isinstance(item, Mapping) and "start_offset" in item for item in items) or (
        "entities" not in line and "spans" not in line
    ):
        return read_doccano(where, line)
    return read_spacy(where, line)
