"""Label Studio: tasks with annotations of what holds and predictions of what is undecided, and the labelling config."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any, BinaryIO, NamedTuple
from xml.sax.saxutils import quoteattr

from ..model.attributes import ATTRIBUTES
from ..model.decision import State
from ..model.errors import ExchangeError
from .exported import Exported, PlacedRecord, add_kinds, notes_of, placed
from .format import Format, Writing
from .incoming_label import (
    TEXT_NAMES,
    IncomingLabel,
    LabelledText,
    Read,
    Refusal,
    SpanParts,
    differing,
    is_ours,
    label_of,
    named,
    offset,
)
from .offset_counting import GivenSpan, count_spans
from .record import Record
from .sentences import QT_TRANSLATE_NOOP
from .zip_archive import Archive

TASKS, CONFIGURATION = "tasks.json", "labelling.xml"
TYPED = tuple(attribute for attribute in ATTRIBUTES if attribute.is_typed)
_MADE: tuple[tuple[str, State], ...] = (
    ("annotations", "confirmed"),
    ("completions", "confirmed"),
    ("predictions", "undecided"),
)
_OWN_NAMES = ("report", "digest", "annotator", "region", "year", "created_at", "updated_at")
# characters that XML 1.0 does not allow
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CHOSEN = tuple(attribute for attribute in ATTRIBUTES if attribute.sort == "word")

# the notes for what this format loses
REJECTED = QT_TRANSLATE_NOOP("errors", "{number} rejected figures were left out; this format has no place for them.")
REMARKS = QT_TRANSLATE_NOOP("errors", "{number} notes and flags were left out.")


def write_label_studio(file: BinaryIO) -> Writing:
    """Write tasks.json, with offsets in code points, and labelling.xml, zipped; return what is lost.

    Each report is a task for each annotator. What holds is the annotator's annotation; what nobody decided on is a
    prediction with the proposal's confidence. Everything else that a figure says is told of its region.
    """
    lost, kinds = Counter[str](), dict[str, None]()
    with Archive(file) as archive:
        with archive.open(TASKS) as tasks:
            before = "[\n"
            while (part := (yield)) is not None:
                add_kinds(kinds, part)
                tasks.write(before + json.dumps(_task(part), ensure_ascii=False))
                before = ",\n"
                lost[REJECTED] += sum(row.state == "rejected" for row in part.rows)
                lost[REMARKS] += sum(bool(row.note or row.flagged) for row in part.rows)
            tasks.write("[]\n" if before == "[\n" else "\n]\n")
        archive.add(CONFIGURATION, configuration(kinds))
    return notes_of(lost)


def configuration(kinds: Iterable[str]) -> str:
    """Return the labelling config for the tasks: kinds as labels, with the attributes of each region."""
    labels = "\n".join(f"    <Label value={quoteattr(as_xml(kind))}/>" for kind in kinds)
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
    """Read tasks: annotations (in older exports "completions") as decided, predictions as undecided.

    The flat objects of the export JSON-MIN are read too. Each task is named by its number.
    """
    found: list[LabelledText] = []
    refused: list[Refusal] = []
    for number, given in enumerate(tasks, 1):
        where = str(number)
        task = as_task(given) if isinstance(given, Mapping) else None
        text = _text_in(task["data"]) if task is not None and isinstance(task.get("data"), Mapping) else None
        if task is None or text is None:
            refused.append(Refusal(where, ExchangeError("There is no text in it."), 0))
            continue
        regions: list[_Region] = []
        try:
            for made, state in _MADE:
                for one in task.get(made) or ():
                    result = one.get("result") or ()
                    if one.get("was_cancelled") or one.get("skipped"):
                        error = ExchangeError("It was skipped there and is left out.")
                        refused.append(Refusal(where, error, len({piece.get("id") for piece in result})))
                    else:
                        regions += _regions_of(result, state)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            # what was read of the task before the error comes in
            refused.append(Refusal(where, ExchangeError("This task cannot be understood.")))
        marks = _marks_of(where, text, regions, refused, ours=is_ours(text, task["data"]))
        found.append(LabelledText(where, text, tuple(marks), *named(task["data"])))
    return found, refused


def is_task(value: object) -> bool:
    """Tell whether an object is a task of Label Studio, in full or as JSON-MIN has it."""
    return isinstance(value, Mapping) and as_task(value) is not None


def as_task(value: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return a task in full, made of a flat object where JSON-MIN has one; None for what is no task."""
    if isinstance(value.get("data"), Mapping):
        return value
    flat = {
        name: items
        for name, items in value.items()
        if isinstance(items, list) and items and all(isinstance(one, Mapping) and _labels_in(one) for one in items)
    }
    if not flat:
        return None
    result = [
        {"id": f"{name}{at}", "from_name": name, "type": "labels", "value": one}
        for name, items in flat.items()
        for at, one in enumerate(items)
    ]
    data = {name: said for name, said in value.items() if name not in flat}
    return {"data": data, "annotations": [{"result": result}]}


