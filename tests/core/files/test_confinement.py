"""The reading process closes itself on Linux: native code in it can open nothing, connect nowhere, start nothing."""

import ctypes
import json
import logging
import platform
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files.confinement import ARCHITECTURES, CALLS, RECEIVE, filter_for
from core.files.reading_client import ReadingClient, answer_in
from core.jobs.read_files import ProcessReader, reports_in
from core.model.errors import ReportError
from core.model.report import Report
from tests.core.files.making import docx, packed, pdf_of, stream
from tests.core.files.native import REFUSED, ROOT, START, kernel
from tests.core.files.test_hostile import Spy

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")
TEXT = "全区地区生产总值达312.6亿元，增长5.8%。\n"


@pytest.fixture
def spy() -> Iterator[Spy]:
    running = Spy()
    yield running
    running.close()


def native(folder: Path, port: int, *said: str) -> list[Report | ReportError]:
    """Have native code in the real reading process try what it is told by a text each."""
    (folder / "secret").write_text("secret", encoding="utf-8")
    paths = [folder / f"{number}.txt" for number in range(len(said))]
    for path, words in zip(paths, said, strict=True):
        path.write_text(words, encoding="utf-8")
    asked = {"secret": str(folder / "secret"), "beside": str(folder / "beside"), "port": port}
    with ReadingClient([sys.executable, "-c", START, json.dumps(asked)]) as guard:
        return list(reports_in(paths, ProcessReader(1, guard)))


def text_of(found: Report | ReportError) -> str:
    assert isinstance(found, Report), found
    return found.text


def has_what_it_needs() -> None:
    """Skip where the kernel lacks what the process is closed by; where it has it nothing is skipped."""
    if not kernel()["seccomp"] or platform.machine() not in ARCHITECTURES:
        pytest.skip("this kernel has no seccomp, or this processor no list of calls")


def test_native_code_can_open_connect_and_start_nothing(tmp_path: Path, spy: Spy) -> None:
    """Fails, and does not skip, where the kernel has what it needs and the process does not use it."""
    has_what_it_needs()
    ended = json.loads(text_of(native(tmp_path, spy.port, "TRY")[0]))
    assert len(ended) > 90
    let_through = {name: how for name, how in ended.items() if how[0] != -1 or how[1] not in REFUSED}
    assert not let_through
    assert (tmp_path / "secret").read_text(encoding="utf-8") == "secret"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.txt", "secret"]
    assert spy.calls == 0


def test_every_other_call_is_refused_whatever_it_is_given(tmp_path: Path) -> None:
    has_what_it_needs()
    assert json.loads(text_of(native(tmp_path, 9, "NUMBERS 1 1")[0])) == []


@pytest.mark.skipif(platform.machine() != "x86_64", reason="x86-64 alone has two more gates")
def test_the_gate_of_32_bits_is_shut(tmp_path: Path) -> None:
    has_what_it_needs()
    (found,) = native(tmp_path, 9, "GATE")
    # a kernel without that gate ends the process over it
    assert isinstance(found, ReportError) or found.text == "-1"


@pytest.mark.parametrize("word", ["LINES", "EARLY"])
def test_a_reader_that_says_what_nobody_asked_is_ended(tmp_path: Path, word: str) -> None:
    found = native(tmp_path, 9, f"{word} {TEXT}", TEXT, TEXT)
    assert isinstance(found[0], ReportError)
    assert text_of(found[-1]) == TEXT


def inner_of(guard: ReadingClient) -> Path:
    """Find the inner half of a guard's process."""
    assert guard._process is not None
    front = str(guard._process.pid)
    for place in Path("/proc").iterdir():
        if place.name.isdecimal():
            try:
                parent = (place / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1]
            except (OSError, IndexError):
                continue
            if parent == front:
                return place
    raise AssertionError("no inner half")


def test_the_process_is_closed_and_holds_nothing_open(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    caplog.set_level(logging.INFO, "biaoshu")
    with ReadingClient() as guard:
        assert text_of(*reports_in([tmp_path / "a.txt"], ProcessReader(1, guard))) == TEXT
        inner = inner_of(guard)
        told = dict(line.split(":\t", 1) for line in (inner / "status").read_text(encoding="utf-8").splitlines())
        opened = sorted(str(place.readlink()) for place in (inner / "fd").iterdir())
        limits = (inner / "limits").read_text(encoding="utf-8")
    assert (told["NoNewPrivs"], told["Seccomp"]) == ("1", "2" if kernel()["seccomp"] else "0")
    assert opened[:3] == ["/dev/null"] * 3
    assert len(opened) == 4
    assert opened[3].startswith("socket:")
    assert str(2**30) in limits
    for part, there in kernel().items():
        assert ("no " + part not in caplog.text) == there
        assert part in caplog.text


def test_the_inner_half_ends_with_the_front_half(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with ReadingClient() as guard:
        list(reports_in([tmp_path / "a.txt"], ProcessReader(1, guard)))
        inner = inner_of(guard)
        assert guard._process is not None
        guard._process.kill()
        until = time.monotonic() + 10
        while inner.exists() and time.monotonic() < until:
            time.sleep(0.02)
        assert not inner.exists()


def test_files_of_all_kinds_in_any_order_are_read_by_one_process(tmp_path: Path) -> None:
    page = f"<html><body><article><p>{TEXT}</p></article></body></html>"
    for name, data in {
        "a.txt": TEXT.encode(),
        "b.html": page.encode(),
        "c.docx": docx(TEXT),
        "d.txt": page.encode(),
        "e.zip": packed({"f.txt": TEXT, "g.html": page, "h.docx": docx(TEXT)}),
        "i.csv": f"title,text\n甲,{TEXT}乙,{TEXT}".encode(),
        "j.pdf": not_embedded(TEXT.strip()),
    }.items():
        (tmp_path / name).write_bytes(data)
    with ReadingClient() as guard:
        found = list(reports_in([tmp_path], ProcessReader(1, guard)))
    assert [text_of(one).strip() for one in found] == [TEXT.strip()] * 10


def not_embedded(text: str) -> bytes:
    """Make a PDF whose font is not in it, each character a text of its own with a blank behind it."""
    shown = "".join(
        f"BT /F1 16 Tf {60 + 17 * place} 700 Td <{character.encode('gbk').hex()}> Tj ET "
        f"BT /F1 16 Tf {61 + 17 * place} 700 Td <20> Tj ET "
        for place, character in enumerate(text)
    )
    font = b"/BaseFont /FZKTJW--GB1-0"
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            stream(shown.encode()),
            b"<</Type/Font/Subtype/Type0 " + font + b"/Encoding/GBK-EUC-H/DescendantFonts[6 0 R]>>",
            b"<</Type/Font/Subtype/CIDFontType0 " + font + b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
            b"/Supplement 2>>/FontDescriptor 7 0 R>>",
            b"<</Type/FontDescriptor/FontName/FZKTJW--GB1-0/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
            b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
        ]
    )


