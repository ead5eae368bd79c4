"""The measure of growth: ten times the text, the same text again and again, and lines no report should hold."""

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import mean

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.cell_text import plain_cell
from core.model.report import Report
from tools.bench_speed import sample
from tools.bench_timing import Line, clock

MEGABYTE = 2**20
ROUNDS = 3
# A tenth more than linear is allowed, for the clock.
LINEAR = 1.1


def one_line(size: int) -> str:
    """The bundled report without a line break, over and over, to a number of bytes."""
    flat = sample().text.replace("\n", "")
    return flat * max(1, size // len(flat.encode()))


def unbroken(size: int) -> str:
    """The same without any punctuation that ends a clause."""
    flat = "".join(char for char in sample().text if char not in "\n，。；：、！？")
    return flat * max(1, size // len(flat.encode()))


STRANGE = {
    "digits": "1",
    "thousands": "1,",
    "one": "一",
    "powers": "万亿",
    "list marks": "1、",
    "growing": "增长",
    "shares": "5%、",
    "respectively": "分别、",
    "counted": "5个",
    "counted list": "1个、",
    "counted names": "甲、乙等3个项目，",
    "side by side": "1万",
    "clauses": "增长1%，",
    "dated clauses": "2020年，增长5%，",
    "one clause": "全区地区生产总值达到318.6亿元增长4.7%新增企业8家比2020年提高三成",
    "many clauses": "全区地区生产总值达到318.6亿元增长4.7%新增企业8家比2020年提高三成，",
    "quotes": "“1亿元",
    "opening quotes": "“",
    "brackets": "（",
    "closed brackets": "）",
    "titles": "《",
    "doublings": "翻一番",
    "fractions": "分之",
    "years": "2025年",
    "ratios": "1:",
    "ranges": "1—",
    "blanks": "1 ",
    "line breaks": "\n",
    "headings": "\n一、回顾\n二、",
    "wrapped": "1\n",
    "parts": "其中，",
}
"""Pieces that, said again and again, make texts no report should hold."""

PATHOLOGICAL: dict[str, Callable[[int], str]] = {
    "1 MB line": lambda part: one_line(MEGABYTE // part),
    "1 MB without punctuation": lambda part: unbroken(MEGABYTE // part),
    "100,000 digits": lambda part: "1" * (100_000 // part),
    "10,000 nested brackets": lambda part: "（" * (10_000 // part) + "1亿元" + "）" * (10_000 // part),
    "10,000 opening quotes": lambda part: "“1亿元" * (10_000 // part),
    "“1、” 100,000 times": lambda part: "1、" * (100_000 // part),
    "“增长” 100,000 times": lambda part: "增长" * (100_000 // part),
    "“分别、” 50,000 times": lambda part: "分别、" * (50_000 // part),
    "“一” 100,000 times": lambda part: "一" * (100_000 // part),
    "“1个、” 30,000 times": lambda part: "1个、" * (30_000 // part),
    "“1万” 20,000 times": lambda part: "1万" * (20_000 // part),
    "“增长1%，” 20,000 times": lambda part: "增长1%，" * (20_000 // part),
    "100,000 line breaks": lambda part: "\n" * (100_000 // part),
    **{
        f"{name}, 20,000 characters": lambda part, piece=piece: piece * (20_000 // len(piece) // part)
        for name, piece in STRANGE.items()
    },
}
"""Texts that grow without bound in one respect; `part` says what share of the whole to make."""

# Their characters may cost what the bundled report's do. The rest hold more figures than any report, or no sentence.
PER_CHARACTER = (
    *("1 MB line", "100,000 digits", "10,000 nested brackets"),
    *("“1、” 100,000 times", "“增长” 100,000 times", "“分别、” 50,000 times", "“一” 100,000 times"),
)


CELLS = (
    *("<p ", "<!--", "<script>", "</td>", "<sup>", " <p>", "<br", "<p " + "a" * 400),
    *("&amp;", "&a", "_x000", "\\", "\\r"),
)
"""Signs that, said again and again, make cells no table should hold."""


def growth() -> Iterator[Line]:
    """Ten times the text must take at most eleven times the time, and eleven times the memory."""
    text = sample().text
    small, large = text * 10, text * 100
    yield _grown("10 × the text, time", small, large, 10 * LINEAR)
    ratio = _peak(large) / _peak(small)
    yield Line("10 × the text, memory", round(ratio, 2), 10 * LINEAR, "peak of Python's allocations, once each")


def _grown(name: str, small: str, large: str, bound: float) -> Line:
    """Compare a text with the small one read so often that it is as long, half of it before and half after.

    So a machine that is now fast, now slow, is so for both; the middle one of the rounds counts.
    """
    half = round(len(large) / len(small) / 2)
    times: list[tuple[float, float]] = []
    for number in range(ROUNDS):
        before = [_taken(small, 2 * half * number + one) for one in range(half)]
        taken = _taken(large, number)
        after = [_taken(small, 2 * half * number + half + one) for one in range(half)]
        times.append((mean([*before, *after]), taken))
    one, ten = sorted(times, key=lambda pair: pair[1] / pair[0])[ROUNDS // 2]
    return Line(name, round(ten / one, 2), round(bound, 2), f"{ten:.1f} ms / {one:.1f} ms, the middle one of {ROUNDS}")


def _taken(text: str, number: int) -> float:
    """Return the milliseconds a text takes, with so many line breaks behind it: what was read before is kept."""
    report, lexicon = Report("grown", text + "\n" * number), load_lexicon()
    return clock(lambda _: len(find_figures(report, lexicon)), 0)


def _peak(text: str) -> int:
    gc.collect()
    tracemalloc.start()
    find_figures(Report("peak", text), load_lexicon())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def memory() -> Iterator[Line]:
    """Reading report after report must keep nothing: what is held after 50 is what was held after 10."""
    report, lexicon = sample(), load_lexicon()
    held = []
    tracemalloc.start()
    for number in range(50):
        find_figures(replace(report, text=report.text + "\n" * number), lexicon)
        if number in (9, 49):
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    early, late = held
    yield Line("memory held after 50 reports / after 10", round(late / early, 2), 1.05, f"{late:,} / {early:,} bytes")


def pathological() -> Iterator[Line]:
    """Each strange line against a tenth of itself, and its characters against the bundled report's."""
    for name, make in PATHOLOGICAL.items():
        small, large = make(10), make(1)
        yield _grown(f"{name}: 10 × the text", small, large, LINEAR * len(large) / len(small))
        if name not in PER_CHARACTER:
            continue
        usual = sample().text * 10
        each = [[_taken(text, number) / len(text) for text in (large, usual)] for number in range(ROUNDS)]
        strange, plain = sorted(each, key=lambda pair: pair[0] / pair[1])[ROUNDS // 2]
        taken = f"{strange * 1000:.2f} µs / {plain * 1000:.2f} µs, the middle one of {ROUNDS}"
        yield Line(f"{name}: a character / the report's", round(strange / plain, 2), LINEAR, taken)
    for piece in CELLS:
        small, large = (piece * (size // len(piece)) + "</p>" for size in (MEGABYTE // 20, MEGABYTE // 2))
        ten, one = (min(_read_cell(text) for _ in range(ROUNDS)) for text in (large, small))
        said = f"{ten:.1f} ms / {one:.1f} ms, the best of {ROUNDS}"
        yield Line(f"a cell of {piece[:9]!r}, 500 KB: 10 × the text", round(ten / one, 2), 20, said)


def _read_cell(text: str) -> float:
    """Return the milliseconds it takes to read a cell."""
    return clock(lambda _: len(plain_cell(text)), 0)
