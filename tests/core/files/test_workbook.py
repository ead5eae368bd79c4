"""Workbooks as offices and crawlers make them hold reports, a row each, whatever stands above and around the table."""

import json
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from core.files.containers import Container, sources
from core.files.reading_client import ReadingClient
from core.files.report_table import CUT, OTHER_REGION, OTHER_YEAR, TOGETHER, Columns
from core.formats.exported import Exported
from core.jobs.export import write
from core.jobs.read_files import ProcessReader, reports_in
from core.model.errors import ReportError
from core.model.report import Report
from tests.core.files.making import Value, binary_workbook, packed, workbook
from tests.core.making import REPORT, exported

TEXT = "各位代表：\n现在，我代表云汀县人民政府向大会报告工作。全县新增企业{}家。" + "干部群众一起努力，事情办成。" * 15
HEAD = ["年份", "所属省份", "所属城市", "区县名称", "报告标题", "报告全文", "字数"]


def row(year: int, county: str = "云汀", number: int = 3, title: str = "") -> list[Value]:
    text = TEXT.format(number).replace("云汀", county)
    return [year, "河北", "保定", county, title or f"{county}县{year}年政府工作报告", text, len(text)]


def read(path: Path, columns: Columns | None = None) -> list[Report | ReportError]:
    """Read a file in this process."""
    container, found = Container(), list[Report | ReportError]()
    for source in sources(path):
        at, more = 0, True
        while more:
            try:
                one, more = container.read(source, at, "", columns)
            except ReportError as error:
                one, more = error, False
            found.append(one)
            at += 1
    container.close()
    return found


def made(folder: Path, name: str, data: bytes) -> list[Report | ReportError]:
    (folder / name).write_bytes(data)
    return read(folder / name)


def names(found: list[Report | ReportError]) -> list[str]:
    return [one.name if isinstance(one, Report) else str(one) for one in found]


def notes(found: Report | ReportError) -> list[tuple[str, int]]:
    assert isinstance(found, Report)
    return [tuple(note) for note in found.notes]


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv", "a.docx"])
def test_a_row_is_a_report_with_what_its_columns_say(tmp_path: Path, name: str, shared: bool) -> None:
    sheets = {"报告": [HEAD, row(2024), row(2025, number=4)]}
    first, second = made(tmp_path, name, workbook(sheets, shared=shared))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.name, first.text) == ("河北保定云汀县2024年政府工作报告", TEXT.format(3))
    assert (first.about.title, first.about.date) == ("云汀县2024年政府工作报告", "2024")
    assert second.text == TEXT.format(4)
    assert first.notes == ()


def test_rows_without_a_text_are_named_once_and_none_is_an_empty_report(tmp_path: Path) -> None:
    rows = [row(year) for year in range(2010, 2022)]
    for at in (0, 1, 2, 5, 7):
        rows[at][5] = "  \n" if at == 5 else None
    *came, account = made(tmp_path, "a.xlsx", workbook({"S": [HEAD, *rows]}))
    assert len(came) == 7
    assert str(account) == "5 rows of a.xlsx have no text and were passed over: 2–4, 7, 9."
    assert isinstance(account, ReportError)
    assert str(account.facts["called"]).splitlines()[0] == "2 河北保定云汀县2010年政府工作报告"


def test_the_head_is_found_under_titles_and_in_two_lines_with_merged_cells(tmp_path: Path) -> None:
    above: list[list[Value]] = [["各县政府工作报告全文汇总（内部）"], ["填报单位：", "某办"], []]
    two: list[list[Value]] = [["年份", "地区", None, None, "报告", None, "字数"],
                             [None, "省份", "城市", "区县", "标题", "正文", None]]  # fmt: skip
    data = workbook({"S": [*above, *two, row(2024), row(2025)]}, ["A1:G1", "B4:D4", "E4:F4", "A4:A5", "G4:G5"])
    assert names(made(tmp_path, "a.xlsx", data)) == [f"河北保定云汀县{year}年政府工作报告" for year in (2024, 2025)]


def test_a_merged_cell_is_that_of_each_of_its_rows(tmp_path: Path) -> None:
    rows = [row(2024), row(2025), row(2026)]
    for one in rows[1:]:
        one[1] = one[2] = one[3] = None
    for one in rows:
        one[4] = None
    found = made(tmp_path, "a.xlsx", workbook({"S": [HEAD, *rows]}, ["B2:B4", "C2:C4", "D2:D4"]))
    assert names(found) == [f"河北保定云汀{year}" for year in (2024, 2025, 2026)]


