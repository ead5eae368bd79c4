"""A Word document is read as it is shown: tables, the numbers of lists, notes, formulas, hidden and inserted text."""

from collections.abc import Mapping
from email.message import EmailMessage

import pytest

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.list_numbers import written
from core.files.load import report_of
from core.model.report import Report
from tests.core.files.making import WORD, docx, docx_of, packed, paragraph

RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'{WORD} xmlns:r="{RELATED}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def document(body: str) -> str:
    return f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"


def read(body: str, **parts: str) -> Report:
    return report_of(docx_of(document(body), **parts), "a.docx")


def lines(body: str, **parts: str) -> list[str]:
    return read(body, **parts).text.splitlines()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, paragraphs or ('',)))}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


ARTICLE = ("一、2025年工作回顾", "新增企业5家", "增长3.5%。")


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_a_report_in_a_table_of_one_cell_keeps_its_lines(depth: int) -> None:
    body = "".join(map(paragraph, ARTICLE))
    for _ in range(depth):
        body = f"<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>"
    assert [line for line in lines(body) if line] == list(ARTICLE)


def test_merged_cells_keep_the_columns_in_line() -> None:
    begins, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    assert lines(
        table(
            cell("指标", properties=begins) + cell("2025年", properties=wide),
            cell(properties=goes_on) + cell("总量") + cell("增速（%）"),
            cell("工业", properties=begins) + cell("12") + cell("3.5", properties=begins),
            cell(properties=goes_on) + cell("13") + cell(properties=goes_on),
            '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("14") + cell("2.1"),
        )
    ) == ["指标\t2025年", "指标\t总量\t增速（%）", "工业\t12\t3.5", "工业\t13", "\t14\t2.1"]


def test_a_row_of_data_is_one_line_and_sentences_in_a_row_of_words_are_lines() -> None:
    assert lines(table(cell("粮食", "产量") + cell("35.6", "万吨"), cell("甲") + cell("5"))) == [
        "粮食 产量\t35.6 万吨",
        "甲\t5",
    ]
    tasks = cell("水利") + cell("建设泵站5座。", "完成投资3亿元。")
    assert lines(table(tasks, cell("甲") + cell("乙"))) == ["水利", "建设泵站5座。", "完成投资3亿元。", "甲\t乙"]


def test_a_hidden_row_and_a_deleted_cell_are_left_out() -> None:
    hidden = f"<w:trPr><w:hidden/></w:trPr>{cell('旧')}{cell('9')}"
    kept = cell("甲") + cell("7", properties="<w:cellDel/>") + cell("5")
    report = read(table(kept, hidden, cell("乙") + cell("6")))
    assert report.text.splitlines() == ["甲\t5", "乙\t6"]
    assert [note.number for note in report.notes] == [2]


STYLES = f"""<w:styles {WORD}>
<w:style w:type="character" w:styleId="mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="note" w:customStyle="1"><w:basedOn w:val="mark"/></w:style>
<w:style w:type="character" w:styleId="gone"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="round"><w:basedOn w:val="round"/></w:style></w:styles>"""


@pytest.mark.parametrize(
    ("properties", "text", "shown"),
    [
        ('<w:vertAlign w:val="superscript"/>', "4", "100⁴个"),
        ('<w:vertAlign w:val="subscript"/>', "4", "100₄个"),
        ('<w:vertAlign w:val="baseline"/>', "4", "1004个"),
        ('<w:rStyle w:val="note"/>', "4", "100⁴个"),
        ('<w:rStyle w:val="note"/><w:vertAlign w:val="baseline"/>', "4", "1004个"),
        ('<w:position w:val="8"/><w:sz w:val="16"/>', "4", "100⁴个"),
        ('<w:position w:val="-2"/><w:sz w:val="16"/>', "4", "100₄个"),
        ('<w:position w:val="8"/>', "4", "1004个"),
        ('<w:sz w:val="16"/>', "4", "1004个"),
        ("<w:strike/>", "99", "100个"),
        ("<w:dstrike/>", "99", "100个"),
        ("<w:vanish/>", "99", "100个"),
        ('<w:color w:val="ffffff"/>', "99", "100个"),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>', "9", "1009个"),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', "9", "1009个"),
        ('<w:rStyle w:val="gone"/>', "99", "100个"),
        ('<w:rStyle w:val="gone"/><w:strike w:val="0"/>', "9", "1009个"),
        ('<w:vanish w:val="false"/>', "9", "1009个"),
        ('<w:webHidden/><w:rStyle w:val="none"/>', "9", "1009个"),
    ],
)
def test_a_run_is_read_as_its_properties_and_styles_show_it(properties: str, text: str, shown: str) -> None:
    report = read(para(run("100"), run(text, properties), run("个")), styles=STYLES)
    assert report.text == shown + "\n"
    assert [note.number for note in report.notes] == ([2] if shown == "100个" else [])


