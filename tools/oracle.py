"""An analyst who knows the answers: brings the window from its proposals to a labelled report by key events.

`python -m tools.oracle FOLDER` reviews every labelled text of a folder (NAME.txt with NAME.gold.json beside it) in a
window without a screen and prints for each, and for all, how many keys a labelled figure took. Without a folder it
reviews the bundled report and those beside the project. A labels file is a JSON list of objects with `start`, `end`
and the attributes of the figure there; a list in place of a value means that each of its items is accepted.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.model.figure import KINDS, AttributeName, Figure, Span, plain_value
from core.review.review import ReviewedFigure
from gui import app as application
from gui.background import engine
from gui.form.figure_form import FIELDS
from gui.preferences.settings import Settings
from gui.window import MainWindow
from tools.bench_window import offscreen

BOUND_KEYS = {"eq": "=", "ge": ".", "gt": ">", "le": ",", "lt": "<", "approx": "~"}
ROOT = Path(__file__).resolve().parent.parent
DRAG = 2  # a press and a release of the mouse
PATIENCE_S = 60


@dataclass
class Effort:
    """What it took: keys in all, the labelled figures, how many took one key, and what the others were spent on."""

    keys: int = 0
    figures: int = 0
    by_one_key: int = 0
    spent: dict[str, int] = field(default_factory=dict)

    def spend(self, on: str, keys: int) -> None:
        """Note keys spent on something."""
        self.keys += keys
        self.spent[on] = self.spent.get(on, 0) + keys

    def details(self) -> str:
        """Return what the keys were spent on, the most first."""
        return ", ".join(f"{on} {keys}" for on, keys in sorted(self.spent.items(), key=lambda item: -item[1]))


def gold_of(path: Path) -> dict[Span, dict[str, Any]]:
    """Read a labelled report's figures by their spans."""
    return {Span(row["start"], row["end"]): row for row in json.loads(path.read_text(encoding="utf-8"))}


def accepted(row: dict[str, Any], name: str) -> list[Any]:
    """Return the answers a label accepts for an attribute, the best first; a range is one answer."""
    answer = row[name]
    if name == "value":
        return [answer]
    return answer if isinstance(answer, list) else [answer]


def is_right(figure: Figure, row: dict[str, Any], name: AttributeName) -> bool:
    """Tell whether an attribute is as labelled, to the letter; one that the label leaves out is right as it is."""
    if name not in row:
        return True
    if name == "value":
        mine, theirs = plain_value(figure.value), row["value"]
        pairs = zip(_list(mine), _list(theirs), strict=False)
        return len(_list(mine)) == len(_list(theirs)) and all(abs(a - b) <= 1e-9 * max(1, abs(b)) for a, b in pairs)
    return getattr(figure, name) in accepted(row, name)


def _list(value: Any) -> list[Any]:  # noqa: ANN401  a number or a list of them, from JSON
    return value if isinstance(value, list) else [value]


