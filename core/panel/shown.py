"""What a page shows of the panel, as records that go from one process to another: heads, cells and values.

The panel is read and held in a process beside the window (`core.panel.panel_process`); the window has what it shows.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any

from ..languages import Language
from ..model.figure import Span
from .cell import Cell, number_text, numbers, time_text, unit_of, unit_text, words, written
from .concept import Catalogue, Concept
from .fact import Fact, Place, Time
from .finding import NOWHERE, Finding, question_texts
from .panel import Grid, Panel, Query
from .reading import ReportReading
from .suggestions import MOST, suggestions

# characters of a sentence that are shown before and behind its number
_CONTEXT = 160
# so many concepts are looked at for those that go with a wording's units
MOST_LIKE = 40
PATH = " / "
"""What stands between a region and those that lie in it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or a column, or an entry of a list of what a table can be of.

    `key` is the code of a concept, the key of a place or a period; `note` stands beside the name: a unit, a code, how
    many figures there are. `words` are others by which it is found.
    """

    key: str
    name: str
    note: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as a table shows it.

    `text` is the value with its bound, `spoken` all of it in words. `count` says how many different values are told,
    `numbers` are the standing value's in the column's unit, one, two or more, as texts. `empty` says why nothing is
    shown: "no_report", "unread" or "not_said"; "" where something is. `title` is the report that the value is from.
    """

    text: str
    spoken: str
    count: int = 0
    is_confirmed: bool = False
    is_revised: bool = False
    is_chosen: bool = False
    empty: str = ""
    bound: str = "eq"
    numbers: tuple[str, ...] = ()
    vintages: tuple[tuple[int, str], ...] = ()
    """The year of each report that tells a value, with its first number; the standing one too."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of the panel: its heads and cells, the unit of all its values, "" where columns have their own.

    `elsewhere` counts the facts that have no cell in it.
    """

    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: tuple[tuple[ShownCell, ...], ...]
    unit: str = ""
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One value of a cell with its sentence; `report` and `target` are where it is opened.

    `before` and `behind` are the sentence around the number's `words`. `stands` says whether the cell shows it, `rules`
    how it is read otherwise than its figure, in words.
    """

    report: str
    title: str
    vintage: int | None
    target: tuple[int, int]
    value: str
    wording: str
    before: str
    words: str
    behind: str
    is_confirmed: bool
    stands: bool
    rules: str = ""


@dataclass(frozen=True, slots=True)
class ShownSuggestion:
    """A concept that a wording may measure: its code and name, and the wording of it that is most alike."""

    code: str
    name: str
    alike: str


@dataclass(frozen=True, slots=True)
class ShownWording:
    """A wording that no concept has: how many figures of how many reports have it, and of which kinds."""

    words: str
    figures: int
    reports: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One of the places that a question is about; `report`, `target` and `part` are where it is, `value` what it says.

    `before`, `words` and `behind` are its sentence, empty for a whole report.
    """

    report: str
    target: tuple[int, int]
    part: str
    title: str
    value: str
    before: str
    words: str
    behind: str


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question: its rule and the line of it, what it asks, and its places."""

    rule: str
    line: str
    sentence: str
    sides: tuple[ShownSide, ...]


@dataclass(frozen=True, slots=True)
class Subjects:
    """What tables there can be: concepts, years and places, those with the most figures first or in their order.

    Years begin with the last one that reports are of. `catalogue` are all concepts, those too of which no report of the
    store says anything.
    """

    concepts: tuple[Head, ...]
    years: tuple[Head, ...]
    places: tuple[Head, ...]
    catalogue: tuple[Head, ...] = ()


def subjects(panel: Panel, language: Language) -> Subjects:
    """Return what tables of a panel there can be."""
    return Subjects(
        tuple(_concept_head(one, panel, language) for one in panel.concepts()),
        tuple(Head(str(year), str(year)) for year in _years(panel)),
        tuple(Head(one.key, one.name, code_of(one)) for one in panel.places()),
        tuple(_concept_head(one, panel, language) for one in panel.catalogue.concepts.values()),
    )


def _years(panel: Panel) -> list[int]:
    """Return the years of a panel, the last one that reports are of first; what plans say of later ones comes last."""
    last = max((one.year for one in panel.readings if one.year is not None), default=9999)
    return sorted(panel.years(), key=lambda year: (year > last, -year if year <= last else year))


def _concept_head(one: Concept, panel: Panel, language: Language) -> Head:
    return Head(one.code, one.name(language), f"{panel.count_of(one.code):,}", f"{one.chinese} {one.english}")


def code_of(place: Place) -> str:
    """Return the official code that a row of the panel is known by; "" where it has none."""
    code = place.key.partition("|")[0]
    return code if code.isdigit() and not place.area else ""


def shown_table(grid: Grid, catalogue: Catalogue, language: Language) -> ShownTable:
    """Return a table as a page shows it."""
    rows = _short(
        [_head(one, grid.query, language, _unit_in_row(grid, at)) for at, one in enumerate(grid.rows)],
    )
    columns = tuple(_head(one, grid.query, language, _unit_in_column(grid, at)) for at, one in enumerate(grid.columns))
    cells = tuple(tuple(_cell(cell, language) for cell in row) for row in grid.cells)
    units = {cell.unit.text for row in grid.cells for cell in row if cell.facts}
    if grid.query.view == "concept":
        units = units or {unit_of(catalogue.concepts[grid.query.of], grid.query.kind, "").text}
    return ShownTable(rows, columns, cells, units.pop() if len(units) == 1 else "", grid.elsewhere)


def _short(heads: Sequence[Head]) -> tuple[Head, ...]:
    """Leave out of the heads what all regions lie in: of 广东省 / 深圳市 / 南山区 and its neighbours only the last."""
    paths = [head.name.split(PATH) for head in heads]
    shared = 0
    while len({tuple(path[: shared + 1]) for path in paths}) == 1 and all(len(path) > shared + 1 for path in paths):
        shared += 1
    return tuple(
        replace(head, name=PATH.join(path[shared:]), words=head.name) for head, path in zip(heads, paths, strict=True)
    )


def _head(one: Place | Time | Concept, query: Query, language: Language, unit: str) -> Head:
    match one:
        case Place():
            return Head(one.key, one.name, code_of(one))
        case Time():
            return Head(f"{one.period}@{one.base}" if one.base else one.period, time_text(one, language))
        case Concept():
            return Head(one.code, one.name(language), unit)


def _unit_in_row(grid: Grid, at: int) -> str:
    return next((cell.unit.text for cell in grid.cells[at] if cell.facts), "")


def _unit_in_column(grid: Grid, at: int) -> str:
    return next((row[at].unit.text for row in grid.cells if row[at].facts), "")


def _cell(cell: Cell, language: Language) -> ShownCell:
    fact = cell.standing
    said = sorted({(one.vintage, str(numbers(one, cell.unit)[0])) for one in cell.facts if one.vintage is not None})
    return ShownCell(
        cell.text,
        cell.spoken(language),
        cell.count,
        cell.is_confirmed,
        cell.is_revised,
        cell.is_chosen,
        cell.empty,
        fact.bound if fact is not None else "eq",
        tuple(map(str, numbers(fact, cell.unit))) if fact is not None and _is_in_unit(fact, cell) else (),
        tuple((vintage, number) for vintage, number in said if vintage is not None),
    )


def _is_in_unit(fact: Fact, cell: Cell) -> bool:
    return unit_text(fact, cell.unit) == cell.unit.text


def shown_facts(cell: Cell, text_of: Callable[[str], str], language: Language) -> tuple[ShownFact, ...]:
    """Return the values of a cell with their sentences, the one that stands first, those of other measures last."""
    said = words(language)
    found = []
    for fact in (*cell.facts, *cell.others):
        text, span = text_of(fact.report), fact.span
        rules: Sequence[str] = [said["rules"][rule] for rule in fact.rules if rule in said["rules"]]
        found.append(
            ShownFact(
                fact.report,
                fact.title,
                fact.vintage,
                (fact.target.start, fact.target.end),
                f"{written(fact, cell.unit)} {unit_text(fact, cell.unit)}".strip()
                if _is_in_unit(fact, cell)
                else f"{number_text(fact, cell.unit)} {fact.unit}".strip(),
                fact.wording,
                text[max(fact.sentence.start, span.start - _CONTEXT) : span.start].lstrip(),
                text[span.start : span.end],
                text[span.end : min(fact.sentence.end, span.end + _CONTEXT)].rstrip(),
                fact.is_confirmed,
                fact is cell.standing,
                str(said["between"]).join(rules),
            )
        )
    return tuple(found)


def shown_wordings(panel: Panel, language: Language, most: int) -> tuple[ShownWording, ...]:
    """Return the wordings that no concept has, the most frequent first."""
    return tuple(ShownWording(*one) for one in panel.unassigned()[:most])


def fitting(wording: str, panel: Panel) -> frozenset[str]:
    """Return the codes of the concepts in whose cells all figures with a wording may stand."""
    found = ((one, row) for one, row, words in panel.looked_up() if words == wording)
    uses = {(one.text("kind", row), one.text("unit", row)) for one, row in found}
    return frozenset(
        code
        for code, concept in panel.catalogue.concepts.items()
        if all(concept.takes(concept.read_as.get(kind, kind), unit) for kind, unit in uses)
    )


def shown_suggestions(
    wording: str, codes: Container[str], panel: Panel, language: Language
) -> tuple[ShownSuggestion, ...]:
    """Return the concepts that a wording may measure, of some codes, the most alike first."""
    found = (
        ShownSuggestion(like.concept.code, like.concept.name(language), like.alike)
        for like in suggestions(wording, panel.catalogue, MOST_LIKE)
        if like.concept.code in codes
    )
    return tuple(islice(found, MOST))


def shown_examples(panel: Panel, words: str, text_of: Callable[[str], str], most: int = 3) -> tuple[ShownSide, ...]:
    """Return some of the figures that have a wording, each of another report where there are so many."""
    rows: dict[str, tuple[ReportReading, int]] = {}
    for reading, row, said in panel.looked_up():
        if said == words:
            rows.setdefault(reading.digest, (reading, row))
            if len(rows) == most:
                break
    return tuple(_example(reading, row, text_of(reading.digest)) for reading, row in rows.values())


def _example(reading: ReportReading, row: int, text: str) -> ShownSide:
    span, target, sentence = (
        Span(reading.column(f"{name}start")[row], reading.column(f"{name}end")[row])
        for name in ("", "target_", "sentence_")
    )
    return _side(reading.digest, target, "", reading.title, "", text, span, sentence)


def shown_question(finding: Finding, text_of: Callable[[str], str], language: Language) -> ShownQuestion:
    """Return a finding as a page shows it."""
    sides = tuple(
        _side(
            one.report,
            one.place.target,
            one.place.part,
            one.title,
            one.value,
            text_of(one.report) if one.sentence != NOWHERE else "",
            one.span,
            one.sentence,
        )
        for one in finding.sides
    )
    line = question_texts()[finding.rule].line[language]
    return ShownQuestion(finding.rule, line, finding.sentence(language), sides)


def _side(
    report: str, target: Span, part: str, title: str, value: str, text: str, span: Span, sentence: Span
) -> ShownSide:
    before = text[max(sentence.start, span.start - _CONTEXT) : span.start].lstrip()
    behind = text[span.end : min(sentence.end, span.end + _CONTEXT)].rstrip()
    return ShownSide(
        report, (target.start, target.end), part, title, value, before, text[span.start : span.end], behind
    )


def side_from_record(record: Mapping[str, Any]) -> ShownSide:
    """Return a place from its record."""
    start, end = record["target"]
    return ShownSide(**{**record, "target": (start, end)})


def question_from_record(record: Mapping[str, Any]) -> ShownQuestion:
    """Return a question from its record."""
    return ShownQuestion(**{**record, "sides": tuple(map(side_from_record, record["sides"]))})


def wording_from_record(record: Mapping[str, Any]) -> ShownWording:
    """Return a wording from its record."""
    return ShownWording(**{**record, "kinds": tuple(record["kinds"])})


def suggestion_from_record(record: Mapping[str, Any]) -> ShownSuggestion:
    """Return a suggestion from its record."""
    return ShownSuggestion(**record)


def to_record(
    shown: ShownTable | Subjects | ShownFact | ShownWording | ShownSuggestion | ShownSide | ShownQuestion,
) -> dict[str, Any]:
    """Return what is shown as a record for JSON."""
    return asdict(shown)


def table_from_record(record: Mapping[str, Any]) -> ShownTable:
    """Return a table from its record."""
    return ShownTable(
        _heads(record["rows"]),
        _heads(record["columns"]),
        tuple(tuple(_cell_from(cell) for cell in row) for row in record["cells"]),
        record["unit"],
        record["elsewhere"],
    )


def subjects_from_record(record: Mapping[str, Any]) -> Subjects:
    """Return what tables there can be from its record."""
    return Subjects(
        _heads(record["concepts"]), _heads(record["years"]), _heads(record["places"]), _heads(record["catalogue"])
    )


def fact_from_record(record: Mapping[str, Any]) -> ShownFact:
    """Return a value of a cell from its record."""
    start, end = record["target"]
    return ShownFact(**{**record, "target": (start, end)})


def _heads(records: Sequence[Mapping[str, str]]) -> tuple[Head, ...]:
    return tuple(Head(**record) for record in records)


def _cell_from(record: Mapping[str, Any]) -> ShownCell:
    vintages = tuple((int(year), str(number)) for year, number in record["vintages"])
    return ShownCell(**{**record, "numbers": tuple(record["numbers"]), "vintages": vintages})
