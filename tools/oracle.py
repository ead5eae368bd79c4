"""An analyst who knows the answers: brings the window from its proposals to a labelled report by key events.

`python -m tools.oracle FOLDER` reviews every labelled text of a folder (NAME.txt with NAME.gold.json beside it) in a
window without a screen and prints for each, and for all, how many keys a labelled figure took. Without a folder it
reviews the bundled report and those beside the project. A labels file is a JSON list of objects with `start`, `end`
and the attributes of the figure there; a list in place of a value means that each of its items is accepted.

Where labels are of a passage only, `--passages FILE` names that: a JSON object with `start` and `end` for the name of
each text. What lies outside is left alone, and rows of lists that do are taken as right.

An indicator is right where it is near enough to an accepted wording, a unit with or without 个 (tools/likeness.py);
with `--to-the-letter` each only as labelled. What is typed, selected or reached by moving edges is always as labelled.

Every key and click counts, also those that open the list of what has the cause of a correction, go through it and take
a tick away; a row that is taken there costs none of its own. Words selected by the mouse are two. With `--one-by-one`
that list is left alone, and indicator and period are corrected in the form only: so it was before there were carried
corrections and candidates by key.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.model.attributes import NAMES
from core.model.errors import UserError
from core.model.figure import KINDS, AttributeName, Figure, Span, plain_value
from core.review.other_times import MOST_TIMES
from core.review.review import ReviewedFigure
from core.review.same_cause import Offered
from gui import app as application
from gui.background import engine
from gui.commands import MOST_CANDIDATES, TIME_KEYS
from gui.form.figure_form import FIELDS
from gui.overlays.same_cause import TICK
from gui.overlays.span_edges import AROUND, to_word
from gui.preferences.settings import Settings
from gui.session.candidates import candidates
from gui.session.session import Session
from gui.window import MainWindow
from tools.bench_window import offscreen
from tools.likeness import names_same, same_unit

BOUND_KEYS = {"eq": "=", "ge": ".", "gt": ">", "le": ",", "lt": "<", "approx": "~"}
ROOT = Path(__file__).resolve().parent.parent
DRAG = 2  # a press and a release of the mouse
CLICK = 1
LINES_SEEN = 6  # rows of a list that are in sight at once, as a rule
FAR = 300  # characters before and behind a figure in which words are selected to name it
CTRL, NO_KEY = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
PATIENCE_S = 60


@dataclass
class Effort:
    """What it took: keys in all, the labelled figures, how many took one key, and what the others were spent on."""

    keys: int = 0
    figures: int = 0
    by_one_key: int = 0
    spent: dict[str, int] = field(default_factory=dict)
    ticked: int = 0
    """How many rows were ticked in the lists that came after corrections, each list as it came."""
    ticked_right: int = 0
    """How many of these were wholly right, as they would be confirmed."""
    ticked_well: int = 0
    """How many of these were right in what they change, whatever else of them is wrong."""
    broken: int = 0
    """How many of these had been wholly right before."""
    carried: int = 0
    """How many figures were confirmed in such lists."""

    def spend(self, on: str, keys: int) -> None:
        """Note keys spent on something."""
        self.keys += keys
        self.spent[on] = self.spent.get(on, 0) + keys

    def add(self, other: "Effort") -> None:
        """Add what another report took."""
        for name in ("keys", "figures", "ticked", "ticked_right", "ticked_well", "broken", "carried"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def carrying(self) -> str:
        """Return what was carried, and how often a ticked row was right; "" where nothing was offered."""
        if not self.ticked and not self.carried:
            return ""
        return (
            f"; {self.carried} carried; of {self.ticked} rows ticked {self.ticked_right} were wholly right, "
            f"{self.ticked_well} in what they change, {self.broken} made wrong what was right"
        )

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

    def __init__(
        self,
        window: MainWindow,
        gold: dict[Span, dict[str, Any]],
        passage: Span | None = None,
        *,
        one_by_one: bool = False,
        to_the_letter: bool = False,
    ) -> None:
        self.window, self.gold, self._passage = window, gold, passage
        self._one_by_one, self._to_the_letter = one_by_one, to_the_letter
        self.effort = Effort(figures=sum(not row.get("optional") for row in gold.values()))
        # the corrections whose lists were counted
        self._seen: list[ReviewedFigure | None] = []

    def review(self) -> Effort:
        """Decide on every proposal, then add what was missed."""
        session = self.window.session
        limit = 4 * len(session.review.figures) + 10
        while (shown := self._next()) is not None:
            limit -= 1
            if limit < 0:
                raise RuntimeError("the walk does not end")
            self._decide(shown)
        held = {shown.figure.span for shown in session.review.figures if shown.state in ("confirmed", "added")}
        for span, row in self.gold.items():
            if not row.get("optional") and span not in held:
                self._add(span, row)
        return self.effort

    def _next(self) -> ReviewedFigure | None:
        """Return the figure under decision, or the first undecided one of the passage; None where none is left."""
        session = self.window.session
        left = [one for one in session.review.figures if one.state == "undecided" and self._is_inside(one.figure.span)]
        if left and session.current not in left:
            session.go_to(left[0].target)
            QApplication.processEvents()
        return session.current if left else None

    def _is_inside(self, span: Span) -> bool:
        return self._passage is None or self._passage.start <= span.start < self._passage.end

    def is_right(self, figure: Figure, row: dict[str, Any], name: AttributeName) -> bool:
        """Tell whether an attribute is as labelled, an indicator near enough unless it counts to the letter."""
        if name in row and not self._to_the_letter:
            answers = [str(answer) for answer in accepted(row, name)]
            if name == "indicator":
                return names_same(figure.indicator, answers)
            if name == "unit":
                return same_unit(figure.unit, answers)
        return is_right(figure, row, name)

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
            if self.effort.keys > before + 1 and not self._one_by_one:
                self._carry()

    # What has the cause of a correction

    def _carry(self) -> None:
        """Take what a correction is about too, where going through the list costs less than each row by itself."""
        offered = self.window.parts.same_cause
        wait_until(lambda: not offered.is_waiting())
        QApplication.processEvents()
        if not offered.isVisible():
            return
        rows = offered.model.rows
        right = [not self._is_inside(one.shown.target) or self._is_whole(one.after.figure) for one in rows]
        if offered.corrected not in self._seen:
            self._seen.append(offered.corrected)
            self._count_ticked(rows, right)
        inside = [self._is_inside(one.shown.target) for one in rows]
        ways = (self._ticking(right, inside, all_first) for all_first in range(3))
        steps, turned = min(ways, key=lambda way: len(way[0]) + way[1].total())
        saved = sum(self._cost(one.shown.figure) for one, *taken in zip(rows, right, inside, strict=True) if all(taken))
        # one key enters the list, and one takes the ticked
        if saved <= len(steps) + turned.total() + 2:
            return
        self._press("c", "list")
        for step in steps:
            if isinstance(step, Span):
                self._click_tick(step.start, turns=turned[step])
            else:
                self._press(step, "list")
        taken = [one for one in offered.model.taken() if self._is_inside(one.shown.target)]
        self._press(Qt.Key.Key_Return, "list")
        self.effort.carried += len(taken)

    def _ticking(
        self, wanted: list[bool], inside: list[bool], all_first: int
    ) -> tuple[list[Qt.Key | str | Span], Counter[Span]]:
        """Return the keys and clicks in the list that tick what is wanted and nothing else, after `A` so many times.

        A click is given by a span that begins with its row; with them comes how many turns of the wheel bring the row
        in sight first. Rows that are not `inside` the passage stay as they are.
        """
        model = self.window.parts.same_cause.model
        ticked = [model.is_ticked(row) for row in range(model.rowCount())]
        steps: list[Qt.Key | str | Span] = []
        turned: Counter[Span] = Counter()
        for _ in range(all_first):
            steps.append("a")
            ticked = [not all(ticked)] * len(ticked)
        at, seen = 0, LINES_SEEN
        for row, (is_ticked, is_wanted) in enumerate(zip(ticked, wanted, strict=True)):
            if is_ticked is is_wanted or not inside[row]:
                continue
            click, turns = Span(row, row + 1), int(row >= seen)
            if row - at > turns:
                steps.append(click)
                turned[click] = turns
                seen = max(seen, row + LINES_SEEN - 1 if turns else 0)
                at = row
            else:
                # the next row is chosen after one is ticked by key
                steps += [*[Qt.Key.Key_Down] * (row - at), Qt.Key.Key_Space]
                at = min(row + 1, len(ticked) - 1)
        return steps, turned

    def _click_tick(self, row: int, turns: int) -> None:
        """Click the box of a row, which so many turns of the wheel bring in sight."""
        rows = self.window.parts.same_cause.rows
        index = rows.model().index(row, TICK)
        rows.scrollTo(index)
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())
        QApplication.processEvents()
        self.effort.spend("list", CLICK + turns)

    def _count_ticked(self, rows: Sequence[Offered], right: Sequence[bool]) -> None:
        model, effort = self.window.parts.same_cause.model, self.effort
        for number, (one, is_right_) in enumerate(zip(rows, right, strict=True)):
            if not model.is_ticked(number) or not self._is_inside(one.shown.target):
                continue
            before, after = one.shown.figure, one.after.figure
            row = self.gold.get(before.span)
            changed = [name for name in NAMES if getattr(before, name) != getattr(after, name)]
            effort.ticked += 1
            effort.ticked_right += is_right_
            effort.ticked_well += row is not None and all(self.is_right(after, row, name) for name in changed)
            effort.broken += not is_right_ and self._is_whole(before)

    def _is_whole(self, figure: Figure) -> bool:
        """Tell whether a figure is as labelled in all it says; a figure that may be left out says what it says."""
        row = self.gold.get(figure.span)
        return row is not None and (
            bool(row.get("optional")) or all(self.is_right(figure, row, name) for name in NAMES)
        )

    def _cost(self, figure: Figure) -> int:
        """Return how many keys a figure takes by itself at least: two more for each attribute that is wrong."""
        row = self.gold[figure.span]
        return 1 if row.get("optional") else 1 + 2 * sum(not self.is_right(figure, row, name) for name in NAMES)

    def _touched(self, span: Span) -> dict[str, Any] | None:
        """Return the label a wrong span overlaps, if nothing else is going to claim it."""
        for other, row in self.gold.items():
            if other.start < span.end and span.start < other.end:
                proposed = any(shown.figure.span == other for shown in self.window.session.review.figures)
                return None if proposed else row
        return None

    def _move_edges(self, span: Span, want: Span) -> None:
        """Move the edges of the figure under decision by keys, or select its words anew where that takes fewer."""
        moves = [("[", span.start - want.start), ("]", want.end - span.end)]
        if sum(abs(times) for _, times in moves) > DRAG + 1 and not self._one_by_one:
            self._select(want)
            self.effort.spend("edge", DRAG)
            self._press("n", "edge")
            return
        for key, times in moves:
            back = {"[": "{", "]": "}"}[key]
            for _ in range(abs(times)):
                self._press(key if times > 0 else back, "edge")

    def _correct(self, row: dict[str, Any]) -> None:
        """Bring the attributes of the figure under decision to the label, and go on."""
        figure = self._figure()
        if not self.is_right(figure, row, "kind"):
            self._press(str(KINDS.index(accepted(row, "kind")[0]) + 1), "kind")
        if not self.is_right(figure, row, "bound"):
            self._press(BOUND_KEYS[accepted(row, "bound")[0]], "bound")
        if not self._one_by_one and not self.is_right(figure, row, "period"):
            self._take_time(row)
        if not self.is_right(self._figure(), row, "status"):
            self._press("t", "status")
        if not self._one_by_one and not self.is_right(self._figure(), row, "indicator"):
            self._name(row)
        wrong = [name for name in FIELDS if not self.is_right(self._figure(), row, name)]
        if wrong:
            self._fill(wrong, row)
        self._press(Qt.Key.Key_Return, "confirm")

    def _take_time(self, row: dict[str, Any]) -> None:
        """Take the first other time that is offered for the figure and is its own, best with its status."""
        times = [self.window.form.times.time(number) for number in range(1, MOST_TIMES + 1)]
        right = [
            (time.status not in accepted(row, "status"), str(key))
            for key, time in zip(TIME_KEYS, times, strict=True)
            if time is not None and time.period in accepted(row, "period")
        ]
        if right:
            self._press(min(right)[1], "period")

    def _name(self, row: dict[str, Any]) -> None:
        """Name the figure by the fewest keys outside the form, where these are fewer than those in it would be."""
        wait_until(lambda: candidates(self.window.session).are_all)
        answers = [str(answer) for answer in accepted(row, "indicator")]
        for number in range(1, MOST_CANDIDATES + 1):
            phrase = self.window.form.candidates.phrase(number)
            if phrase is not None and self.is_right(replace(self._figure(), indicator=phrase), row, "indicator"):
                self._press(str(number), "indicator", CTRL)
                return
        ways = [way for answer in answers for way in self._ways_to(answer)]
        wrong = [name for name in FIELDS if not self.is_right(self._figure(), row, name)]
        # the form is entered once for all fields
        entering = 1 if wrong == ["indicator"] else 0
        typed = min(self._typing("indicator", answer) for answer in answers) + entering
        best = min(ways, key=len, default=[])
        places = [place for answer in answers for place in self._places_of(answer)]
        if places and min(typed, len(best) or typed) > DRAG + 1:
            self._select(places[0])
            self.effort.spend("indicator", DRAG)
            self._press("q", "indicator")
        elif best and len(best) < typed:
            for key, held in best:
                self._press(key, "indicator", held)

    def _places_of(self, answer: str) -> Iterator[Span]:
        """Yield where the words of an answer stand near the figure and beside it, blanks among them left out."""
        report, figure = self.window.session.report, self._figure()
        if report is None or not answer:
            return
        near = max(0, figure.start - FAR)
        written = r"\s*".join(map(re.escape, answer))
        for found in re.finditer(written, report.text[near : figure.end + FAR]):
            place = Span(near + found.start(), near + found.end())
            if place.end <= figure.start or figure.end <= place.start:
                yield place

    def _select(self, span: Span) -> None:
        """Select words of the text, as the mouse does."""
        view = self.window.view
        start, end = view.offsets.span_to_qt(span)
        cursor = QTextCursor(view.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        view.setTextCursor(cursor)

    def _ways_to(self, answer: str) -> Iterator[list[tuple[str, Qt.KeyboardModifier]]]:
        """Yield the keys, with what is held, by which the edges of the indicator's words come to be an answer's."""
        report, edges, session = self.window.session.report, self.window.parts.indicator_edges, self.window.session
        if report is None or not answer:
            return
        try:
            words = edges.words()
        except UserError:
            return
        if words is None:
            return
        near = max(0, words.start - AROUND)
        for found in re.finditer(re.escape(answer), report.text[near : words.end + AROUND]):
            place = Span(near + found.start(), near + found.end())
            is_apart = place.end <= words.start or words.end <= place.start
            if is_apart or "".join(report.text[slice(*words)].split()) != self._figure().indicator:
                continue
            start = self._edge(session, words.start, place.start, ("[", "{"), (";", ":"))
            end = self._edge(session, words.end, place.end, ("}", "]"), ('"', "'"))
            yield [*start, *end]

    def _edge(
        self, session: Session, at: int, to: int, characters: tuple[str, str], words: tuple[str, str]
    ) -> list[tuple[str, Qt.KeyboardModifier]]:
        """Return the keys that move an edge from one place to another, by words where that takes fewer."""
        turn = 1 if to > at else 0
        by_word: list[tuple[str, Qt.KeyboardModifier]] = []
        place = at
        while (place < to) if turn else (place > to):
            place += to_word(session, place, 1 if turn else -1) or to
            by_word.append((words[turn], NO_KEY))
        by_character = [(characters[turn], CTRL)] * abs(to - at)
        return by_word if place == to and len(by_word) < len(by_character) else by_character

    def _fill(self, wrong: list[AttributeName], row: dict[str, Any]) -> None:
        self._press("e", wrong[0])
        for name in FIELDS:
            if name in wrong:
                answers = [_typed(answer) for answer in accepted(row, name)]
                self._enter(name, answers[0] if self._one_by_one else min(answers, key=partial(self._typing, name)))
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

    def _typing(self, name: AttributeName, text: str) -> int:
        """Return how many keys `_enter` takes for a text."""
        place, words = self.window.form.fields[name], self.window.field_vocabularies.by_attribute.get(name)
        before, near = place.text(), words.suggested() if words is not None else []
        mended = (
            1 + len(before) + len(text) - 2 * _shared(before, text, end) for end in (Qt.Key.Key_End, Qt.Key.Key_Home)
        )
        listed = near.index(text) + 2 if text in near else len(text)
        return min(len(text), listed, *mended)

    def _add(self, span: Span, row: dict[str, Any]) -> None:
        """Add what was missed: a numeral that is marked as unread behind a click before it, else selected words."""
        if not self._one_by_one and span in self.window.unread_numerals.remaining():
            self._select(Span(span.start, span.start))
            self.effort.spend("missed", CLICK)
            self._press("l", "missed")
        else:
            self._select(span)
            self.effort.spend("missed", DRAG)
            self._press("n", "missed")
        self._correct(row)

    def _figure(self) -> Figure:
        shown = self.window.session.current
        if shown is None:
            raise RuntimeError("no figure is under decision")
        return shown.figure

    def _press(self, key: Qt.Key | str, on: str, held: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window.view, key, held or NO_KEY)  # type: ignore[call-overload]
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


def wait_until(is_so: Callable[[], bool]) -> None:
    """Handle events until something is so; raise TimeoutError where it takes too long."""
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError("the window does not come to rest")
        QTest.qWait(10)


def review_all(
    reports: Iterable[tuple[Path, Path]],
    passages: Mapping[str, Span] = MappingProxyType({}),
    *,
    one_by_one: bool = False,
    to_the_letter: bool = False,
) -> Iterator[tuple[str, Effort]]:
    """Review each labelled report by the cheapest keys the window offers; yield its name and what it took.

    `passages` has what is labelled of a text, where that is not all of it, by the text's name.
    """
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
        passage = passages.get(report.stem)
        oracle = Oracle(window, gold_of(gold), passage, one_by_one=one_by_one, to_the_letter=to_the_letter)
        effort = oracle.review()
        window.close()
        yield report.stem, effort


def passages_of(path: Path) -> dict[str, Span]:
    """Read which passages of some texts are labelled, by the texts' names."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {name: Span(row["start"], row["end"]) for name, row in rows.items()}


