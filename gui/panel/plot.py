"""The plot of a table of the panel: dots by rank, lines over years, or targets against what was reached.

It is walked by arrows and by the mouse as the table is; each point is a cell, and opens its sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from core.panel.panel import Query
from core.panel.shown import ShownTable

from ..commands.widget_keys import plot_key
from ..style import theme
from ..style.plain_text import on_button, plain
from ..widgets.own_keys import claims
from .plot_drawing import Drawing, Frame, Spot, draw_lines, draw_pairs, draw_ranked
from .plot_painter import PlotPicture, letters_of, paint
from .plot_points import FORMS, PlotForm, Point, Series, left_out, pairs, ranked, series
from .table import NOTHING

EVERY_FORM: tuple[PlotForm, ...] = get_args(PlotForm)
# pixels: the ring around the current point, the label beside a point, and a plot that leaves the program
RING, AIR = 8.5, 6
PICTURE = QSize(960, 540)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is drawn: the table in sight, the one of the other status where that is there, and the cell in focus."""

    query: Query
    table: ShownTable
    beside: ShownTable = NOTHING
    row: int = 0
    column: int = 0


class PlotCanvas(QWidget):
    """The drawing itself, with a ring around the current point and a label beside the one under the mouse.

    `walked` carries the point that became the current one, `opened` the one to open, `turned` -1 or 1 for the column
    before or behind, `formed` the number of a form, and `left` that the plot is left.
    """

    walked = Signal(object)
    opened = Signal(object)
    turned = Signal(int)
    formed = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel plot")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.drawing = Drawing(0, 0)
        self.by_rows = True
        self.hint = ""
        self.current: Spot | None = None
        self._hovered: Spot | None = None
        self._painted: QPixmap | None = None
        self._unit = ""

    def show_drawing(self, drawing: Drawing, unit: str, *, by_rows: bool) -> None:
        """Show another drawing; the point that was current stays so where it is still there."""
        before = self.current
        self.drawing, self._unit, self.by_rows = drawing, unit, by_rows
        self._painted = self._hovered = None
        self.current = next((one for one in drawing.spots if before is not None and one.point == before.point), None)
        self.setFixedHeight(round(drawing.height))
        self.update()

    def set_current(self, spot: Spot | None) -> None:
        """Make a point the current one, and have it read out."""
        self.current = spot
        self.update()
        if spot is None:
            return
        said = self.spoken(spot.point)
        self.setAccessibleDescription(said)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def spoken(self, point: Point) -> str:
        """Return a point in words; of a value that does not stand also which report tells it."""
        if point.vintage is None:
            return point.spoken
        return self.tr("{name}, {time}: {value} {unit}, told in the report of {year}").format(
            name=point.name, time=point.time, value=point.text, unit=self._unit, year=point.vintage
        )

    def label_of(self, point: Point) -> tuple[str, str]:
        """Return the two lines of the label beside a point: whose value it is, and the value with how it is told."""
        value = f"{point.text} {self._unit}".strip()
        if point.vintage is not None:
            value = self.tr("{value} (report of {year})").format(value=value, year=point.vintage)
        elif not point.is_confirmed:
            value = self.tr("{value} (proposal)").format(value=value)
        return f"{point.name} · {point.time}", value

    # Keys

    def event(self, event: QEvent) -> bool:
        return claims(event, plot_key) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = plot_key(event)
        match key:
            case None:
                super().keyPressEvent(event)
            case "open":
                if self.current is not None:
                    self.opened.emit(self.current.point)
            case "leave":
                self.left.emit()
            case "left" | "right" if self.by_rows:
                self.turned.emit(1 if key == "right" else -1)
            case "1" | "2" | "3":
                self.formed.emit(int(key) - 1)
            case _:
                self._walk(key)

    def _walk(self, key: str) -> None:
        """Go from the current point to the next one in the direction of a key."""
        spots = self.drawing.spots
        if not spots:
            return
        here = self.current or spots[0]
        if key in ("first", "last") or self.current is None:
            spot = spots[-1 if key == "last" else 0]
        elif key in ("left", "right"):
            # along the line
            line = [one for one in spots if _line(one) == _line(here)]
            spot = _step(sorted(line, key=lambda one: one.x), here, key == "right")
        elif self.by_rows:
            spot = _step(sorted(spots, key=lambda one: (one.y, one.x)), here, key == "down")
        else:
            year = [one for one in spots if one.x == here.x]
            spot = _step(sorted(year, key=lambda one: one.y), here, key == "down")
        self._choose(spot)

    def _choose(self, spot: Spot) -> None:
        self.set_current(spot)
        self.walked.emit(spot.point)

    # Mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self.drawing.nearest(event.position().x(), event.position().y())
        if spot is not self._hovered:
            self._hovered = spot
            self.setCursor(Qt.CursorShape.ArrowCursor if spot is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self.drawing.nearest(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and spot is not None:
            self._choose(spot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self.drawing.nearest(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and spot is not None:
            self.opened.emit(spot.point)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    # Painting

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._painted = None
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.plot_colours()
        ratio = self.devicePixelRatioF()
        if self._painted is None or self._painted.devicePixelRatio() != ratio:
            # what stands is painted once: the mouse moves over it
            self._painted = QPixmap(self.size() * ratio)
            self._painted.setDevicePixelRatio(ratio)
            self._painted.fill(colours["paper"])
            onto = QPainter(self._painted)
            paint(self.drawing, onto, colours, self.font())
            onto.end()
        painter.drawPixmap(0, 0, self._painted)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.drawing.spots:
            painter.setPen(colours["muted"])
            room = self.rect().adjusted(16, 4, -16, -4)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.hint)
        if self.current is not None:
            painter.setPen(QPen(colours["current"], 2 if self.hasFocus() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(self.current.x, self.current.y), RING, RING)
        shown = self._hovered or (self.current if self.hasFocus() and not self.by_rows else None)
        if shown is not None:
            self._paint_label(painter, shown, colours)

    def _paint_label(self, painter: QPainter, spot: Spot, colours: theme.Colours) -> None:
        first, second = self.label_of(spot.point)
        metrics = self.fontMetrics()
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        line = metrics.height()
        width = max(metrics.horizontalAdvance(first), metrics.horizontalAdvance(second) * 1.1) + 2 * AIR
        height = 2 * line + 2 * AIR
        x, y = spot.x + RING + AIR, spot.y - height - AIR
        if x + width > self.width():
            x = max(0.0, spot.x - RING - AIR - width)
        if y < 0:
            y = spot.y + RING + AIR
        painter.setPen(colours["muted"])
        painter.setBrush(colours["paper"])
        painter.drawRoundedRect(QRectF(x, y, width, height), 4, 4)
        painter.setPen(colours["text"])
        painter.setFont(self.font())
        painter.drawText(QPointF(x + AIR, y + AIR + metrics.ascent()), first)
        painter.setFont(strong)
        painter.drawText(QPointF(x + AIR, y + AIR + line + metrics.ascent()), second)


def _line(spot: Spot) -> tuple[int, str, bool]:
    return spot.point.row, spot.point.status, spot.point.vintage is None


def _step(spots: Sequence[Spot], here: Spot, forward: bool) -> Spot:
    at = next((at for at, one in enumerate(spots) if one is here), 0)
    return spots[min(max(at + (1 if forward else -1), 0), len(spots) - 1)]


class PlotView(QWidget):
    """A plot with the choice of its form.

    `walked` carries the point that became the current one, `opened` the one whose sentence is asked for, `turned` -1 or
    1 for the column before or behind; `beside_asked` that the table of the other status is needed; `left` that the plot
    is left.
    """

    walked = Signal(object)
    opened = Signal(object)
    turned = Signal(int)
    beside_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.asked = Asked(Query("concept", ""), NOTHING)
        self._form: PlotForm = "ranked"
        self.canvas, self.area = PlotCanvas(), QScrollArea()
        for part in (self.canvas, self.area):
            # until there are points to tell of
            part.setAccessibleName(self.tr("Plot"))
        self.area.setWidget(self.canvas)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.forms = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        names = (self.tr("Ranked"), self.tr("Over years"), self.tr("Target and reached"))
        for at, (form, name) in enumerate(zip(EVERY_FORM, names, strict=True)):
            button = QToolButton()
            button.setObjectName(f"plot {form}")
            button.setText(on_button(name))
            button.setToolTip(plain(f"{name} ({at + 1})"))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.forms.addButton(button, at)
            row.addWidget(button)
        row.addStretch()
        self.forms.idClicked.connect(self._take_form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.area, 1)
        self.canvas.walked.connect(self._walk)
        self.canvas.opened.connect(self.opened)
        self.canvas.turned.connect(self.turned)
        self.canvas.formed.connect(self._take_form)
        self.canvas.left.connect(self.left)

    @property
    def form(self) -> PlotForm:
        """The form that is drawn: the one chosen, or the first that the table can be drawn in."""
        can = FORMS[self.asked.query.view]
        return self._form if self._form in can else can[0]

    def show_form(self, form: PlotForm) -> None:
        """Draw in another form, where the table can be drawn so."""
        if form in FORMS[self.asked.query.view]:
            self._form = form
            if form == "against":
                self.beside_asked.emit()
            self._draw()

    def show_table(self, query: Query, table: ShownTable, row: int, column: int) -> None:
        """Draw another table."""
        self.asked = Asked(query, table, NOTHING, row, column)
        if self.form == "against" and query.of:
            self.beside_asked.emit()
        self._draw()

    def show_beside(self, table: ShownTable) -> None:
        """Take the table of the other status, which targets are compared by."""
        asked = self.asked
        self.asked = Asked(asked.query, asked.table, table, asked.row, asked.column)
        self._draw()

    def go_to(self, row: int, column: int) -> None:
        """Make a cell of the table the current point; another column or row is another drawing where it shows one."""
        asked = self.asked
        if (row, column) == (asked.row, asked.column):
            return
        self.asked = Asked(asked.query, asked.table, asked.beside, row, column)
        self._draw()

    # Drawing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        if not self.isVisibleTo(self.window()):
            return
        self._show_forms()
        view = self.area.viewport().size()
        drawing = self._drawing(view, self.canvas.font(), self._head())
        self.canvas.hint = self._hint()
        self.canvas.show_drawing(drawing, self._unit(), by_rows=self._is_by_rows())
        self.canvas.setAccessibleName(self._summary())
        self._find_current()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _drawing(self, size: QSize, font: QFont, title: str) -> Drawing:
        frame = Frame(size.width(), size.height(), letters_of(font), self._unit(), title, self._notes())
        asked, table = self.asked, self.asked.table
        if not (asked.row < len(table.rows) and asked.column < len(table.columns)):
            return draw_ranked([], frame)
        query = asked.query
        if self.form == "ranked":
            return draw_ranked(ranked(table, asked.column, query.status, lowest_first=query.kind == "rank"), frame)
        if self._is_by_rows():
            by_status = self._by_status()
            key = table.columns[asked.column].key
            return draw_pairs(pairs(by_status["actual"], by_status["target"], key), frame)
        return draw_lines(self._lines(), frame, asked.row if query.view == "concept" else None)

    def _lines(self) -> list[Series]:
        """Return the lines of all regions, of a region's concept, or those of its targets and of what was reached."""
        asked, table = self.asked, self.asked.table
        if self.form == "lines":
            rows = range(len(table.rows)) if asked.query.view == "concept" else [asked.row]
            return series(table, rows, asked.query.status)
        key, found = table.rows[asked.row].key, []
        for status, own in self._by_status().items():
            at = [row for row, head in enumerate(own.rows) if head.key == key]
            found += series(own, at, status)
        return found

    def _by_status(self) -> dict[str, ShownTable]:
        query = self.asked.query
        both = {query.status: self.asked.table, _other(query.status): self.asked.beside}
        return {status: both[status] for status in ("actual", "target")}

    def _is_by_rows(self) -> bool:
        return self.form == "ranked" or (self.form == "against" and self.asked.query.view != "region")

    def _points(self) -> list[Point]:
        return [one.point for one in self.canvas.drawing.spots]

    def _unit(self) -> str:
        table, asked = self.asked.table, self.asked
        if table.unit:
            return table.unit
        heads = {"year": (table.columns, asked.column), "region": (table.rows, asked.row)}.get(asked.query.view)
        return heads[0][heads[1]].note if heads is not None and heads[1] < len(heads[0]) else ""

    def _head(self) -> str:
        """Return what the plot is of beside what the page's title says: the column, or the concept of a region."""
        table, asked = self.asked.table, self.asked
        if self._is_by_rows() and asked.column < len(table.columns):
            return table.columns[asked.column].name
        if asked.query.view == "region" and asked.row < len(table.rows):
            return table.rows[asked.row].name
        return ""

    def _notes(self) -> tuple[str, ...]:
        """Return how the plot is read, and how many values it leaves out."""
        said = [self.tr("Filled: confirmed"), self.tr("Hollow: a proposal"), self.tr("Arrow: at least, or at most")]
        if self.form == "against":
            said = [self.tr("Diamond: target"), self.tr("Circle: reached"), *said]
        if self.form == "lines":
            said.append(self.tr("Small and grey: what another report says"))
        notes = ["  ·  ".join(said)]
        if missing := self._left_out():
            notes.append(self.tr("Not drawn: {count} values of other units, or of several parts").format(count=missing))
        return tuple(notes)

    def _left_out(self) -> int:
        asked, table = self.asked, self.asked.table
        if not (asked.row < len(table.rows) and asked.column < len(table.columns)):
            return 0
        if self._is_by_rows():
            points = ranked(table, asked.column, asked.query.status)
            return left_out(table, points, [asked.column], range(len(table.rows)))
        rows = range(len(table.rows)) if asked.query.view == "concept" else [asked.row]
        columns = [at for at, head in enumerate(table.columns) if head.key.isdigit()]
        points = [point for line in series(table, rows, asked.query.status) for point in line.points]
        return left_out(table, points, columns, rows)

    def _hint(self) -> str:
        if self._left_out():
            return self.tr("These values have no common axis. The table shows them.")
        return self.tr("Nothing is told here that could be drawn. Choose another column, kind or status.")

    def _summary(self) -> str:
        """Return the plot in a sentence: its form, how many points, the least and the greatest."""
        name = self.forms.button(EVERY_FORM.index(self.form)).text()
        points = self._points()
        if not points:
            return f"{name}: {self._hint()}"
        low, high = min(points, key=lambda one: one.middle), max(points, key=lambda one: one.middle)
        return self.tr("{form}: {count} points, from {low} ({least}) to {high} ({greatest}) {unit}").format(
            form=name,
            count=len(points),
            low=low.text,
            least=f"{low.name}, {low.time}",
            high=high.text,
            greatest=f"{high.name}, {high.time}",
            unit=self._unit(),
        )

    def _show_forms(self) -> None:
        can = FORMS[self.asked.query.view]
        for at, form in enumerate(EVERY_FORM):
            self.forms.button(at).setEnabled(form in can)
            self.forms.button(at).setChecked(form == self.form)

    # The current point

    def _find_current(self) -> None:
        asked, spots = self.asked, self.canvas.drawing.spots
        now = self.canvas.current
        if now is not None and (now.point.status != asked.query.status or now.point.vintage is not None):
            return
        here = next(
            (
                one
                for one in spots
                if (one.point.row, one.point.column) == (asked.row, asked.column)
                and one.point.status == asked.query.status
                and one.point.vintage is None
            ),
            None,
        )
        self.canvas.set_current(here)
        self._reveal()

    def _walk(self, point: Point) -> None:
        self._reveal()
        self.walked.emit(point)

    def _reveal(self) -> None:
        if self.canvas.current is not None:
            place = QPoint(round(self.canvas.current.x), round(self.canvas.current.y))
            self.area.ensureVisible(place.x(), place.y(), 0, 40)

    def _take_form(self, at: int) -> None:
        self.show_form(EVERY_FORM[at])
        self._show_forms()
        self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Leaving

    def picture(self, title: str) -> PlotPicture | None:
        """Return the plot for a file, with its title, light on paper whatever the window is; None where it is empty."""
        head = self._head()
        whole = f"{title}  ·  {head}" if head else title
        drawing = self._drawing(PICTURE, self.canvas.font(), whole)
        return (
            PlotPicture(drawing, self.canvas.font(), theme.plot_colours(on_paper=True), whole)
            if drawing.spots
            else None
        )


def _other(status: str) -> str:
    return "target" if status == "actual" else "actual"
