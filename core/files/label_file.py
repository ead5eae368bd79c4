"""Files of labels among reports: recognised by their fields or their tags, so that they are not taken for reports."""

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import islice

from ..model.errors import ReportError
from ..model.vocabulary import field_named

LABEL_SUFFIXES = (".ann", ".conll", ".conllu", ".bio", ".bmes", ".bioes", ".spacy", ".xmi")
"""With what the names of files end that hold labels and nothing else."""

HEAD = 4 * 2**20
"""How many bytes of a file are looked at."""

_FIGURE = frozenset({"start", "end", "kind"})
_TASK = frozenset({"annotations", "completions", "predictions"})
_SETTINGS = frozenset({"background_color", "backgroundColor", "suffix_key", "suffixKey"})
_SPANS = ("label", "labels", "entities", "spans", "ents", "annotations", "标签")
_SAMPLE = 5
# a character or a word with its tag, as CoNLL has them, and one that is a label's
_TAGGED = re.compile(r"\S{1,20}[ \t]+(?:\S+[ \t]+)*(?:O|[BIMESLU]-\S+)")
_LABEL = re.compile(r"[BIMESLU]-\S+$", re.M)
_LINES = 50


def label_file(name: str) -> ReportError:
    """Return the error for a file of labels where reports are read."""
    return ReportError(
        "{name} is a label file, no report. Import it as labels: in the window with Import labels…, on the command "
        "line with --as decisions or --as proposals.",
        name=name,
    )


def holds_labels(head: bytes, suffix: str, *, in_folder: bool) -> bool:
    """Tell by the beginning of a table whether it is one of figures or labels, or the settings of a labelling program.

    Texts that have labelled spans count only where a folder has them: a file that is named by itself may be wanted for
    its texts.
    """
    text = _decoded(head)
    found = list(islice(_objects(text) if suffix in (".jsonl", ".json") else _rows(text, suffix), _SAMPLE))
    return any(map(_is_label, found)) or (in_folder and any(map(_has_spans, found)))


def is_tagged(text: str) -> bool:
    """Tell whether a text is characters or words with a tag on each line."""
    lines = [line.strip() for line in text[: 20 * _LINES].split("\n")[:-1]]
    lines = [line for line in lines if line and not line.startswith("-DOCSTART-")][:_LINES]
    return len(lines) > 1 and all(map(_TAGGED.fullmatch, lines)) and _LABEL.search(text) is not None


def _decoded(head: bytes) -> str:
    # of a longer file the last character may be cut
    whole = head if len(head) < HEAD else head[: head.rfind(b"\n") + 1] or head
    try:
        return whole.decode("utf-8-sig")
    except UnicodeDecodeError:
        return whole.decode("gb18030", "replace")


def _objects(text: str) -> Iterator[object]:
    """Yield the values of JSON lines or of a list, and of a list within an object, as far as they are whole."""
    decoder, at = json.JSONDecoder(), 1 if text.lstrip().startswith("[") else 0
    at += len(text) - len(text.lstrip())
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value
        if isinstance(value, dict) and not any(isinstance(one, str) for one in value.values()):
            yield from (one for given in value.values() if isinstance(given, list) for one in given[:_SAMPLE])


def _rows(text: str, suffix: str) -> Iterator[object]:
    first, _, rest = text.partition("\n")
    text = rest if first.strip().lower().startswith("sep=") else text
    head = text.partition("\n")[0]
    csv.field_size_limit(HEAD)
    try:
        table = csv.DictReader(io.StringIO(text), delimiter="\t" if suffix == ".tsv" else max(",\t;", key=head.count))
        for row in table:
            yield {name: _cell(cell) for name, cell in row.items() if isinstance(name, str)}
    except csv.Error:
        return


def _cell(cell: object) -> object:
    if not isinstance(cell, str) or not cell.startswith(("[", "{")):
        return cell
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell


def _is_label(value: object) -> bool:
    """Tell whether a value can be nothing but a figure, a task of a labelling program, or a setting of one."""
    if isinstance(value, list):
        # a text with what is said of it
        return len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], dict)
    if not isinstance(value, dict):
        return False
    names = {field_named(str(name).strip()) for name in value}
    return names >= _FIGURE or bool("data" in names and names & _TASK) or bool("text" in names and names & _SETTINGS)


def _has_spans(value: object) -> bool:
    """Tell whether a value has labelled spans, as programs for labelling export them."""
    if not isinstance(value, dict):
        return False
    given = [value[name] for name in value if name in _SPANS or _are_regions(value[name])]
    return any(
        bool(one) if isinstance(one, dict) else isinstance(one, list) and any(isinstance(s, list | dict) for s in one)
        for one in given
    )


def _are_regions(given: object) -> bool:
    """Tell whether a value is a list of regions as Label Studio's flat exports have it."""
    return isinstance(given, list) and any(
        isinstance(one, dict) and "start" in one and "labels" in one for one in given
    )
