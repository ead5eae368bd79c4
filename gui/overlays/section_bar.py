"""The section bar: lines above the text in which the time of a section, and the report's year and region, are said."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from core.model.attributes import is_year
from core.model.corrections import section_years
from core.model.decision import Field as FiledField
from core.model.decision import SectionField
from core.model.errors import UserError
from core.model.filing import UNFILED
from core.model.section import Section

from ..commands import list_key
from ..session.detection import time_of
from ..session.session import Session
from ..session.verdicts import Verdicts
from ..style.plain_text import PlainLabel
from ..text.report_view import ReportView
from ..text.section_marks import saying_words, section_words, status_words
from ..widgets.field import Field
from ..widgets.key_buttons import KeyButtons
from ..widgets.own_keys import claims
from .overlay import Overlay

# in pixels: around the lines, and between them
MARGINS = (12, 6, 12, 6)
BETWEEN = 8


class SectionLine(Field):
    """A line of the bar: Enter and Escape are asked, all other keys are text."""

    asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        return claims(event, lambda key: list_key(key) == "drop") or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = list_key(event)
        if key in ("take", "drop"):
            self.asked.emit(key)
        else:
            super().keyPressEvent(event)


class StatusChoice(QComboBox):
    """Done or planned: the arrows, or a letter, choose; Enter and Escape are asked."""

    asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        # no key but those with Ctrl is the window's
        held = Qt.KeyboardModifier.ControlModifier
        return claims(event, lambda key: not key.modifiers() & held) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = list_key(event)
        if key in ("take", "drop"):
            self.asked.emit(key)
        else:
            super().keyPressEvent(event)


class SectionBar(Overlay):
    """Says of a section which years it is about, and whether they are past; and of the report its year and region.

    Enter stores what was changed as one step, and all undecided figures are read by it; an empty line lets what is read
    hold again. Escape leaves everything as it was.
    """

    def __init__(self, session: Session, verdicts: Verdicts, view: ReportView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("section_bar")
        self._session, self._verdicts, self._view = session, verdicts, view
        self._section: Section | None = None
        self._digest = ""
        self._title, self._hint = PlainLabel(), PlainLabel()
        self.years, self.year, self.region = SectionLine(), SectionLine(), SectionLine()
        self.status = StatusChoice()
        for status in ("actual", "target"):
            self.status.addItem(status_words(status), status)
        self._hint.setWordWrap(True)
        self.buttons = KeyButtons(
            (
                ("take", self.tr("Store, and read all undecided figures by it"), "⏎"),
                ("drop", self.tr("Cancel"), "Esc"),
            ),
            *(self.years, self.status, self.year, self.region),
        )
        self.buttons.asked.connect(self._answer)
        self._place()
        for line in (self.years, self.status, self.year, self.region):
            line.asked.connect(self._answer)
        for line in (self.years, self.year):
            line.textEdited.connect(self._say)
        session.opened.connect(self.leave)

    def _place(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(*MARGINS)
        grid.setHorizontalSpacing(BETWEEN)
        grid.addWidget(self._title, 0, 0, 1, 4)
        named: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Years"), self.years),
            (self.tr("Done or planned"), self.status),
            (self.tr("The report's own year"), self.year),
            (self.tr("The report's own region"), self.region),
        )
        for number, (name, line) in enumerate(named):
            label = PlainLabel(name)
            label.setBuddy(line)
            line.setAccessibleName(name)
            row, column = 1 + number // 2, 2 * (number % 2)
            grid.addWidget(label, row, column)
            grid.addWidget(line, row, column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.addWidget(self._hint, 3, 0, 1, 4)
        grid.addWidget(self.buttons, 4, 0, 1, 4)

    def correct_here(self) -> None:
        """Open the bar on the section of the figure under decision, or of the first line in sight.

        Raises UserError where no report is open, or its sections are not known yet.
        """
        if self._session.report is None:
            raise UserError("No report is open. Open one with Ctrl+O first.")
        shown = self._session.current
        section = self._session.section_at(shown.figure.start if shown is not None else 0)
        if section is None:
            raise UserError("The report is still being read, so nothing was done. Try again in a moment.")
        self.correct(section)

    def correct(self, section: Section) -> None:
        """Open the bar on a section."""
        report = self._session.report
        if report is None or not self._session.ready:
            return
        self._section, self._digest = section, report.digest
        self._title.setText(section_words(self._session, section))
        self.years.setText(section.period)
        self.status.setCurrentIndex(self.status.findData(section.status))
        filed = self._filed()
        for name, line in (("year", self.year), ("region", self.region)):
            line.setText(filed.get(name, ""))
        self.year.setPlaceholderText(self.tr("as it is read"))
        self.region.setPlaceholderText(self.tr("as it is read"))
        self._say()
        self.come()
        self.years.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.years.selectAll()

    def hint(self) -> str:
        """Return the lines below: what cannot be read, what others say, and the keys."""
        return self._hint.text()

    def title(self) -> str:
        """Return the words of the section that the bar is about."""
        return self._title.text()

    def leave(self) -> None:
        """Close the bar and store nothing."""
        self.go()

    # What is typed

    def _filed(self) -> Mapping[str, str]:
        filed = next((one.filing for one in self._session.reports if one.digest == self._digest), UNFILED)
        return {"year": filed.year, "region": filed.region}

    def _period(self) -> str | None:
        """Return the years as they are stored, "" for none; None where they cannot be read."""
        typed = self.years.text().strip()
        period = time_of(typed, is_year=False) if typed else ""
        return period if not period or section_years(period) is not None else None

    def _own_year(self) -> str | None:
        typed = self.year.text().strip()
        year = time_of(typed, is_year=True) if typed else ""
        return year if not year or is_year(year) else None

    def _say(self) -> None:
        """Mark what cannot be read, and say below what is wrong, what others say, and the keys."""
        troubles = []
        no_years = self.tr("These are no years. Write 2025, or 2021/2025.")
        no_year = self.tr("This is no year. Write it like 2026.")
        for line, value, sentence in ((self.years, self._period(), no_years), (self.year, self._own_year(), no_year)):
            line.mark(sentence if value is None else "")
            troubles += [sentence] if value is None else []
        section = self._section
        said = saying_words(self._session, section) if section is not None else []
        self._hint.setText("\n".join([*troubles, *said, self.tr("An empty line: as it is read")]))
        self.buttons.allow("take", can=not troubles)

    def _answer(self, key: str) -> None:
        if key != "drop":
            section, report = self._section, self._session.report
            period, year = self._period(), self._own_year()
            if period is None or year is None:
                (self.years if period is None else self.year).setFocus(Qt.FocusReason.OtherFocusReason)
                self._say()
                return
            if section is not None and report is not None and report.digest == self._digest:
                try:
                    self._verdicts.correct_section(section, self._said(section, period), self._newly_filed(year))
                except UserError as error:
                    # the bar stays open, and the same key tries again
                    self._session.refused.emit(error)
                    return
        self.go()
        self.closed.emit()

    def _said(self, section: Section, period: str) -> dict[SectionField, str]:
        """Return what is said of the section that it does not say yet."""
        status = str(self.status.currentData())
        if not period and section.is_corrected:
            # no years: all of it is as it is read
            return {"period": "", "status": ""}
        said: dict[SectionField, str] = {}
        if period not in ("", section.period):
            said["period"] = period
        if status != section.status:
            said["status"] = status
        return said

    def _newly_filed(self, year: str) -> dict[FiledField, str]:
        filed = self._filed()
        said: dict[FiledField, str] = {}
        if year != filed["year"]:
            said["year"] = year
        if (region := self.region.text().strip()) != filed["region"]:
            said["region"] = region
        return said
