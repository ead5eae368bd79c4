"""Label Studio: tasks with annotations of what holds and predictions of what is undecided, and the labelling config."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any, BinaryIO
from xml.sax.saxutils import quoteattr

from ..model.attributes import ATTRIBUTES
from ..model.decision import State
from ..model.errors import ExchangeError
from ..model.report import Note
from .exported import Exported, PlacedRecord, kinds_of, losses, placed
from .format import QT_TRANSLATE_NOOP, Format
from .incoming_label import IncomingLabel, LabelledText, Read, Refusal, label_of, named, span_of
from .record import Record
from .zip_archive import write_archive

TASKS, CONFIGURATION = "tasks.json", "labelling.xml"
TYPED = tuple(attribute for attribute in ATTRIBUTES if attribute.is_typed)
_MADE: tuple[tuple[str, State], ...] = (("annotations", "confirmed"), ("predictions", "undecided"))
# characters that XML 1.0 does not allow
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CHOSEN = tuple(attribute for attribute in ATTRIBUTES if attribute.sort == "word")

# the notes for what this format loses
REJECTED = "{number} rejected figures were left out; this format has no place for them."
REMARKS = "{number} notes and flags were left out."


def write_label_studio(parts: Sequence[Exported], file: BinaryIO) -> list[Note]:
    """Write tasks.json, with offsets in code points, and labelling.xml, zipped; return what is lost.

    Each report is a task for each annotator. What holds is the annotator's annotation; what nobody decided on is a
    prediction with the proposal's confidence. Everything else that a figure says is told of its region.
    """
    tasks = [_task(part) for part in parts]
    files = {TASKS: json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", CONFIGURATION: configuration(parts)}
    write_archive(files, file)
    rejected = sum(row.state == "rejected" for part in parts for row in part.rows)
    return losses(
        Note(REJECTED, rejected),
        Note(REMARKS, sum(bool(r.note or r.flagged) for p in parts for r in p.rows)),
    )


def configuration(parts: Iterable[Exported]) -> str:
    """Return the labelling config for the tasks: kinds as labels, with the attributes of each region."""
    labels = "\n".join(f"    <Label value={quoteattr(as_xml(kind))}/>" for kind in kinds_of(parts))
    typed = "\n".join(
        f'  <Header value="{attribute.name}"/>\n  <TextArea name="{attribute.name}" toName="text" perRegion="true" '
        'maxSubmissions="1"/>'
        for attribute in TYPED
    )
    chosen = "\n".join(
        f'  <Header value="{attribute.name}"/>\n'
        f'  <Choices name="{attribute.name}" toName="text" perRegion="true" choice="single">'
        + "".join(f'<Choice value="{word}"/>' for word in attribute.words)
        + "</Choices>"
        for attribute in CHOSEN
    )
    return (
        f'<View>\n  <Labels name="kind" toName="text">\n{labels}\n  </Labels>\n'
        "  <Style>.htx-text{white-space: pre-wrap;}</Style>\n"
        f'  <Text name="text" value="$text" granularity="symbol"/>\n{typed}\n{chosen}\n</View>\n'
    )


def as_xml(label: str) -> str:
    """Return a label as XML can have it: characters that it cannot have are written by number, in both files alike."""
    return _UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", label)


def _task(part: Exported) -> dict[str, Any]:
    report = part.report
    region, year = (part.rows[0].region, part.rows[0].year) if part.rows else ("", "")
    data = {"text": report.text, "report": report.name, "digest": report.digest, "annotator": part.annotator or ""}
    task: dict[str, Any] = {"data": data | {"region": region, "year": year}}
    task["annotations"] = task["predictions"] = ()
    if held := placed(part):
        result = [piece for one in held for piece in _region(one)]
        task["annotations"] = [{"was_cancelled": False, "ground_truth": False, "result": result}]
    if open_ := placed(part, {"undecided"}):
        scores = [_score(one.row) for one in open_]
        result = [piece for one in open_ for piece in _region(one, _score(one.row))]
        made = {"model_version": open_[0].row.proposed.source if open_[0].row.proposed else "", "result": result}
        task["predictions"] = [made | {"score": round(sum(scores) / len(scores), 4)}]
    return task


def _score(row: Record) -> float:
    return row.proposed.confidence if row.proposed else 0.0


def _region(one: PlacedRecord, score: float | None = None) -> list[dict[str, Any]]:
    """Return a figure as a labelled region, followed by an entry for each of its attributes under the same id."""
    row, figure = one.row, one.row.figure
    name = json.dumps([row.digest, row.annotator, figure.span, figure.kind, row.state])
    here = {"start": one.start, "end": one.end, "text": row.text}
    model: dict[str, Any] = {"id": sha256(name.encode()).hexdigest()[:12], "to_name": "text"}
    model |= {} if score is None else {"score": score}
    pieces = [model | {"from_name": "kind", "type": "labels", "value": here | {"labels": [as_xml(figure.kind)]}}]
    for attribute in TYPED:
        if text := attribute.text(getattr(figure, attribute.name)):
            pieces.append(model | {"from_name": attribute.name, "type": "textarea", "value": here | {"text": [text]}})
    for attribute in CHOSEN:
        word = getattr(figure, attribute.name)
        pieces.append(model | {"from_name": attribute.name, "type": "choices", "value": here | {"choices": [word]}})
    return pieces


def read_label_studio(tasks: Sequence[object]) -> Read:
    """Read tasks: annotations as decided, predictions as undecided; each task is named by its number."""
    found: list[LabelledText] = []
    refused: list[Refusal] = []
    for number, task in enumerate(tasks, 1):
        where = str(number)
        data = task.get("data") if isinstance(task, Mapping) else None
        text = data.get("text") if isinstance(data, Mapping) else None
        if not isinstance(task, Mapping) or not isinstance(data, Mapping) or not isinstance(text, str):
            refused.append(Refusal(where, ExchangeError("There is no text in it."), 0))
            continue
        marks: list[IncomingLabel] = []
        try:
            for made, state in _MADE:
                for one in task.get(made) or ():
                    if not one.get("was_cancelled"):
                        _read_result(where, text, one.get("result") or (), state, marks, refused)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            # what was read of the task before the error comes in
            refused.append(Refusal(where, ExchangeError("This task cannot be understood.")))
        found.append(LabelledText(where, text, tuple(marks), *named(data)))
    return found, refused


def _read_result(
    where: str,
    text: str,
    result: Iterable[Mapping[str, Any]],
    state: State,
    marks: list[IncomingLabel],
    refused: list[Refusal],
) -> None:
    """Read the regions of an annotation: the label, and everything else under the same id."""
    regions: dict[str, list[Mapping[str, Any]]] = {}
    for number, piece in enumerate(result):
        if isinstance(piece.get("value"), Mapping):
            regions.setdefault(str(piece.get("id", number)), []).append(piece)
    for pieces in regions.values():
        labels = [piece for piece in pieces if piece["value"].get("labels")]
        values = {str(piece.get("from_name")): _text_of(piece["value"]) for piece in pieces if piece not in labels}
        if {attribute.name for attribute in CHOSEN} <= set(values):
            # our own export: an attribute without an entry is empty, not unknown
            values = {attribute.name: "" for attribute in TYPED} | values
        if isinstance(value := values.get("value"), str):
            values["value"] = [part for part in value.split(";") if part] if ";" in value or not value else value
        for piece in labels:
            value = piece["value"]
            try:
                start, end = span_of(value.get("start"), value.get("end"), len(text))
                if "text" in value and value["text"] != text[start:end]:
                    raise ExchangeError("The words from {start} to {end} are different.", start=start, end=end)
                kind = label_of(value["labels"][0])
                sure = _confidence(piece.get("score"))
                marks.append(IncomingLabel(where, start, end, kind, attributes=values, state=state, confidence=sure))
            except ExchangeError as error:
                refused.append(Refusal(where, error))


def _confidence(score: object) -> float:
    """Return a score from 0 to 1; programs write scores as they like, so any other counts as 1."""
    known = isinstance(score, int | float | Decimal) and 0 <= score <= 1
    return float(score) if known else 1.0  # type: ignore[arg-type]


def _text_of(value: Mapping[str, Any]) -> object:
    # a choice has the words of its region too
    content = value.get("choices", value.get("text", ""))
    return content[0] if isinstance(content, list) and content else content


FORMAT = Format(
    name="label-studio",
    ending=".zip",
    title=QT_TRANSLATE_NOOP("formats", "Label Studio: annotations and predictions, with the labelling config, zipped"),
    write=write_label_studio,
    losses=(REJECTED, REMARKS),
    is_text=False,
    marks_text=True,
    reads="tasks",
    read=read_label_studio,
    members=(TASKS,),
)
