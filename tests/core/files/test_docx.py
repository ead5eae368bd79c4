"""A Word document is read as its reader sees it: changes accepted, tables by rows, numbers that Word writes itself."""

from core.files.docx import read_docx
from core.files.list_numbers import written
from tests.core.files.making import WORD, document, docx, docx_of, paragraph


def lines(body: str, **parts: str) -> list[str]:
    return read_docx(docx_of(document(body), **parts), "a.docx").text.splitlines()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_paragraphs_are_lines_and_runs_are_one_text() -> None:
    text = "一、回顾\n全区地区生产总值达312.6亿元，增长5.8%。\n\n二、安排"
    content = read_docx(docx(text, "题"), "a.docx")
    assert content.text == text + "\n"
    assert (content.about.title, content.about.date) == ("题", "2026-01-19")


def test_tracked_changes_are_accepted() -> None:
    deleted, inserted = f"<w:del>{run('4.9%')}</w:del>", f"<w:ins>{run('5.8%')}</w:ins>"
    moved = f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>"
    assert lines(f"<w:p>{run('增长')}{deleted}{inserted}{moved}</w:p>") == ["增长5.8%新处"]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert lines(paragraph("增长", gone) + paragraph("5.8%。") + paragraph("完")) == ["增长5.8%。", "完"]


def test_a_row_that_is_deleted_is_gone() -> None:
    rows = f"<w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('1')}</w:tc></w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('乙')}</w:tc></w:tr>"
    assert lines(f"<w:tbl>{rows}{gone}</w:tbl>") == ["甲\t1"]


def test_a_table_is_read_row_by_row_where_it_stands() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('里')}</w:tc><w:tc>{paragraph('外')}</w:tc></w:tr></w:tbl>"
    cells = (paragraph("粮食") + paragraph("产量"), paragraph("20万吨"), inner)
    row = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    assert lines(f"{paragraph('前')}<w:tbl><w:tr>{row}</w:tr></w:tbl>{paragraph('后')}") == [
        "前",
        "粮食 产量\t20万吨\t里 外",
        "后",
    ]


def test_footnotes_stand_at_the_end() -> None:
    notes = f'<w:footnotes {WORD}><w:footnote w:type="separator"><w:p/></w:footnote><w:footnote>'
    notes += f"{paragraph('按可比价计算，增长5.1%。')}</w:footnote></w:footnotes>"
    assert lines(paragraph("正文"), footnotes=notes) == ["正文", "按可比价计算，增长5.1%。"]


def test_what_is_hidden_or_a_field_or_of_older_programs_is_left_out() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏99%</w:t></w:r>"
    field = "<w:r><w:instrText>PAGE 7</w:instrText></w:r>"
    shown = run("见")
    name = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    twice = f"<mc:AlternateContent {name}><mc:Choice>{run('新')}</mc:Choice><mc:Fallback>{run('旧')}</mc:Fallback>"
    assert lines(f"<w:p>{hidden}{field}{shown}{twice}</mc:AlternateContent></w:p>") == ["见新"]


def test_breaks_and_tabs_are_kept() -> None:
    pieces = f"{run('甲')}<w:r><w:tab/></w:r>{run('乙')}<w:r><w:br/></w:r>{run('丙')}"
    assert lines(f"<w:p>{pieces}<w:r><w:noBreakHyphen/></w:r>{run('0.2%')}</w:p>") == ["甲\t乙", "丙-0.2%"]


def test_the_numbers_word_writes_itself_are_written() -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2 "/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>'
    )
    numbering = f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'

    def listed(text: str, level: int) -> str:
        mark = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>'
        return paragraph(text, mark)

    body = (
        listed("回顾", 0)
        + listed("工业", 1)
        + listed("农业", 1)
        + listed("点", 2)
        + listed("安排", 0)
        + listed("甲", 1)
    )
    assert lines(body, numbering=numbering) == [
        "一、 回顾",
        "一.1 工业",
        "一.2 农业",
        "点",
        "二、 安排",
        "二.1 甲",
    ]


def test_chinese_numbers_are_counted_past_ten() -> None:
    assert [written(count, "chineseCounting") for count in (1, 10, 11, 20, 35)] == [
        "一",
        "十",
        "十一",
        "二十",
        "三十五",
    ]
    assert written(3, "decimalEnclosedCircle") == "③"
    assert written(2, "lowerLetter") == "b"