def test_a_table_without_a_head_has_its_columns_called_by_letters(tmp_path: Path) -> None:
    data = workbook({"S": [[None, 2024, "云汀县", TEXT.format(3)], [None, 2025, "云汀县", TEXT.format(4)]]})
    found = made(tmp_path, "a.xlsx", data)
    assert names(found) == ["a 1", "a 2"]
    found = read(tmp_path / "a.xlsx", Columns("D", ("C", "b")))
    assert names(found) == ["云汀县2024", "云汀县2025"]


def test_columns_may_be_named_by_letter_where_no_head_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook({"S": [HEAD, row(2024)]}))
    assert names(read(tmp_path / "a.xlsx", Columns("F", ("E",)))) == ["云汀县2024年政府工作报告"]
    (refused,) = read(tmp_path / "a.xlsx", Columns("Z"))
    assert str(refused).startswith("a.xlsx has no column Z; it has 年份, ")


def test_sheets_with_reports_are_read_together_and_covers_lists_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    sheets = {
        "封面": [["汇总"], ["说明：一县一行"]],
        "2024": [HEAD, row(2024), row(2024, "青棠")],
        "2025": [HEAD, row(2025)],
        "空": [],
        "旧": [HEAD, row(2001)],
    }
    data = workbook(sheets, hidden=["旧"])
    found = made(tmp_path, "a.xlsx", data)
    assert names(found) == [f"河北保定{one}年政府工作报告" for one in ("云汀县2024", "青棠县2024", "云汀县2025")]
    assert names(read(tmp_path / "a.xlsx", Columns("", sheet="旧"))) == ["河北保定云汀县2001年政府工作报告"]
    assert names(read(tmp_path / "a.xlsx", Columns("报告全文", ("年份",), sheet="3"))) == ["2025"]
    (refused,) = read(tmp_path / "a.xlsx", Columns("", sheet="2030"))
    assert str(refused) == "a.xlsx has no sheet 2030; it has 封面, 2024, 2025, 空, 旧."


def test_rows_of_several_sheets_without_text_are_named_by_sheet(tmp_path: Path) -> None:
    empty = row(2023)
    empty[5] = None
    *_, account = made(tmp_path, "a.xlsx", workbook({"甲": [HEAD, row(2024), empty], "乙": [HEAD, empty, row(2025)]}))
    assert str(account) == "2 rows of a.xlsx have no text and were passed over: 甲: 3; 乙: 2."


def test_days_numbers_and_years_are_read_as_they_are_meant(tmp_path: Path) -> None:
    head = ["日期", "年份", "编号", "正文"]
    day, year = "<c s='1'><v>45310</v></c>", "<c s='1'><v>2024</v></c>"
    rows: list[list[Value]] = [
        [day, year, 1.5, TEXT.format(3)],
        [45310, "2025", 130608, TEXT.format(4)],
        ["45310", 2026.0, True, TEXT.format(5)],
    ]
    (tmp_path / "a.xlsx").write_bytes(workbook({"S": [head, *rows]}))
    found = read(tmp_path / "a.xlsx", Columns("正文", ("年份", "编号"), date="日期"))
    assert names(found) == ["20241.5", "2025130608", "2026true"]
    assert [one.about.date for one in found if isinstance(one, Report)] == ["2024-01-19"] * 3


def test_a_text_at_a_cells_limit_is_told_to_be_cut(tmp_path: Path) -> None:
    text = ("全县新增企业3家。" * 4000)[:32_767]
    (found,) = made(tmp_path, "a.xlsx", workbook({"S": [["标题", "正文"], ["云汀县2024年政府工作报告", text]]}))
    assert notes(found) == [(CUT, 32_767)]
    (found,) = made(tmp_path, "a.csv", f"标题,正文\n云汀县2024年政府工作报告,{text}\n".encode())
    assert notes(found) == [(CUT, 32_767)]


def test_a_text_over_several_columns_is_put_together(tmp_path: Path) -> None:
    whole = ("全县新增企业3家。" * 6000)[:40_000]
    head = ["标题", "正文1", "正文2", "正文（3）"]
    rows: list[list[Value]] = [["甲县2024年政府工作报告", whole[:32_767], whole[32_767:], None],
                               ["甲县2025年政府工作报告", "上半年。" * 99, "下半年。", "完。"]]  # fmt: skip
    first, second = made(tmp_path, "a.xlsx", workbook({"S": [head, *rows]}))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.text, first.notes) == (whole, ())
    assert second.text == "上半年。" * 99 + "\n下半年。\n完。"


