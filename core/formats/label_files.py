"""Files of labels: recognised by their content, and read by the format that the registry has for it."""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from ..model.errors import ExchangeError
from .format import Reads
from .incoming_label import LabelledText, Read, Refusal, fields_of, parsed
from .registry import FORMATS

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
    read = _read(text, "text", path)
    if not any(one.marks for one in read[0]):
        raise _unknown(path)
    return read


def lines_of(data: bytes, path: Path) -> Iterator[tuple[int, Mapping[str, Any] | ExchangeError]]:
    """Parse lines of JSON; yield each with its number, or why it is invalid.

    Raise ExchangeError where they are no text.
    """
    return fields_of(_text(data, path).split("\n"))


def _read(content: Any, reads: Reads | None, path: Path, *where: str) -> Read:  # noqa: ANN401 (what JSON holds)
    """Read what a file holds by the first format that reads such a thing and knows it; `where` is a line's number."""
    for form in FORMATS.values():
        if form.read is not None and form.reads == reads and form.knows(content):
            return form.read(*where, content)
    raise _unknown(path)


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
            formats = [form for form in FORMATS.values() if form.members]
            wanted = [
                one
                for one in archive.infolist()
                if any(_is_called(one.filename, member) for form in formats for member in form.members)
            ]
            if sum(one.file_size for one in wanted) > LARGEST:
                raise too_large(path)
            files, refused = _members(archive, wanted, path)
    except (*_DAMAGED, ValueError) as error:
        raise ExchangeError("{path} is not a complete archive. Make or download it again.", path=path.name) from error
    for form in formats:
        its = [text for name, text in files.items() if _is_called(name, form.members[0])]
        if its:
            found, more = _read_array(its[0], path) if form.reads == "tasks" else _read(files, form.reads, path)
            return found, [*refused, *more]
    raise _unknown(path)


def _is_called(name: str, member: str) -> bool:
    """Tell whether a file of an archive is a member of a format: by its ending, or by its whole name."""
    return name.endswith(member) if member.startswith(".") else name.rpartition("/")[2] == member


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
    found, more = _read(files, "files", Path())
    return found, [*refused, *more]


def _read_array(text: str, path: Path) -> Read:
    try:
        tasks = parsed(text)
    except ValueError as error:
        raise ExchangeError("{path} is not a complete JSON file. Make or download it again.", path=path.name) from error
    if not any(isinstance(task, Mapping) for task in tasks):
        raise _unknown(path)
    return _read(tasks, "tasks", path)


def _read_lines(text: str, path: Path) -> Read:
    """Read each line by its fields; lines that have no text, of the same report and annotator, are put together."""
    found: list[LabelledText] = []
    refused: list[Refusal] = []
    own: dict[tuple[str, str, str], list[LabelledText]] = {}
    for where, line in _objects(text, refused):
        try:
            read, faults = _read(line, "line", path, where)
        except ExchangeError as error:
            refused.append(Refusal(where, error))
            continue
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            refused.append(Refusal(where, ExchangeError("This line cannot be understood.")))
            continue
        for one in read:
            if one.text is None:
                own.setdefault((one.report, one.digest, one.annotator), []).append(one)
            else:
                found.append(one)
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
            value = parsed(line)
        except ValueError:
            value = None
        if isinstance(value, Mapping):
            yield str(number), value
        else:
            refused.append(Refusal(str(number), ExchangeError("This is not a JSON object."), 0))
