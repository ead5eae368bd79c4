"""What several annotators read of one report, made for a test."""

from hypothesis import strategies as st

from core.agreement.measure import MeasuredReport
from core.agreement.readings import ReportReadings, readings_of
from core.model.decision import Decision, Remark, new_step
from core.model.figure import Figure, Span
from tests.core.making import PROPOSALS, REPORT, figure, figures

GDP, GROWTH, RATIO, COMPANIES = (proposal.figure for proposal in PROPOSALS)
ALL = (GDP, GROWTH, RATIO, COMPANIES)
NAMES = ("李敏", "王强", "赵宁")
LENGTH = len(REPORT.text)


def decisions(
    annotator: str, *said: Figure | tuple[Figure, Figure | None], added: tuple[Figure, ...] = ()
) -> list[Decision]:
    """Let an annotator confirm figures, or decide a proposed figure as another or as none, and add some."""
    step = new_step(annotator, REPORT.digest)
    rows = []
    for one in said:
        proposed, held = one if isinstance(one, tuple) else (one, one)
        proposal = next(proposal for proposal in PROPOSALS if proposal.figure == proposed)
        target = proposed.span
        rows.append(step.confirm(target, held, proposal) if held else step.reject(target, proposal))
    return rows + [step.add(one) for one in added]


def read(*logs: list[Decision]) -> MeasuredReport:
    """Let annotators have read the report."""
    log = readings_of([row for one in logs for row in one])
    return MeasuredReport(REPORT.name, LENGTH, {reader.annotator: reader for reader in log.readers})


def logs(names: tuple[str, ...] = NAMES) -> st.SearchStrategy[list[Decision]]:
    """Draw the log of some annotators, with corrections, rejections, figures added, remarks and undos."""
    act = st.tuples(
        st.sampled_from(names),
        st.sampled_from(["confirm", "reject", "add", "undo", "remark"]),
        st.sampled_from(PROPOSALS),
        st.sampled_from([*ALL, figure("增长3.5%"), figure("第一", kind="rank")]) | figures(),
        st.integers(0, 9),
    )
    return st.lists(act, max_size=14).map(_written)


def _written(acts: list[tuple[str, str, object, Figure, int]]) -> list[Decision]:
    log: list[Decision] = []
    for name, verdict, proposal, held, back in acts:
        step = new_step(name, REPORT.digest)
        own = [row.step for row in log if row.annotator == name]
        target = proposal.figure.span
        if verdict == "undo":
            log += [step.undo(own[-1 - back % len(own)])] if own else []
        elif verdict == "remark":
            log.append(step.remark(target, Remark("?")))
        elif verdict == "add":
            log.append(step.add(held))
        elif verdict == "reject":
            log.append(step.reject(target, proposal))
        else:
            log.append(step.confirm(target, held, proposal))
    return log


def log_of(rows: list[Decision]) -> ReportReadings:
    """Read a log with the annotators in the order of NAMES."""
    return readings_of(rows, NAMES)


def text(span: Span) -> str:
    return REPORT.text[span.start : span.end]