def test_a_report_over_several_rows_is_put_together_and_told(tmp_path: Path) -> None:
    head = ["年份", "地区", "标题", "正文"]
    rows: list[list[Value]] = [
        [2024, "甲县", "甲县2024年政府工作报告", "一、回顾。" * 60],
        [None, None, None, "二、目标。" * 60],
        [2025, "甲县", "甲县2025年政府工作报告", "一、另外。" * 60],
        [2025, "甲县", "甲县2025年政府工作报告", "二、目标。" * 60],
    ]
    first, second = made(tmp_path, "a.xlsx", workbook({"S": [head, *rows]}))
    assert notes(first) == notes(second) == [(TOGETHER, 2)]
    assert isinstance(first, Report)
    assert first.text == "一、回顾。" * 60 + "\n" + "二、目标。" * 60


def test_a_sheet_of_lines_is_one_report(tmp_path: Path) -> None:
    work = [f"{number}、新增企业{number}家。" + "事情办成。" * 30 for number in range(9)]
    lines = ["云汀县2024年政府工作报告", "各位代表：", *work]
    (found,) = made(tmp_path, "云汀.xlsx", workbook({"S": [[line] for line in lines]}))
    assert isinstance(found, Report)
    assert (found.name, found.text) == ("云汀", "\n".join(lines))
    assert notes(found) == [(TOGETHER, 11)]
    assert len(made(tmp_path, "a.xlsx", workbook({"S": [["".join(work) * 3]] * 2}))) == 2
    (refused,) = made(tmp_path, "a.xlsx", workbook({"S": [["甲县"], ["乙县"], ["丙县"]]}))
    assert isinstance(refused, ReportError)


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8"])
def test_what_excel_saves_as_text_is_a_table(tmp_path: Path, encoding: str) -> None:
    lines = f'年份\t标题\t正文\r\n2024\t甲县报告\t"{TEXT.format(3)}"\r\n2025\t乙县报告\t"{TEXT.format(4)}"\r\n'
    assert names(made(tmp_path, "a.txt", lines.encode(encoding))) == ["2024甲县报告", "2025乙县报告"]
    (report,) = made(tmp_path, "b.txt", f"年份\t产值\n2024\t3亿元\n{TEXT.format(3)}".encode(encoding))
    assert isinstance(report, Report)
    assert report.name == "b"


def test_reports_of_one_place_are_not_put_together(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["云汀县", TEXT.format(number)] for number in (3, 4, 5)]
    rows[1][0] = rows[2][0] = None
    assert len(made(tmp_path, "a.xlsx", workbook({"S": [["地区", "正文"], *rows]}, ["A2:A4"]))) == 3
    rows = [[2024, "云汀县", TEXT.format(number)] for number in (3, 4)]
    assert len(made(tmp_path, "a.xlsx", workbook({"S": [["年份", "地区", "正文"], *rows]}))) == 2


def test_another_region_or_year_than_the_columns_say_is_told_and_the_title_believed(tmp_path: Path) -> None:
    rows = [
        row(2024, "唐县"),
        row(2024, "唐县", title="高唐县2024年政府工作报告"),
        row(2023, title="云汀县2024年政府工作报告"),
    ]
    rows[0][4] = "唐县2024年政府工作报告"
    rows[0][5] = rows[1][5] = "一、回顾。" * 60
    first, second, third = made(tmp_path, "a.xlsx", workbook({"S": [HEAD, *rows]}))
    assert names([first, second, third])[1:] == ["2024高唐县2024年政府工作报告"[4:], "河北保定云汀县2024年政府工作报告"]
    assert notes(first) == []
    assert notes(second) == [(OTHER_REGION, 3)]
    assert notes(third) == [(OTHER_YEAR, 4)]


def test_a_table_of_numbers_says_what_to_do(tmp_path: Path) -> None:
    rows: list[list[Value]] = [
        ["指标", "单位", 2023, 2024],
        ["生产总值", "亿元", 12.5, 13.1],
        ["粮食产量", "万吨", 3, 4],
    ]
    (refused,) = made(tmp_path, "a.xlsx", workbook({"S": rows}))
    assert str(refused) == (
        "a.xlsx is a table of numbers and has no column of texts. Save the text of each report as .txt or .docx and "
        "open that, or put the texts into a column."
    )


def test_exported_figures_are_no_reports(tmp_path: Path) -> None:
    raw = BytesIO()
    file = TextIOWrapper(raw, encoding="utf-8")
    write([Exported(REPORT, "李敏", tuple(exported()))], file, "xlsx")
    file.flush()
    (tmp_path / "a.xlsx").write_bytes(raw.getvalue())
    (refused,) = read(tmp_path / "a.xlsx")
    assert str(refused) == (
        "a.xlsx is a table of exported figures, not of reports. Export them as JSON lines (.jsonl) and bring those in "
        "as labels."
    )


