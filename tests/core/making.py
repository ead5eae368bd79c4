"""Figures, proposals and logs made for a test: plain ones by hand, random ones by hypothesis."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from core.formats.record import Choice, Record
from core.jobs.gather import records
from core.model.attributes import NAMES
from core.model.decision import REASONS, STATES, VERDICTS, new_step
from core.model.figure import BOUNDS, KINDS, STATUSES, Figure, Proposal, Reason, Span
from core.model.report import Report
from core.review.review import Review, confirm, reject

TEXT = "𠮷川区2025年工作回顾\n全年地区生产总值达617.4亿元,增长3.5%,失业率5.5%左右。😀新增企业两家,居全市第一。\n"
REPORT = Report("𠮷川区", TEXT)


def figure(words: str = "3.5%", **attributes: Any) -> Figure:
    """Make the figure that stands on some words of TEXT."""
    start = TEXT.index(words)
    plain = Figure(start, start + len(words), "growth", Decimal("3.5"), "%", "eq", "地区生产总值", "actual", "2025")
    return replace(plain, **attributes)


def proposal(words: str = "3.5%", confidence: float = 0.9, **attributes: Any) -> Proposal:
    """Make the proposal that stands on some words of TEXT."""
    return Proposal(figure(words, **attributes), confidence)


PROPOSALS = [
    proposal("617.4亿元", kind="level", value=Decimal("61740000000"), unit="元"),
    proposal("3.5%"),
    proposal("5.5%", kind="ratio", value=Decimal("5.5"), bound="approx", indicator="失业率"),
    proposal("两家", kind="level", value=Decimal(2), unit="家", indicator="企业"),
]


def spans(longest: int = 60) -> st.SearchStrategy[Span]:
    """Draw spans near one another, so that they meet, touch and overlap."""
    return st.builds(lambda start, length: Span(start, start + length), st.integers(0, longest), st.integers(1, 8))


def numbers() -> st.SearchStrategy[Decimal]:
    """Draw decimals with more digits than a binary float holds."""
    return st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**24), max_value=10**24)


def words() -> st.SearchStrategy[str]:
    """Draw texts of every kind of character a report may hold, formula signs, quotes and line ends too."""
    return st.text(
        st.sampled_from("地区𠮷😀é ,;:\"'=+-@\t\r\n\\{}<>0123456789.%％＝\u3000\u2028") | st.characters(codec="utf-8")
    )


def figures(place: st.SearchStrategy[Span] | None = None) -> st.SearchStrategy[Figure]:
    """Draw figures with any attributes."""
    return st.builds(
        lambda span, attributes: Figure(*span, **attributes),
        place if place is not None else spans(),
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(KINDS),
                "value": numbers() | st.lists(numbers(), min_size=2, max_size=3).map(tuple),
                "unit": words(),
                "bound": st.sampled_from(BOUNDS),
                "indicator": words(),
                "status": st.sampled_from(STATUSES),
                "period": st.none() | words(),
                "area": st.none() | words().filter(bool),
                "base": st.none() | words().filter(bool),
            }
        ),
    )


def proposals(place: st.SearchStrategy[Span] | None = None) -> st.SearchStrategy[Proposal]:
    """Draw proposals with reasons: rules with their words, and words without a rule as earlier versions stored them."""
    words = st.lists(spans(), max_size=2).map(tuple)
    named = st.lists(st.builds(Reason, st.sampled_from(["kind.rise", "bound.after", "时期"]), words), max_size=3)
    given = st.one_of(named.map(tuple), st.tuples(st.builds(Reason, st.just(""), words)))
    reasons = st.dictionaries(st.sampled_from(NAMES), given.filter(bool), max_size=3)
    sources = st.sampled_from(["detector", "规则"])
    return st.builds(Proposal, figures(place), st.floats(0, 1), sources, reasons)


def reviewed() -> Review:
    """Confirm the first figure, correct the second, reject the third, leave the fourth and add one."""
    review = Review(PROPOSALS)
    step = new_step("a", REPORT.digest)
    shown = list(review.figures)
    corrected = figure("增长3.5%", value=Decimal("-3.5"), bound="ge")
    rows = [confirm(step, shown[0]), confirm(step, shown[1], corrected), reject(step, shown[2])]
    review.append([*rows, step.add(figure("第一", kind="rank", value=Decimal(1), unit="位"))])
    return review


def exported(state: Choice = "confirmed") -> list[Record]:
    return list(records(REPORT, reviewed(), "李敏", state))


def any_records() -> st.SearchStrategy[Record]:
    return st.builds(
        Record,
        report=words(),
        digest=words(),
        text=words(),
        figure=figures(),
        state=st.sampled_from(STATES),
        verdict=st.none() | st.sampled_from(VERDICTS),
        annotator=st.none() | words(),
        at=st.none() | words(),
        corrected=st.booleans(),
        proposed=st.none() | proposals(),
        reason=st.none() | st.sampled_from(REASONS),
        note=words(),
        flagged=st.booleans(),
        settled=st.booleans(),
        region=words(),
        year=words(),
        sentence=words(),
        before=words(),
        after=words(),
    )
