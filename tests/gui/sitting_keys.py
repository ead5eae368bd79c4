"""The keys of a session, for a test: each pressed on the figure under decision, and held against what it promises."""

from collections.abc import Callable
from dataclasses import dataclass

from core.model.decision import REASONS, Reason
from core.model.figure import BOUNDS, KINDS, Span
from core.review.review import confirm, reject
from gui.dialogs.label_actions import LabelActions
from gui.form.figure_form import FIELDS, FigureForm
from gui.overlays.figure_list import SCOPES, scope_span, undecided_in
from gui.overlays.span_edges import SpanEdges
from gui.session.session import Session
from gui.session.verdicts import Verdicts
from gui.session.walk import ORDERS
from tests.core.panel_acts import ACTS
from tests.gui.dialogs.test_labels_dialog import enter
from tests.gui.sitting_model import OTHER, REPORT


@dataclass(frozen=True)
class KeyTargets:
    """What the keys of a window go to."""

    session: Session
    verdicts: Verdicts
    edges: SpanEdges
    label_actions: LabelActions
    form: FigureForm


Key = Callable[[KeyTargets, int], object]


def _span(targets: KeyTargets, number: int) -> Span:
    """Choose some words of the report: those of a figure, or any others."""
    figures = targets.session.review.figures
    if number % 3 and figures:
        return figures[number % len(figures)].figure.span
    start = number % (len(REPORT.text) - 12)
    return Span(start, start + 1 + number % 11)


TYPED = {
    "indicator": ["总产值", "产 值", ""],
    "value": ["559.2亿", "5.4%", "3:5:2", "45—50", "第3位", "见附表", "10-5", ""],
    "unit": ["元", "%", "亩", ""],
    "period": ["2024", "十四五", "2021-2025", "明年", ""],
    "area": ["全国", "滨海新区", ""],
    "base": ["2020", "1997年", "明年", ""],
}