def _labels_in(value: Mapping[str, Any]) -> list[object]:
    """Return the labels of a region's value, under "labels" or a name that ends so ("hypertextlabels")."""
    return next(
        (said for name, said in value.items() if name.endswith("labels") and isinstance(said, list) and said), []
    )


def _text_in(data: Mapping[str, Any]) -> str | None:
    """Return the text of a task, by its name, or else the longest of what the task has; None where it has none."""
    texts = [data[name] for name in TEXT_NAMES if isinstance(data.get(name), str)]
    others = [said for name, said in data.items() if isinstance(said, str) and name not in _OWN_NAMES]
    return texts[0] if texts else max(others, key=len, default=None)


class _Region(NamedTuple):
    """A labelled region of a task: its span as it is counted there, its labels, and what else is said of it."""

    span: SpanParts
    labels: Sequence[object]
    attributes: Mapping[str, object]
    state: State
    confidence: float


def _regions_of(result: Iterable[Mapping[str, Any]], state: State) -> Iterator[_Region]:
    """Read the regions of an annotation: the labels, and everything else under the same id."""
    regions: dict[str, list[Mapping[str, Any]]] = {}
    for number, piece in enumerate(result):
        if isinstance(piece.get("value"), Mapping):
            regions.setdefault(str(piece.get("id", number)), []).append(piece)
    for pieces in regions.values():
        labelled = [piece for piece in pieces if _labels_in(piece["value"])]
        values = {str(piece.get("from_name")): _text_of(piece["value"]) for piece in pieces if piece not in labelled}
        if {attribute.name for attribute in CHOSEN} <= set(values):
            # our own export: an attribute without an entry is empty, not unknown
            values = {attribute.name: "" for attribute in TYPED} | values
        if isinstance(value := values.get("value"), str):
            values["value"] = [part for part in value.split(";") if part] if ";" in value or not value else value
        for piece in labelled:
            value = piece["value"]
            # a region of a page has a path for its start, and its offsets apart
            place = value.get("globalOffsets") if isinstance(value.get("start"), str) else value
            place = place if isinstance(place, Mapping) else value
            span = SpanParts(place.get("start"), place.get("end"), "", value.get("text", ""))
            yield _Region(span, _labels_in(value), values, state, _confidence(piece.get("score")))


def _marks_of(
    where: str, text: str, regions: Iterable[_Region], refused: list[Refusal], *, ours: bool
) -> Iterator[IncomingLabel]:
    """Yield a label for each label of each region; how offsets are counted is found by all regions of the task."""
    sound: list[_Region] = []
    given: list[GivenSpan] = []
    for one in regions:
        try:
            words = one.span.words if isinstance(one.span.words, str) else ""
            given.append(GivenSpan(offset(one.span.start), offset(one.span.end), label_of(one.labels[0]), words))
            sound.append(one)
        except ExchangeError as error:
            refused.append(Refusal(where, error))
    counted = count_spans(text, given, "code point", is_firm=True, is_ours=ours)
    for one, its, span in zip(sound, given, counted, strict=True):
        try:
            if isinstance(span, ExchangeError):
                raise span
            wrong = differing(text, span, its.words)
            if wrong is not None:
                raise wrong
            for label in one.labels:
                yield IncomingLabel(
                    where, *span, label_of(label), attributes=one.attributes, state=one.state, confidence=one.confidence
                )
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