def test_white_text_is_shown_where_its_ground_may_be_another() -> None:
    """A banner's line is all white; a head's ground is that of its cell."""
    white = '<w:color w:val="FFFFFF"/>'
    assert lines(para(run("增长5%", white))) == ["增长5%"]
    assert lines(para('<w:pPr><w:shd w:fill="1F4E79"/></w:pPr>', run("增长"), run("5%", white))) == ["增长5%"]
    assert lines(f"<w:tbl><w:tr><w:tc>{para(run('2025'), run('年', white))}</w:tc></w:tr></w:tbl>") == ["2025年"]


def test_the_style_of_a_paragraph_hides_it_and_its_runs_may_show_themselves() -> None:
    style = '<w:pPr><w:pStyle w:val="secret"/></w:pPr>'
    body = para(style, run("7"), run("增长5%", '<w:vanish w:val="0"/>')) + para(
        style.replace("secret", "round"), run("完")
    )
    assert lines(body, styles=STYLES) == ["增长5%", "完"]


def test_a_paragraph_whose_end_is_hidden_or_moved_away_goes_on_in_the_next() -> None:
    for gone in ("<w:vanish/><w:specVanish/>", "<w:moveFrom/>"):
        mark = f"<w:pPr><w:rPr>{gone}</w:rPr></w:pPr>"
        assert lines(paragraph("增长", mark) + paragraph("5%")) == ["增长5%"]


def test_a_paragraph_that_is_deleted_has_no_number_and_a_heading_before_its_text_keeps_it() -> None:
    mark = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = f"<w:pPr>{mark}<w:rPr><w:del/></w:rPr></w:pPr><w:del>{run('旧')}</w:del>"
    head = f"<w:pPr>{mark}<w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>"
    body = listed("甲") + para(gone) + listed("乙") + para(head, run("丙。")) + paragraph("丁")
    assert lines(body, numbering=numbering(level())) == ["1. 甲", "2. 乙", "3. 丙。丁"]


