"""The decision: one row of a log, which says what an annotator did; and how such rows are made and written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from os import urandom
from typing import Any, Literal, get_args

from .attributes import STATUSES, is_period
from .figure import (
    Figure,
    Proposal,
    Span,
    from_record,
    phrase_from,
    proposal_from_record,
    proposal_to_record,
    span_from,
    to_record,
)
from .label import Label
from .panel_act import PanelAct

Verdict = Literal["confirm", "reject", "add", "remark", "file", "section", "label", "learnt", "panel", "undo"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

# the state of a figure for one annotator: undecided, or what the last standing decision on it says
State = Literal["undecided", "confirmed", "rejected", "added"]
STATES: tuple[State, ...] = get_args(State)

# why a numeral is no figure; "count" counts things of the report itself, such as its parts, meetings or items
Reason = Literal["date", "ordinal", "name", "qualifier", "count", "other"]
REASONS: tuple[Reason, ...] = get_args(Reason)

# what an annotator can file about a report as a whole
Field = Literal["name", "region", "year", "archived", "removed", "done", "blind", "version_of"]
FIELDS: tuple[Field, ...] = get_args(Field)

# what an annotator can correct of a section: the years it is about, and whether they are past
SectionField = Literal["period", "status"]
SECTION_FIELDS: tuple[SectionField, ...] = get_args(SectionField)

# what is learnt from an annotator's corrections: wordings of indicators, words that are no figure, units
LearntKind = Literal["indicator", "no_figure", "unit"]
LEARNT_KINDS: tuple[LearntKind, ...] = get_args(LearntKind)

Clock = Callable[[], datetime]

LONGEST_TIME = 40


def utc_now() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


def timestamp(clock: Clock = utc_now) -> str:
    """Return the clock's time as ISO 8601 in UTC, with milliseconds and offset."""
    return clock().astimezone(UTC).isoformat(timespec="milliseconds")


RELINKED = "~"
"""What separates a decision's own id from the mark that a repair adds when it links it into a new chain."""


def origin(identity: str) -> str:
    """Return the id with which a decision was first written, before any repair."""
    return identity.partition(RELINKED)[0]


@dataclass(frozen=True, slots=True)
class Remark:
    """What an annotator notes about a target: a note ("" for none), and whether to come back to it."""

    note: str = ""
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class SectionCorrection:
    """What an annotator says of a section: `span` is the heading or the paragraph that sets its time.

    `value` is a period as figures have it (2025, 2021/2025), or a status; "" lets the detector's rules hold again.
    """

    span: Span
    field: SectionField
    value: str


