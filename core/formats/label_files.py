"""Files of labels: recognised by their content, and read by the format that the registry has for it."""

import csv
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from ..model.errors import ExchangeError
from ..model.vocabulary import field_named
from .brat import is_standoff, read_standoff
from .format import Reads
from .incoming_label import TEXT_NAMES, LabelledText, Read, Refusal, fields_of, parsed
from .jsonl import is_figure
from .label_studio import is_task
from .registry import FORMATS

_DAMAGED = (BadZipFile, NotImplementedError, OSError, RuntimeError, EOFError, zlib.error)
# at most so many labels of a report are sent by the reading process at once
_MOST = 2_000

LARGEST = 256 * 2**20
"""What a file may hold, in bytes; an archive when it is unpacked."""

# a line of CoNLL: a character, a tab, what it is of
_TAGGED = re.compile("[^\t\n]+\t(?:O|[BI]-[^\t\n]+)(?:\n|$)")


def labels_of(data: bytes, path: Path) -> Read:
    """Read a file of labels, given its bytes and its name, which is for the sentences of errors.

    JSON may be doccano's, spaCy's, Prodigy's, Label Studio's or our own, in lines, in a list or as one object: each
    object is recognised by its fields. A table (CSV) has a figure, or a text with its labels, in each row. An archive
    is Label Studio's or brat's; anything else is characters with tags. Raises ExchangeError where the file is none of
    these, or where nothing in it is labelled.
    """
    return _with_labels(_read_file(data, path), path)


def _read_file(data: bytes, path: Path) -> Read:
    if data.startswith(b"PK\x03\x04"):
        return _read_archive(data, path)
    is_table = path.suffix.lower() in (".csv", ".tsv")
    text = _table_text(data, path) if is_table else _text(data, path)
    # the first character of a report may be any
    first = "" if _TAGGED.match(text) else text.lstrip()[:1]
    if first == "[":
        return _read_array(text, path)
    if first == "{":
        return _read_lines(text, path)
    if first == "<":
        raise _markup(text, path)
    if is_table:
        return _read_table(text, path)
    if is_standoff(text):
        return read_standoff(path.stem, text)
    read = _read(text, "text", path)
    if not any(one.marks for one in read[0]):
        raise _unknown(path)
    return read


def _with_labels(read: Read, path: Path) -> Read:
    """Return what was read; where nothing in it is labelled, say so, or add that to what was refused."""
    found, refused = read
    if any(one.marks for one in found) or any(one.marks for one in refused):
        return read
    error = ExchangeError(
        "Nothing in {path} is labelled. What can be read is what these export with labels in it: doccano, Label Studio "
        "(annotations, completions or predictions), brat (.ann beside .txt), spaCy, Prodigy, CoNLL, CSV or JSONL.",
        path=path.name,
    )
    if not refused:
        raise error
    return found, [*refused, Refusal(path.name, error, 0)]


def _markup(text: str, path: Path) -> ExchangeError:
    """Return the error for a file of XML, which none of the formats that are read is."""
    head = text[:4096]
    if "xmi:XMI" in head or "uima" in head:
        return ExchangeError(
            "{path} is in the format of UIMA and INCEpTION, which is not read. Export CoNLL or JSON lines there.",
            path=path.name,
        )
    if "<View" in head:
        return ExchangeError(
            "{path} is Label Studio's labelling config, which has no labels in it. Export the tasks as JSON.",
            path=path.name,
        )
    return _unknown(path)


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
    if path.suffix.lower() == ".spacy" or data.startswith((b"\x78\x9c", b"\x78\xda")):
        raise ExchangeError(
            "{path} is spaCy's packed form (DocBin), which is not read. Save its documents as JSON lines with text and "
            "entities.",
            path=path.name,
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError("{path} is not in UTF-8. Save it in UTF-8 and try again.", path=path.name) from error


def _table_text(data: bytes, path: Path) -> str:
    """Decode a table, which a Chinese spreadsheet program saves in GB 18030 too."""
    try:
        return _text(data, path)
    except ExchangeError:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
        raise


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
    return _with_labels((found, [*refused, *more]), Path("*.ann"))


def _read_array(text: str, path: Path) -> Read:
    try:
        listed = parsed(text)
    except ValueError as error:
        raise ExchangeError("{path} is not a complete JSON file. Make or download it again.", path=path.name) from error
    if not any(isinstance(one, Mapping) or _is_pair(one) for one in listed):
        raise _unknown(path)
    return _read_objects(enumerate(listed, 1), path)


def _is_pair(value: object) -> bool:
    """Tell whether a value is a text with what is said of it, as spaCy's examples for training are."""
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], Mapping)


