"""The long table: one row a fact, with all that is known of it, as programs read it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..model.attributes import exact_number
from .concept import Catalogue
from .fact import Fact


class LongRow(NamedTuple):
    """A fact as a row of the long table.

    `key` is unique: the report's digest, the figure's offsets, its target's, the ids of the annotators, and the concept
    where one figure is told of several. `area_code` is the official code that the region had in the year; `part` is a
    part of the region that has no code. `year` is None where the period is no single year. `value` keeps every digit,
    in the measure of `unit`; it is None for a range or a composition. `low` and `high` are the ends of what the fact
    says: of a range, and of a bound (at least 7 has no upper end). `value_said` and `unit_said` are as the report has
    them. `vintage` is the report's year.
    """

    key: str
    area_code: str
    area: str
    part: str
    year: int | None
    period: str
    base: str
    concept: str
    concept_zh: str
    concept_en: str
    kind: str
    status: str
    vintage: int | None
    value: str | None
    low: str | None
    high: str | None
    bound: str
    modal: str
    unit: str
    value_said: str
    unit_said: str
    wording: str
    words: str
    sentence: str
    report: str
    digest: str
    start: int
    end: int
    annotator: str
    decision: str
    state: str
    rules: str


COLUMNS = LongRow._fields


def rows(
    facts: Iterable[Fact], catalogue: Catalogue, text_of: Callable[[str], str], names: Mapping[str, str]
) -> Iterator[LongRow]:
    """Yield each fact as a row; `text_of` returns a report's text by its digest, `names` has annotators by id."""
    for fact in facts:
        concept = catalogue.concepts[fact.concept]
        low, high = _ends(fact)
        yield LongRow(
            key=fact.key,
            area_code=fact.code,
            area=fact.place.region,
            part=fact.place.area,
            year=fact.time.year,
            period=fact.time.period,
            base=fact.time.base,
            concept=fact.concept,
            concept_zh=concept.chinese,
            concept_en=concept.english,
            kind=fact.kind,
            status=fact.status,
            vintage=fact.vintage,
            value=exact_number(fact.amounts[0]) if len(fact.amounts) == 1 else None,
            low=low,
            high=high,
            bound=fact.bound,
            modal=fact.modal,
            unit=fact.measure,
            value_said=";".join(map(exact_number, fact.value)),
            unit_said=fact.unit,
            wording=fact.wording,
            words=fact.words,
            sentence=text_of(fact.report)[slice(*fact.sentence)].strip(),
            report=fact.title,
            digest=fact.report,
            start=fact.span.start,
            end=fact.span.end,
            annotator="、".join(names.get(one, one) for one in fact.annotator.split(",") if one),
            decision=fact.decision,
            state=fact.state,
            rules=" ".join(fact.rules),
        )


def _ends(fact: Fact) -> tuple[str | None, str | None]:
    """Return the lower and the upper end of what a fact says, None where it says none."""
    if fact.kind == "composition":
        return None, None
    low, high = (exact_number(one) for one in (min(fact.amounts), max(fact.amounts)))
    if len(fact.amounts) > 1 or fact.bound not in ("ge", "gt", "le", "lt"):
        return low, high
    # the bound is one of the size: 减少100万人以上 is -1000000 or less
    is_from_low = (fact.bound in ("ge", "gt")) != (fact.amounts[0] < 0)
    return (low, None) if is_from_low else (None, high)
