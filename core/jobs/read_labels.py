"""Files of labels read from disk: through the reading process, within its limits, or (in tests) in this process."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..files.load import open_file
from ..files.reading_client import ReadingClient
from ..formats.incoming_label import IncomingLabel, LabelledText, Read, Refusal
from ..formats.label_files import LARGEST, labels_of, several_of, too_large
from ..model.errors import ExchangeError, ReportError, error_to_record, labels_error_from_record, reason_of
from ..model.figure import proposal_from_record

Part = Mapping[str, Any]


def labels_in(path: Path, client: ReadingClient | None = None) -> Read:
    """Read a file of labels within limits; raise ExchangeError where it is none, or breaks them."""
    found: list[LabelledText] = []
    refused: list[Refusal] = []
    try:
        for part in _parts(path, "labels", client):
            found += map(_labelled, part["found"])
            refused += map(_refusal, part["refused"])
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # whoever broke the process may say anything
        raise ExchangeError("{path} stopped the program that reads it.", path=path.name) from error
    return found, refused


def lines_in(
    path: Path, client: ReadingClient | None = None
) -> Iterator[tuple[int, Mapping[str, Any] | ExchangeError]]:
    """Read lines of JSON within limits: each with its number, or why it is none; raise as `labels_in` does."""
    for part in _parts(path, "lines", client):
        for number, fields, error in part["lines"]:
            yield number, (fields if error is None else labels_error_from_record(error))


def _parts(path: Path, what: str, client: ReadingClient | None) -> Iterator[Part]:
    own = client or ReadingClient()
    at, more = 0, True
    try:
        if what == "labels" and path.is_dir():
            what = "several"
            path = _gather(own, _in_folder(path))
        elif what == "labels" and _has_text_beside(path):
            what = "several"
            path = _gather(own, [path.with_suffix(".txt"), path])
        while more:
            answer = own.ask({"verb": "labels", "path": str(path), "as": what, "at": at})
            at, more = at + 1, answer["more"]
            yield answer
    except ReportError as error:
        raise labels_error_from_record(error_to_record(error)) from error
    finally:
        if client is None:
            own.stop()


def _gather(client: ReadingClient, files: Sequence[Path]) -> Path:
    """Have the process take up files that belong together; return the last, by which they are asked for."""
    for number, file in enumerate(files):
        client.ask({"verb": "gather", "path": str(file), "first": not number})
    return files[-1]


def _has_text_beside(path: Path) -> bool:
    """Tell whether a file is brat's and its text lies beside it."""
    return path.suffix == ".ann" and path.with_suffix(".txt").is_file()


def _in_folder(folder: Path) -> list[Path]:
    """Return brat's files of a folder; raise ExchangeError where it has none."""
    found = sorted(file for file in folder.iterdir() if file.suffix in (".txt", ".ann"))
    if not any(file.suffix == ".ann" for file in found):
        raise ExchangeError(
            "{path} holds no labels in a format that can be read: doccano, Label Studio, brat, spaCy, Prodigy, CoNLL "
            "or JSONL.",
            path=folder.name,
        )
    return found


def _labelled(record: Part) -> LabelledText:
    marks = tuple(map(_mark, record["marks"]))
    return LabelledText(**{**record, "marks": marks})


def _mark(record: Part) -> IncomingLabel:
    proposed = record["proposed"]
    return IncomingLabel(**{**record, "proposed": proposed and proposal_from_record(proposed, named=True)})


def _refusal(record: Part) -> Refusal:
    return Refusal(record["where"], labels_error_from_record(record["error"]), record["marks"])


def read_labels(path: Path) -> Read:
    """Read a file of labels; raise ExchangeError where it is none of the formats that can be read.

    A folder is brat's, and so is an .ann with its .txt beside it; of any other file `labels_of` tells by its content.
    """
    if path.is_dir():
        return several_of({file.name: _bytes(file) for file in path.iterdir() if file.suffix in (".txt", ".ann")})
    if _has_text_beside(path):
        return several_of({file.name: _bytes(file) for file in (path.with_suffix(".txt"), path)})
    return labels_of(_bytes(path), path)


def _unreadable(path: Path, reason: object) -> ExchangeError:
    return ExchangeError("{path} cannot be read ({reason}). Check the name.", path=path, reason=reason)


def _bytes(path: Path) -> bytes:
    try:
        with open_file(path) as file:
            data = file.read(LARGEST + 1)
    except ReportError as error:
        if "reason" not in error.facts:
            # a folder, a device or a pipe, of which it says all
            raise
        raise _unreadable(path, error.facts["reason"]) from error
    except OSError as error:
        raise _unreadable(path, reason_of(error)) from error
    if len(data) > LARGEST:
        raise too_large(path)
    return data
