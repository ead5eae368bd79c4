"""Files made to hang, crash, flood or spy on a program that opens them; run as a program it writes them to a folder."""

import os
import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.core.files.making import (
    SHEETS,
    WORD,
    Value,
    document,
    docx,
    docx_of,
    packed,
    page,
    paragraph,
    pdf_of,
    stream,
    workbook,
)

TEXT = "全区地区生产总值达312.6亿元，增长5.8%。\n"
SECRET = "SECRET-OF-ANOTHER-FILE"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PLAIN = "word/document.xml"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
LEAF = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
ROOT, TREE = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
SAID = b"BT /F1 12 Tf 50 700 Td (GDP grew by 5.3%) Tj ET"

Made = tuple[bytes, str]
"""A file's bytes, and words of the sentence it ends in; "" where it is read."""


def deflated(piece: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()


def one_page(content: bytes, root: bytes = ROOT) -> bytes:
    return pdf_of([root, TREE, LEAF, content, FONT])


def plain(secret: Path, port: int) -> Iterator[tuple[str, Made]]:
    yield "empty.txt", (b"", "empty")
    yield "blank.txt", (b" \n\t\r\n" * 1000, "no text")
    yield "zeros.txt", (b"\x00" * 10_000, "no text")
    yield "noise.txt", (random.Random(1).randbytes(100_000), "neither")
    yield "half_a_word.txt", (b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x01", "")
    yield "endless_line.txt", (("增长" * 900_000).encode(), "")
    yield "too_long.txt", (b"5" * 3_000_000, "characters")
    yield "too_large.txt", (b"5" * (64 * 2**20 + 1), "larger")
    yield "turned_around.txt", ("增长1\u202e23%。\u2066".encode(), "")
    yield "<img src=x>增长<b>5%<!b>.txt", (TEXT.encode(), "")
    yield "program.txt", (b"MZ\x90\x00" + bytes(100), "program")
    yield "picture.txt", (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture")
    yield "database.txt", (b"SQLite format 3\x00" + bytes(100), "database")
    yield "rich.txt", (rb"{\rtf1\ansi{\object\objemb}}", "rich text")
    yield "entity.txt", (f"{TEXT}<!DOCTYPE x [<!ENTITY a SYSTEM '{secret.as_uri()}'>]>&a;".encode(), "")


def word(secret: Path, port: int) -> Iterator[tuple[str, Made]]:
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    remote = f'<!DOCTYPE x SYSTEM "http://127.0.0.1:{port}/a.dtd">'
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    yield "xxe.docx", (docx_of(document(paragraph("A").replace("A", "&a;"), entity)), "document type")
    yield "remote_dtd.docx", (docx_of(document(paragraph(TEXT), remote)), "document type")
    yield "laughs.docx", (docx_of(document("&l9;", f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>')), "document type")
    yield "numbers_xxe.docx", (docx(TEXT, numbering=f"{entity}<w:numbering {WORD}>&a;</w:numbering>"), "document type")
    yield "long_text.docx", (docx_of(document(f"<w:p><w:r><w:t>{'5' * 70_000_000}</w:t></w:r></w:p>")), "unpacks to")
    yield "paragraphs.docx", (docx_of(document("<w:p/>" * 2_100_000)), "characters")
    yield "deep.docx", (docx_of(document("<w:sdt>" * 20_000 + "</w:sdt>" * 20_000)), "nested")
    yield "empty.docx", (docx_of(document("<w:p/>")), "no text")
    yield "not_xml.docx", (docx_of("增长5%"), "damaged")
    yield "cut_off.docx", (docx(TEXT)[:-200], "damaged")
    yield "no_document.docx", (packed({"[Content_Types].xml": "", "word/x.xml": "增长5%"}), "damaged")
    yield "slipping.docx", (packed({"../../slipped.txt": "x", PLAIN: document(paragraph(TEXT))}), "")
    yield "media.docx", (packed({"word/media/a.bmp": bytes(500_000_000), PLAIN: document(paragraph(TEXT))}), "")
    link = f'<Relationship Id="r" TargetMode="External" Target="http://127.0.0.1:{port}/a" Type="attachedTemplate"/>'
    yield "linked.docx", (packed({"word/_rels/settings.xml.rels": link, PLAIN: document(paragraph(TEXT))}), "")
    yield "locked.docx", (OLE + "EncryptedPackage".encode("utf-16-le"), "password")
    yield "old.doc", (OLE + bytes(600), "old format")
    yield "old.wps", (b"\x00" * 40, "old format")
    yield "tables.docx", (docx_of(document("<w:tbl><w:tr><w:tc>" * 10_000)), "nested")
    yield "inserted.docx", (inserting({"a.html": f"<p>{'增长5%' * 300_000}"}, 1_000), "characters")
    yield "padded.docx", (inserting({"a.html": "<p>" + " " * 60_000_000 + TEXT}, 1_000), "")
    within = docx(TEXT)
    for _ in range(20):
        within = inserting({"a.docx": within}, 1)
    yield "within.docx", (within, "")
    yield "wide.docx", (docx_of(document(f"<w:tbl>{WIDE_ROW * 700}</w:tbl>")), "characters")
    round_styles = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 9}"/></w:style>' for n in range(9))
    styled = document(paragraph(TEXT, '<w:pPr><w:pStyle w:val="s1"/></w:pPr>'))
    yield "round.docx", (docx_of(styled, styles=f"<w:styles {WORD}>{round_styles}</w:styles>"), "")
    yield "styles_xxe.docx", (docx(TEXT, styles=f"{entity}<w:styles {WORD}>&a;</w:styles>"), "document type")
    yield "lying.docx", (lying(docx(TEXT * 1000)), "damaged")


WIDE_ROW = (
    "<w:tr>"
    + "<w:tc><w:tcPr><w:gridSpan w:val='9999'/></w:tcPr></w:tc>" * 50
    + f"<w:tc>{paragraph('增长')}</w:tc>" * 2
    + "</w:tr>"
)


def inserting(parts: dict[str, str | bytes], times: int) -> bytes:
    """Make a Word document that inserts the first of its parts so many times."""
    name = next(iter(parts))
    rels = f'<Relationships><Relationship Id="a" Type="x/aFChunk" Target="{name}"/></Relationships>'
    body = paragraph(TEXT) + '<w:altChunk xmlns:r="x" r:id="a"/>' * times
    inner = {f"word/{part}": data for part, data in parts.items()}
    return packed({PLAIN: document(body), "word/_rels/document.xml.rels": rels} | inner)


def lying(archive: bytes) -> bytes:
    """Have an archive say that every part unpacks to one byte."""
    at = archive.find(b"PK\x01\x02")
    data = bytearray(archive)
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 1)
        at = archive.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def printed(secret: Path, port: int) -> Iterator[tuple[str, Made]]:
    flate = b"/Filter/FlateDecode"
    spaces = deflated(b" " * 2**20, 1000)
    act = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/%s>>>>"
    calls = f"JavaScript/JS(app.launchURL('http://127.0.0.1:{port}/'))".encode()
    yield "spaces.pdf", (one_page(stream(spaces, flate)), "memory")
    yield "twice.pdf", (one_page(stream(zlib.compress(spaces), b"/Filter[/FlateDecode/FlateDecode]")), "memory")
    yield "operators.pdf", (one_page(stream(deflated(b"BT /F1 9 Tf (5%) Tj ET ", 1_500_000), flate)), "")
    yield "cyclic.pdf", (pdf_of([ROOT, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 999>>"]), "damaged")
    yield (
        "many_pages.pdf",
        (
            pdf_of([ROOT, b"<</Type/Pages/Kids[" + b"3 0 R " * 90_000 + b"]/Count 90000>>", LEAF, stream(SAID), FONT]),
            "pages",
        ),
    )
    yield "scan.pdf", (one_page(stream(b"0 0 600 800 re f")), "scan")
    yield "script.pdf", (one_page(stream(SAID), act % calls), "")
    yield "launch.pdf", (one_page(stream(SAID), act % b"Launch/F(/bin/sh)"), "")
    yield "deep.pdf", (one_page(stream(b"[" * 200_000 + SAID)), "scan")
    yield "noise.pdf", (b"%PDF-1.7\n" + random.Random(2).randbytes(5000), "damaged")
    yield "cut_off.pdf", (one_page(stream(SAID))[:120], "damaged")
    yield "locked.pdf", (locked_pdf(), "password")


def locked_pdf() -> bytes:
    """Make a PDF that asks for a password, which nobody knows."""
    lock = b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    return pdf_of([ROOT, TREE, LEAF, stream(SAID), FONT, lock], b"/Encrypt 6 0 R/ID[<41><41>]")


def web(secret: Path, port: int) -> Iterator[tuple[str, Made]]:
    spy = f'<img src="http://127.0.0.1:{port}/a.png"><iframe src="{secret.as_uri()}"></iframe>'
    yield "comments.html", (b"<html>" + b"<!--" * 500_000, "no text")
    yield "attributes.html", (f"<html><p {' '.join(f'a{n}=1' for n in range(300_000))}>{TEXT}".encode(), "")
    yield "deep.html", (("<html>" + "<div>" * 200_000 + TEXT).encode(), "")
    yield "tables.html", (("<html>" + "<table><tr><td>" * 5_000 + TEXT).encode(), "")
    cells = "<div style='display:table-cell'>"
    yield "cells.html", (("<html>" + cells * 10_000 + TEXT).encode(), "")
    spans = "<tr>" + "<td rowspan=65000>指标" * 60 + "</tr>" + "<tr><td>5" * 5_000
    yield "spans.html", (f"<html><table>{spans}</table>{TEXT}".encode(), "")
    yield "columns.html", (("<html><table>" + "<tr><td colspan=1000><td>5" * 5_000 + TEXT).encode(), "")
    yield "styles.html", (f"<html><style>{'{' * 500_000}a,{'/*' * 500_000}</style><p>{TEXT}".encode(), "")
    yield "raised.html", (f"<html><p><sup>1</sup>{'5' * 1_000_000}<sub>3</sub>".encode(), "")
    yield "fractions.html", (f"<html><p>{TEXT}<math>{'<mfrac><mn>1</mn>' * 10_000}".encode(), "")
    yield "quotes.html", (("<html>" + '<a href="' * 100_000 + TEXT).encode(), "no text")
    yield "brackets.html", (("<html>" + "<" * 1_000_000 + TEXT).encode(), "")
    yield "references.html", (f"<html>&#{'9' * 100_000};&#x{'f' * 100_000};<p>{TEXT}".encode(), "")
    yield "long.html", (("<html><p>" + "增" * 9_000_000).encode(), "characters")
    yield "script.html", (f"<html><script>{TEXT * 100}</script><style>{TEXT}</style>".encode(), "no text")
    yield "spying.html", (page(TEXT, "题").replace(b"</h1>", b"</h1>" + spy.encode()), "")
    yield "drawn.html", (f'<html><svg><image href="{secret.as_uri()}"/><text>9%</text></svg>{TEXT}'.encode(), "")
    yield "parts.mht", (b"MIME-Version: 1.0\n" + parts(2_000), "no page")
    yield "no_page.mht", (b"MIME-Version: 1.0\nContent-Type: image/png\n\nx", "no page")


def parts(depth: int) -> bytes:
    """Nest the parts of a message so deep."""
    heads = (b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return b"".join(heads) + b"Content-Type: text/plain; charset=utf-8\n\n" + TEXT.encode()


def archives(secret: Path, port: int) -> Iterator[tuple[str, Made]]:
    bomb = packed({f"{n}.txt": bytes(60_000_000) for n in range(3)})
    yield "bomb.zip", (packed({"a.txt": bytes(2**27)}), "unpacks to")
    yield "nested.zip", (packed({"a.zip": packed({"b.zip": bomb})}), "archive within")
    yield "locked.zip", (locked_zip(), "password")
    yield "slip.zip", (packed({"../../../slipped.txt": TEXT, "C:\\slipped.txt": TEXT}), "")
    yield "many.zip", (packed({f"{n}.txt": "" for n in range(20_001)}), "unpacks to")
    yield "nothing.zip", (packed({}), "no files")
    yield "cut_off.zip", (packed({"a.txt": TEXT})[:40], "damaged")
    yield "form.ofd", (packed({"OFD.xml": "<ofd/>"}), "OFD")
    yield "other.rar", (b"Rar!\x1a\x07" + bytes(50), "archive of a kind")
    yield "table.txt", (b"PAR1" + bytes(50), "Parquet")
    yield "cell.csv", (b"title,text\na," + b"5" * 3_000_000, "cannot be read")
    yield "deep.jsonl", (b"[" * 100_000, "JSON")
    yield "broken.jsonl", (b'{"text": "5%"\n', "JSON")
    yield "columns.csv", (b"a,b\n1,2\n", "column")
    yield "formula.csv", (f"title,text\n=cmd,{TEXT}".encode(), "")


def sheets(secret: Path, port: int) -> Iterator[tuple[str, Made]]:
    rows: list[list[Value]] = [["标题", "正文"], ["云汀县2026年政府工作报告", TEXT * 20]]
    good = workbook({"S": rows})
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]><worksheet><sheetData/></worksheet>'
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    main = f'<worksheet xmlns="{SHEETS}/spreadsheetml/2006/main"><sheetData>'
    yield "dtd.xlsx", (packed({"[Content_Types].xml": "", "xl/workbook.xml": "<!DOCTYPE x>"}), "document type")
    yield "xxe.xlsx", (workbook({"S": rows}, xl__worksheets__sheet1=entity), "document type")
    laugh = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><sst><si><t>&l9;</t></si></sst>'
    yield "laughs.xlsx", (workbook({"S": rows}, shared=True, xl__sharedStrings=laugh), "document type")
    unknown = f"{main}<row><c t='inlineStr'><is><t>&a;</t></is></c></row></sheetData></worksheet>"
    yield "unknown_entity.xlsx", (workbook({"S": rows}, xl__worksheets__sheet1=unknown), "damaged")
    yield "corner.xlsx", (_far(rows, "XFD1048576"), "far away")
    yield "beyond.xlsx", (_far(rows, "ZZZZZZZZ99999999999"), "far away")
    yield "many_rows.xlsx", (_far(rows, "A200003"), "rows")
    styled = b'<row><c r="XFD1048576" s="1"/></row></sheetData>'
    yield "styled_far.xlsx", (_changed(good, lambda part: part.replace(b"</sheetData>", styled)), "")
    lie = b'<dimension ref="A1:XFD1048576"/><sheetData>'
    yield "lying.xlsx", (_changed(good, lambda part: part.replace(b"<sheetData>", lie)), "")
    yield "merged_all.xlsx", (workbook({"S": rows}, ["A1:XFD1048576", "B2:B1048576"]), "")
    texts = f"<sst><si><t>{'5' * 100_000_000}</t></si></sst>"
    yield "long_text.xlsx", (workbook({"S": rows}, shared=True, xl__sharedStrings=texts), "unpacks to")
    yield "bomb.xlsx", (workbook({"S": rows}, xl__worksheets__sheet1=bytes(2**27)), "unpacks to")
    yield "lying_sizes.xlsx", (lying(workbook({"S": rows * 50})), "damaged")
    yield "deep.xlsx", (workbook({"S": rows}, xl__worksheets__sheet1=main + "<row>" * 500_000), "rows")
    runs = "<c t='inlineStr'><is>" + "<r>" * 99_999 + "</is></c>"
    yield "runs.xlsx", (workbook({"S": [rows[0], [runs]]}), "no rows")
    yield "no_string.xlsx", (workbook({"S": [*rows, ["<c t='s'><v>99999999</v></c>"]]}), "damaged")
    yield "no_sheet.xlsx", (packed({"xl/workbook.xml": "<workbook/>"}), "damaged")
    yield "cut_off.xlsx", (good[:-200], "damaged")
    yield "noise.xlsx", (good[:30] + random.Random(4).randbytes(3000), "damaged")
    yield "locked.xlsx", (OLE + "EncryptedPackage".encode("utf-16-le"), "password")
    yield "noise.xls", (OLE + bytes(600) + "Workbook".encode("utf-16-le") + random.Random(5).randbytes(9000), "damaged")
    yield "nothing.xls", (OLE + bytes(600), "damaged")
    yield "macros.xlsm", (workbook({"S": rows}, xl__vbaProject=random.Random(6).randbytes(9000)), "")
    link = f'<Relationship Id="x" TargetMode="External" Target="http://127.0.0.1:{port}/a" Type="externalLinkPath"/>'
    yield "linked.xlsx", (workbook({"S": rows}, xl__externalLinks___rels__externalLink1=link), "")
    call = f"""<c t="str"><f>WEBSERVICE("http://127.0.0.1:{port}/")</f></c>"""
    yield "calls.xlsx", (workbook({"S": [*rows, [call, "<c t='str'><f>cmd|'/c calc'!A1</f></c>"]]}), "")
    yield "numbers.xlsx", (workbook({"S": [["指标", "单位", 1], ["值", 3, 4], ["值", 5, 6]]}), "table of numbers")
    names = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    names += "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
    often = "<table:table-row table:number-rows-repeated='1048576'><table:table-cell office:value-type='float' "
    often += "office:value='1' table:number-columns-repeated='16384'/></table:table-row>"
    content = f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='S'>{often}"
    content += "</table:table></office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    yield "often.ods", (packed({"mimetype": kind, "content.xml": content}), "far away")
    yield "dtd.ods", (packed({"mimetype": kind, "content.xml": "<!DOCTYPE x><a/>"}), "document type")
    table = f'<html><table><tr><td>标题<td>正文<tr><td>甲<td><img src="http://127.0.0.1:{port}/">{TEXT * 20}</table>'
    yield "page.xls", (table.encode(), "")
    yield "spans.xls", (table.replace("<td>甲", "<td rowspan=999999 colspan=999999>甲").encode(), "")
    wide = "<tr>" + "<td rowspan=1000 colspan=1000>甲" * 300
    yield "wide.xls", (("<html><table>" + wide * 30).encode(), "column")
    yield "nested.xls", (("<html>" + "<table><tr><td>" * 5_000 + TEXT).encode(), "no rows")
    xml = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>'
    yield "xxe.xls", (xml.replace("<Work", '<!DOCTYPE x [<!ENTITY a "x">]><Work', 1).encode(), "document type")
    yield "row.xls", ((xml + "<Row Index='99999999'/>").encode(), "far away")
    yield "cut_off.xls", ((xml + "<Row><Cell><Data>5").encode(), "damaged")


def _far(rows: list[list[Value]], place: str) -> bytes:
    """Make a workbook with one cell far away from its table."""
    last = f'<row><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    return _changed(workbook({"S": rows}), lambda part: part.replace(b"</sheetData>", last))


def _changed(book: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change the first sheet of a workbook."""
    with zipfile.ZipFile(BytesIO(book)) as there:
        parts = {name: there.read(name) for name in there.namelist()}
    parts["xl/worksheets/sheet1.xml"] = change(parts["xl/worksheets/sheet1.xml"])
    return packed(parts)


def tables(secret: Path, port: int) -> Iterator[tuple[str, Made]]:
    """Yield Parquet tables; where pyarrow is missing, each but the first two ends in what to save it as."""
    yield "empty.parquet", (b"", "empty")
    yield "locked.parquet", (b"PAR1" + bytes(50) + b"PARE", "password")
    known = find_spec("pyarrow") is not None
    damaged = "damaged" if known else "CSV"
    yield "zeros.parquet", (b"PAR1" + bytes(50), damaged)
    foot = b"\x1c" * 10_000
    yield "deep.parquet", (b"PAR1" + foot + struct.pack("<I", len(foot)) + b"PAR1", damaged)
    # a list that says it has 2 ** 60 members
    listed = b"\x19\xfc" + b"\x80" * 8 + b"\x10"
    yield "long_list.parquet", (b"PAR1" + listed + struct.pack("<I", len(listed)) + b"PAR1", damaged)
    if known:
        yield from _written_tables()


def _written_tables() -> Iterator[tuple[str, Made]]:
    import pyarrow

    good = _table({"text": [TEXT]})
    yield "whole.parquet", (good, "")
    yield "brotli.parquet", (_table({"text": [TEXT]}, "brotli"), "")
    yield "cut_off.parquet", (good[:-6], "damaged")
    yield "only_its_end.parquet", (good[-20:], "damaged")
    yield "long_foot.parquet", (good[:-8] + b"\xff\xff\xff\x7fPAR1", "damaged")
    yield "noise.parquet", (good[:4] + random.Random(3).randbytes(len(good) - 12) + good[-8:], "damaged")
    yield "many_rows.parquet", (_table({"text": [""] * 200_001}), "rows")
    yield "lists.parquet", (_table({"text": [[TEXT]]}), "column")
    # one text of 60 MB, said 64 times by some bytes; read as a text each it needs 4 GB
    again = pyarrow.DictionaryArray.from_arrays([0] * 64, ["5" * 60 * 2**20])
    yield "again.parquet", (_table({"text": again}, "zstd"), "characters")
    yield "bomb.parquet", (_table({"text": again}, "zstd", whole=False), "memory")


def _table(columns: dict[str, Any], packing: str = "none", *, whole: bool = True) -> bytes:
    import pyarrow
    from pyarrow.parquet import write_table

    file = BytesIO()
    write_table(pyarrow.table(columns), file, compression=packing, store_schema=whole)
    return file.getvalue()


def locked_zip() -> bytes:
    """Set the bit that says a member is encrypted."""
    data = bytearray(packed({"a.txt": TEXT}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + place] |= 1
    return bytes(data)


Maker = Callable[[Path, int], Iterator[tuple[str, Made]]]
MAKERS: tuple[Maker, ...] = (plain, word, printed, web, archives, sheets, tables)


def write(folder: Path, secret: Path, port: int = 9) -> dict[str, str]:
    """Write every file into a folder; return by its name what its sentence says, "" where it is read.

    On Windows those are left out whose names it does not take.
    """
    expected: dict[str, str] = {}
    for make in MAKERS:
        for name, (data, words) in make(secret, port):
            if os.name == "nt" and set(name) & set('<>:"/\\|?*'):
                continue
            (folder / name).write_bytes(data)
            expected[name] = words
    return expected


if __name__ == "__main__":
    place = Path(sys.argv[1])
    place.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"{len(write(place, Path(os.devnull)))} files in {place}\n")
