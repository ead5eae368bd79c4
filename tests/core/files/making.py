"""Files of every kind made of a text of ours, as offices make them: Word documents, PDFs, web pages, archives."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from core.files.sheet_head import letters_of

FONT = Path(__file__).resolve().parents[3] / "resources" / "fonts" / "NotoSansSC-Regular.ttf"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/></Types>"""
CORE = """<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{title}</dc:title>
<dcterms:created>2026-01-19T08:00:00Z</dcterms:created></cp:coreProperties>"""


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Pack parts into a zip."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def document(body: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """Wrap the elements of a Word document's body."""
    return f"{head}<w:document {WORD}><w:body>{body}</w:body></w:document>"


def paragraph(text: str, properties: str = "") -> str:
    """Write a paragraph, its text in runs that begin anywhere, as an editor leaves them."""
    runs = (text[at : at + 7] for at in range(0, len(text), 7))
    said = "".join(f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs)
    return f"<w:p>{properties}{said}</w:p>"


def docx(text: str, title: str = "", **parts: str) -> bytes:
    """Make a Word document, a paragraph a line; further parts by name, footnotes for word/footnotes.xml."""
    body = "".join(map(paragraph, text.split("\n")))
    return docx_of(document(body), title, **parts)


def docx_of(main: str, title: str = "", **parts: str) -> bytes:
    """Make a Word document of its main part."""
    others = {f"word/{name}.xml": part for name, part in parts.items()}
    return packed(
        {"[Content_Types].xml": TYPES, "word/document.xml": main, "docProps/core.xml": CORE.format(title=title)}
        | others
    )


Value = str | int | float | bool | None
"""A cell: a text, a number, a truth, or nothing; a text that begins with <c is written as it is."""

SHEETS = "http://schemas.openxmlformats.org"


def workbook(
    sheets: Mapping[str, Sequence[Sequence[Value]]],
    merged: Sequence[str] = (),
    hidden: Sequence[str] = (),
    shared: bool = False,
    **more: str | bytes,
) -> bytes:
    """Make a workbook of its sheets' rows, as Excel writes it; `merged` are ranges (A1:A3) of each of its sheets.

    With `shared` the texts stand apart in a table of their own. `more` are further parts, or parts to write otherwise,
    by their names with __ for / and without .xml.
    """
    main, links = f"{SHEETS}/spreadsheetml/2006/main", f"{SHEETS}/officeDocument/2006/relationships"
    texts: dict[str, int] = {}
    listed, targets, parts = "", "", dict[str, str | bytes]()
    for number, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        listed += f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="r{number}"/>'
        targets += f'<Relationship Id="r{number}" Type="{links}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        said = "".join(_sheet_row(line, cells, texts if shared else None) for line, cells in enumerate(rows, 1))
        ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
        under = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{said}</sheetData>{under}</worksheet>'
        )
    if shared:
        targets += f'<Relationship Id="s" Type="{links}/sharedStrings" Target="sharedStrings.xml"/>'
        items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{items}</sst>'
    relations = f'xmlns="{SHEETS}/package/2006/relationships"'
    parts |= {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships {relations}><Relationship Id="a" Type="{links}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {relations}>{targets}</Relationships>",
        # the second form of a cell is that of a day
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>",
    }
    return packed(parts | {f"{name.replace('__', '/')}.xml": content for name, content in more.items()})


def _sheet_row(line: int, cells: Sequence[Value], texts: dict[str, int] | None) -> str:
    said = "".join(
        _sheet_cell(f"{letters_of(at)}{line}", cell, texts) for at, cell in enumerate(cells) if cell is not None
    )
    return f'<row r="{line}">{said}</row>' if said else ""


def _sheet_cell(place: str, cell: Value, texts: dict[str, int] | None) -> str:
    if isinstance(cell, str) and cell.startswith("<c"):
        return cell.replace("<c", f'<c r="{place}"', 1)
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if not isinstance(cell, str):
        return f'<c r="{place}"><v>{cell}</v></c>'
    if texts is None:
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    return f'<c r="{place}" t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'


