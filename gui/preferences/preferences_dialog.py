"""The preferences dialog: one row for each preference, and the keys; every change applies at once."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.model.figure import KINDS

from ..commands import list_key
from ..style import fonts, theme, words
from ..style.on_screen import room_on_screen, scrolled
from ..style.plain_text import PlainLabel, plain
from .keys_page import KeysPage
from .preferences import ANY_FONT, PREFERENCES, Preference, choice_text, title
from .settings import Settings


class PreferencesDialog(QDialog):
    """A page for the preferences and a page for the keys; Escape closes it."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        self.rows: dict[str, QComboBox | QSpinBox] = {}
        self._samples = QHBoxLayout()
        self.pages = QTabWidget()
        self.pages.setAccessibleName(self.tr("Pages"))
        self.keys = KeysPage(settings)
        self.pages.addTab(scrolled(self._general()), self.tr("General"))
        self.pages.addTab(self.keys, self.tr("Keys"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        # no button takes Enter from the rows
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.pages)
        column.addWidget(buttons)
        settings.changed.connect(self._follow)
        self._show_samples()
        self.resize(room_on_screen(self, QSize(680, 600)))
        next(iter(self.rows.values())).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if list_key(event) != "take":
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton):
            focused.click()

    def _general(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(16, 16, 16, 16)
        form.setVerticalSpacing(10)
        for preference in PREFERENCES:
            row = self._number(preference) if preference.most else self._choice(preference)
            row.setObjectName(preference.name)
            row.setAccessibleName(title(preference))
            self.rows[preference.name] = row
            form.addRow(title(preference), row)
            if preference.name == "marks":
                form.addRow("", self._samples)
        self.reset = QPushButton(self.tr("Restore all defaults"))
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(self._reset)
        form.addRow("", self.reset)
        return page

    def _choice(self, preference: Preference) -> QComboBox:
        row = QComboBox()
        if preference.choices:
            names: Mapping[str, str] = {name: choice_text(preference, name) for name in preference.choices}
        else:
            names = {ANY_FONT: self.tr("The most readable font"), **{name: name for name in fonts.families()}}
        for name, text in names.items():
            row.addItem(text, name)
        row.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        row.setMinimumContentsLength(24)
        row.setCurrentIndex(max(row.findData(self._settings.preference(preference.name)), 0))
        row.currentIndexChanged.connect(lambda _: self._settings.prefer(preference.name, row.currentData()))
        return row

    def _number(self, preference: Preference) -> QSpinBox:
        row = QSpinBox()
        row.setRange(preference.least, preference.most)
        row.setSingleStep(preference.step)
        row.setSuffix(f" {preference.unit}")
        row.setValue(int(self._settings.preference(preference.name)))
        # a number is not applied while it is being typed
        row.setKeyboardTracking(False)
        row.valueChanged.connect(lambda value: self._settings.prefer(preference.name, str(value)))
        return row

    def _reset(self) -> None:
        for preference in PREFERENCES:
            if self._settings.preference(preference.name) != preference.default:
                self._settings.prefer(preference.name, preference.default)

    def _follow(self, name: str) -> None:
        """Show the present value of a preference, whatever changed it."""
        row = self.rows.get(name)
        if row is not None:
            value = self._settings.preference(name)
            with QSignalBlocker(row):
                if isinstance(row, QSpinBox):
                    row.setValue(int(value))
                else:
                    row.setCurrentIndex(max(row.findData(value), 0))
        if name in ("marks", "scheme"):
            self._show_samples()

    def _show_samples(self) -> None:
        """Show a sample of every kind's colours."""
        while (item := self._samples.takeAt(0)) is not None:
            sample = item.widget()
            if sample is not None:
                sample.deleteLater()
        for kind in KINDS:
            sample = PlainLabel()
            sample.setPixmap(theme.kind_icon(kind, 24).pixmap(24, 24))
            sample.setToolTip(plain(words.word(kind)))
            sample.setAccessibleName(words.word(kind))
            self._samples.addWidget(sample)
        self._samples.addStretch()
