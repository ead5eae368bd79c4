"""What annotators do in the panel: assign wordings, make concepts, choose values, answer questions; pure records.

Such an act belongs to no report: it is about what many reports say. It is a part of a row of the log
(`Decision.panel`), is stored beside the versions of labels, and is undone as they are. What holds of all acts together
is read by `core.model.panel_standing`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from .attributes import phrase_from
from .figure import Span, span_from

RelationKind = Literal["predecessor", "other_scope", "part_of"]
"""What one concept is to another: what was measured before it, the same with another scope, a whole it is a part of."""
RELATION_KINDS: tuple[RelationKind, ...] = get_args(RelationKind)

AnswerWord = Literal["reading_wrong", "report_says_so", "revised", "other_area_or_base", "explained", ""]
"""What an annotator says to a question; "" asks it again."""
ANSWER_WORDS: tuple[AnswerWord, ...] = get_args(AnswerWord)

LONGEST_WORDS, LONGEST_NOTE, MOST = 2_000, 100_000, 10_000
"""How many characters a wording, name, code or key has at most, how many a note, and how many parts one act has."""


@dataclass(frozen=True, slots=True)
class Relation:
    """How a concept is related to another one, named by its code."""

    kind: RelationKind
    concept: str


@dataclass(frozen=True, slots=True)
class OwnConcept:
    """A concept of the analyst's own, beside those that come with the program.

    Of all versions with one `code` the last holds. `code` is how exports and assignments name it; it never changes.
    `unit` is how its levels are shown (万吨), `unit_family` says which units go together under it, in the words of the
    catalogue, "" for any; `kinds` are those that it has, none for all of them. A retired concept is no longer offered,
    and nothing is assigned to it any more.
    """

    code: str
    chinese: str
    english: str = ""
    unit: str = ""
    unit_family: str = ""
    kinds: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    note: str = ""
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """A wording of an indicator is said to measure a concept.

    `concept` is a code; "" where the wording measures none of the concepts; None lets the catalogue decide again.
    `kind` limits it to figures of one kind, and `unit_family` to units of one family; "" for all.
    """

    wording: str
    concept: str | None
    kind: str = ""
    unit_family: str = ""


@dataclass(frozen=True, slots=True)
class FactPlace:
    """Where a value of the panel comes from: a figure of a report (by digest), and which of its parts, if it has any.

    `target` is the target of the figure's decision or proposal, which stays the same when the figure is corrected. A
    whole report has the target Span(0, 0).
    """

    report: str
    target: Span
    part: str = ""


@dataclass(frozen=True, slots=True)
class ValueChoice:
    """Of several values of a cell the one that stands; None takes no part again. `cell` is the key of the cell."""

    cell: str
    fact: FactPlace | None


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """What an annotator says to a question.

    A question is known by its rule, by the places that it is about and by what they said: where one of the values has
    changed, it is another question, which nobody has answered yet. `values` are as long as `places`.
    """

    rule: str
    places: tuple[FactPlace, ...]
    values: tuple[str, ...]
    answer: AnswerWord
    note: str = ""


PanelAct = OwnConcept | Assignment | ValueChoice | QuestionAnswer


def is_withdrawn(act: PanelAct) -> bool:
    """Tell whether an act only takes back what its annotator said of the subject."""
    match act:
        case Assignment():
            return act.concept is None
        case ValueChoice():
            return act.fact is None
        case QuestionAnswer():
            return not act.answer
        case OwnConcept():
            return False


def panel_to_record(acts: Sequence[PanelAct]) -> list[dict[str, Any]]:
    """Return acts as records for JSON; raise ValueError where they could not be read back."""
    records = [{"act": _NAMES[type(act)], **asdict(act)} for act in acts]
    panel_from_record(records)
    return records


def panel_from_record(records: object) -> tuple[PanelAct, ...]:
    """Return the acts of records from `panel_to_record`; raise KeyError, TypeError or ValueError for invalid ones."""
    if not isinstance(records, list) or not 0 < len(records) <= MOST:
        raise ValueError("panel")
    return tuple(_READERS[record["act"]](record) for record in records)


def _concept_from(record: Mapping[str, Any]) -> OwnConcept:
    names = ("code", "chinese", "english", "unit", "unit_family")
    texts = {name: _words(record[name], name) for name in names}
    if not texts["code"] or not texts["chinese"] or not isinstance(record["is_retired"], bool):
        raise ValueError("code, chinese or is_retired")
    relations = tuple(_relation_from(one) for one in _some(record["relations"], "relations"))
    kinds = tuple(_words(one, "kinds") for one in _some(record["kinds"], "kinds"))
    note = _words(record["note"], "note", LONGEST_NOTE)
    return OwnConcept(**texts, kinds=kinds, relations=relations, note=note, is_retired=record["is_retired"])


def _relation_from(record: Mapping[str, Any]) -> Relation:
    if record["kind"] not in RELATION_KINDS:
        raise ValueError(f"relation: {record['kind']!r:.40}")
    return Relation(record["kind"], _words(record["concept"], "concept"))


def _assignment_from(record: Mapping[str, Any]) -> Assignment:
    wording = _words(record["wording"], "wording")
    if not wording:
        raise ValueError("wording")
    concept = None if record["concept"] is None else _words(record["concept"], "concept")
    return Assignment(wording, concept, _words(record["kind"], "kind"), _words(record["unit_family"], "unit_family"))


def _choice_from(record: Mapping[str, Any]) -> ValueChoice:
    cell, fact = _words(record["cell"], "cell"), record["fact"]
    if not cell:
        raise ValueError("cell")
    return ValueChoice(cell, None if fact is None else _place_from(fact))


def _answer_from(record: Mapping[str, Any]) -> QuestionAnswer:
    rule, answer = _words(record["rule"], "rule"), record["answer"]
    places = tuple(_place_from(one) for one in _some(record["places"], "places"))
    values = tuple(_words(one, "values") for one in _some(record["values"], "values"))
    if answer not in ANSWER_WORDS or not rule or not places or len(places) != len(values):
        raise ValueError("answer, rule, places or values")
    return QuestionAnswer(rule, places, values, answer, _words(record["note"], "note", LONGEST_NOTE))


def _place_from(record: Mapping[str, Any]) -> FactPlace:
    report = _words(record["report"], "report")
    if not report:
        raise ValueError("report")
    return FactPlace(report, span_from(record["target"]), _words(record["part"], "part"))


def _some(value: object, name: str) -> list[Any]:
    if isinstance(value, list | tuple) and len(value) <= MOST:
        return list(value)
    raise ValueError(name)


def _words(value: object, name: str, longest: int = LONGEST_WORDS) -> str:
    words = phrase_from(value, name)
    if len(words) > longest:
        raise ValueError(name)
    return words


_NAMES: Mapping[type, str] = {
    OwnConcept: "concept",
    Assignment: "assign",
    ValueChoice: "choose",
    QuestionAnswer: "answer",
}
_READERS: Mapping[str, Callable[[Mapping[str, Any]], PanelAct]] = {
    "concept": _concept_from,
    "assign": _assignment_from,
    "choose": _choice_from,
    "answer": _answer_from,
}
