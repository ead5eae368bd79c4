"""The documents that tools/pdf_documents.py sets: their layouts, as LibreOffice and Chromium take them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_NOTES = ("按可比价格计算，", "口径与上年同期一致，", "数据为初步统计数，", "按年末人口计算，", "按新的分类统计，")
_ENDS = ("比重按现行价格计算。", "不含驻地的12家单位。", "其中民办学校占8.5%。")
_NOTED_EVERY, _NOTED_FROM = 7, 60

Block = str | tuple[tuple[str, ...], ...]
"""A paragraph, or the rows of a table."""


@dataclass(frozen=True)
class Layout:
    """How a document is set: lengths in points; `numbered` is at every how manieth line its number stands."""

    name: str
    chromium: bool = False
    columns: int = 1
    size: float = 12
    font: str = "Noto Serif CJK SC"
    margin: float = 70
    gap: float = 24
    indent: bool = True
    justified: bool = True
    table: str = ""
    """"ruled", "plain" (no rules) or "open" (rules above, under the head and below)."""
    notes: bool = False
    header: bool = False
    numbered: int = 0
    spacing: float = 0
    watermark: str = ""
    """"large" (leaning, under the text), or "small" (light words between the lines)."""
    landscape: bool = False


LAYOUTS = (
    Layout("office", size=16, margin=80, header=True),
    Layout("office_two", columns=2, size=10.5, header=True),
    Layout("office_two_narrow", columns=2, size=14, margin=60, gap=20, indent=False),
    Layout("office_three_narrow", columns=3, size=14, margin=50, gap=18, font="WenQuanYi Micro Hei"),
    Layout("office_table", table="ruled", header=True, font="Noto Sans CJK SC"),
    Layout("office_open_table", table="open", size=14, notes=True),
    Layout("office_plain_table", table="plain", columns=2, size=10.5),
    Layout("office_notes", notes=True, header=True, size=14),
    Layout("office_numbered", numbered=1, size=14, header=True),
    Layout("office_fifth", numbered=5, spacing=1.5, size=12, justified=False),
    Layout("web", chromium=True, size=12, font="Noto Sans CJK SC", header=True),
    Layout("web_two", chromium=True, columns=2, size=10.5, notes=True),
    Layout("web_three_narrow", chromium=True, columns=3, size=13, margin=50, gap=16, indent=False, justified=False),
    Layout("web_table", chromium=True, table="ruled", watermark="large", font="WenQuanYi Micro Hei"),
    Layout("web_plain_table", chromium=True, table="plain", watermark="small", spacing=2, size=13),
    Layout("web_landscape", chromium=True, columns=2, landscape=True, size=15, header=True, table="open"),
)


def noted(blocks: Sequence[Block], layout: Layout) -> Iterator[tuple[Block, str, int]]:
    """Yield each block with its note, "" where it has none, and the note's number; a note's mark ends its sentence."""
    number = 0
    for at, block in enumerate(blocks):
        if layout.notes and isinstance(block, str) and at % _NOTED_EVERY == 0 and len(block) > _NOTED_FROM:
            number += 1
            yield block, _NOTES[number % len(_NOTES)] + _ENDS[number % len(_ENDS)], number
        else:
            yield block, "", 0


def with_mark(paragraph: str, mark: str) -> str:
    """Set a note's mark before the comma or full stop in the middle of a paragraph, behind a figure if there is one."""
    if not mark:
        return paragraph
    at = next((n for n in range(len(paragraph) // 2, len(paragraph)) if paragraph[n] in "，。；"), len(paragraph))
    return paragraph[:at] + mark + paragraph[at:]


_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for short, full in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_BORDERS = {
    "": "",
    "plain": "",
    "ruled": 'fo:border="0.5pt solid #000000"',
    "open": 'fo:border-left="none" fo:border-right="none" fo:border-top="0.5pt solid #000000" '
    'fo:border-bottom="0.5pt solid #000000"',
}


def open_document(blocks: Sequence[Block], layout: Layout, title: str) -> str:
    """Return a document for LibreOffice: a flat OpenDocument text."""
    body = "".join(_open_block(*one) for one in noted(blocks, layout))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_SPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{layout.font}'"/></office:font-face-decls>
<office:styles>{_open_styles(layout)}</office:styles>
<office:automatic-styles>{_open_page(layout)}{_open_paragraphs(layout)}</office:automatic-styles>
<office:master-styles>{_open_master(layout, title)}</office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def _open_block(block: Block, note: str, number: int) -> str:
    """Return a paragraph, with its note, or a table."""
    if isinstance(block, tuple):
        rows = "".join(f"<table:table-row>{''.join(map(_open_cell, row))}</table:table-row>" for row in block)
        columns = f'<table:table-column table:number-columns-repeated="{len(block[0])}"/>'
        return f"<table:table>{columns}{rows}</table:table>"
    words = escape(with_mark(block, "\x01" if note else ""))
    said = (
        f'<text:note text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
        f'<text:note-body><text:p text:style-name="N">{note}</text:p></text:note-body></text:note>'
    )
    return f'<text:p text:style-name="P">{words.replace(chr(1), said)}</text:p>'


def _open_cell(cell: str) -> str:
    words = f'<text:p text:style-name="T">{escape(cell)}</text:p>'
    return f'<table:table-cell table:style-name="C">{words}</table:table-cell>'


def _font(size: float) -> str:
    return (
        f'style:font-name-asian="F" style:font-name="F" fo:font-size="{size}pt" style:font-size-asian="{size}pt" '
        'fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"'
    )


def _open_styles(layout: Layout) -> str:
    """Return what holds for the whole document: its font, the numbers of its lines, its notes."""
    numbers = (
        f'<text:linenumbering-configuration text:number-lines="true" text:increment="{layout.numbered}" '
        'text:number-position="left" text:offset="14pt" style:num-format="1"/>'
        if layout.numbered
        else ""
    )
    return (
        f'<style:default-style style:family="paragraph"><style:text-properties {_font(layout.size)}/>'
        f"</style:default-style>{numbers}"
        '<text:notes-configuration text:note-class="footnote" text:citation-style-name="M" '
        'text:citation-body-style-name="M" style:num-format="1" text:start-value="0" '
        'text:start-numbering-at="document"/>'
        '<style:style style:name="M" style:family="text">'
        '<style:text-properties style:text-position="super 58%"/></style:style>'
    )


def _open_page(layout: Layout) -> str:
    width, height = (842, 595) if layout.landscape else (595, 842)
    return (
        f'<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="{width}pt" '
        f'fo:page-height="{height}pt" fo:margin-top="60pt" fo:margin-bottom="60pt" '
        f'fo:margin-left="{layout.margin}pt" fo:margin-right="{layout.margin}pt">'
        f'<style:columns fo:column-count="{layout.columns}" fo:column-gap="{layout.gap}pt"/>'
        "</style:page-layout-properties>"
        '<style:header-style><style:header-footer-properties fo:margin-bottom="12pt"/></style:header-style>'
        '<style:footer-style><style:header-footer-properties fo:margin-top="12pt"/></style:footer-style>'
        "</style:page-layout>"
    )


def _open_paragraphs(layout: Layout) -> str:
    """Return the styles of paragraphs (P), of those in tables (T), in headers (H) and notes (N), and of cells (C)."""
    spaced = f' fo:letter-spacing="{layout.spacing}pt"' if layout.spacing else ""
    indent = 2 * layout.size if layout.indent else 0
    # LibreOffice drops a mark that hangs over the edge of a narrow column: it is kept from hanging marks there
    return (
        f'<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-indent="{indent}pt" '
        f'fo:text-align="{"justify" if layout.justified else "start"}" style:punctuation-wrap="simple" '
        'text:number-lines="true" fo:line-height="150%"/>'
        f"<style:text-properties {_font(layout.size)}{spaced}/></style:style>"
        '<style:style style:name="T" style:family="paragraph"><style:paragraph-properties text:number-lines="false"/>'
        f"<style:text-properties {_font(layout.size)}/></style:style>"
        '<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:text-align="center" '
        f'text:number-lines="false"/><style:text-properties {_font(9)}/></style:style>'
        '<style:style style:name="N" style:family="paragraph"><style:paragraph-properties text:number-lines="false"/>'
        f"<style:text-properties {_font(0.75 * layout.size)}/></style:style>"
        '<style:style style:name="C" style:family="table-cell">'
        f'<style:table-cell-properties fo:padding="3pt" {_BORDERS[layout.table]}/></style:style>'
    )


def _open_master(layout: Layout, title: str) -> str:
    head = f'<style:header><text:p text:style-name="H">{escape(title)}</text:p></style:header>' if layout.header else ""
    number = '<text:page-number text:select-page="current">1</text:page-number>'
    foot = f'<style:footer><text:p text:style-name="H">— {number} —</text:p></style:footer>'
    return f'<style:master-page style:name="Standard" style:page-layout-name="L">{head}{foot}</style:master-page>'


def web_page(blocks: Sequence[Block], layout: Layout, title: str) -> str:
    """Return a page for Chromium."""
    body = "".join(_web_block(layout, *one) for one in noted(blocks, layout))
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><style>{_web_styles(layout, title)}</style>'
        f"<body>{_web_watermark(layout)}{body}</body></html>"
    )


def _web_block(layout: Layout, block: Block, note: str, number: int) -> str:
    if isinstance(block, tuple):
        cells = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block)
        return f"<table class='{layout.table}'>{cells}</table>"
    words = escape(with_mark(block, "\x01" if note else "")).replace("\x01", f"<sup>{number}</sup>")
    return f"<p>{words}</p>" + (f"<p class='note'><sup>{number}</sup>{note}</p>" if note else "")


def _web_watermark(layout: Layout) -> str:
    if layout.watermark == "large":
        return "<div class='large'>内部资料</div>"
    places = [(x, y) for x in (90, 300) for y in (150, 403, 655)] if layout.watermark else []
    return "".join(f"<div class='small' style='left:{x}pt;top:{y}pt'>内部资料</div>" for x, y in places)


def _web_styles(layout: Layout, title: str) -> str:
    head = (
        f"@top-center {{ content: '{title}'; font-size: 9pt }}"
        " @bottom-center { content: counter(page); font-size: 9pt }"
        if layout.header
        else ""
    )
    return f"""
@page {{ size: A4 {"landscape" if layout.landscape else "portrait"}; margin: 60pt {layout.margin}pt; {head} }}
body {{ margin: 0; font: {layout.size}pt/1.6 "{layout.font}"; column-count: {layout.columns};
 column-gap: {layout.gap}pt; letter-spacing: {layout.spacing}pt;
 text-align: {"justify" if layout.justified else "left"} }}
p {{ margin: 0; text-indent: {2 if layout.indent else 0}em }} .note {{ font-size: 70%; text-indent: 0 }}
table {{ width: 100%; border-collapse: collapse; letter-spacing: 0; text-align: left }} td {{ padding: 3pt 6pt }}
.ruled td {{ border: 0.75pt solid black }}
.open tr {{ border-top: 0.75pt solid black; border-bottom: 0.75pt solid black }}
.large {{ position: fixed; top: 40%; left: 15%; font-size: 70pt; color: #ccc; transform: rotate(-35deg); z-index: -1 }}
.small {{ position: fixed; font-size: 7pt; color: #bbb; text-indent: 0 }}
"""