def main(arguments: list[str] | None = None) -> int:
    """Print the keys a labelled figure takes, for each labelled text of a folder and for all; return 2 without any."""
    parser = argparse.ArgumentParser(prog="python -m tools.oracle", description="Count the keys that a review takes.")
    parser.add_argument("folder", nargs="?", type=Path, help="labelled texts; without it those at hand")
    parser.add_argument("--passages", type=Path, metavar="FILE", help="what is labelled of each text")
    parser.add_argument("--to-the-letter", action="store_true", help="an indicator is right as labelled only")
    parser.add_argument("--one-by-one", action="store_true", help="without lists, candidates and other times")
    given = parser.parse_args(arguments)
    reports = labelled_in(given.folder) if given.folder else labelled_reports()
    passages = passages_of(given.passages) if given.passages else {}
    if not reports:
        print(f"{given.folder} holds no labelled text: NAME.txt with NAME.gold.json beside it.", file=sys.stderr)
        return 2
    whole = Effort()
    with offscreen():
        for name, effort in review_all(
            reports, passages, one_by_one=given.one_by_one, to_the_letter=given.to_the_letter
        ):
            whole.add(effort)
            each = effort.keys / max(1, effort.figures)
            print(
                f"{name}: {each:.2f} keys a figure ({effort.keys} / {effort.figures}; {effort.details()})"
                f"{effort.carrying()}",
                flush=True,
            )
    each = whole.keys / max(1, whole.figures)
    print(f"all: {each:.2f} keys a figure ({whole.keys} / {whole.figures}){whole.carrying()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
