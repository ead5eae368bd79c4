"""The status bar: how far the report is, what is going on, and where decisions are kept."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QStatusBar, QToolButton, QWidget

from core.model.figure import Figure

from ..background.workspace import Workspace
from ..commands import ORDERS, with_keys_in_force
from ..session.session import Session
from ..style import words
from ..style.plain_text import PlainLabel, on_button, plain
from ..widgets.steady_label import SteadyLabel

PATH_WIDTH, NAME_WIDTH, INDENT, SLACK = 320, 200, 6, 4  # in pixels
NEWS_MS = 8_000


class StatusBar(QStatusBar):
    """Progress at the left, work that can be cancelled in the middle, the store at the right.

    Where the space is too small, it says less instead of cutting words: first about the store, whose path is in the
    tool tip, then about the kinds that are left. No number is cut.
    """

    def __init__(self, session: Session, workspace: Workspace, name_annotator: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._workspace = session, workspace
        # the annotator whose decisions are shown; a click changes the name
        self.signed = QToolButton()
        self.signed.setAutoRaise(True)
        self.signed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.signed.setToolTip(self.tr("The annotator whose decisions are shown and stored here"))
        self.signed.clicked.connect(name_annotator.trigger)
        self._progress, self._working, self._store_label = SteadyLabel(), PlainLabel(), PlainLabel()
        self.encoding, self.order = PlainLabel(), PlainLabel()
        self._news = ""
        # the possible texts about the store and about the progress, the longest first
        self._store_texts: Sequence[str] = ("",)
        self._progress_texts: Sequence[str] = ("",)
        self._news_timer = QTimer(self, singleShot=True, interval=NEWS_MS)
        self._news_timer.timeout.connect(self._forget)
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit)
        self.order.setToolTip(self.tr("The order in which you go through the figures"))
        self.encoding.setToolTip(self.tr("The encoding the report's file was read with"))
        self._bar = QProgressBar()
        self._bar.setMaximumWidth(160)
        self._stop = QToolButton()
        self._stop.setText(self.tr("Cancel"))
        self._stop.clicked.connect(workspace.cancel)
        self._progress.setIndent(INDENT)
        # gets the rest of the width: a long text is cut, and does not widen the window
        self._progress.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._progress.installEventFilter(self)
        self.addWidget(self._progress, 1)
        for widget in (self._working, self._bar, self._stop, self.order):
            self.addWidget(widget)
        self.addPermanentWidget(self.signed)
        self.addPermanentWidget(self.encoding)
        self.addPermanentWidget(self._store_label)
        self._show_working("", 0, 0)
        workspace.working.connect(self._show_working)
        session.opened.connect(self._show_store)
        session.opened.connect(self._show_encoding)
        session.opened.connect(self._show_progress)
        session.decided.connect(self._show_progress)
        session.filed.connect(self._show_progress)
        session.kept.connect(self._say_kept)
        session.kind_followed.connect(self._say_kind)
        session.moved.connect(self._show_order)
        session.opened.connect(self._show_order)

    def minimumSizeHint(self) -> QSize:
        """Return a size that widens no window: what is said gets shorter instead."""
        return QSize(0, super().minimumSizeHint().height())

    def progress_text(self) -> str:
        """Return the text about the progress that fits."""
        return _joined(self._news, self._progress_texts[0])

    def say(self, words: str) -> None:
        """Show, before the progress and for a while, what a key did or did not do."""
        self._news = words
        self._news_timer.start()
        self._show_progress()

    def news(self) -> str:
        """Return the text about a key; "" when its time is over."""
        return self._news

    def _forget(self) -> None:
        self.say("")

    def _say_kept(self, figure: Figure) -> None:
        kept = " ".join(part for part in (figure.indicator, words.full_text(figure)) if part)
        text = self.tr("Stored as typed: {figure}. Undo takes it back.")
        self.say(text.format(figure=kept))

    def _say_kind(self, before: Figure, after: Figure) -> None:
        text = self.tr("Kind read anew with the span: {kind}, it was {before}. Undo takes both back.")
        self.say(text.format(kind=words.word(after.kind), before=words.word(before.kind)))

    def _show_store(self) -> None:
        store = self._session.store
        self.signed.setVisible(store is not None)
        if store is not None:
            whose = self.tr("Decisions of {name}").format(name=self._workspace.annotator_name())
            short = self.fontMetrics().elidedText(whose, Qt.TextElideMode.ElideRight, NAME_WIDTH)
            self.signed.setText(on_button(short))
            self.signed.setAccessibleName(whose)
        whole = self.tr("Every decision is on disk: {path}").format(path=store.path) if store else ""
        self._store_texts = ("",)
        if store is not None:
            self._store_texts = (
                self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideMiddle, PATH_WIDTH),
                self.tr("On disk: {name}").format(name=store.path.name),
                self.tr("On disk"),
            )
        self._store_label.setToolTip(plain(whole))
        self._store_label.setAccessibleName(whole)
        self._fit()

    def _show_encoding(self) -> None:
        report = self._session.report
        self.encoding.setText(report.encoding.upper() if report is not None else "")

    def _show_progress(self) -> None:
        self._progress_texts = self._make_progress_texts()
        whole = self.progress_text()
        self._progress.setToolTip(plain(whole))
        self._progress.setAccessibleName(whole)
        self._fit()

    def _make_progress_texts(self) -> Sequence[str]:
        """Return texts about the progress, each shorter than the one before."""
        if not self._session.ready:
            return ("",)
        progress = self._session.progress
        if self._session.is_done:
            done = self.tr("✓ This report is done: {decided} of {all} decided")
            return (done.format(decided=progress.decided, all=progress.found),)
        if progress.found and progress.decided == progress.found:
            all_decided = with_keys_in_force(
                self.tr("✓ All {all} figures decided. Press Ctrl+D to mark the report as done")
            )
            return (all_decided.format(all=progress.found),)
        decided = self.tr("{decided} of {all} decided").format(decided=progress.decided, all=progress.found)
        left = [(words.word(kind), count) for kind, count in progress.left.most_common() if count]
        return (*(f"{decided}    {self._left(left, named)}" for named in range(len(left), 0, -1)), decided)

    def _left(self, left: Sequence[tuple[str, int]], named: int) -> str:
        """Return how many figures of each kind are left; kinds after the first few are added together."""
        kinds = [f"{kind} {count}" for kind, count in left[:named]]
        if named < len(left):
            kinds.append(self.tr("others {count}").format(count=sum(count for _, count in left[named:])))
        return self.tr("left: {kinds}").format(kinds="  ".join(kinds))

    # Width

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            # when everything in the bar has its new place
            self._fit_soon.start()
        return False

    def _fit(self) -> None:
        """Show as much as fits.

        The text about the store gets what the progress leaves, whatever is said about a key.
        """
        if self._store_texts == ("",) and self._progress_texts == ("",) and not self._news:
            # nothing is measured while there is no text: measuring loads the font, which would delay the first paint
            self._store_label.setText("")
            self._progress.clear()
            return
        room = self._progress.width() + self._store_label.width() - 2 * INDENT - SLACK
        store_text = self._longest(self._store_texts, room - self._width(self._progress_texts[0]))
        if store_text != self._store_label.text():
            self._store_label.setText(store_text)
        # the text about a key is never shortened
        progress = (*self._progress_texts, "") if self._news else self._progress_texts
        room -= self._width(store_text) + (self._width(f"{self._news}    ") if self._news else 0)
        self._progress.setText(_joined(self._news, self._longest(progress, room)))

    def _longest(self, texts: Sequence[str], room: int) -> str:
        """Return the first of some texts that fits, or the last one."""
        return next((text for text in texts if self._width(text) <= room), texts[-1])

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def _show_order(self) -> None:
        """Show the order of the walk, unless it is the text's, so that nobody wonders why it jumps."""
        order, is_open = self._session.walk.order, self._session.report is not None
        self.order.setText(QCoreApplication.translate("commands", ORDERS[order]))
        self.order.setVisible(is_open and order != "text")

    def _show_working(self, what: str, done: int, size: int) -> None:
        self._working.setText(what)
        self._bar.setRange(0, size)
        self._bar.setValue(done)
        for widget in (self._working, self._bar, self._stop):
            widget.setVisible(bool(what))


def _joined(news: str, progress: str) -> str:
    return "    ".join(part for part in (news, progress) if part)
