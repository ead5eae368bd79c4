"""Where a plot's marks lie: scales that keep the order of numbers, round ticks, and points at their values."""

from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.panel.shown import Head, ShownCell, ShownTable
from gui.panel.plot_drawing import (
    MOST_NAMED,
    SHAPES,
    Drawing,
    Frame,
    Letters,
    Mark,
    Path,
    Scale,
    Words,
    draw_lines,
    draw_pairs,
    draw_ranked,
    spread,
    tick_texts,
    ticks,
)
from gui.panel.plot_points import left_out, pairs, point_of, ranked, series
from gui.panel.plot_svg import svg

LETTERS = Letters(lambda text: 8.0 * len(text), 16.0, 9.0)
FRAME = Frame(800, 500, LETTERS, "%", "题", ("note",))
NUMBERS = st.decimals(-(10**9), 10**9, places=2)
COLOURS = dict.fromkeys(
    ("paper", "text", "muted", "hairline", "faint", "current", *(f"line{at}" for at in range(8))), "#123456"
)


def cell(*numbers: str, bound: str = "eq", text: str = "", confirmed: bool = True, **more: object) -> ShownCell:
    return ShownCell(text or "–".join(numbers), "spoken", len(numbers), confirmed, bound=bound, numbers=numbers, **more)  # type: ignore[arg-type]


def table(rows: dict[str, list[ShownCell]], *years: str) -> ShownTable:
    heads = tuple(Head(f"code {name}", name) for name in rows)
    return ShownTable(heads, tuple(Head(year, year) for year in years), tuple(map(tuple, rows.values())), "%")


EMPTY = ShownCell("", "nothing", empty="not_said")
THREE = table(
    {
        "云汀区": [cell("5.2"), cell("5.4", bound="ge", confirmed=False)],
        "临湖区": [cell("4", "6"), cell("6.1", vintages=((2025, "6.1"), (2026, "5.8")))],
        "柳河区": [EMPTY, cell("3", text="3美元", confirmed=True)],
    },
    "2024",
    "2025",
)


def marks(drawing: Drawing) -> list[Mark]:
    return [one for one in drawing.shapes if isinstance(one, Mark)]


@given(NUMBERS, NUMBERS, st.integers(3, 9))
@example(Decimal("999999999.99"), Decimal("1000000000.00"), 6)
def test_ticks_are_round_few_and_around_all_numbers(one: Decimal, other: Decimal, most: int) -> None:
    low, high = sorted((float(one), float(other)))
    found = ticks(low, high, most)
    assert 2 <= len(found) <= most
    assert found[0] <= low
    assert found[-1] >= high
    # the difference of two floats is not exact (1000000000.000 - 999999999.998), each of them is
    step = Decimal(f"{found[1] - found[0]:.1e}")
    assert f"{step:.1e}"[:3] in ("1.0", "2.0", "5.0")
    assert found == tuple(float(Decimal(repr(found[0])) + at * step) for at in range(len(found)))
    # no two ticks are written alike, and none needs more than its text says
    texts = tick_texts(found)
    assert len(set(texts)) == len(texts)
    for number, text in zip(found, texts, strict=True):
        assert float(text.replace(",", "").replace("−", "-")) == pytest.approx(number, abs=1e-9)


@given(st.lists(NUMBERS, min_size=2, unique=True), st.floats(0, 500), st.floats(501, 2000))
def test_a_scale_keeps_the_order_of_numbers_within_its_ends(numbers: list[Decimal], start: float, end: float) -> None:
    found = ticks(float(min(numbers)), float(max(numbers)))
    scale = Scale(found[0], found[-1], start, end)
    places = [scale(one) for one in sorted(numbers)]
    assert places == sorted(places)
    assert all(start - 1e-6 <= one <= end + 1e-6 for one in places)
    turned = Scale(found[0], found[-1], end, start)
    assert [turned(one) for one in sorted(numbers)] == sorted(map(turned, numbers), reverse=True)


@given(st.lists(st.floats(0, 400), max_size=MOST_NAMED))
def test_names_are_spread_without_touching_and_in_their_order(places: list[float]) -> None:
    found = spread(places, 16, 0, 400)
    assert len(found) == len(places)
    order = sorted(range(len(places)), key=lambda at: places[at])
    for before, after in pairwise(found[at] for at in order):
        assert after - before >= 16 - 1e-6
    assert all(-1e-6 <= one <= 400 + 1e-6 for one in found)
    if all(after - before >= 16 for before, after in pairwise(sorted(places))):
        assert found == pytest.approx(places)