def _type(targets: KeyTargets, number: int) -> None:
    """Type over a line of the form."""
    if targets.session.current is not None:
        name, number = FIELDS[number // 2 % len(FIELDS)], number // 2
        targets.form.fields[name].selectAll()
        enter(targets.form.fields[name], TYPED[name][number // len(FIELDS) % len(TYPED[name])])


def _confirm(targets: KeyTargets, _: int) -> None:
    shown, typing = targets.session.current, targets.session.typing
    said = typing.read() if typing.is_there() else shown and shown.figure
    targets.verdicts.confirm()
    if shown is not None:
        held = targets.session.review.get(shown.target)
        assert held is not None
        assert (held.figure, held.state in ("confirmed", "added")) == (said, True)


def _reject(targets: KeyTargets, number: int) -> None:
    reasons: list[Reason | None] = [None, *REASONS]
    shown = targets.session.current
    targets.verdicts.reject_for(reasons[number % len(reasons)])
    held = targets.session.review.get(shown.target) if shown is not None else None
    assert held is None or held.state == "rejected"


def _kind(targets: KeyTargets, number: int) -> None:
    kinds = [*KINDS, *(label.id for label in targets.session.scheme.live)]
    targets.verdicts.set_kind(kinds[number % len(kinds)])
    current = targets.session.current
    assert current is None or current.figure.kind == kinds[number % len(kinds)]


def _confirm_many(targets: KeyTargets, number: int) -> None:
    session = targets.session
    if session.current is None or session.outline is None:
        return
    place = scope_span(session.outline, SCOPES[number % len(SCOPES)], session.current.figure.start, len(REPORT.text))
    found = undecided_in(session.review, place, (number % 10) / 10)
    step = session.act()
    if found:
        session.write([confirm(step, one) for one in found])
    assert undecided_in(session.review, place, (number % 10) / 10) == []


def _reject_many(targets: KeyTargets, number: int) -> None:
    chosen = [one for place, one in enumerate(targets.session.review.figures) if (place + number) % 4 == 0]
    step = targets.session.act()
    if chosen:
        targets.session.write([reject(step, one, "other") for one in chosen])


def _undo_back(targets: KeyTargets, number: int) -> None:
    steps = list(targets.session.review.undo_steps)
    if steps:
        targets.verdicts.undo_back(steps[number % len(steps)])
        assert list(targets.session.review.undo_steps) == steps[: number % len(steps) + 1]


def _file_both(targets: KeyTargets, number: int) -> None:
    targets.session.file([OTHER.digest, REPORT.digest], {"region": "甲乙丙"[number % 3], "year": "2026"})
    assert {entry.filing.region for entry in targets.session.reports} == {"甲乙丙"[number % 3]}


def _label(targets: KeyTargets, number: int) -> None:
    live = targets.session.scheme.live
    targets.verdicts.label(live[number % len(live)].id, _span(targets, number), beside=bool(number % 5))


def _rename_label(targets: KeyTargets, number: int) -> None:
    live = targets.session.scheme.live
    renamed = targets.label_actions.change(live[number % len(live)], "戊己庚辛"[number % 4], "", "", "")
    assert renamed in targets.session.scheme.live


def _merge_labels(targets: KeyTargets, number: int) -> None:
    live = targets.session.scheme.live
    if len(live) > 1:
        targets.label_actions.merge(live[number % len(live)], live[(number + 1) % len(live)])
        assert len(targets.session.scheme.live) == len(live) - 1


def _restore_label(targets: KeyTargets, number: int) -> None:
    gone = [label for label in targets.session.scheme.labels if label.merged_into]
    if gone:
        targets.label_actions.restore(gone[number % len(gone)])


# these store what is typed or join it; the window has it written before any other
OF_FORM = {"type", "escape", "confirm", "kind", "bound", "status", "start", "end", "start by word", "end by word"}
KEYS: dict[str, Key] = {
    "type": _type,
    "escape": lambda targets, _: targets.form.give_up(),
    "confirm": _confirm,
    "reject": _reject,
    "flag": lambda targets, _: targets.verdicts.toggle_flag(),
    "note": lambda targets, number: targets.verdicts.note("存疑" * (number % 3)),
    "kind": _kind,
    "bound": lambda targets, number: targets.verdicts.set_bound(BOUNDS[number % len(BOUNDS)]),
    "status": lambda targets, _: targets.verdicts.toggle_status(),
    "start": lambda targets, number: targets.verdicts.move_start(number % 5 - 2),
    "end": lambda targets, number: targets.verdicts.move_end(number % 5 - 2),
    "start by word": lambda targets, number: targets.edges.move_start_word(1 - 2 * (number % 2)),
    "end by word": lambda targets, number: targets.edges.move_end_word(1 - 2 * (number % 2)),
    "split": lambda targets, _: targets.edges.split(),
    "join": lambda targets, _: targets.edges.join(),
    "add": lambda targets, number: targets.verdicts.add(_span(targets, number)),
    "add over": lambda targets, number: targets.verdicts.add_overlapping(_span(targets, number)),
    "label": _label,
    "make a label": lambda targets, number: targets.label_actions.make(f"新{number}", "", "", ""),
    "rename a label": _rename_label,
    "merge labels": _merge_labels,
    "bring a label back": _restore_label,
    "confirm many": _confirm_many,
    "reject many": _reject_many,
    "undo": lambda targets, _: targets.verdicts.undo(),
    "redo": lambda targets, _: targets.verdicts.redo(),
    "undo back": _undo_back,
    "name": lambda targets, number: targets.session.file([REPORT.digest], {"name": "甲乙"[: number % 3]}),
    "region of both": _file_both,
    "done": lambda targets, number: targets.session.file([REPORT.digest], {"done": "1" * (number % 2)}),
    "panel": lambda targets, number: targets.session.act_in_panel(
        [ACTS[number % len(ACTS)], *ACTS[2 : 2 + number % 2]]
    ),
    "order": lambda targets, number: targets.session.walk_by(ORDERS[number % len(ORDERS)]),
}
