"""Where facts belong: rows that stay one while codes change, codes that are valid for their year, parts of regions."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.model.areas import all_areas, area_of, newest_year
from core.model.decision import new_step
from core.panel.panel import Query
from core.panel.placing import About, Rows
from tests.core.panel.reports import make_store, panel_of, report


def codes(region: str, *years: int) -> tuple[set[str], list[str]]:
    """Return the rows of a region's own facts of some years, and the codes."""
    seen = [About(region, year, "", year) for year in years]
    rows = Rows(seen)
    found = [rows.place(one) for one in seen]
    return {place.key for place, _ in found}, [code for _, code in found]


def test_a_region_is_one_row_whatever_its_code() -> None:
    # a prefecture's city became a municipality of its own, a county city came to another prefecture
    rows = Rows([About("重庆市", 1998, "", 1996), About("重庆市", 1998, "", 1997), About("重庆市", 2010, "", 2009)])
    found = [rows.place(About("重庆市", *year)) for year in ((1998, "", 1996), (2010, "", 2009))]
    assert len({place.key for place, _ in found}) == 1
    assert [code for _, code in found] == ["510200", "500000"]
    assert codes("公主岭市", 2015, 2024) == ({"220184|"}, ["220381", "220184"])
    assert codes("襄樊市", 2005) == ({"420600|"}, ["420600"])


def test_a_new_area_goes_on_in_the_row_of_the_district_that_it_became() -> None:
    seen = [About("深圳市光明新区", 2016, "", 2015), About("深圳市光明区", 2020, "", 2019)]
    rows = Rows(seen)
    (before, old), (after, new) = [rows.place(one) for one in seen]
    assert (before.key, before.region) == (after.key, "广东省 / 深圳市 / 光明区")
    assert (old, new) == ("", "440311")
    # alone it is called as it was
    alone = Rows(seen[:1]).place(seen[0])
    assert alone[0].region == "广东省 / 深圳市 / 光明新区"


def test_what_an_area_became_had_its_code_the_year_after() -> None:
    became = [area for year in range(1980, newest_year() + 1) for area in all_areas(year) if area.became]
    assert {area.name for area in became} >= {"光明新区", "龙华新区"}
    for area in became:
        assert area.until is not None
        after = area_of(area.became, area.until + 2)
        assert after is not None
        assert after.path[:-1] == area.path[:-1]
        assert after.name == area.name.replace("新区", "区")


def test_areas_of_one_name_are_not_one_row() -> None:
    for name in ("鼓楼区", "南京市鼓楼区"):
        _, found = codes(name, 2020)
        assert found == [""] if name == "鼓楼区" else ["320106"]
    _, one = codes("福州市鼓楼区", 2020)
    assert one == ["350102"]


@given(st.sampled_from([area.full for area in all_areas(2010) if area.code]), st.integers(1985, 2030))
def test_every_code_is_valid_for_its_year(region: str, year: int) -> None:
    one = About(region, 2010, "", year)
    place, code = Rows([one]).place(one)
    assert place.key
    assert not code or area_of(code, min(year, 2024)) is not None


def test_a_part_of_a_region_has_a_row_of_its_own(tmp_path: Path) -> None:
    one = report("新疆维吾尔自治区", 2021, "全区生产总值增长3.4%。兵团生产总值增长7.4%。石河子市地区生产总值增长5%。")
    with make_store(tmp_path / "a.biaoshu", one) as store:
        grid = panel_of(store).table(Query("concept", "GDP", "growth"))
        found = {row.name: cells[0] for row, cells in zip(grid.rows, grid.cells, strict=True)}  # type: ignore[union-attr]
        assert found["新疆维吾尔自治区"].text == "3.4"
        assert found["新疆维吾尔自治区 · 兵团"].text == "7.4"
        whole = panel_of(store).table(Query("concept", "GDP", "growth", areas=False))
        assert not any(getattr(row, "area", "") for row in whole.rows)


def test_what_is_filed_wrongly_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    one = report("鼓楼区", 2021, "地区生产总值增长5%。")
    other = report("云汀区", 2021, "地区生产总值增长6%。")
    with make_store(tmp_path / "a.biaoshu", one, other) as store:
        step = new_step(store.annotator("李敏"), one.digest)
        store.append([step.file("region", "鼓楼区"), step.file("year", "2021")])
        panel = panel_of(store)
        assert any("may be" in str(fault) and "鼓楼区" in str(fault) for fault in panel.faults())
        grid = panel.table(Query("concept", "GDP", "growth"))
        assert {cell.text for cells in grid.cells for cell in cells if cell.facts} == {"5", "6"}
        assert grid.cell(0, 0).key.code == "" or grid.cell(1, 0).key.code == ""
        step = new_step(store.annotator("李敏"), one.digest)
        store.append([step.file("region", "云汀区")])
        assert any("share cells" in str(fault) for fault in panel_of(store).faults())


def test_a_report_that_calls_its_region_by_name_is_about_the_whole_of_it(tmp_path: Path) -> None:
    review = "福田区GDP达到5000亿元，福田固定资产投资增长8%，区社会消费品零售总额增长6%。南山固定资产投资增长9%。"
    with make_store(tmp_path / "a.biaoshu", report("广东省深圳市福田区", 2021, review)) as store:
        found = [(one.concept, one.place.area, one.code) for one in panel_of(store).facts()]
    assert found == [("GDP", "", "440304"), ("FAI", "", "440304"), ("RETAIL", "", "440304")]


def test_a_part_of_an_autonomous_region_is_not_the_whole_of_it(tmp_path: Path) -> None:
    review = "沿海片区生产总值增长9%。南宁市生产总值增长7%。广西生产总值增长6%。对东盟进出口增长8%。"
    with make_store(tmp_path / "a.biaoshu", report("广西壮族自治区", 2021, review)) as store:
        found = [(one.place.area, one.code, one.amounts) for one in panel_of(store).facts()]
    assert found == [("沿海片区", "450000", (9,)), ("", "450100", (7,)), ("", "450000", (6,))]
