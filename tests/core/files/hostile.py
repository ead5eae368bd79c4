"""Files made to hang, crash, flood or spy on a program that opens them; run as a program it writes them to a folder."""

import os
import random
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.core.files.making import WORD, document, docx, docx_of, packed, page, paragraph, pdf_of, stream

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
    yield "lying.docx", (lying(docx(TEXT * 1000)), "damaged")


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
    yield "sheet.xlsx", (packed({"[Content_Types].xml": "", "xl/workbook.xml": "<!DOCTYPE x>"}), "spreadsheet")
    yield "form.ofd", (packed({"OFD.xml": "<ofd/>"}), "OFD")
    yield "other.rar", (b"Rar!\x1a\x07" + bytes(50), "archive of a kind")
    yield "table.txt", (b"PAR1" + bytes(50), "Parquet")
    yield "cell.csv", (b"title,text\na," + b"5" * 3_000_000, "cannot be read")
    yield "deep.jsonl", (b"[" * 100_000, "JSON")
    yield "broken.jsonl", (b'{"text": "5%"\n', "JSON")
    yield "columns.csv", (b"a,b\n1,2\n", "column")
    yield "formula.csv", (f"title,text\n=cmd,{TEXT}".encode(), "")


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


MAKERS: tuple[Callable[[Path, int], Iterator[tuple[str, Made]]], ...] = (plain, word, printed, web, archives, tables)


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