def test_units_and_formulas_are_read_in_a_line() -> None:
    raised, lowered = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    assert lines(
        para(run("12km"), run("2", raised), run("，CO"), run("2", lowered), run("，PM"), run("2.5", lowered))
    ) == ["12km²，CO2，PM2.5"]
    assert lines(para(run("占"), run("1", raised), run("/"), run("3", lowered))) == ["占1/3"]

    def said(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    third = f"<m:f><m:num>{said('1')}</m:num><m:den>{said('3')}</m:den></m:f>"
    sums = f"<m:f><m:num>{said('a+b')}</m:num><m:den>{said('2')}</m:den></m:f>"
    square = f"<m:sSup><m:e>{said('km')}</m:e><m:sup>{said('2')}</m:sup></m:sSup>"
    bracket = f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{said("x")}</m:e></m:d>'
    root = f"<m:rad><m:deg/><m:e>{said('x')}</m:e></m:rad>"
    formulas = (third, run("，2"), third, run("，"), sums, run("，12"), square, run("，"), bracket, run("，"), root)
    body = "".join(part if part.startswith("<w:r>") else f"<m:oMath>{part}</m:oMath>" for part in formulas)
    assert lines(para(run("占"), body)) == ["占1/3，2 1/3，(a+b)/2，12km²，[x]，√(x)"]


def field(instruction: str, result: str = "") -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    shown = char.format("separate") + run(result) if result else ""
    return char.format("begin") + inner + shown + char.format("end")


def test_a_field_shows_its_result_and_an_equation_its_fraction() -> None:
    assert lines(para(run("第"), field("PAGEREF a", "5"), run("页"))) == ["第5页"]
    assert lines(para(run("占"), field(r" EQ \f(1,3) "))) == ["占1/3"]
    assert lines(para(field(r"eq \o\ac(○,3)"), run("新增"))) == ["③新增"]
    nested = field("IF x = 1").replace("</w:instrText></w:r>", f"</w:instrText></w:r>{field('MERGEFIELD x', '7')}", 1)
    assert lines(para(run("甲"), nested, run("乙"))) == ["甲乙"]
    unended = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    assert lines(para(unended) + paragraph("增长5%")) == ["", "增长5%"]


def test_signs_controls_and_the_first_of_several_forms_are_read_once() -> None:
    signs = '<w:r><w:sym w:font="Symbol" w:char="F0B1"/><w:t>5</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>6</w:t></w:r>'
    assert lines(para(signs)) == ["±5-6"]
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    prompt = control.format("<w:showingPlcHdr/>", run("点击输入"))
    assert lines(para(run("达"), control.format("", run("5")), prompt, run("个"))) == ["达5个"]
    choice = "<mc:Choice>{}</mc:Choice>"
    forms = f"<mc:AlternateContent>{choice * 2}<mc:Fallback>{{}}</mc:Fallback></mc:AlternateContent>"
    one, two, three = (run(text) for text in "甲乙丙")
    assert [lines(para(forms.format(*given))) for given in ((one, two, three), ("", two, three), ("", "", three))] == [
        ["甲"],
        ["乙"],
        ["丙"],
    ]
    ruby = f"<w:ruby><w:rt>{run('jia')}</w:rt><w:rubyBase>{run('家')}</w:rubyBase></w:ruby>"
    assert lines(para(f"<w:smartTag>{run('5')}</w:smartTag>", ruby)) == ["5家"]


def test_a_text_box_in_a_numbered_paragraph_leaves_it_its_number() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict></w:r>"
    mark = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    assert lines(para(mark, run("甲"), box, run("乙")), numbering=numbering(level())) == ["框", "1. 甲乙"]


def test_notes_have_their_marks_where_they_are_referred_to_and_where_they_stand() -> None:
    refer = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="9"/><w:t>*</w:t></w:r>'
    note = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>'
    both = note.format(8, run("按可比价计算。")) + note.format(3, run("初步核算。"))
    notes = f"<w:footnotes {WORD}>{both}</w:footnotes>"
    body = para(run("项目100"), refer.format(3), run("个，企业5家"), refer.format(8), run("。"), own, end)
    report = read(body, footnotes=notes)
    assert report.text.splitlines() == ["项目100¹个，企业5家²。*[1]", "²按可比价计算。", "¹初步核算。"]
    found = [(str(one.figure.value), one.figure.unit) for one in find_figures(report, load_lexicon())]
    assert found == [("100", "个"), ("5", "家")]


# The numbers of lists.


def level(form: str = "decimal", words: str = "%1.", depth: int = 0, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{words}"/></w:lvl>'
    )


def numbering(*levels: str, lists: str = "") -> str:
    scheme = f'<w:abstractNum w:abstractNumId="5">{"".join(levels)}</w:abstractNum>'
    return f'<w:numbering {WORD}>{scheme}<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>{lists}</w:numbering>'


def listed(text: str, depth: int | None = 0, number: int = 1, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    at = "" if depth is None else f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, f"<w:pPr>{named}{at}</w:pPr>")


@pytest.mark.parametrize(
    ("gap", "words", "text", "shown"),
    [
        ("", "%1.", "12个项目", "1. 12个项目"),
        ("tab", "%1.", "12个项目", "1. 12个项目"),
        ("space", "%1)", "5%的村", "1) 5%的村"),
        ("nothing", "%1.", "12个项目", "1. 12个项目"),
        ("nothing", "（%1）", "项目", "（1）项目"),
        ("nothing", "%1、", "三年来", "1、 三年来"),
        ("tab", "第%1条", "项目", "第1条 项目"),
    ],
)
def test_a_number_of_a_list_never_joins_the_number_behind_it(gap: str, words: str, text: str, shown: str) -> None:
    more = f'<w:suff w:val="{gap}"/>' if gap else ""
    assert lines(listed(text), numbering=numbering(level(words=words, more=more))) == [shown]


@pytest.mark.parametrize(
    ("form", "numbers", "shown"),
    [
        ("chineseCounting", (1, 10, 11, 20, 35, 100), "一 十 十一 二十 三十五 一〇〇"),
        ("chineseCountingThousand", (10, 12, 100, 101, 110, 1004), "十 十二 一百 一百零一 一百一十 一千零四"),
        ("japaneseCounting", (1, 10, 21, 100, 101), "一 十 二十一 百 百一"),
        ("taiwaneseCountingThousand", (3, 19), "三 十九"),
        ("ideographDigital", (1, 10, 11, 105), "一 一〇 一一 一〇五"),
        ("japaneseDigitalTenThousand", (10,), "一〇"),
        ("chineseLegalSimplified", (1, 8, 10, 11, 101), "壹 捌 壹拾 壹拾壹 壹佰零壹"),
        ("decimalEnclosedCircle", (1, 20, 21, 50, 51), "① ⑳ ㉑ ㊿ 51"),
        ("decimalEnclosedCircleChinese", (3,), "③"),
        ("decimalEnclosedParen", (2,), "⑵"),
        ("decimalEnclosedFullstop", (2,), "⒉"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
        ("ideographZodiac", (1, 12), "子 亥"),
        ("ideographZodiacTraditional", (1, 12, 60), "甲子 乙亥 癸亥"),
        ("decimalFullWidth", (12,), "１２"),
        ("decimalZero", (3, 12), "03 12"),
        ("numberInDash", (3,), "- 3 -"),
        ("lowerRoman", (1, 4, 9, 14, 90), "i iv ix xiv xc"),
        ("upperRoman", (3, 40), "III XL"),
        ("lowerLetter", (1, 26, 27), "a z aa"),
        ("upperLetter", (2, 28), "B BB"),
        ("decimal", (0, 7), "0 7"),
        ("ganada", (7,), "7"),
    ],
)
def test_each_form_is_written_as_word_writes_it(form: str, numbers: tuple[int, ...], shown: str) -> None:
    assert [written(number, form) for number in numbers] == (shown.split(" ") if form != "numberInDash" else [shown])


def test_levels_count_within_those_above_them() -> None:
    levels = (
        level("chineseCounting", "%1、"),
        level("decimal", "%1.%2", 1),
        level("decimal", "%1.%2.%3", 2, "<w:isLgl/>"),
        level("decimal", "注%4", 3, '<w:lvlRestart w:val="0"/>'),
    )
    body = "".join(listed("甲", depth) for depth in (0, 1, 1, 2, 3, 0, 1, 2, 3))
    assert [line.partition(" ")[0] for line in lines(body, numbering=numbering(*levels))] == [
        "一、", "一.1", "一.2", "1.2.1", "注1", "二、", "二.1", "2.1.1", "注2"
    ]  # fmt: skip


def test_a_list_starts_anew_only_where_it_says_so() -> None:
    again = '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    override = '<w:num w:numId="{}"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0">{}</w:lvlOverride></w:num>'
    anew, other = override.format(3, '<w:startOverride w:val="7"/>'), override.format(4, level("upperLetter"))
    body = "".join(listed("甲", number=number) for number in (1, 2, 3, 3, 1, 4))
    marks = [line.partition(" ")[0] for line in lines(body, numbering=numbering(level(), lists=again + anew + other))]
    assert marks == ["1.", "2.", "7.", "8.", "9.", "J."]


def test_a_paragraph_is_in_the_list_of_its_style_unless_it_says_otherwise() -> None:
    styles = f"""<w:styles {WORD}><w:style w:type="paragraph" w:styleId="head">
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="sub"><w:basedOn w:val="head"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="third"><w:basedOn w:val="sub"/></w:style></w:styles>"""
    levels = (
        level(words="%1、"),
        level(words="（%2）", depth=1),
        level(words="%3)", depth=2, more='<w:pStyle w:val="third"/>'),
    )
    body = "".join(listed("甲", None, style=style) for style in ("head", "sub", "third", "sub"))
    body += listed("乙", 0, 0, "head") + listed("丙", 1, 1, "head")
    assert lines(body, styles=styles, numbering=numbering(*levels)) == [
        "1、 甲", "（1） 甲", "1) 甲", "（2） 甲", "乙", "（3） 丙"
    ]  # fmt: skip


def test_a_list_may_have_the_levels_of_a_style() -> None:
    styles = f"""<w:styles {WORD}><w:style w:type="numbering" w:styleId="lists"><w:pPr><w:numPr><w:numId w:val="1"/>
</w:numPr></w:pPr></w:style></w:styles>"""
    linked = '<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="lists"/></w:abstractNum>'
    parts = numbering(level("upperRoman"), lists='<w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>')
    parts = parts.replace("<w:num ", f"{linked}<w:num ", 1)
    assert lines(listed("甲", number=2) + listed("乙", number=2), styles=styles, numbering=parts) == ["I. 甲", "II. 乙"]


def test_a_bullet_a_hidden_number_and_an_unknown_list_show_no_number() -> None:
    levels = (level("bullet", "●"), level("decimal", "%2.", 1, "<w:rPr><w:vanish/></w:rPr>"), level("none", "附：", 2))
    body = listed("甲") + listed("乙", 1) + listed("丙", 2) + listed("丁", 7) + listed("戊", number=44)
    assert lines(body, numbering=numbering(*levels)) == ["甲", "乙", "附： 丙", "丁", "戊"]


# Documents within documents, and other producers.


def package(body: str, inserted: Mapping[str, str | bytes], relations: str = "") -> bytes:
    kinds = "".join(
        f'<Relationship Id="r{at}" Type="{RELATED}/aFChunk" Target="{name}"/>' for at, name in enumerate(inserted)
    )
    rels = f'<Relationships xmlns="x">{kinds}{relations}</Relationships>'
    parts = {f"word/{name.removeprefix('/word/')}": data for name, data in inserted.items()}
    return packed({"word/document.xml": document(body), "word/_rels/document.xml.rels": rels} | parts)


def chunk(at: int = 0) -> str:
    return f'<w:altChunk r:id="r{at}"/>'


def mail() -> bytes:
    message = EmailMessage()
    message["From"] = "x"
    message.add_related("<html><body><p>增长5%</p></body></html>".encode(), "text", "html", params={"charset": "utf-8"})
    return message.as_bytes()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", "<html><title>题</title><body><div class=nav>增长5%</div></body></html>"),
        ("a.htm", "<p>增长5%</p>"),
        ("/word/a.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml'><body>增长5%</body></html>"),
        ("a.txt", "增长5%"),
        ("a.mht", mail()),
        ("a.docx", docx("增长5%")),
    ],
)
def test_an_inserted_document_is_read_where_it_stands(name: str, data: str | bytes) -> None:
    report = report_of(package(paragraph("前") + chunk() + paragraph("后"), {name: data}), "a.docx")
    assert [line for line in report.text.splitlines() if line] == ["前", "增长5%", "后"]
    assert report.notes == ()


