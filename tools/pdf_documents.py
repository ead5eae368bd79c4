"""The PDFs: how many records of a text come out equal when it is read from a PDF, and how many pages a second are read.

    python -m tools.pdf_documents [--shared DIR] [--keep DIR] [--differences N] [--only NAME]

Reads twenty documents. Sixteen are made of reports beside the project, by LibreOffice and Chromium, under a temporary
folder (or kept in DIR, and used again from there): one, two and three columns, wide and narrow, tables with rules and
without, notes, page headers, numbers of lines, letter-spacing, watermarks, several fonts and sizes. Their source is the
text that was set. Four are PDFs of offices beside the project, with the text that pdftotext took from them as their
source; that text holds the ticks and labels of charts in an order of its own, so only the figures of its sentences are
compared: those in paragraphs that hold a full stop. A record is a figure's span text without blanks, value, unit,
indicator, kind, period and status. Prints for each document how many records of the source come out equal, and pages a
second of processor time over all. Needs soffice and chromium; the first-sight texts are left out.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pypdfium2 import PdfDocument

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.load import load, pasted
from core.model.report import Report
from tools.first_sight import SHARED, is_first_sight
from tools.pdf_making import LAYOUTS, Block, Layout, noted, open_document, web_page, with_mark

SEED = 20261129
_LONGEST = 9_000
"""How many characters of a report are set: some ten pages."""

_FEWEST_LINES = 20

_ROWS = 12

Record = tuple[str, str, str, str, str, str, str]


def records(report: Report, *, sentences: bool) -> Counter[Record]:
    """Return the records of a report; only those in paragraphs with a full stop, where `sentences` is set."""
    found: Counter[Record] = Counter()
    for one in find_figures(report, load_lexicon()):
        figure = one.figure
        if sentences and not _in_sentence(report.text, figure.start):
            continue
        words = "".join(report.text[figure.start : figure.end].split())
        found[
            words,
            str(figure.value),
            str(figure.unit),
            "".join(str(figure.indicator).split()),
            str(figure.kind),
            str(figure.period),
            str(figure.status),
        ] += 1
    return found


def _in_sentence(text: str, at: int) -> bool:
    """Tell whether a place stands in a paragraph of at least one sentence; a blank line ends a paragraph."""
    start = text.rfind("\n\n", 0, at) + 1
    end = text.find("\n\n", at)
    return "。" in text[start : end if end >= 0 else len(text)]


def blocks_of(report: Report, layout: Layout) -> list[Block]:
    """Return what is set of a report: its paragraphs, and a table of its own figures in the middle of them."""
    paragraphs: list[Block] = []
    length = 0
    for line in report.text.split("\n"):
        words = "".join(line.split())
        if not words:
            continue
        if length + len(words) > _LONGEST:
            break
        paragraphs.append(words)
        length += len(words)
    if layout.table:
        rows = _table(pasted("\n".join(str(one) for one in paragraphs)))
        at = next((n for n in range(len(paragraphs) // 2, len(paragraphs)) if str(paragraphs[n]).endswith("。")), 0)
        if len(rows) > 1 and at:
            paragraphs.insert(at + 1, rows)
    return paragraphs


def _table(report: Report) -> tuple[tuple[str, ...], ...]:
    """Return a table of a report's amounts and how they grew: a head, and a row each."""
    rows: list[tuple[str, ...]] = [("指标", "总量", "增速")]
    before = None
    for one in find_figures(report, load_lexicon()):
        figure = one.figure
        if (
            before is not None
            and before.kind == "level"
            and figure.kind == "growth"
            and figure.indicator
            and len(rows) < _ROWS
        ):
            amount = report.text[before.start : before.end]
            rows.append((figure.indicator, amount, f"{figure.value}%"))
        before = figure
    return tuple(rows)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def source_text(blocks: Sequence[Block], layout: Layout) -> str:
    """Return the text that a document is set of: rows of tables with tabs, notes after their paragraphs."""
    lines: list[str] = []
    for block, note, number in noted(blocks, layout):
        if isinstance(block, tuple):
            lines.extend("\t".join(row) for row in block)
            continue
        lines.append(with_mark(block, str(number).translate(_RAISED) if note else ""))
        if note:
            lines.append(f"{str(number).translate(_RAISED)}{note}")
    return "\n".join(lines) + "\n"