@dataclass(frozen=True, slots=True)
class LearntSwitch:
    """Whether something that was learnt is used: `words` are the wording, the words or the unit."""

    kind: LearntKind
    words: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the log.

    `target` is the span decided on: that of the proposal, or that of an added figure when it was first added. It stays
    the same however often the figure's own span is corrected. `step` is shared by all rows of one act. An undo has no
    target and no figure; `undoes` names the step that it takes back. That step may itself be an undo: this is how redo
    is written. A remark decides nothing about the figure; of the remarks on a target the last standing one holds. A
    file row has no target either: it gives a `field` of the report as a whole a value (`filing.Filing`). `settles`
    names, by id, the decisions between which this one settles a dispute. `carried` names, by id, the decision whose
    correction was carried to this figure because its reading had the same cause.

    A section row has no target: it says, as a `section`, which years a section is about, or whether they are past; of
    the rows on one span and field the last standing one holds.

    A label row belongs to no report (""), and neither does an undo of one: it says what a label of the store is from
    now on, and what it `was`. A row of something `learnt` belongs to no report either, nor does one of the `panel`: it
    has all acts of one key press there.
    """

    id: str
    step: str
    at: str
    annotator: str
    report: str
    verdict: Verdict
    target: Span | None
    figure: Figure | None = None
    proposed: Proposal | None = None
    undoes: str | None = None
    reason: Reason | None = None
    remark: Remark | None = None
    field: Field | None = None
    value: str | None = None
    settles: tuple[str, ...] = ()
    label: Label | None = None
    was: Label | None = None
    carried: str | None = None
    section: SectionCorrection | None = None
    learnt: LearntSwitch | None = None
    panel: tuple[PanelAct, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One act of one annotator on one report, on the labels, or in the panel.

    Its methods make the rows, which share its id and its time.
    """

    id: str
    at: str
    annotator: str
    report: str

    def confirm(
        self,
        target: Span,
        figure: Figure,
        proposed: Proposal | None,
        settles: Sequence[str] = (),
        carried: str | None = None,
    ) -> Decision:
        """Return a row that confirms a figure, as proposed or corrected.

        `carried` is the id of the decision whose correction was carried to this figure, None where none was.
        """
        fields = {"target": target, "figure": figure, "proposed": proposed, "settles": tuple(settles)}
        return self._row("confirm", **fields, carried=carried)

    def reject(
        self, target: Span, proposed: Proposal | None, reason: Reason | None = None, settles: Sequence[str] = ()
    ) -> Decision:
        """Return a row that says that there is no figure at the target, with the reason if one is given."""
        return self._row("reject", target=target, proposed=proposed, reason=reason, settles=tuple(settles))

    def remark(self, target: Span, remark: Remark) -> Decision:
        """Return a row that replaces the remark on a target."""
        return self._row("remark", target=target, remark=remark)

    def add(self, figure: Figure, target: Span | None = None, settles: Sequence[str] = ()) -> Decision:
        """Return a row that adds a figure nobody proposed; `target` is needed where the figure was added before."""
        return self._row("add", target=target or figure.span, figure=figure, settles=tuple(settles))

    def file(self, field: Field, value: str) -> Decision:
        """Return a row that gives a field of the report as a whole a value; "" clears it, "1" is yes."""
        return self._row("file", field=field, value=value)

    def section(self, span: Span, field: SectionField, value: str) -> Decision:
        """Return a row that corrects a section's years or status; "" lets the detector's rules hold again."""
        return self._row("section", section=SectionCorrection(span, field, value))

    def learnt(self, kind: LearntKind, words: str, is_on: bool) -> Decision:
        """Return a row that switches something learnt on or off; it belongs to no report, and has a step of its own."""
        return self._row("learnt", learnt=LearntSwitch(kind, words, is_on))

    def panel(self, acts: Sequence[PanelAct], settles: Sequence[str] = ()) -> Decision:
        """Return a row of acts in the panel; it belongs to no report, and has a step of its own."""
        return self._row("panel", panel=tuple(acts), settles=tuple(settles))

    def label(self, label: Label, was: Label | None = None) -> Decision:
        """Return a row that changes a label; `was` is None for a new label. Such a step has no other row."""
        return self._row("label", label=label, was=was)

    def undo(self, step: str) -> Decision:
        """Return a row that takes a step back. To redo a step, take its undo back."""
        return self._row("undo", undoes=step)

    def _row(self, verdict: Verdict, **fields: Any) -> Decision:  # noqa: ANN401 (its own fields)
        identity = urandom(16).hex() if self.report else self.id
        return replace(Decision(identity, self.id, self.at, self.annotator, self.report, verdict, None), **fields)


def new_step(annotator: str, report: str = "", clock: Clock = utc_now) -> Step:
    """Begin an act of an annotator (by id) on a report (by digest), or on the labels or in the panel ("")."""
    return Step(id=urandom(16).hex(), at=timestamp(clock), annotator=annotator, report=report)


