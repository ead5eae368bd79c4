"""Of each source's proposals it is known how many held, and how many unchanged."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.agreement.readings import AnnotatorReading
from core.agreement.sources import SourceShare, shares
from core.model.decision import Decision
from core.model.figure import KINDS, Proposal
from tests.core.agreement.reading import ALL, COMPANIES, GDP, GROWTH, NAMES, RATIO, decisions, log_of, logs
from tests.core.making import PROPOSALS, figure, proposals

LI, WANG, _ = NAMES
OTHER = "规则"


def readers(*rows: list[Decision]) -> tuple[AnnotatorReading, ...]:
    return log_of([row for log in rows for row in log]).readers


def test_each_decision_on_a_place_judges_every_source() -> None:
    """Li confirms one, corrects one, moves one and rejects one; of Wang's two one is confirmed."""
    li = decisions(LI, GDP, (GROWTH, replace(GROWTH, kind="ratio")), (RATIO, figure("率5.5%")), (COMPANIES, None))
    wang = decisions(WANG, GDP, (GROWTH, None))
    # the other source proposed what Li made of two of them
    theirs = [Proposal(replace(GROWTH, kind="ratio"), 0.5, OTHER), Proposal(figure("率5.5%"), 0.5, OTHER)]
    ours, other = shares([([*PROPOSALS, *theirs], readers(li, wang))])
    assert ours == SourceShare("detector", proposals=4, decided=6, right=3, unchanged=2)
    assert other == SourceShare(OTHER, proposals=2, decided=3, right=2, unchanged=2)
    assert (ours.precision, ours.share_unchanged) == (3 / 6, 2 / 6)


def test_what_nobody_decided_has_no_precision() -> None:
    (share,) = shares([(PROPOSALS, ())])
    assert (share.proposals, share.decided, share.precision, share.share_unchanged) == (4, 0, None, None)
    assert shares([]) == []


def test_reports_are_counted_together() -> None:
    one = readers(decisions(LI, *ALL))
    (share,) = shares([(PROPOSALS, one), (PROPOSALS, one), (PROPOSALS, ())])
    assert share == SourceShare("detector", proposals=12, decided=8, right=8, unchanged=8)


@settings(max_examples=200)
@given(logs(), st.lists(proposals(), max_size=6))
def test_what_became_of_a_proposal_is_seen_from_every_span(rows: list[Decision], proposed: list[Proposal]) -> None:
    log = log_of(rows)
    counted = dict.fromkeys(("decided", "right", "unchanged"), 0)
    for proposal in proposed:
        place = set(range(proposal.figure.start, proposal.figure.end))
        for reader in log.readers:
            spans = [*reader.decided, *(span for span, _ in reader.held)]
            held = reader.held.get((proposal.figure.span, proposal.figure.kind not in KINDS))
            counted["decided"] += any(place & set(range(*span)) for span in spans)
            counted["right"] += held is not None
            counted["unchanged"] += held == proposal.figure
    found = shares([(proposed, log.readers)])
    for name, number in counted.items():
        assert sum(getattr(share, name) for share in found) == number
    assert sum(share.proposals for share in found) == len(proposed)
