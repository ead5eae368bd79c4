"""The confidence of a proposal: how likely all of it is right, and what makes it doubtful.

Each rule names something that proposals have which are wrong more often than others: a short indicator, a period that
was carried on from earlier, one indicator with two values. `resources/confidence_points.toml` says how much each one
counts: how many of a sample of judged figures had it and how many of these were right, and from that the points (of
log-odds) by which it lowers the confidence. `docs/reliability.md` says what this is worth on texts it was not made for.
"""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..model.figure import AttributeName, Figure, Proposal, Reason, Span
from .lexicon import Lexicon
from .rule import Rule, applying, because

POINTS = Path(__file__).parents[2] / "resources" / "confidence_points.toml"

# an indicator of at most, and one of at least so many characters is seldom whole, or seldom the shortest
_SHORT, _LONG = 2, 12
# two figures with so many characters between their beginnings stand beside one another
_BESIDE = 40
# what may stand behind a number that no noun follows
_ENDS = "，。；、（）：！,;()\n\t| \u3000以左上"
_CHINESE = "一二三四五六七八九十百千万两数几半"
_MARKS = re.compile("[（）()\\[\\]〔〕①-⑳\ufffd《》:：,，。;；]|[0-9.]$")
_CLAUSE = re.compile("[是为由被将把此]|目标|其中|等于")
_UNFINISHED = re.compile(
    "(?:[后中上前时内以并也均等的了来着还已将为由]|开始|实现|成为|支持|推进|发挥|提升|拟定|不低于)$"
)
_BY_HEADING = frozenset({"section.heading_year", "section.heading_past_years", "section.heading_coming_years"})
_GUESSED = frozenset(
    {
        "section.before_headings",
        "section.year_named_most",
        "section.opens_with_year_planned",
        "section.opens_with_year_reviewed",
    }
)
_BEHIND = "choice.behind_number"
_BOUND_CUT = frozenset({"trim.bound_last", "trim.bound_first"})
_PREDICATE_CUT = frozenset({"trim.predicate", "trim.predicate_alone"})
# the attributes by whose rules a proposal may be doubtful
_LOOKED_AT: tuple[AttributeName, ...] = ("indicator", "period")
_STATES = frozenset({"level", "ratio", "rank"})

Said = tuple[Span, ...]
"""The words that make a proposal doubtful, () where there are none to show."""


@dataclass(slots=True)
class _Asked:
    """What the rules look at: a proposal, what is known of the report, and the other proposals.

    `by_rules` are the rules of its indicator and its period. `around` are the first character of its number and the
    one behind it, a blank where the text ends. `otherwise` is a figure that says the same of another
    value. `before` and `after` are the figures beside it.
    """

    figure: Figure
    by_rules: frozenset[str]
    around: str
    year: int | None
    otherwise: Figure | None
    before: Figure | None
    after: Figure | None
    lexicon: Lexicon


def _no_name(asked: _Asked) -> Said | None:
    return () if not asked.figure.indicator else None


def _short_name(asked: _Asked) -> Said | None:
    # what is counted has its short name behind the number: 公厕, 学生
    return () if 0 < len(asked.figure.indicator) <= _SHORT and _BEHIND not in asked.by_rules else None


def _long_name(asked: _Asked) -> Said | None:
    return () if len(asked.figure.indicator) >= _LONG else None


def _marks_in_name(asked: _Asked) -> Said | None:
    return () if _MARKS.search(asked.figure.indicator) else None


def _clause_for_name(asked: _Asked) -> Said | None:
    return () if _CLAUSE.search(asked.figure.indicator) else None


def _unfinished_name(asked: _Asked) -> Said | None:
    return () if _UNFINISHED.search(asked.figure.indicator) else None


def _no_head(asked: _Asked) -> Said | None:
    return () if not asked.figure.indicator.endswith(_heads(asked.lexicon)) else None


@cache
def _heads(lexicon: Lexicon) -> tuple[str, ...]:
    return lexicon.words("indicators.heads")


def _bound_cut_off(asked: _Asked) -> Said | None:
    return None if _BOUND_CUT.isdisjoint(asked.by_rules) else ()


def _predicate_cut_off(asked: _Asked) -> Said | None:
    return None if _PREDICATE_CUT.isdisjoint(asked.by_rules) else ()


def _no_period(asked: _Asked) -> Said | None:
    return () if asked.figure.period is None else None


def _period_carried_on(asked: _Asked) -> Said | None:
    return () if "period.carried_on" in asked.by_rules else None


def _no_heading(asked: _Asked) -> Said | None:
    if not _BY_HEADING.isdisjoint(asked.by_rules):
        return None
    return () if [rule for rule in asked.by_rules if rule.startswith("section.")] else None


def _section_guessed(asked: _Asked) -> Said | None:
    return None if _GUESSED.isdisjoint(asked.by_rules) else ()


def _state_in_years(asked: _Asked) -> Said | None:
    return () if asked.figure.kind in _STATES and asked.figure.period and "/" in asked.figure.period else None


def _target_after_year(asked: _Asked) -> Said | None:
    figure, year = asked.figure, asked.year
    return () if figure.status == "target" and figure.period and year and _years(figure.period)[-1] > year else None


def _years(period: str) -> list[int]:
    return [int(part[:4]) for part in period.split("/")]


def _noun_not_taken(asked: _Asked) -> Said | None:
    return () if asked.around[1] not in _ENDS and _BEHIND not in asked.by_rules else None


