"""Facts: what a figure of a report says in the panel, brought to a place, a time, a concept and a measure; pure."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from ..model.attributes import Bound, Status
from ..model.decision import State
from ..model.figure import Span
from ..model.panel_act import FactPlace

Rule = Literal[
    "index", "read_as", "flow", "per_head", "moved", "unit", "total", "total_of_five", "last_year", "one_year", "topic"
]
"""By which rule a fact reads otherwise than its figure.

index: an index of 102.5 is a growth of 2.5 %. read_as: another kind, as the catalogue says (人口自然增长率 is
a ratio). flow: 新增 stands before the number, so it is what came new. per_head: 人均 stands before the
number. moved: 转移 stands beside it, so the people went to other work. unit: the value is brought to
another unit (斤 to 吨). total, total_of_five, last_year: the time is that of the words beside it
(core/panel/beside.py). one_year: it is told of several years, and measured of one: the last, growth in
a plan the first. topic: its paragraph or its sentence is about a part of the region.
"""


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """When a fact is about: a period as figures have it, and the year that it is measured from, "" for the usual one.

    The usual base is the year before the period.
    """

    period: str
    base: str = ""

    @property
    def year(self) -> int | None:
        """The year, None where it is no single whole year, or is measured from another year than the one before."""
        return int(self.period) if self.is_year else None

    @property
    def is_year(self) -> bool:
        return len(self.period) == 4 and not self.base

    @property
    def last_year(self) -> int | None:
        """The year in which it ends, None where there is no time."""
        return _last_year(self.period)


@cache
def _last_year(period: str) -> int | None:
    end = period.partition("/")[2] or period
    return int(end[:4]) if end else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact is about: a row of the panel.

    `region` is the whole path of a region (江苏省 / 南京市), `area` the words for a part of it that is no official area
    (兵团, 新区, 44个县), "" for the region as a whole. `key` tells the row from all others of a panel.
    """

    key: str
    region: str
    area: str = ""

    @property
    def name(self) -> str:
        """What the row is called."""
        return f"{self.region} · {self.area}" if self.area else self.region


@dataclass(frozen=True, slots=True)
class Fact:
    """What one figure says in the panel.

    `report` is the digest of its report, `title` and `vintage` are the report's name and year. `code` is the official
    code of the place in the year that the fact is about, "" where it has none. `value` and `unit` are as the figure has
    them; `amounts` are the same in `measure`, one number, two for a range, or the parts of a composition. `words` are
    the figure's words in the text, `modal` the words beside it that limit or promise (左右, 力争). `target` is that of
    its decision or proposal.
    """

    report: str
    title: str
    vintage: int | None
    place: Place
    code: str
    concept: str
    wording: str
    kind: str
    status: Status
    time: Time
    bound: Bound
    value: tuple[Decimal, ...]
    unit: str
    amounts: tuple[Decimal, ...]
    measure: str
    modal: str
    words: str
    target: Span
    span: Span
    sentence: Span
    state: State
    annotator: str = ""
    decision: str = ""
    rules: tuple[Rule, ...] = ()
    is_own_report: bool = True
    """Whether its report is the place's own, not that of a region which it lies in."""
    part: str = ""
    """Its concept, where one figure is told of several (城镇居民人均可支配收入和农民人均纯收入)."""

    @property
    def is_confirmed(self) -> bool:
        """Whether an annotator confirmed or added it."""
        return self.state in ("confirmed", "added")

    @property
    def origin(self) -> FactPlace:
        """Where it comes from, as choices and answers name it."""
        return FactPlace(self.report, self.target, self.part)

    @property
    def key(self) -> str:
        """What tells it from every other fact: its report, its place there and who decided on it.

        It is made of the report's digest, the offsets of the figure and its target, the annotator's id, and the concept
        where one figure is told of several.
        """
        span, target = self.span, self.target
        key = f"{self.report}:{span.start}-{span.end}:{target.start}-{target.end}:{self.annotator}"
        return f"{key}:{self.part}" if self.part else key