def test_ranked_dots_lie_where_their_values_are() -> None:
    points = ranked(THREE, 1, "actual")
    assert [one.name for one in points] == ["临湖区", "云汀区", "柳河区"]
    drawing = draw_ranked(points, FRAME)
    assert [spot.point.name for spot in drawing.spots] == ["临湖区", "云汀区", "柳河区"]
    assert [spot.x for spot in drawing.spots] == sorted((spot.x for spot in drawing.spots), reverse=True)
    assert [spot.y for spot in drawing.spots] == sorted(spot.y for spot in drawing.spots)
    # distances are as differences of numbers are
    first, second, third = (spot.x for spot in drawing.spots)
    assert (first - second) / (second - third) == pytest.approx(0.7 / 2.4)
    assert [one.is_filled for one in marks(drawing)] == [True, False, True]
    # what is at least so much has an arrow to the right of its dot
    arrow = [one for one in drawing.shapes if isinstance(one, Path) and len(one.places) == 3]
    assert [(one.places[1][1], one.places[1][0] > second) for one in arrow] == [(drawing.spots[1].y, True)]
    texts = {one.text: one for one in drawing.shapes if isinstance(one, Words)}
    assert texts["6.1"].x > first
    assert {"题", "%", "note", "云汀区"} <= set(texts)


def test_a_range_is_a_bar_between_its_ends() -> None:
    (point,) = (one for one in ranked(THREE, 0, "actual") if one.name == "临湖区")
    assert (point.low, point.high, point.middle) == (4, 6, 5)
    drawing = draw_ranked(ranked(THREE, 0, "actual"), FRAME)
    spot = next(one for one in drawing.spots if one.point.name == "临湖区")
    bars = [one for one in drawing.shapes if isinstance(one, Path) and one.width == 2 and one.places[0][1] == spot.y]
    (bar,) = [one for one in bars if one.places[0][1] == one.places[1][1]]
    assert (bar.places[0][0] + bar.places[1][0]) / 2 == pytest.approx(spot.x)
    assert bar.places[0][0] < spot.x < bar.places[1][0]


def test_ranks_begin_with_the_first() -> None:
    assert [one.text for one in ranked(THREE, 1, "actual", lowest_first=True)] == ["3美元", "5.4", "6.1"]


def test_compositions_and_other_units_are_left_out_and_counted() -> None:
    shown = table({"甲区": [cell("1", "2", "3", text="1:2:3"), cell(text="3美元"), cell("7")]}, "2023", "2024", "2025")
    assert [point_of(shown, 0, column, "actual") for column in (0, 1)] == [None, None]
    (line,) = series(shown, [0], "actual")
    assert left_out(shown, line.points, [0, 1, 2], [0]) == 2
    pair = table({"甲区": [cell("3", "7", text="3:7")]}, "2025")
    assert point_of(pair, 0, 0, "actual") is None


def test_lines_go_over_years_with_what_other_reports_say_beside() -> None:
    lines = series(THREE, range(3), "actual")
    assert [[one.time for one in line.points] for line in lines] == [["2024", "2025"], ["2024", "2025"], ["2025"]]
    (other,) = lines[1].others
    assert (other.vintage, other.low, other.time) == (2026, Decimal("5.8"), "2025")
    drawing = draw_lines(lines, FRAME, current=1)
    at = {(one.point.name, one.point.time, one.point.vintage): (one.x, one.y) for one in drawing.spots}
    assert at["云汀区", "2024", None][0] == at["临湖区", "2024", None][0] < at["云汀区", "2025", None][0]
    # higher values lie higher
    assert at["临湖区", "2025", None][1] < at["临湖区", "2025", 2026][1] < at["云汀区", "2025", None][1]
    # told apart by shape, not by colour alone
    assert len({one.shape for one in marks(drawing)}) == 3
    names = [one for one in drawing.shapes if isinstance(one, Words) and one.text.endswith("区")]
    assert {one.text for one in names} == {"云汀区", "临湖区", "柳河区"}
    assert [one.text for one in names if one.is_strong] == ["临湖区"]


