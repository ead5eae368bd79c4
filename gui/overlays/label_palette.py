"""The label palette: the labels above the text; a label's key puts it on what is selected or under decision."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.model.errors import UserError
from core.model.figure import Span

from ..background.messages import sentence
from ..commands import is_typing, with_keys_in_force
from ..commands.widget_keys import palette_key
from ..session.session import Session
from ..session.verdicts import Verdicts
from ..style import labels, theme, words
from ..style.plain_text import PlainLabel
from ..text.report_view import ReportView
from ..widgets.key_buttons import KeyButtons
from ..widgets.own_keys import claims
from .overlay import Overlay
from .row_table import LEAST_LINES, SHOWN_LINES


class PaletteRows(QListWidget):
    """The list of labels.

    Plain keys act on the palette; `asked` carries what a key means and whether Shift was held.
    """

    asked = Signal(str, bool)

    def event(self, event: QEvent) -> bool:
        return claims(event, lambda key: is_typing(key) or palette_key(key)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = palette_key(event)
        if key is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(*key)


class LabelPalette(Overlay):
    """Open until a label's key or Escape; `closed` is emitted when it no longer needs the keyboard."""

    def __init__(
        self, session: Session, verdicts: Verdicts, view: ReportView, manage: QAction, parent: QWidget
    ) -> None:
        """Make the palette; `manage` is the action that makes and changes labels."""
        super().__init__(parent)
        self._manage = manage
        self.setObjectName("palette")
        self._session, self._verdicts, self._view = session, verdicts, view
        self._span: Span | None = None
        self._title, self._hint, self.rows = PlainLabel(), PlainLabel(), PaletteRows()
        for label in (self._title, self._hint):
            label.setWordWrap(True)
        self.rows.setAccessibleName(self.tr("Labels"))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        self.buttons = KeyButtons(
            (
                ("take", self.tr("Apply the label"), "⏎"),
                ("beside", self.tr("On top of existing figures"), "⇧⏎"),
                ("manage", manage.text(), ""),
                ("drop", self.tr("Close"), "Esc"),
            ),
            self.rows,
        )
        for widget in (self._title, self.rows, self._hint, self.buttons):
            layout.addWidget(widget)
        self.rows.asked.connect(self._answer)
        self.buttons.asked.connect(lambda key: self._answer("take" if key == "beside" else key, key == "beside"))
        self.rows.itemClicked.connect(lambda _: self._answer("take", False))
        session.opened.connect(self.go)
        session.relabelled.connect(self._fill)

    def list_labels(self) -> None:
        """List the labels, to be put on the selected text or, where none is selected, on the figure under decision."""
        report, shown = self._session.report, self._session.current
        if report is None or not self._session.ready:
            return
        self._span = self._view.selected()
        span = self._span or (shown.figure.span if shown is not None else None)
        if span is None:
            raise UserError("No text is selected. Select some first, with the mouse or with Shift and the arrow keys.")
        self._title.setText(self.tr("Label {words}").format(words=words.surface(report.text, span)))
        self._fill()
        self.come()
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_rows_height(self, height: int) -> None:
        """Set the height of the list in pixels."""
        self.rows.setFixedHeight(height)

    def title(self) -> str:
        """Return the line over the labels."""
        return self._title.text()

    def hint(self) -> str:
        """Return the lines under the labels."""
        return self._hint.text()

    def _fill(self) -> None:
        self.rows.clear()
        for label in labels.live():
            row = QListWidgetItem(theme.kind_icon(label.id), f"{label.key.upper() or ' '}   {words.word(label.id)}")
            row.setData(Qt.ItemDataRole.UserRole, label.id)
            self.rows.addItem(row)
        line = max(self.rows.sizeHintForRow(0), self.rows.fontMetrics().height())
        shown = min(self.rows.count(), SHOWN_LINES)
        # without labels the sentence below says so; an empty box would be confusing
        frame = 2 * self.rows.frameWidth() + 2 if shown else 0
        self.want_rows(line * shown + frame, line * min(shown, LEAST_LINES) + frame)
        self.rows.setCurrentRow(0)
        self._say("")

    def _say(self, trouble: str) -> None:
        keys = (
            self.tr("A click or a label's key applies the label, with Shift on top of existing figures")
            if self.rows.count()
            else with_keys_in_force(self.tr("You have no labels of your own yet. Make one with “Labels…” or Ctrl+I."))
        )
        self._hint.setText(f"⚠ {trouble}\n{keys}" if trouble else keys)
        for name in ("take", "beside"):
            self.buttons.allow(name, can=bool(self.rows.count()))

    def _answer(self, key: str, with_shift: bool) -> None:
        if key == "drop":
            self._leave()
            return
        if key == "manage":
            self._manage.trigger()
            return
        if key == "take":
            row = self.rows.currentItem()
            label = row.data(Qt.ItemDataRole.UserRole) if row is not None else None
        else:
            label = next((one.id for one in labels.live() if one.key == key), None)
        if label is None:
            return
        try:
            self._verdicts.label(label, self._span, beside=with_shift)
        except UserError as error:
            # the palette stays open, so that the key can be pressed again with Shift
            self._say(sentence(error))
        else:
            self._leave()

    def _leave(self) -> None:
        self.go()
        self.closed.emit()
