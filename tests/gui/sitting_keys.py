"""The keys of a session, for a test: each pressed on the figure under decision, and held against what it promises."""

from collections.abc import Callable
from dataclasses import dataclass

from core.model.decision import REASONS, Reason
from core.model.figure import BOUNDS, KINDS, Span
from core.review.review import confirm, reject
from gui.dialogs.label_actions import Labelling
from gui.form.figure_form import FIELDS, FigureForm
from gui.overlays.many import SCOPES, stretch, undecided
from gui.overlays.span_edges import SpanEdges
from gui.session.session import Session
from gui.session.verdicts import Verdicts
from gui.session.walk import ORDERS
from tests.gui.dialogs.test_labels_dialog import enter
from tests.gui.sitting_model import OTHER, REPORT


@dataclass(frozen=True)
class Desk:
    """What the keys of a window go to."""

    session: Session
    verdicts: Verdicts
    edges: SpanEdges
    labelling: Labelling
    form: FigureForm


Key = Callable[[Desk, int], object]


def _span(desk: Desk, number: int) -> Span:
    """Choose some words of the report: those of a figure, or any others."""
    figures = desk.session.review.figures
    if number % 3 and figures:
        return figures[number % len(figures)].figure.span
    start = number % (len(REPORT.text) - 12)
    return Span(start, start + 1 + number % 11)


TYPED = {
    "indicator": ["总产值", "产 值", ""],
    "value": ["559.2亿", "5.4%", "3:5:2", "45—50", "第3位", "见附表", "10-5", ""],
    "unit": ["元", "%", "亩", ""],
    "period": ["2024", "十四五", "2021-2025", "明年", ""],
}


def _type(desk: Desk, number: int) -> None:
    """Type over a line of the form."""
    if desk.session.current is not None:
        name, number = FIELDS[number // 2 % len(FIELDS)], number // 2
        desk.form.fields[name].selectAll()
        enter(desk.form.fields[name], TYPED[name][number // len(FIELDS) % len(TYPED[name])])


def _confirm(desk: Desk, _: int) -> None:
    shown, typing = desk.session.current, desk.session.typing
    said = typing.read() if typing.is_there() else shown and shown.figure
    desk.verdicts.confirm()
    if shown is not None:
        held = desk.session.review.get(shown.target)
        assert held is not None
        assert (held.figure, held.state in ("confirmed", "added")) == (said, True)


def _reject(desk: Desk, number: int) -> None:
    reasons: list[Reason | None] = [None, *REASONS]
    shown = desk.session.current
    desk.verdicts.reject_for(reasons[number % len(reasons)])
    held = desk.session.review.get(shown.target) if shown is not None else None
    assert held is None or held.state == "rejected"


def _kind(desk: Desk, number: int) -> None:
    kinds = [*KINDS, *(label.id for label in desk.session.scheme.live)]
    desk.verdicts.set_kind(kinds[number % len(kinds)])
    current = desk.session.current
    assert current is None or current.figure.kind == kinds[number % len(kinds)]


def _confirm_many(desk: Desk, number: int) -> None:
    session = desk.session
    if session.current is None or session.outline is None:
        return
    place = stretch(session.outline, SCOPES[number % len(SCOPES)], session.current.figure.start, len(REPORT.text))
    found = undecided(session.review, place, (number % 10) / 10)
    step = session.act()
    if found:
        session.write([confirm(step, one) for one in found])
    assert undecided(session.review, place, (number % 10) / 10) == []


def _reject_many(desk: Desk, number: int) -> None:
    chosen = [one for place, one in enumerate(desk.session.review.figures) if (place + number) % 4 == 0]
    step = desk.session.act()
    if chosen:
        desk.session.write([reject(step, one, "other") for one in chosen])


def _undo_back(desk: Desk, number: int) -> None:
    steps = list(desk.session.review.undo_steps)
    if steps:
        desk.verdicts.undo_back(steps[number % len(steps)])
        assert list(desk.session.review.undo_steps) == steps[: number % len(steps) + 1]


def _file_both(desk: Desk, number: int) -> None:
    desk.session.file([OTHER.digest, REPORT.digest], {"region": "甲乙丙"[number % 3], "year": "2026"})
    assert {entry.filing.region for entry in desk.session.reports} == {"甲乙丙"[number % 3]}


def _label(desk: Desk, number: int) -> None:
    live = desk.session.scheme.live
    desk.verdicts.label(live[number % len(live)].id, _span(desk, number), over=bool(number % 5))


def _rename_label(desk: Desk, number: int) -> None:
    live = desk.session.scheme.live
    renamed = desk.labelling.change(live[number % len(live)], "戊己庚辛"[number % 4], "", "", "")
    assert renamed in desk.session.scheme.live


def _merge_labels(desk: Desk, number: int) -> None:
    live = desk.session.scheme.live
    if len(live) > 1:
        desk.labelling.merge(live[number % len(live)], live[(number + 1) % len(live)])
        assert len(desk.session.scheme.live) == len(live) - 1


def _restore_label(desk: Desk, number: int) -> None:
    gone = [label for label in desk.session.scheme.labels if label.merged_into]
    if gone:
        desk.labelling.restore(gone[number % len(gone)])


# these store what is typed or join it; the window has it written before any other
OF_FORM = {"type", "escape", "confirm", "kind", "bound", "status", "start", "end", "start by word", "end by word"}
KEYS: dict[str, Key] = {
    "type": _type,
    "escape": lambda desk, _: desk.form.give_up(),
    "confirm": _confirm,
    "reject": _reject,
    "flag": lambda desk, _: desk.verdicts.toggle_flag(),
    "note": lambda desk, number: desk.verdicts.note("存疑" * (number % 3)),
    "kind": _kind,
    "bound": lambda desk, number: desk.verdicts.set_bound(BOUNDS[number % len(BOUNDS)]),
    "status": lambda desk, _: desk.verdicts.toggle_status(),
    "start": lambda desk, number: desk.verdicts.move_start(number % 5 - 2),
    "end": lambda desk, number: desk.verdicts.move_end(number % 5 - 2),
    "start by word": lambda desk, number: desk.edges.move_start_word(1 - 2 * (number % 2)),
    "end by word": lambda desk, number: desk.edges.move_end_word(1 - 2 * (number % 2)),
    "split": lambda desk, _: desk.edges.split(),
    "join": lambda desk, _: desk.edges.join(),
    "add": lambda desk, number: desk.verdicts.add(_span(desk, number)),
    "add over": lambda desk, number: desk.verdicts.add_over(_span(desk, number)),
    "label": _label,
    "make a label": lambda desk, number: desk.labelling.make(f"新{number}", "", "", ""),
    "rename a label": _rename_label,
    "merge labels": _merge_labels,
    "bring a label back": _restore_label,
    "confirm many": _confirm_many,
    "reject many": _reject_many,
    "undo": lambda desk, _: desk.verdicts.undo(),
    "redo": lambda desk, _: desk.verdicts.redo(),
    "undo back": _undo_back,
    "name": lambda desk, number: desk.session.file([REPORT.digest], {"name": "甲乙"[: number % 3]}),
    "region of both": _file_both,
    "done": lambda desk, number: desk.session.file([REPORT.digest], {"done": "1" * (number % 2)}),
    "order": lambda desk, number: desk.session.walk_by(ORDERS[number % len(ORDERS)]),
}