def test_a_year_without_a_value_is_crossed_by_a_dashed_line() -> None:
    shown = table({"甲区": [cell("1"), EMPTY, cell("2"), cell("3")]}, "2022", "2023", "2024", "2025")
    drawing = draw_lines(series(shown, [0], "actual"), FRAME)
    own = [one for one in drawing.shapes if isinstance(one, Path) and one.colour == "line0"]
    assert [one.is_dashed for one in own] == [True, False]
    assert len(drawing.spots) == 3


def test_of_many_lines_twelve_are_named_and_the_lit_one_is_among_them() -> None:
    shown = table({f"{number}号区": [cell(str(number)), cell(str(number + 1))] for number in range(40)}, "2024", "2025")
    drawing = draw_lines(series(shown, range(40), "actual"), FRAME, current=3)
    names = [one.text for one in drawing.shapes if isinstance(one, Words) and one.text.endswith("号区")]
    assert len(names) == MOST_NAMED
    assert "3号区" in names
    assert "39号区" in names
    assert "5号区" not in names
    assert len(drawing.spots) == 80
    lit = {one.y for one in marks(drawing) if one.colour == "line0"}
    assert lit == {spot.y for spot in drawing.spots if spot.point.row == 3}


def test_targets_are_compared_with_what_was_reached() -> None:
    target = table({"临湖区": [cell("6", bound="ge")], "云汀区": [cell("5.5")], "青石县": [cell("5", "6")]}, "2025")
    found = pairs(THREE, target, "2025")
    assert [(one.name, one.difference) for one in found] == [
        ("临湖区", Decimal("0.1")),
        ("云汀区", Decimal("-0.1")),
        ("柳河区", None),
        ("青石县", None),
    ]
    drawing = draw_pairs(found, FRAME)
    by_name = {(one.point.name, one.point.status): one for one in drawing.spots}
    assert by_name["临湖区", "target"].x < by_name["临湖区", "actual"].x
    assert by_name["云汀区", "target"].x > by_name["云汀区", "actual"].x
    assert by_name["云汀区", "target"].y == by_name["云汀区", "actual"].y
    shapes = {(one.x, one.y): one.shape for one in marks(drawing)}
    assert {shapes[one.x, one.y] for one in drawing.spots if one.point.status == "target"} == {"diamond"}
    assert {shapes[one.x, one.y] for one in drawing.spots if one.point.status == "actual"} == {"circle"}
    assert any("(−0.1)" in one.text for one in drawing.shapes if isinstance(one, Words))


@pytest.mark.parametrize("draw", [draw_ranked, draw_pairs, draw_lines])
def test_without_points_there_is_nothing_but_the_title(draw: object) -> None:
    drawing: Drawing = draw([], FRAME)  # type: ignore[operator]
    assert drawing.spots == []
    assert [one.text for one in drawing.shapes if isinstance(one, Words)] == ["题", "note"]


def test_all_rows_have_room_however_many() -> None:
    shown = table({f"{number}号区": [cell(str(number))] for number in range(200)}, "2025")
    drawing = draw_ranked(ranked(shown, 0, "actual"), FRAME)
    assert drawing.height >= 200 * LETTERS.height
    gaps = [after.y - before.y for before, after in pairwise(drawing.spots)]
    assert min(gaps) >= LETTERS.height
    assert max(spot.y for spot in drawing.spots) < drawing.height - FRAME.foot


def test_svg_has_the_same_marks_and_its_texts_as_texts() -> None:
    shown = table(
        {"a<b&c\x01区": [cell("1"), cell("2")], "=1+1": [cell("3", confirmed=False), cell("4")]}, "2024", "2025"
    )
    drawing = draw_lines(series(shown, range(2), "actual"), FRAME)
    drawing.shapes += [Mark(10, 10, shape, "line0", True) for shape in SHAPES]
    root = ElementTree.fromstring(svg(drawing, COLOURS, ["思源 'x'"], 13, "a & b"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.attrib["width"] == "800"
    assert root.findtext(f"{space}title") == "a & b"
    circles = root.findall(f"{space}circle")
    corners = root.findall(f"{space}polygon")
    assert len(circles) + len(corners) == len(marks(drawing))
    spot = drawing.spots[0]
    assert any(
        float(one.attrib["cx"]) == pytest.approx(spot.x, abs=0.01)
        and float(one.attrib["cy"]) == pytest.approx(spot.y, abs=0.01)
        for one in circles
    )
    texts = [one.text for one in root.findall(f"{space}text")]
    assert "a<b&c区" in texts
    assert "=1+1" in texts