def _chinese_number(asked: _Asked) -> Said | None:
    return () if asked.around[0] in _CHINESE and asked.figure.kind != "rank" else None


def _no_unit(asked: _Asked) -> Said | None:
    return () if asked.figure.kind == "level" and not asked.figure.unit else None


def _other_value(asked: _Asked) -> Said | None:
    """One indicator with another value of the same kind, unit and period elsewhere: one of them is read wrongly."""
    return (asked.otherwise.span,) if asked.otherwise is not None and asked.figure.indicator else None


def _shared_beside(asked: _Asked) -> Said | None:
    """One indicator for two numbers side by side: a list names one for each."""
    for one in (asked.before, asked.after):
        if one is not None and _is_beside(asked.figure, one):
            return (one.span,)
    return None


def _is_beside(figure: Figure, other: Figure) -> bool:
    return (
        figure.indicator == other.indicator != ""
        and (figure.kind, figure.unit) == (other.kind, other.unit)
        and figure.value != other.value
        and abs(figure.start - other.start) < _BESIDE
    )


_RULES: tuple[Rule[_Asked, Said], ...] = (
    Rule("confidence.no_name", _no_name),
    Rule("confidence.short_name", _short_name),
    Rule("confidence.long_name", _long_name),
    Rule("confidence.marks_in_name", _marks_in_name),
    Rule("confidence.clause_for_name", _clause_for_name),
    Rule("confidence.unfinished_name", _unfinished_name),
    Rule("confidence.no_head", _no_head),
    Rule("confidence.bound_cut_off", _bound_cut_off),
    Rule("confidence.predicate_cut_off", _predicate_cut_off),
    Rule("confidence.no_period", _no_period),
    Rule("confidence.period_carried_on", _period_carried_on),
    Rule("confidence.no_heading", _no_heading),
    Rule("confidence.guessed", _section_guessed),
    Rule("confidence.state_over_years", _state_in_years),
    Rule("confidence.target_after_year", _target_after_year),
    Rule("confidence.noun_not_taken", _noun_not_taken),
    Rule("confidence.chinese_number", _chinese_number),
    Rule("confidence.no_unit", _no_unit),
    Rule("confidence.other_value", _other_value),
    Rule("confidence.shared_beside", _shared_beside),
)


RULE_IDS = tuple(rule.id for rule in _RULES)
"""The rules of confidence, in the order in which they are named."""


@cache
def _points() -> tuple[float, Mapping[str, float]]:
    """Return the points that every proposal has, and those of each rule by its id."""
    table = tomllib.loads(POINTS.read_text(encoding="utf-8"))
    return table["base"], {f"confidence.{name}": rule["points"] for name, rule in table["rules"].items()}


def rate(proposals: Sequence[Proposal], text: str, year: int | None, lexicon: Lexicon) -> list[Proposal]:
    """Return all proposals of a report, in text order, with their confidence and with what makes them doubtful.

    `text` is the text in which they were read, `year` the report's year, None where it is not known. The rules that
    lower the confidence are its reasons.
    """
    base, points = _points()
    rated = []
    for proposal, found in zip(proposals, rules_in(proposals, text, year, lexicon), strict=True):
        sure = base + sum([points[one.rule] for one in found])
        reasons = {**proposal.reasons, "confidence": found} if found else proposal.reasons
        confidence = round(1 / (1 + math.exp(-sure)), 2)
        # built anew: `replace` takes twice as long
        rated.append(Proposal(proposal.figure, confidence, proposal.source, reasons, proposal.candidates))
    return rated


def rules_in(
    proposals: Sequence[Proposal], text: str, year: int | None, lexicon: Lexicon
) -> Iterator[tuple[Reason, ...]]:
    """Yield for each proposal of a report the rules that lower its confidence; arguments as of `rate`."""
    figures = [one.figure for one in proposals]
    otherwise = _said_otherwise(figures)
    for index, (proposal, figure) in enumerate(zip(proposals, figures, strict=True)):
        reasons = proposal.reasons
        asked = _Asked(
            figure,
            frozenset([one.rule for name in _LOOKED_AT for one in reasons.get(name, ())]),
            text[figure.start] + (text[figure.end : figure.end + 1] or " "),
            year,
            otherwise[index],
            figures[index - 1] if index else None,
            figures[index + 1] if index + 1 < len(figures) else None,
            lexicon,
        )
        yield tuple([because(id_, words) for id_, words in applying(_RULES, asked)])


def _said_otherwise(figures: Sequence[Figure]) -> list[Figure | None]:
    """Return for each figure one that says the same of another value, None where none does."""
    # of each statement the first figure, and the first one with another value: so much is enough for all of them
    first: dict[tuple[object, ...], Figure] = {}
    other: dict[tuple[object, ...], Figure] = {}
    statements = [_statement(figure) for figure in figures]
    for said, figure in zip(statements, figures, strict=True):
        if first.setdefault(said, figure).value != figure.value:
            other.setdefault(said, figure)
    return [
        other.get(said) if first[said].value == figure.value else first[said]
        for said, figure in zip(statements, figures, strict=True)
    ]


def _statement(figure: Figure) -> tuple[object, ...]:
    """Return what a figure says but for its value: what two figures of a report seldom say both."""
    return figure.indicator, figure.kind, figure.unit, figure.period, figure.area, figure.status, figure.base