def test_a_pdf_without_its_fonts_is_read_whole_where_no_font_can_be_opened(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(not_embedded(TEXT.strip()))
    with ReadingClient() as guard:
        (found,) = reports_in([tmp_path / "a.pdf"], ProcessReader(1, guard))
    assert text_of(found) == TEXT


FORBIDDING = """
import ctypes, os, struct, sys
library = ctypes.CDLL(None, use_errno=True)
def refuse(*numbers):
    '''Refuse calls by number for this process and those it becomes.'''
    steps = [(0x20, 0, 0, 0)]
    for number, error in numbers:
        steps += [(0x15, 0, 1, number), (0x06, 0, 0, 0x00050000 | error)]
    data = b"".join(struct.pack("HBBI", *step) for step in [*steps, (0x06, 0, 0, 0x7FFF0000)])
    held = ctypes.create_string_buffer(data, len(data))
    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))
    program = Program(len(data) // 8, ctypes.addressof(held))
    assert library.prctl(38, 1, 0, 0, 0) == 0
    assert library.prctl(22, 2, ctypes.byref(program), 0, 0) == 0
refuse({refused})
os.execv(sys.executable, [sys.executable, {main!r}, "read"])
"""


@pytest.mark.parametrize("lacking", [("Landlock",), ("seccomp",), ("Landlock", "seccomp")])
def test_where_the_kernel_or_a_container_forbids_it_files_are_read_and_the_log_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, lacking: tuple[str, ...]
) -> None:
    caplog.set_level(logging.INFO, "biaoshu")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    numbers = {"Landlock": (444, 38), "seccomp": (ARCHITECTURES[platform.machine()][2], 1)}
    refused = ", ".join(str(numbers[part]) for part in lacking)
    program = FORBIDDING.format(refused=refused, main=str(ROOT / "main.py"))
    with ReadingClient([sys.executable, "-c", program]) as guard:
        (found,) = reports_in([tmp_path / "a.txt"], ProcessReader(1, guard))
        assert inner_of(guard)
    assert text_of(found) == TEXT
    for part in ("Landlock", "seccomp"):
        assert (f"no {part}" in caplog.text) == (part in lacking)


@pytest.mark.parametrize("name", sorted(ARCHITECTURES))
def test_the_filter_lets_its_calls_through_and_no_other(name: str) -> None:
    """Follow the filter's steps by a reading of our own, on every architecture there is a list for."""
    steps = list(Steps(filter_for(name, 7)))
    column, code, _ = ARCHITECTURES[name]
    allowed = {numbers[column] for numbers in CALLS.values()} - {-1}
    for number in (*range(700), *range(0x40000000, 0x40000000 + 700), 2**32 - 1):
        for argument in (0, 7, 8):
            fine = number in allowed or (number == RECEIVE[column] and argument == 7)
            assert (followed(steps, number, code, argument) == 0x7FFF0000) == fine, (number, argument)
            assert followed(steps, number, 0x40000003, argument) == 0x00050001


class Steps:
    """The steps of a filter, as the kernel takes them."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __iter__(self) -> Iterator[tuple[int, int, int, int]]:
        import struct

        yield from struct.iter_unpack("HBBI", self._data)


def followed(steps: list[tuple[int, int, int, int]], number: int, code: int, argument: int) -> int:
    """Return what a filter answers to a call."""
    held = {0: number, 4: code, 16: argument}
    at = value = 0
    while True:
        what, then, otherwise, given = steps[at]
        at += 1
        if what == 0x20:
            value = held[given]
        elif what == 0x06:
            return given
        else:
            at += then if (value == given if what == 0x15 else value >= given) else otherwise


def test_the_kernel_is_asked_by_the_test_itself() -> None:
    library = ctypes.CDLL(None, use_errno=True)
    assert kernel()["Landlock"] == (library.syscall(444, None, ctypes.c_size_t(0), 1) >= 1)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ("spent", "error", "report", "more", "sources", "columns", "guess", "sentence", "facts", "about", "notes",
         "name", "text", "encoding")), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@given(st.binary(max_size=30) | st.builds(lambda said: json.dumps(said).encode(), _JSON))
def test_whatever_a_broken_reader_says_nothing_is_raised(line: bytes) -> None:
    answer = answer_in(line)
    assert answer is None or "spent" in answer
