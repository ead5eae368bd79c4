"""The dialog for what is filed about a report: its name, its region and its year."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from core.model.areas import Area, find_areas, named_areas, newest_year

from ..background.messages import note
from ..background.report_progress import ReportProgress
from ..style.plain_text import PlainLabel, on_button
from ..widgets.field import Field
from ..widgets.vocabulary import Vocabulary

LEAST_WIDTH = 520  # in pixels
# so many answers are offered as buttons
_MOST_OFFERED = 4

translate = QCoreApplication.translate
Spell = Callable[[str, Callable[[dict[str, str]], None]], None]
# the pinyin initials of the characters in names of areas, once they are known
_letters: dict[str, str] = {}


class ReportDialog(QDialog):
    """Three lines with what is filed or guessed; an empty line means what is guessed.

    The region's line offers official areas of the year; below it stand the whole path and the code, or what is open.
    """

    def __init__(self, row: ReportProgress, parent: QWidget, spell: Spell | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("describing")
        self.setWindowTitle(self.tr("Name, region and year"))
        self.setMinimumWidth(LEAST_WIDTH)
        self._row, self._spell = row, spell
        self._areas = Vocabulary()
        self._areas.near = lambda: row.regions
        self._listed: int | None = None
        self.name, self.region, self.year = QLineEdit(row.title), Field(self._areas), QLineEdit(row.year)
        self.region.setText(row.region)
        self.name.setPlaceholderText(row.entry.name)
        self.place, self.when = _line_below(), _line_below()
        self.regions, self.years = _Answers(self.region), _Answers(self.year)
        form = self._form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, line in (
            (self.tr("Name"), self.name),
            (self.tr("Region"), self.region),
            (self.tr("Year"), self.year),
        ):
            line.setAccessibleName(label)
            form.addRow(label, line)
            if line is self.region:
                form.addRow("", self.place)
                form.addRow("", self.regions)
            elif line is self.year:
                form.addRow("", self.when)
                form.addRow("", self.years)
        if row.entry.notes:
            self.notes = _line_below("\n".join(map(note, row.entry.notes)))
            self.notes.setWordWrap(True)
            form.addRow(self.tr("Noticed"), self.notes)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self.region.textChanged.connect(self._look)
        self.year.textChanged.connect(self._look)
        self._look()
        self.name.selectAll()
        if row.regions:
            self.region.setFocus()
        elif row.years:
            self.year.setFocus()

    def answers(self) -> tuple[str, str, str]:
        """Return the name, the region and the year in the lines."""
        return self.name.text(), self.region.text(), self.year.text()

    def _look(self) -> None:
        """Show what the region's name means in the year, and what is open."""
        self._list_areas()
        said, row = self.region.text().strip(), self._row
        sentence, offered = _meaning(said, self._year()) if said else ("", ())
        if not said and row.regions:
            sentence = self.tr("It is not clear which region it is of. Choose one, or write it:")
            offered = row.regions
        self.place.setText(sentence)
        self._form.setRowVisible(self.place, bool(sentence))
        self.regions.offer(offered)
        self._form.setRowVisible(self.regions, bool(offered))
        asked = bool(row.years) and not self.year.text().strip()
        self.when.setText(self.tr("It is not clear which year it is of. Choose one, or write it:") if asked else "")
        self.years.offer(row.years if asked else ())
        for line in (self.when, self.years):
            self._form.setRowVisible(line, asked)

    def _year(self) -> int | None:
        said = self.year.text().strip()
        return int(said) if said.isascii() and said.isdecimal() and len(said) == len("2026") else None

    def _list_areas(self) -> None:
        """Have the line offer the areas of the year, the larger ones first."""
        year = self._year() or newest_year()
        if year == self._listed:
            return
        self._listed = year
        self._areas.forget()
        for name, area in named_areas(year).items():
            self._areas.add(name, _OFTEN[area.level])
        if _letters:
            self._areas.learn(_letters)
        elif self._spell is not None:
            self._spell("".join(sorted(self._areas.unlearnt)), self._learn)

    def _learn(self, letters: dict[str, str]) -> None:
        _letters.update(letters)
        self._areas.learn(letters)


# how likely a report is of an area of each level, for the order in which they are offered
_OFTEN = {"country": 3, "province": 3, "prefecture": 2, "county": 1, "uncoded": 1}


class _Answers(QWidget):
    """A row of buttons with the answers that fit a line; a click writes one into it."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        self._line = line
        self._buttons = QHBoxLayout(self)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self.offered: list[QPushButton] = []

    def offer(self, answers: Sequence[str]) -> None:
        """Show other answers."""
        if [button.property("answer") for button in self.offered] != list(answers[:_MOST_OFFERED]):
            while (item := self._buttons.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            self.offered = [self._button(answer) for answer in answers[:_MOST_OFFERED]]
            self._buttons.addStretch()

    def _button(self, answer: str) -> QPushButton:
        button = QPushButton(on_button(answer))
        button.setAutoDefault(False)
        button.setProperty("answer", answer)
        button.clicked.connect(partial(self._take, answer))
        self._buttons.addWidget(button)
        return button

    def _take(self, answer: str) -> None:
        self._line.setText(answer)
        self._line.setFocus()


def _line_below(text: str = "") -> PlainLabel:
    """Return a label for what is said about the line above it."""
    label = PlainLabel(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _meaning(said: str, year: int | None) -> tuple[str, tuple[str, ...]]:
    """Return what a region's name means in a year, in a sentence, and the names to choose from if it is several."""
    areas = find_areas(said, year)
    if len(areas) > 1:
        names = tuple(name for name, area in named_areas(year or newest_year()).items() if area in areas)
        return translate("ReportDialog", "Several areas are called so. Choose one:"), names
    if areas:
        return _path_and_code(areas[0]), ()
    others = find_areas(said) if year else ()
    if not others:
        return translate("ReportDialog", "No official area is called so; it is kept as it is written."), ()
    other = others[0]
    if other.until is not None and year is not None and other.until < year:
        sentence = translate("ReportDialog", "{full} had the code {code} to the end of {year}.")
        return sentence.format(full=other.full, code=other.code or "–", year=other.until), ()
    sentence = translate("ReportDialog", "{full} has the code {code} from {year} on.")
    return sentence.format(full=other.full, code=other.code or "–", year=other.since), ()


def _path_and_code(area: Area) -> str:
    if area.code:
        return f"{area.full} · {area.code}"
    if area.level == "country":
        return area.full
    return translate("ReportDialog", "{full} · no code of its own").format(full=area.full)


def ask_description(parent: QWidget, row: ReportProgress, spell: Spell | None = None) -> tuple[str, str, str] | None:
    """Ask for a report's name, region and year; None where the user cancels."""
    dialog = ReportDialog(row, parent, spell)
    try:
        return dialog.answers() if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
