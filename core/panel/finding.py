"""Findings: what a rule asks about, with the places that do not go together; and what is said of each rule."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..languages import Language
from ..model.attributes import exact_number
from ..model.figure import Span
from ..model.panel_act import FactPlace
from ..model.panel_standing import Question
from .cell import SIGNS
from .concept import Concept
from .fact import Fact, Time
from .units import RESOURCES

NOWHERE = Span(0, 0)
"""The target, the words and the sentence of a whole report."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the places that a finding is about.

    `place` is where it is, `title` its report's name. `span` are the figure's words in the text and `sentence` the
    sentence around them, both empty for a whole report. `value` is what it says: an answer holds for that value.
    """

    place: FactPlace
    title: str
    span: Span
    sentence: Span
    value: str

    @property
    def report(self) -> str:
        """The digest of its report."""
        return self.place.report


def side_of(fact: Fact) -> Side:
    """Return a fact as a side of a finding."""
    value = f"{SIGNS[fact.bound]}{':'.join(map(exact_number, fact.value))}{fact.unit}"
    return Side(FactPlace(fact.report, fact.target), fact.title, fact.span, fact.sentence, value)


@dataclass(frozen=True, slots=True)
class Finding:
    """One question to the analyst: a rule by its id, the places that do not go together, and what the sentence names.

    `concept` is what they are about, and `time` when, where the rule looks at one of these.
    """

    rule: str
    sides: tuple[Side, ...]
    names: Mapping[str, str]
    concept: Concept | None = None
    time: Time | None = None

    @property
    def question(self) -> Question:
        """By what an answer to it is known: its rule, its places, and what they say."""
        return self.rule, tuple(one.place for one in self.sides), tuple(one.value for one in self.sides)

    def sentence(self, language: Language) -> str:
        """Return the question in words."""
        concept = self.concept.name(language) if self.concept is not None else ""
        time = self.time.period.replace("/", "–") if self.time is not None else ""
        return question_texts()[self.rule].ask[language].format(**{"concept": concept, "time": time, **self.names})


@dataclass(frozen=True, slots=True)
class QuestionText:
    """What is said of a rule: a line of what it looks for, and what it asks.

    `example` are reports about which it asks, `counter` reports about which it does not: region, year and text, divided
    by blanks.
    """

    id: str
    line: Mapping[Language, str]
    ask: Mapping[Language, str]
    example: tuple[str, ...]
    counter: tuple[str, ...]


@cache
def question_texts() -> Mapping[str, QuestionText]:
    """Return what is said of each rule, by its id, in the order in which questions are asked."""
    read = tomllib.loads((RESOURCES / "questions.toml").read_text(encoding="utf-8"))
    return {
        id_: QuestionText(
            id_,
            {"en": said["en"], "zh": said["zh"]},
            {"en": said["ask_en"], "zh": said["ask_zh"]},
            tuple(said["example"]),
            tuple(said["counter"]),
        )
        for id_, said in read.items()
    }