def decision_to_record(decision: Decision) -> dict[str, Any]:
    """Return a decision as a record for JSON."""
    names = ("id", "step", "at", "annotator", "report", "verdict", "undoes", "reason", "field", "value", "carried")
    return {name: getattr(decision, name) for name in names} | {
        "target": decision.target and list(decision.target),
        "figure": decision.figure and to_record(decision.figure),
        "proposed": decision.proposed and proposal_to_record(decision.proposed, candidates=False),
        "remark": decision.remark and {"note": decision.remark.note, "flagged": decision.remark.flagged},
        "settles": list(decision.settles),
        "section": decision.section and asdict(decision.section),
    }


_TEXTS, _TEXTS_OR_NONE = ("id", "step", "at", "annotator", "report"), ("undoes", "value", "carried")
_CLOSED = (("verdict", VERDICTS), ("reason", (*REASONS, None)), ("field", (*FIELDS, None)))


def decision_from_record(record: Mapping[str, Any], *, is_alike: bool = False) -> Decision:
    """Return the decision of a record from `decision_to_record`; raise ValueError for values out of bounds.

    `is_alike` says that what was proposed says the same as the figure, which is then read once.
    """
    for name, words in _CLOSED:
        if record[name] not in words:
            raise ValueError(f"{name}: {record[name]!r:.40}")
    identity, step, at, annotator, report = [phrase_from(record[name], name) for name in _TEXTS]
    undoes, value, carried = [
        None if record[name] is None else phrase_from(record[name], name) for name in _TEXTS_OR_NONE
    ]
    figure = from_record(record["figure"]) if record["figure"] else None
    proposed = record["proposed"]
    if not (identity and step and annotator and is_time(at)):
        raise ValueError("id, step, annotator or at")
    return Decision(
        id=identity,
        step=step,
        at=at,
        annotator=annotator,
        report=report,
        undoes=undoes,
        value=value,
        verdict=record["verdict"],
        target=span_from(record["target"]) if record["target"] else None,
        figure=figure,
        proposed=proposal_from_record(proposed, figure=figure if is_alike else None) if proposed else None,
        reason=record["reason"],
        remark=_remark_from(record["remark"]) if record["remark"] else None,
        field=record["field"],
        settles=tuple([phrase_from(one, "settles") for one in record["settles"]]),
        carried=carried,
        section=section_from_record(record["section"]) if record["section"] else None,
    )


def is_time(at: object) -> bool:
    """Tell whether a text is a time in ISO 8601, as `timestamp` or another program writes it."""
    try:
        return isinstance(at, str) and len(at) <= LONGEST_TIME and bool(datetime.fromisoformat(at))
    except ValueError:
        return False


def section_from_record(record: Mapping[str, Any]) -> SectionCorrection:
    """Return the correction of a record that has span, field and value; raise ValueError for values out of bounds."""
    field, value = record["field"], phrase_from(record["value"], "value")
    if field not in SECTION_FIELDS:
        raise ValueError(f"field: {field!r:.40}")
    if value and not (is_period(value) if field == "period" else value in STATUSES):
        raise ValueError(f"value: {value!r:.40}")
    return SectionCorrection(span_from(record["span"]), field, value)


def learnt_to_record(learnt: LearntSwitch) -> dict[str, Any]:
    """Return a switch of something learnt as a record for JSON."""
    return {"learnt": learnt.kind, "words": learnt.words, "is_on": learnt.is_on}


def learnt_from_record(record: Mapping[str, Any]) -> LearntSwitch:
    """Return the switch of a record from `learnt_to_record`; raise ValueError for values out of bounds."""
    kind, words = record["learnt"], phrase_from(record["words"], "words")
    if kind not in LEARNT_KINDS or not words or not isinstance(record["is_on"], bool):
        raise ValueError(f"learnt: {kind!r:.40}")
    return LearntSwitch(kind, words, record["is_on"])


def _remark_from(record: Mapping[str, Any]) -> Remark:
    if not isinstance(record["flagged"], bool):
        raise ValueError("flagged")
    return Remark(phrase_from(record["note"], "note"), record["flagged"])
