"""The labels dialog: the kinds and labels of the store, one in each row, and what can be done to a label."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.model.errors import UserError
from core.model.figure import KINDS
from core.model.label import LONGEST_NAME, Label

from ..background.messages import sentence
from ..commands import line_key, list_key
from ..session.session import Session
from ..style import labels, theme, words
from ..style.on_screen import room_on_screen
from ..style.plain_text import PlainLabel

if TYPE_CHECKING:
    # the module of the actions imports this one
    from .label_actions import LabelActions

LABEL = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 1.5  # in widths of a character of the font


class Line(QLineEdit):
    """A line that takes undo and redo only where something typed in it can be undone; else they are the window's."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            key = line_key(cast("QKeyEvent", event))
            if (key == "undo" and not self.isUndoAvailable()) or (key == "redo" and not self.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)


class LabelsDialog(QDialog):
    """The chosen row is shown in the lines below, and Enter changes it; the last row makes a new label.

    `acts` are undo and redo: what is done here is a step like any other.
    """

    def __init__(
        self, session: Session, label_actions: "LabelActions", acts: Sequence[QAction], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("labels")
        self.setWindowTitle(self.tr("Labels"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._label_actions = session, label_actions
        self.rows = self._make_rows()
        self.chinese, self.english, self.key = (self._line(most) for most in (LONGEST_NAME, LONGEST_NAME, 1))
        self.colour, self.into = QComboBox(), QComboBox()
        self.keep = self._button(self.tr("&Save (Enter)"), self._write)
        self.merge = self._button(self.tr("&Merge into"), self._merge)
        self.retire = self._button(self.tr("&Retire"), self._retire)
        self.restore = self._button(self.tr("&Bring back"), self._restore)
        self._trouble = PlainLabel()
        self._trouble.setWordWrap(True)
        self._place(acts)
        self.rows.currentItemChanged.connect(lambda *_: self._show_chosen())
        self._fill(None)
        self.resize(room_on_screen(self, QSize(560, 560)))
        self.chinese.setFocus()

    def trouble(self) -> str:
        """Return the sentence about what could not be done."""
        return self._trouble.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused, key = self.focusWidget(), list_key(event)
        if key in ("next", "previous") and isinstance(focused, QLineEdit):
            row = self.rows.currentIndex().row() + (1 if key == "next" else -1)
            self.rows.setCurrentIndex(self.rows.model().index(min(max(row, 0), self.rows.topLevelItemCount() - 1), 0))
        elif key != "take":
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton):
            focused.click()
        else:
            self._keep()

    # Building

    def _make_rows(self) -> QTreeWidget:
        rows = QTreeWidget()
        rows.setAccessibleName(self.tr("Kinds and labels"))
        rows.setRootIsDecorated(False)
        rows.setAllColumnsShowFocus(True)
        rows.setHeaderLabels([self.tr("Key"), self.tr("Chinese"), self.tr("English"), self.tr("Figures"), ""])
        em = rows.fontMetrics().horizontalAdvance("国")
        for column, width in enumerate((5, 10, 10, 5)):
            rows.setColumnWidth(column, width * em)
        return rows

    def _line(self, most: int) -> QLineEdit:
        line = Line()
        line.setMaxLength(most)
        return line

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        # no button takes Enter from the lines
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._try(act))
        return button

    def _place(self, acts: Sequence[QAction]) -> None:
        for name in theme.theme().labels:
            self.colour.addItem(theme.kind_icon(name), words.colour(name), name)
        form = QFormLayout()
        for title, line in (
            (self.tr("&Chinese name"), self.chinese),
            (self.tr("&English name, if any"), self.english),
            (self.tr("C&olour"), self.colour),
            (self.tr("Ke&y: a letter, or 8, 9, 0"), self.key),
        ):
            line.setAccessibleName(title.replace("&", ""))
            form.addRow(title, line)
        self.into.setMinimumContentsLength(8)
        self.into.setAccessibleName(self.tr("Label to merge into"))
        verbs, steps = QHBoxLayout(), QHBoxLayout()
        verbs.addWidget(self.keep)
        verbs.addStretch()
        for widget in (self.merge, self.into, self.retire, self.restore):
            verbs.addWidget(widget)
        for act in acts:
            step = QToolButton()
            step.setDefaultAction(act)
            act.triggered.connect(self._follow)
            steps.addWidget(step)
        steps.addStretch()
        column = QVBoxLayout(self)
        column.addWidget(self.rows, 1)
        column.addLayout(form)
        column.addWidget(self._trouble)
        column.addLayout(verbs)
        column.addLayout(steps)

    # Showing

    def _follow(self) -> None:
        """List the scheme again after a step was undone or redone."""
        label = self._chosen()
        self._fill(label.id if label is not None else None)

    def _fill(self, chosen: str | None) -> None:
        """List the scheme as it is now, with a label selected, or the row that makes a new one."""
        uses = self._label_actions.uses()
        self.rows.clear()
        for number, kind in enumerate(KINDS, 1):
            names = ["", words.word(kind)] if labels.is_english() else [words.word(kind), kind]
            row = QTreeWidgetItem([str(number), *names, str(uses.get(kind, 0)), self.tr("built-in kind")])
            row.setIcon(1, theme.kind_icon(kind))
            self._list(row)
        # a label whose making was undone is not listed, unless figures have it
        listed = [label for label in self._session.scheme.labels if not label.taken_back or uses.get(label.id)]
        for label in listed:
            row = QTreeWidgetItem([label.key.upper(), label.chinese, label.english, str(uses.get(label.id, 0))])
            row.setText(4, self._standing(label))
            row.setIcon(1, theme.kind_icon(label.colour))
            row.setData(0, LABEL, label.id)
            self._list(row)
        self._list(QTreeWidgetItem(["+", self.tr("New label")]))
        every = [label.id for label in listed]
        place = len(KINDS) + (every.index(chosen) if chosen in every else len(every))
        self.rows.setCurrentIndex(self.rows.model().index(place, 0))
        self._show_chosen()

    def _list(self, row: QTreeWidgetItem) -> None:
        # without this, rows without a Chinese character would be lower than the others
        row.setSizeHint(0, QSize(0, round(self.rows.fontMetrics().height() * ROW_HEIGHT)))
        self.rows.addTopLevelItem(row)

    def _standing(self, label: Label) -> str:
        if label.merged_into is not None:
            return self.tr("merged into {label}").format(label=labels.name(label.merged_into))
        if label.taken_back:
            return self.tr("undone")
        return self.tr("retired") if label.retired else ""

    def _chosen(self) -> Label | None:
        row = self.rows.currentItem()
        return self._session.scheme.get(row.data(0, LABEL) or "") if row is not None else None

    def _show_chosen(self) -> None:
        row, label = self.rows.currentItem(), self._chosen()
        is_new = row is not None and row.text(0) == "+"
        is_live = label is not None and label.is_live
        self.chinese.setText(label.chinese if label else row.text(1) if row and not is_new else "")
        self.english.setText(label.english if label else row.text(2) if row and not is_new else "")
        self.key.setText(label.key.upper() if label else row.text(0) if row and not is_new else "")
        self.colour.setCurrentIndex(max(self.colour.findData(label.colour if label else self._next_colour()), 0))
        others = [other for other in self._session.scheme.live if label is not None and other.id != label.id]
        self.into.clear()
        for other in others:
            self.into.addItem(theme.kind_icon(other.colour), labels.name_of(other), other.id)
        # read-only, not disabled: a disabled line would lose the keyboard, and with it the arrows
        for line in (self.chinese, self.english, self.key):
            line.setReadOnly(not (is_new or is_live))
        for widget in (self.colour, self.keep):
            widget.setEnabled(is_new or is_live)
        for widget in (self.merge, self.into):
            widget.setEnabled(is_live and bool(others))
        self.retire.setEnabled(is_live)
        self.restore.setEnabled(label is not None and not is_live)
        self._trouble.clear()

    def _next_colour(self) -> str:
        """Return the first colour that no label has."""
        used = {label.colour for label in self._session.scheme.live}
        return next((name for name in theme.theme().labels if name not in used), "slate")

    # Verbs

    def _keep(self) -> None:
        if self.keep.isEnabled():
            self._try(self._write)

    def _write(self) -> Label:
        fields = (self.chinese.text(), self.english.text(), self.colour.currentData(), self.key.text().strip().lower())
        label = self._chosen()
        return self._label_actions.make(*fields) if label is None else self._label_actions.change(label, *fields)

    def _merge(self) -> Label | None:
        label, into = self._chosen(), self._session.scheme.get(self.into.currentData() or "")
        return self._label_actions.merge(label, into) if label is not None and into is not None else None

    def _retire(self) -> Label | None:
        label = self._chosen()
        return self._label_actions.retire(label) if label is not None else None

    def _restore(self) -> Label | None:
        label = self._chosen()
        return self._label_actions.restore(label) if label is not None else None

    def _try(self, act: Callable[[], object]) -> None:
        """Do what was asked and list the scheme again, or say why it cannot be done."""
        was_new = self._chosen() is None
        try:
            written = act()
        except UserError as error:
            self._trouble.setText(f"⚠ {sentence(error)}")
            return
        self._fill(None if was_new or not isinstance(written, Label) else written.id)
        if was_new:
            self.chinese.setFocus()