def _read_objects(given: Iterable[tuple[int, Any]], path: Path) -> Read:
    """Read the objects of a list: tasks of Label Studio together, any other by its fields."""
    tasks: list[object] = []
    lines: list[tuple[str, Mapping[str, Any]]] = []
    refused: list[Refusal] = []
    for number, given_one in given:
        one = {"text": given_one[0], **given_one[1]} if _is_pair(given_one) else given_one
        if isinstance(one, Mapping) and isinstance(one.get("paragraphs"), list):
            lines += ((str(number), part) for part in one["paragraphs"] if isinstance(part, Mapping))
        elif isinstance(one, Mapping) and not is_task(one):
            lines.append((str(number), one))
            tasks.append(None)
        else:
            tasks.append(one)
    found: list[LabelledText] = []
    if any(one is not None for one in tasks):
        # a task is named by its number, and so one that is none keeps its place
        found, refused = _read(tasks, "tasks", path)
        others = {where for where, _ in lines}
        refused = [one for one in refused if one.where not in others]
    more, faults = _read_by_fields(lines, path)
    return [*found, *more], [*refused, *faults]


def _read_table(text: str, path: Path) -> Read:
    """Read a table with a figure, or a text with its labels as JSON, in each row; columns may have Chinese heads."""
    csv.field_size_limit(LARGEST)
    first, _, rest = text.partition("\n")
    given = ""
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        text, given = rest, first.strip()[4]
    elif first.strip().lower() == "sep=":
        # the separator was a tab, which is a blank at the end of the line
        text, given = rest, "\t"
    head = text.partition("\n")[0]
    separator = given or max(",\t;", key=head.count)
    lines: list[tuple[str, Mapping[str, Any]]] = []
    try:
        table = csv.DictReader(io.StringIO(text), delimiter=separator)
        for cells in table:
            lines.append((str(table.line_num), {name: _cell(name, cell) for name, cell in cells.items() if name}))
    except csv.Error as error:
        raise ExchangeError(
            "{path} cannot be read as a table of figures or labels. Save it as CSV again.", path=path.name
        ) from error
    if not any(_is_labelled(line) for _, line in lines):
        raise _unknown(path)
    return _read_by_fields(lines, path)


def _is_labelled(line: Mapping[str, Any]) -> bool:
    return is_figure(line) or any(isinstance(cell, list | Mapping) for cell in line.values())


_NUMBERS = re.compile(r"-?[0-9]+")


def _cell(name: str, cell: object) -> object:
    """Return what a cell of a table holds: an offset or a list as such, any other as the text that it is."""
    if not isinstance(cell, str):
        return None
    # an apostrophe keeps a spreadsheet from running what is behind it; it is no part of the text
    text = cell[1:] if re.match(r"'[=+\-@＝＋－＠\t\r\n]", cell) else cell
    field = field_named(name.strip())
    if field in ("start", "end", "confidence"):
        number = text.strip()
        if _NUMBERS.fullmatch(number):
            return int(number) if len(number) < 20 else number
        try:
            return float(number) if field == "confidence" else text
        except ValueError:
            return text or None
    if field in ("flagged", "settled", "corrected", "carried"):
        return text.strip().lower() in ("true", "是", "1")
    if field == "value":
        parts = [part.strip() for part in text.split(";") if part.strip()]
        return parts if len(parts) != 1 else parts[0]
    if text.startswith(("[", "{")):
        try:
            return parsed(text)
        except ValueError:
            return text
    return text or None if field in ("base", "period", "reason", "proposed") else text


def _read_lines(text: str, path: Path) -> Read:
    """Read each line by its fields, or all as one object where it is written over several lines."""
    refused: list[Refusal] = []
    lines = list(_objects(text, refused))
    if not lines:
        whole = _whole_object(text)
        if whole is not None:
            return _read_objects(enumerate(_in_object(whole), 1), path)
    elif len(lines) == 1 and not refused and not is_figure(lines[0][1]):
        return _read_objects(enumerate(_in_object(lines[0][1]), 1), path)
    if any(is_task(line) for _, line in lines):
        numbered = [(int(where), line) for where, line in lines]
        given: list[object] = [None] * max(number for number, _ in numbered)
        for number, line in numbered:
            given[number - 1] = line
        found, faults = _read_objects(((at, one) for at, one in enumerate(given, 1)), path)
        empty = {str(at) for at, one in enumerate(given, 1) if one is None}
        return found, [*refused, *(one for one in faults if one.where not in empty)]
    found, faults = _read_by_fields(lines, path)
    refused += faults
    if not found and not any(refusal.marks for refusal in refused):
        raise _unknown(path)
    return found, refused


def _whole_object(text: str) -> Any:  # noqa: ANN401 (what JSON holds)
    try:
        whole = parsed(text)
    except ValueError:
        return None
    return whole if isinstance(whole, Mapping) else None


def _in_object(whole: Mapping[str, Any]) -> list[object]:
    """Return the objects of a list within an object that is about no text itself, else the object alone."""
    if not any(isinstance(whole.get(name), str) for name in TEXT_NAMES) and not is_task(whole):
        for given in whole.values():
            if isinstance(given, list) and any(isinstance(one, Mapping) or _is_pair(one) for one in given):
                return given
    return [whole]


def _read_by_fields(lines: Iterable[tuple[str, Mapping[str, Any]]], path: Path) -> Read:
    """Read objects, each by its fields; those that have no text, of the same report and annotator, are put together."""
    found: list[LabelledText] = []
    refused: list[Refusal] = []
    own: dict[tuple[str, str, str], list[LabelledText]] = {}
    for where, line in lines:
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