def binary_workbook(rows: Sequence[Sequence[str | float]]) -> bytes:
    """Make a workbook in Excel's binary form (.xlsb) of the rows of its one sheet."""

    def record(kind: int, data: bytes = b"") -> bytes:
        numbers = [kind & 0x7F | 0x80, kind >> 7] if kind > 0x7F else [kind]
        size = len(data)
        while True:
            numbers.append(size & 0x7F | (0x80 if size > 0x7F else 0))
            size >>= 7
            if not size:
                return bytes(numbers) + data

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    said = record(129) + record(148, struct.pack("<IIII", 0, len(rows), 0, 20)) + record(145)
    for line, cells in enumerate(rows):
        said += record(0, struct.pack("<IIHBBBI", line, 0, 300, 0, 0, 0, 0))
        for at, cell in enumerate(cells):
            place = struct.pack("<II", at, 0)
            said += (
                record(6, place + wide(cell)) if isinstance(cell, str) else record(5, place + struct.pack("<d", cell))
            )
    links = f"{SHEETS}/officeDocument/2006/relationships"
    relations = f'<Relationships xmlns="{SHEETS}/package/2006/relationships"><Relationship Id="r1" Type="{links}/'
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + wide("r1") + wide("S")) + record(144)
    return packed(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": f'{relations}officeDocument" Target="xl/workbook.bin"/></Relationships>',
            "xl/workbook.bin": book + record(132),
            "xl/_rels/workbook.bin.rels": f'{relations}worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": said + record(146) + record(130),
        }
    )


def page(text: str, title: str, encoding: str = "gb18030", label: str = "gb2312") -> bytes:
    """Make a page of a government site: navigation, a script, the article, a footer, and a label that lies a little."""
    said = "\r\n".join(f"<p>&emsp;&emsp;{escape(line)}</p>" for line in text.split("\n") if line.strip())
    return f"""<!DOCTYPE html><html><head><meta charset="{label}"><title>{title}_云汀区人民政府</title>
<meta name="PubDate" content="2026-01-19 09:30"><meta name="ContentSource" content="云汀日报">
<script>var count = "新增企业999家";</script><style>p {{ width: 88% }}</style></head><body>
<div class="top-bar"><a href="/">首页</a><a href="/zwgk">政务公开 2025年度</a></div>
<div class="nav"><ul><li><a href="/a">要闻66条</a></li><li><a href="/b">公告77条</a></li></ul></div>
<h1>{title}</h1><div class="info">发布时间：2026-01-19　来源：云汀日报　浏览次数：1234次</div>
<div id="zoom" class="TRS_Editor">{said}</div>
<div class="related"><a href="/c">相关新闻：增长55%</a></div>
<footer>备案号88号　技术支持：云汀区33家单位</footer></body></html>""".encode(encoding)


def web_archive(page: bytes, charset: str) -> bytes:
    """Make the .mht that a browser saves of a page."""
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Subject"] = "云汀区"
    message.add_related(page, "text", "html", cte="quoted-printable", params={"charset": charset})
    message.add_related(b"\x89PNG\r\n", "image", "png", cid="<a>")
    return message.as_bytes()


def pdf(text: str, size: float = 14, indent: int = 2, columns: int = 30, rows: int = 30) -> bytes:
    """Draw a PDF as offices print it: lines of so many letters, indented paragraphs, a header and a page number."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QFont, QFontDatabase, QPageSize, QPainter, QPdfWriter

    family = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(FONT)))[0]
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    font = QFont(family)
    font.setPixelSize(int(size))
    painter.setFont(font)
    lines = _wrapped(text, indent, columns)
    for start in range(0, len(lines), rows):
        if start:
            writer.newPage()
        painter.drawText(200, 20, "云汀区人民政府文件")
        painter.drawText(280, 780, f"— {start // rows + 1} —")
        for row, (left, line) in enumerate(lines[start : start + rows]):
            painter.drawText(int(60 + left * size), int(60 + row * size * 1.6), line)
    painter.end()
    buffer.close()
    return bytes(data.data())


def _wrapped(text: str, indent: int, columns: int) -> list[tuple[int, str]]:
    """Break a text into lines of so many wide letters, a letter of ASCII being half of one."""
    lines: list[tuple[int, str]] = []
    for paragraph in filter(str.strip, text.split("\n")):
        left, line, room = indent, "", (columns - indent) * 2
        for letter in paragraph.strip():
            wide = 1 if letter.isascii() else 2
            if wide > room:
                lines.append((left, line))
                left, line, room = 0, "", columns * 2
            line, room = line + letter, room - wide
        lines.append((left, line))
    return lines


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Put a PDF together from the bodies of its objects, the first of them its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Root 1 0 R/Size %d%s>>startxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Write a stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)