def test_formulas_give_their_last_value_and_macros_are_nothing(tmp_path: Path) -> None:
    text = TEXT.format(3)
    cells: list[Value] = [f'<c t="str"><f>CONCATENATE("a")</f><v>{text}</v></c>', "<c><f>1+1</f></c>"]
    data = workbook({"S": [["正文", "注"], cells]}, xl__vbaProject="x", xl__externalLinks__externalLink1="<x/>")
    (found,) = made(tmp_path, "a.xlsm", data)
    assert isinstance(found, Report)
    assert found.text == text


@pytest.mark.parametrize("name", ["libreoffice.xls", "libreoffice.ods"])
def test_workbooks_that_libreoffice_wrote_are_read_with_their_merged_cells(name: str) -> None:
    *came, account = read(Path(__file__).parent / "tables" / name)
    assert names(came) == [
        f"安宁省{county}县{year}年政府工作报告" for county in ("云汀", "青棠") for year in (2024, 2025)
    ]
    assert str(account) == f"Row 8 of {name} has no text in the column 正文."
    assert [one.about.date for one in came if isinstance(one, Report)] == ["2024-01-19", "2025-01-19"] * 2
    assert isinstance(came[0], Report)
    assert came[0].text.startswith(
        "各位代表：\n现在，我代表云汀县人民政府向大会报告工作。全县新增企业3家，增长5.8%。\n"
    )


def test_excels_binary_form_is_read(tmp_path: Path) -> None:
    found = made(tmp_path, "a.xlsb", binary_workbook([["年份", "标题", "正文"], [2024.0, "甲县报告", TEXT.format(3)]]))
    assert names(found) == ["2024甲县报告"]
    assert isinstance(found[0], Report)
    assert found[0].text == TEXT.format(3)


def test_a_workbook_in_an_archive_is_read(tmp_path: Path) -> None:
    data = workbook({"S": [HEAD, row(2024)]})
    assert names(made(tmp_path, "a.zip", packed({"表/甲.xlsx": data}))) == ["河北保定云汀县2024年政府工作报告"]


HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset={0}></head><body>
<table><tr><td colspan=3>汇总</td></tr><tr><th>年份</th><th>标题</th><th>正文</th></tr>
<tr><td rowspan=2>2024</td><td>甲县政府工作报告</td><td>{1}<br>完&nbsp;毕。</td></tr>
<tr><td>乙县政府工作报告</td><td><p>{1}</p><p>完。</p></td></tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "utf-16"])
def test_a_workbook_that_is_a_web_page_in_truth_is_read_as_one(tmp_path: Path, encoding: str) -> None:
    text = TEXT.format(3).replace("\n", "")
    first, second = made(tmp_path, "a.xls", HTML.format(encoding, text).encode(encoding))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.name, first.text) == ("2024甲县政府工作报告", f"{text}\n完 毕。")
    assert (second.name, second.text) == ("2024乙县政府工作报告", f"{text}\n完。")


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="甲">
<Table><Row ss:Index="2"><Cell><Data ss:Type="String">年份</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">标题</Data></Cell><Cell><Data ss:Type="String">正文</Data></Cell></Row>
<Row><Cell ss:MergeDown="1"><Data ss:Type="Number">2024</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">甲县报告</Data></Cell><Cell><Data ss:Type="String">{0}</Data></Cell></Row>
<Row><Cell ss:Index="3"><Data ss:Type="String">乙县报告</Data></Cell>
<Cell><Data ss:Type="String">{0}</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_the_xml_of_excel_2003_is_read(tmp_path: Path) -> None:
    text = TEXT.format(3).replace("\n", "&#10;")
    found = made(tmp_path, "a.xls", XML.format(text).encode())
    assert names(found) == ["2024甲县报告", "2024乙县报告"]
    assert isinstance(found[0], Report)
    assert found[0].text == TEXT.format(3)