def test_what_cannot_be_read_of_other_documents_is_counted() -> None:
    outside = '<Relationship Id="s" Type="x/subDocument" Target="b.docx" TargetMode="External"/>'
    inner = package(paragraph("里") + chunk(), {"b.txt": "最里"})
    body = paragraph("前") + chunk(0) + chunk(1) + '<w:subDoc r:id="s"/><w:altChunk r:id="none"/>'
    report = report_of(package(body, {"a.rtf": r"{\rtf1 5%}", "a.docx": inner}, outside), "a.docx")
    assert [line for line in report.text.splitlines() if line] == ["前", "里"]
    assert sorted(note.number for note in report.notes) == [1, 3]


def test_inserted_documents_are_bounded() -> None:
    page = "<p>" + "增" * 1000 + "</p>"
    report = report_of(package(paragraph("前") + chunk() * 1000, {"a.html": page}), "a.docx")
    assert len(report.text) < 210_000
    assert [note.number for note in report.notes] == [800]


def test_a_document_is_found_by_its_relation_and_in_the_strict_form() -> None:
    main = document(paragraph("增长5%")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    rels = f'<Relationships><Relationship Id="a" Type="{kind}" Target="/word/document2.xml"/></Relationships>'
    data = packed({"_rels/.rels": rels, "word/document2.xml": main})
    for name in ("a.docx", "a.docm", "a.dotx", "a.dotm"):
        assert report_of(data, name).text == "增长5%\n"
