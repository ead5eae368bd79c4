"""Questions: where what reports say does not add up; each is a finding of a named rule, found anew each time.

A rule is a pure function over what one report says, over what all reports say of one concept at one place, or over the
reports themselves. It knows nothing of annotators: their answers are in the store, under the places of a finding and
what these say, so that a question comes back when one of its values changes (`core.model.panel_standing`).

    for finding in unanswered(questions(panel, text_of), standing):
        print(finding.sentence("en"), [side.title for side in finding.sides])
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ..model.panel_act import AnswerWord, QuestionAnswer
from ..model.panel_standing import PanelStanding
from ..model.report import Report
from ..review.review import ReviewedFigure
from .concept import Concept
from .fact import Fact, Place
from .finding import Finding
from .opening import catalogue_of
from .panel import Panel
from .question_rules import (
    Reports,
    ReportSaid,
    Series,
    TextOf,
    composition,
    growth,
    other_place,
    said_otherwise,
    said_twice,
    same_row,
    size,
    text_twice,
)
from .reading import ReportReading, shown_reading

if TYPE_CHECKING:
    from ..store import ReportEntry

Asked = TypeVar("Asked")


class QuestionRule(NamedTuple, Generic[Asked]):
    """A rule: its id, and the function that finds what it asks about."""

    id: str
    find: Callable[[Asked], Iterator[Finding]]


IN_REPORT: Sequence[QuestionRule[ReportSaid]] = (
    QuestionRule("same_row", same_row),
    QuestionRule("said_twice", said_twice),
)
"""What is asked of one report, and marked while it is reviewed."""

OF_REPORTS: Sequence[QuestionRule[Reports]] = (
    QuestionRule("text_twice", text_twice),
    QuestionRule("other_place", other_place),
)
"""What is asked of the reports as a whole."""

IN_PANEL: Sequence[QuestionRule[Series]] = (
    QuestionRule("said_otherwise", said_otherwise),
    QuestionRule("growth", growth),
    QuestionRule("size", size),
    QuestionRule("composition", composition),
)
"""What is asked of all that is said of one concept at one place."""


def questions(panel: Panel, text_of: TextOf) -> Iterator[Finding]:
    """Yield what all reports of a panel leave to ask: of each report, of the reports, of each place and concept.

    `text_of` gives the text of a report by its digest. It takes seconds for many reports; stopping to ask for the next
    finding stops the work.
    """
    by_report: defaultdict[str, list[Fact]] = defaultdict(list)
    by_series: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    places: dict[str, Place] = {}
    for fact in panel.facts():
        by_report[fact.report].append(fact)
        by_series[fact.place.key, fact.concept].append(fact)
        places[fact.place.key] = fact.place
    concepts = panel.catalogue.concepts
    for reading in panel.readings:
        yield from questions_of(reading, text_of(reading.digest), by_report[reading.digest], concepts)
    reports = Reports(panel.readings, text_of)
    for rule in OF_REPORTS:
        yield from rule.find(reports)
    for (place, concept), facts in by_series.items():
        series = Series(places[place], concepts[concept], facts, text_of)
        for of_series in IN_PANEL:
            yield from of_series.find(series)


def report_questions(
    report: Report, figures: Iterable[ReviewedFigure], entry: "ReportEntry", standing: PanelStanding
) -> list[Finding]:
    """Return what a report that is reviewed leaves to ask by itself, but for what is answered.

    `figures` are as its annotator sees them, `entry` is the report as the store lists it.
    """
    catalogue = catalogue_of(standing)
    reading = shown_reading(report, figures, entry)
    facts = [*Panel.of([reading], catalogue).facts()]
    return [*unanswered(questions_of(reading, report.text, facts, catalogue.concepts), standing)]


def unanswered(findings: Iterable[Finding], standing: PanelStanding) -> Iterator[Finding]:
    """Yield the findings that nobody has answered yet, or whose answers annotators dispute."""
    return (one for one in findings if one.question not in standing.answers)


def answered(finding: Finding, answer: AnswerWord, note: str = "") -> QuestionAnswer:
    """Return the act that answers a finding; an answer of "" asks it again."""
    rule, places, values = finding.question
    return QuestionAnswer(rule, places, values, answer, note)


def questions_of(
    reading: ReportReading, text: str, facts: Sequence[Fact], concepts: Mapping[str, Concept]
) -> Iterator[Finding]:
    """Yield what one report leaves to ask by itself; `facts` are those of its figures that measure a concept."""
    said = ReportSaid(reading, text, facts, concepts)
    for rule in IN_REPORT:
        yield from rule.find(said)