def test_every_form_is_read_in_the_confined_process(tmp_path: Path) -> None:
    text = TEXT.format(3).replace("\n", "")
    (tmp_path / "1.xlsx").write_bytes(workbook({"S": [HEAD, row(2024)]}))
    (tmp_path / "2.xls").write_bytes(HTML.format("utf-8", text).encode())
    (tmp_path / "3.xls").write_bytes(XML.format(text).encode())
    (tmp_path / "4.csv").write_bytes(workbook({"S": [HEAD, row(2025)]}))
    (tmp_path / "5.csv").write_text(f"地区,年份,标题,正文\n甲县,2024,乙县2024年政府工作报告,{text}\n", encoding="utf-8")
    (tmp_path / "6.txt").write_bytes(f"年份\t标题\t正文\n2026\t丙县报告\t{text}\n".encode("utf-16"))
    with ReadingClient() as client:
        found = list(reports_in([tmp_path], ProcessReader(1, client)))
    assert names(found)[0] == "河北保定云汀县2024年政府工作报告"
    assert names(found)[1:5] == ["2024甲县政府工作报告", "2024乙县政府工作报告", "2024甲县报告", "2024乙县报告"]
    assert names(found)[5:] == ["河北保定云汀县2025年政府工作报告", "乙县2024年政府工作报告", "2026丙县报告"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("sign", ["\t", ",", ";"])
@pytest.mark.parametrize("suffix", [".xls", ".csv"])
def test_a_workbook_that_is_csv_in_truth_is_read_as_it(tmp_path: Path, encoding: str, sign: str, suffix: str) -> None:
    for first in ("", f"sep={sign}\r\n"):
        lines = f'年份{sign}标题{sign}正文\r\n2024{sign}甲县报告{sign}"{TEXT.format(3)}"\r\n'
        found = made(tmp_path, f"a{suffix}", (first + lines).encode(encoding))
        assert names(found) == ["2024甲县报告"]
        assert isinstance(found[0], Report)
        assert found[0].text == TEXT.format(3)


@pytest.mark.parametrize("nothing", ["无", "暂无。", "nan", "None", "N/A", "—", "#N/A", "（未找到）"])
def test_a_word_for_no_text_is_none(tmp_path: Path, nothing: str) -> None:
    rows = [HEAD, row(2024), [2025, "河北", "保定", "白塔", "白塔县2025年政府工作报告", nothing, 0]]
    first, account = made(tmp_path, "a.xlsx", workbook({"报告": rows}))
    assert isinstance(first, Report)
    assert str(account) == "Row 3 of a.xlsx has no text in the column 报告全文."


@pytest.mark.parametrize("sign", ["^", "|", "\x01", "@@", "~"])
def test_the_head_tells_what_sets_cells_apart(tmp_path: Path, sign: str) -> None:
    lines = [("年份", "区县", "全文"), ("2024", "云汀县", TEXT.format(3).replace("\n", " "))]
    data = "\n".join(map(sign.join, lines)).encode()
    assert names(made(tmp_path, "a.csv", data)) == ["云汀县2024"]


@pytest.mark.parametrize("year", ["'2024", "２０２４", "2024.0"])
def test_a_year_that_was_kept_as_text_is_a_year(tmp_path: Path, year: str) -> None:
    data = workbook({"报告": [["区县", "年份", "全文"], ["云汀县", year, TEXT.format(3)]]})
    assert names(made(tmp_path, "a.xlsx", data)) == ["云汀县2024"]


def test_heads_and_places_in_traditional_characters_are_known(tmp_path: Path) -> None:
    text = TEXT.format(3).replace("云汀县", "雲汀縣")
    lines = f'縣名,年份,標題,全文\n雲汀縣,2024,雲汀縣2024年政府工作報告,"{text}"\n'
    (found,) = made(tmp_path, "a.csv", lines.encode("utf-8"))
    assert (names([found]), notes(found)) == (["雲汀縣2024年政府工作報告"], [])


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    "wrap", [lambda rows: {"data": rows}, lambda rows: {"code": 0, "data": {"total": 2, "list": rows}}]
)
def test_the_answer_of_a_sites_interface_holds_its_rows(
    tmp_path: Path, indent: int | None, wrap: Callable[[list[dict[str, object]]], dict[str, object]]
) -> None:
    rows: list[dict[str, object]] = [
        {"county": "云汀县", "year": year, "content": TEXT.format(3)} for year in (2024, 2025)
    ]
    data = json.dumps(wrap(rows), ensure_ascii=False, indent=indent).encode()
    assert names(made(tmp_path, "a.json", data)) == ["云汀县2024", "云汀县2025"]


def test_a_first_line_that_was_cut_keeps_no_other_out(tmp_path: Path) -> None:
    whole = json.dumps({"county": "云汀县", "year": 2024, "content": TEXT.format(3)}, ensure_ascii=False)
    error, report = made(tmp_path, "a.jsonl", f"{whole[:60]}\n{whole}\n".encode())
    assert (str(error), names([report])) == ("Line 1 of a.jsonl is not a JSON object.", ["云汀县2024"])