class Oracle:
    """Reviews the open report to the end, always by the cheapest keys the window offers."""

    def __init__(self, window: MainWindow, gold: dict[Span, dict[str, Any]]) -> None:
        self.window, self.gold = window, gold
        self.effort = Effort(figures=sum(not row.get("optional") for row in gold.values()))

    def review(self) -> Effort:
        """Decide on every proposal, then add what was missed."""
        session = self.window.session
        limit = 4 * len(session.review.figures) + 10
        while session.progress.left.total():
            limit -= 1
            if limit < 0 or session.current is None:
                raise RuntimeError("the walk does not end")
            self._decide(session.current)
        held = {shown.figure.span for shown in session.review.figures if shown.state in ("confirmed", "added")}
        for span, row in self.gold.items():
            if not row.get("optional") and span not in held:
                self._add(span, row)
        return self.effort

    def _decide(self, shown: ReviewedFigure) -> None:
        span = shown.figure.span
        row = self.gold.get(span) or self._touched(span)
        if row is None:
            self._press("x", "no figure")
        elif row.get("optional"):
            self._press(Qt.Key.Key_Return, "optional")
        else:
            before = self.effort.keys
            self._move_edges(span, Span(row["start"], row["end"]))
            self._correct(row)
            self.effort.by_one_key += self.effort.keys == before + 1

    def _touched(self, span: Span) -> dict[str, Any] | None:
        """Return the label a wrong span overlaps, if nothing else is going to claim it."""
        for other, row in self.gold.items():
            if other.start < span.end and span.start < other.end:
                proposed = any(shown.figure.span == other for shown in self.window.session.review.figures)
                return None if proposed else row
        return None

    def _move_edges(self, span: Span, want: Span) -> None:
        for key, times in (("[", span.start - want.start), ("]", want.end - span.end)):
            back = {"[": "{", "]": "}"}[key]
            for _ in range(abs(times)):
                self._press(key if times > 0 else back, "edge")

    def _correct(self, row: dict[str, Any]) -> None:
        """Bring the attributes of the figure under decision to the label, and go on."""
        figure = self._figure()
        if not is_right(figure, row, "kind"):
            self._press(str(KINDS.index(accepted(row, "kind")[0]) + 1), "kind")
        if not is_right(figure, row, "bound"):
            self._press(BOUND_KEYS[accepted(row, "bound")[0]], "bound")
        if not is_right(figure, row, "status"):
            self._press("t", "status")
        wrong = [name for name in FIELDS if not is_right(self._figure(), row, name)]
        if wrong:
            self._fill(wrong, row)
        self._press(Qt.Key.Key_Return, "confirm")

    def _fill(self, wrong: list[AttributeName], row: dict[str, Any]) -> None:
        self._press("e", wrong[0])
        for name in FIELDS:
            if name in wrong:
                self._enter(name, _typed(accepted(row, name)[0]))
            if name == wrong[-1]:
                return
            self._press(Qt.Key.Key_Tab, wrong[-1])

    def _enter(self, name: AttributeName, text: str) -> None:
        """Bring a field to a text by the fewest keys: written over, mended at an end, or taken from what is near.

        The words of a field are selected as it is entered.
        """
        place, words = self.window.form.fields[name], self.window.field_vocabularies.by_attribute.get(name)
        before, near = place.text(), words.suggested() if words is not None else []
        kept = {end: _shared(before, text, end) for end in (Qt.Key.Key_End, Qt.Key.Key_Home)}
        mended = {end: 1 + len(before) + len(text) - 2 * shared for end, shared in kept.items()}
        end = min(mended, key=lambda one: mended[one])
        listed = near.index(text) + 2 if text in near else len(text)
        if listed < min(mended[end], len(text)):
            for key in [Qt.Key.Key_Down] * (listed - 1) + [Qt.Key.Key_Return]:
                self._press(key, name)
        elif mended[end] < len(text):
            cut, at_end = len(before) - kept[end], end is Qt.Key.Key_End
            for key in [end] + [Qt.Key.Key_Backspace if at_end else Qt.Key.Key_Delete] * cut:
                self._press(key, name)
            self._type(place, text[kept[end] :] if at_end else text[: len(text) - kept[end]], name)
        else:
            self._type(place, text, name)

    def _add(self, span: Span, row: dict[str, Any]) -> None:
        view = self.window.view
        start, end = view.offsets.span_to_qt(span)
        cursor = QTextCursor(view.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        view.setTextCursor(cursor)
        self.effort.spend("missed", DRAG)
        self._press("n", "missed")
        self._correct(row)

    def _figure(self) -> Figure:
        shown = self.window.session.current
        if shown is None:
            raise RuntimeError("no figure is under decision")
        return shown.figure

    def _press(self, key: Qt.Key | str, on: str) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window.view, key)  # type: ignore[call-overload]
        QApplication.processEvents()
        self.effort.spend(on, 1)

    def _type(self, place: QWidget, text: str, on: str) -> None:
        """Write into a field, over what is selected; each character counts as a key."""
        committed = QInputMethodEvent()
        committed.setCommitString(text)
        QApplication.sendEvent(place, committed)
        self.effort.spend(on, len(text))


def _shared(one: str, other: str, end: Qt.Key) -> int:
    """Return how many characters two texts have in common, up to the end that keys go to."""
    turn = 1 if end is Qt.Key.Key_End else -1
    pairs = zip(one[::turn], other[::turn], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _typed(answer: Any) -> str:  # noqa: ANN401
    if isinstance(answer, list):
        return " ".join(map(_typed, answer))
    return format(Decimal(str(answer)), "f") if isinstance(answer, int | float) else str(answer or "")


def labelled_in(folder: Path) -> list[tuple[Path, Path]]:
    """Return the labelled texts of a folder by name, each with its labels: NAME.txt with NAME.gold.json beside it."""
    pairs = [(path.with_name(path.name.replace(".gold.json", ".txt")), path) for path in folder.glob("*.gold.json")]
    return sorted(pair for pair in pairs if pair[0].is_file())


def labelled_reports() -> list[tuple[Path, Path]]:
    """Return the labelled reports at hand, each with its labels: the bundled one, and those beside the project."""
    (sample,) = (ROOT / "resources" / "sample").glob("*.txt")
    return [(sample, ROOT / "tests" / "sample.gold.json"), *labelled_in(ROOT.parent / "shared" / "gold")]


def review_all(reports: Iterable[tuple[Path, Path]]) -> Iterator[tuple[str, Effort]]:
    """Review each labelled report by the cheapest keys the window offers; yield its name and what it took."""
    application.make_application()
    # keys are counted here, not timed: each waits for the engine as long as a busy machine takes
    engine.WAIT_S = PATIENCE_S
    for report, gold in reports:
        window = MainWindow(Settings())
        window.show()
        window.workspace.open_last_store()
        window.workspace.open_paths([report])
        while not (window.session.ready and window.session.report and window.session.report.name == report.stem):
            QTest.qWait(20)
        effort = Oracle(window, gold_of(gold)).review()
        window.close()
        yield report.stem, effort


def main(arguments: list[str]) -> int:
    """Print the keys a labelled figure takes, for each labelled text of a folder and for all; return 2 without any."""
    reports = labelled_in(Path(arguments[0])) if arguments else labelled_reports()
    if not reports:
        print(f"{arguments[0]} holds no labelled text: NAME.txt with NAME.gold.json beside it.", file=sys.stderr)
        return 2
    keys = figures = 0
    with offscreen():
        for name, effort in review_all(reports):
            keys, figures = keys + effort.keys, figures + effort.figures
            each = effort.keys / max(1, effort.figures)
            print(
                f"{name}: {each:.2f} keys a figure ({effort.keys} / {effort.figures}; {effort.details()})", flush=True
            )
    print(f"all: {keys / max(1, figures):.2f} keys a figure ({keys} / {figures})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