def make(blocks: Sequence[Block], layout: Layout, title: str, folder: Path) -> Path:
    """Set a document and return its PDF."""
    made = folder / f"{layout.name}.pdf"
    if layout.chromium:
        page = folder / f"{layout.name}.html"
        page.write_text(web_page(blocks, layout, title), encoding="utf-8")
        command = [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder / 'web'}",
        ]
        _run([*command, f"--print-to-pdf={made}", page.as_uri()])
    else:
        page = folder / f"{layout.name}.fodt"
        page.write_text(open_document(blocks, layout, title), encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
        _run(["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(page)])
    return made


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)


def sources(shared: Path) -> list[Path]:
    """Return the reports that are set, in an order drawn by the seed: first-sight texts are left out."""
    paths = [*(shared / "corpus").glob("*.txt"), *(shared / "corpus" / "local").glob("*_20*.txt")]
    paths = [path for path in sorted(paths) if not path.name.startswith(("公报", "预算", "维基"))]
    random.Random(SEED).shuffle(paths)
    return [path for path in paths if _is_fit(load(path))]


def _is_fit(report: Report) -> bool:
    """Tell whether a report may be read here, and has paragraphs to be set."""
    return not is_first_sight(report) and report.text.count("\n") > _FEWEST_LINES


def documents(shared: Path, folder: Path) -> Iterator[tuple[str, Path, Report, bool]]:
    """Yield each document: its name, its PDF, its source, and whether only sentences are compared."""
    texts = iter(sources(shared))
    for layout in LAYOUTS:
        made, text = folder / f"{layout.name}.pdf", folder / f"{layout.name}.txt"
        path = next(texts)
        if not made.is_file():
            report = load(path)
            blocks = blocks_of(report, layout)
            make(blocks, layout, f"{path.stem}工作报告", folder)
            text.write_text(source_text(blocks, layout), encoding="utf-8")
        yield layout.name, made, load(text), False
    for path in sorted((shared / "corpus" / "local").glob("*.pdf")):
        # pdftotext begins a page with a form feed, also inside a paragraph
        words = path.with_suffix(".txt").read_text(encoding="utf-8").replace("\f", "")
        (folder / f"{path.stem}.txt").write_text(words, encoding="utf-8")
        yield path.stem, path, load(folder / f"{path.stem}.txt"), True


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how each document is read, and all together; end with 1 where a program that sets documents is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--differences", type=int, default=0)
    parser.add_argument("--only", default="")
    options = parser.parse_args(arguments)
    missing = [name for name in ("soffice", "chromium") if shutil.which(name) is None]
    if missing and options.keep is None:
        print(f"{' and '.join(missing)} must be installed to set the documents.")
        return 1
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        _print_all(documents(options.shared, folder), options.only, options.differences)
    return 0


def _print_all(some: Iterator[tuple[str, Path, Report, bool]], only: str, most: int) -> None:
    same = of = pages = 0
    seconds = 0.0
    for name, path, source, sentences in some:
        if only not in name:
            continue
        count = len(PdfDocument(path))
        start = time.process_time()
        report = load(path)
        took = time.process_time() - start
        meant, found = records(source, sentences=sentences), records(report, sentences=False)
        equal = (meant & found).total()
        said = f"{equal:5} of {meant.total():5}  {equal / max(meant.total(), 1):7.2%}"
        print(f"{said}  {count:3} pages  {count / took:6.0f} a second  {name}")
        for record, _ in list((meant - found).items())[:most]:
            print("   missing", json.dumps(record, ensure_ascii=False))
        for record, _ in list((found - meant).items())[:most] if not sentences else ():
            print("   instead", json.dumps(record, ensure_ascii=False))
        same, of, pages, seconds = same + equal, of + meant.total(), pages + count, seconds + took
    said = f"{same:5} of {of:5}  {same / max(of, 1):7.2%}"
    print(f"{said}  {pages:3} pages  {pages / max(seconds, 1e-9):6.0f} a second  together")


if __name__ == "__main__":
    sys.exit(main())
