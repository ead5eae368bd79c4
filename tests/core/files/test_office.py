"""Old documents through LibreOffice: read where it is installed, named where it is not, ended where it goes wrong."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import randrange
from threading import Thread

import pytest

from core.files.office import OfficeConversion, find_office
from core.files.office_process import OfficeLimits
from core.jobs.read_files import ProcessReader, reports_in
from core.model.errors import ReportError
from core.model.report import Report
from tests.core.child import ROOT, posix

TEXT = "梅洲区2026年政府工作报告\n一、过去一年\n全区新建粮仓12座，社零总额增长5.5%。\n"
SHORT = OfficeLimits(seconds=4, memory=300 * 2**20, written=20 * 2**20)
OFFICE = find_office()
linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone confines LibreOffice so")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make old documents of a text by LibreOffice itself."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed here")
    folder = tmp_path_factory.mktemp("old")
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    for suffix, form in (("doc", "doc:MS Word 97"), ("rtf", "rtf"), ("odt", "odt")):
        program = [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        program += ["--convert-to", form, "--outdir", str(folder), str(folder / "text.txt")]
        subprocess.run(program, check=True, capture_output=True, timeout=170)
        assert (folder / f"text.{suffix}").is_file()
    (folder / "text.doc").rename(folder / "梅洲.doc")
    return folder


def read(*paths: Path) -> list[Report | ReportError]:
    with ProcessReader(1) as reader:
        return list(reports_in(paths, reader))


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a conversion a folder for temporary files in which nobody else works."""
    place = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def sockets() -> set[str]:
    return {path.name for path in Path("/tmp").glob("OSL_PIPE*")}


def test_old_documents_are_read(old: Path, tmp_path: Path, temporary: Path) -> None:
    before = sockets()
    shutil.copy(old / "梅洲.doc", tmp_path / "梅洲.wps")
    shutil.copy(old / "text.rtf", tmp_path / "丰.doc")
    shutil.make_archive(str(tmp_path / "packed"), "zip", old, "梅洲.doc")
    found = read(
        old / "梅洲.doc", tmp_path / "梅洲.wps", tmp_path / "丰.doc", old / "text.odt", tmp_path / "packed.zip"
    )
    assert [one.name if isinstance(one, Report) else str(one) for one in found] == [
        "梅洲",
        "梅洲",
        "丰",
        "text",
        "梅洲",
    ]
    assert {one.text.strip() for one in found if isinstance(one, Report)} == {TEXT.strip()}
    # what the user's files are, not what they were made into
    assert [one.encoding for one in found if isinstance(one, Report)] == ["doc", "wps", "doc", "odt", "doc"]
    # others on this machine may have LibreOffice at work too: theirs come and go
    until = time.monotonic() + 30
    while (left := sockets() - before) and time.monotonic() < until:
        time.sleep(0.2)
    assert not left
    assert list(temporary.iterdir()) == []


