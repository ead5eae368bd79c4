"""The record: one decided figure as it leaves the program, complete, and the same in every format."""

from dataclasses import dataclass
from typing import Literal, get_args

from ..model.decision import Reason, State, Verdict
from ..model.figure import Figure, Proposal

Choice = Literal["confirmed", "decided", "all"]
CHOICES: tuple[Choice, ...] = get_args(Choice)

AROUND = 20
"""How many code points before and after a figure are told, by which it is found in an edited report."""

STATES_OF: dict[Choice, frozenset[State]] = {
    "confirmed": frozenset({"confirmed", "added"}),
    "decided": frozenset({"confirmed", "added", "rejected"}),
    "all": frozenset({"confirmed", "added", "rejected", "undecided"}),
}


@dataclass(frozen=True, slots=True)
class Record:
    """A figure with its report, its words and the decision on it.

    `report` is the report's name and `digest` its identity. `annotator` is the name of the one whose review it is;
    `verdict` and `at` are None where that annotator has not decided. `proposed` is the proposal that was decided on,
    None for an added figure. `reason` says why it was rejected; `note` and `flagged` are the annotator's remark.
    `settled` says that it settled a dispute, `carried` that another decision's correction was carried to it. `region`
    and `year` are filed for the report, `sentence` is the figure's sentence, `before` and `after` are the words on
    either side of the figure. `region_code` and `region_path` are those of the official lists, `aggregation` tells a
    yearly mean from what several years come to together, `rank_scope` among what a rank is.
    """

    report: str
    digest: str
    text: str
    figure: Figure
    state: State
    verdict: Verdict | None
    annotator: str | None
    at: str | None
    corrected: bool
    proposed: Proposal | None
    reason: Reason | None = None
    note: str = ""
    flagged: bool = False
    settled: bool = False
    region: str = ""
    year: str = ""
    sentence: str = ""
    before: str = ""
    after: str = ""
    carried: bool = False
    region_code: str = ""
    region_path: str = ""
    aggregation: str = ""
    rank_scope: str = ""