def test_without_libreoffice_or_where_it_is_switched_off_both_ways_are_named(tmp_path: Path) -> None:
    (tmp_path / "梅洲.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    for words, path in (((), "/nothing"), (("--no-office",), os.environ["PATH"])):
        program = [sys.executable, str(ROOT / "main.py"), "find", *words, str(tmp_path / "梅洲.doc")]
        ran = subprocess.run(program, capture_output=True, env={**os.environ, "PATH": path}, timeout=100, check=False)
        assert ran.returncode == 1
        assert ran.stderr.decode().startswith("梅洲.doc is in the old format of Word or WPS. Install LibreOffice")
        assert "save it as .docx" in ran.stderr.decode()


# a program in LibreOffice's place, which goes wrong in a way of its own; its folder is where the document lies
BAD = {
    "fails": "exit 1",
    "makes nothing": "exit 0",
    "dies": "kill -9 $$",
    "makes a link": 'ln -s /etc/passwd "$made/document.docx"',
    "hangs": "sleep @MARK@",
    "hangs deaf": "trap '' TERM HUP INT; while :; do sleep 1; done",
    "leaves children": "(setsid sleep @MARK@ &) ; (setsid sh -c 'sleep @MARK@' &) ; exit 1",
    "leaves children and hangs": "(setsid sleep @MARK@ &) ; sleep @MARK@",
    # no line ends in /dev/zero, and tail holds the whole of the last one
    "eats memory": "exec tail /dev/zero",
    "eats memory in many": "for i in 1 2 3 4; do { head -c 100000000 /dev/zero; sleep 50; } | tail & done; wait",
    "writes one large file": "exec head -c 2000000000 /dev/zero > big",
    "writes many": "i=0; while :; do i=$((i+1)); head -c 5000000 /dev/zero > f$i; done",
}
TOLD = {
    "hangs": "took longer than 4 seconds",
    "hangs deaf": "took longer than 4 seconds",
    "leaves children and hangs": "took longer than 4 seconds",
    "eats memory in many": "needed more than 300 MB",
    "writes one large file": "wrote more than 20 MB",
    "writes many": "wrote more than 20 MB",
}


def stand_in(folder: Path, script: str, mark: int = 1000) -> Path:
    program = folder / "soffice"
    head = 'for word in "$@"; do last="$word"; done\ncd "$(dirname "$last")" || exit 9\nmade="$PWD/made"\n'
    program.write_text(f"#!/bin/sh\n{head}{script.replace('@MARK@', str(mark))}\n")
    program.chmod(0o755)
    return program


def below(mark: int) -> Iterator[int]:
    """Yield the processes that sleep for so many seconds: those that a stand-in has started."""
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                words = (place / "cmdline").read_bytes()
            except OSError:
                continue
            if f"sleep\0{mark}".encode() in words:
                yield int(place.name)


@linux
@pytest.mark.parametrize("what", BAD)
def test_a_program_that_goes_wrong_is_ended_with_all_it_started_and_told(
    what: str, tmp_path: Path, temporary: Path
) -> None:
    mark = randrange(10_000, 1_000_000)
    # only what hangs is to run out of time: on a busy machine memory and disk fill slowly
    limits = SHORT if "longer" in TOLD.get(what, "") else replace(SHORT, seconds=40)
    conversion = OfficeConversion(stand_in(tmp_path, BAD[what], mark), "梅洲.doc", limits)
    start = time.monotonic()
    with pytest.raises(ReportError) as caught:
        conversion.run(b"document")
    assert time.monotonic() - start < 60
    assert TOLD.get(what, "LibreOffice could not read 梅洲.doc.") in str(caught.value)
    assert "save it as .docx" in str(caught.value)
    conversion.stop()
    assert list(temporary.iterdir()) == []
    assert not set(below(mark))


@linux
def test_what_is_cancelled_is_ended_at_once(tmp_path: Path, temporary: Path) -> None:
    mark = randrange(10_000, 1_000_000)
    conversion = OfficeConversion(stand_in(tmp_path, BAD["leaves children and hangs"], mark), "梅洲.doc")
    errors: list[ReportError] = []

    def run() -> None:
        try:
            conversion.run(b"document")
        except ReportError as error:
            errors.append(error)

    thread = Thread(target=run)
    thread.start()
    until = time.monotonic() + 60
    while not set(below(mark)) and time.monotonic() < until:
        time.sleep(0.05)
    assert set(below(mark))
    conversion.stop()
    thread.join(30)
    assert not thread.is_alive()
    assert len(errors) == 1
    assert list(temporary.iterdir()) == []
    assert not set(below(mark))
    with pytest.raises(ReportError):
        conversion.run(b"document")


@linux
def test_whoever_is_killed_leaves_nothing_running(tmp_path: Path) -> None:
    mark = randrange(10_000, 1_000_000)
    program = stand_in(tmp_path, BAD["leaves children and hangs"], mark)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path; from core.files.office import OfficeConversion\n"
        "OfficeConversion(Path(sys.argv[2]), 'x.doc').run(b'document')\n"
    )
    owner = subprocess.Popen([sys.executable, "-c", code, str(ROOT), str(program)])
    until = time.monotonic() + 60
    while not set(below(mark)) and time.monotonic() < until:
        time.sleep(0.05)
    assert set(below(mark))
    owner.kill()
    owner.wait()
    until = time.monotonic() + 30
    while set(below(mark)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not set(below(mark))


@linux
def test_it_reads_nothing_of_the_users_writes_nowhere_else_and_opens_no_connection(tmp_path: Path) -> None:
    """Landlock and seccomp hold it; each attempt writes what came of it into the document that it makes."""
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.txt").write_text("hidden")
    inside = tmp_path / "program"
    inside.mkdir()
    # by the shell and its tools alone: whatever other program the search path names may lie where it may not be read
    script = f"""LC_ALL=C exec bash > "$made/document.docx" 2>/dev/null <<'END'
attempt() {{
    name="$1"; shift
    if said=$(eval "$*" 2>&1); then echo "$name done"; else echo "$name refused ${{said##*: }}"; fi
}}
attempt read cat {secret / "key.txt"}
attempt list ls {secret}
attempt write "echo > {secret / "new.txt"}"
attempt home ls {Path.home()}
attempt own "echo > own.txt"
for host in 127.0.0.1 ::1; do
    for kind in tcp udp; do
        attempt socket ": > /dev/$kind/$host/9"
    done
done
exit 0
END
"""
    conversion = OfficeConversion(stand_in(inside, script), "梅洲.doc")
    try:
        said = conversion.run(b"document").read_text().split("\n")[:-1]
    finally:
        conversion.stop()
    assert said[4] == "own done"
    sockets, files = said[5:], said[:4]
    # where a socket is allowed and nobody listens, the words are others
    assert sockets == ["socket refused Operation not permitted"] * 4
    kernel = Path("/sys/kernel/security/lsm")
    if kernel.exists() and "landlock" not in kernel.read_text():
        pytest.skip("this kernel has no Landlock")
    assert [line.split()[1] for line in files] == ["refused"] * 4
    assert not (secret / "new.txt").exists()


@posix
def test_the_program_is_found_by_the_search_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = stand_in(tmp_path, "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_office() == program
