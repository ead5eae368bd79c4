"""Every hostile file ends in text or in one sentence, in time and in memory, and nothing else is touched."""

import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.files import reading_client as guarding
from core.files.limits import PATIENCE_S, SECONDS
from core.files.reading_client import ReadingClient
from core.jobs.read_files import ProcessReader, reports_in
from core.model.errors import ReportError
from core.model.report import Report
from tests.core.files import hostile

ALLOWED = 4
"""The seconds a test waits for one file, in place of the program's own."""


class Spy:
    """A server on this machine that counts who calls."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.calls = 0
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            with connection:
                if connection.recv(3) == b"end":
                    return
                self.calls += 1

    def close(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as last:
            last.sendall(b"end")
        self.thread.join()
        self.server.close()


@pytest.fixture
def spy() -> Iterator[Spy]:
    running = Spy()
    yield running
    running.close()


def test_every_hostile_file_ends_in_text_or_a_sentence(
    tmp_path: Path, spy: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, secret = tmp_path / "in", tmp_path / "secret.txt"
    folder.mkdir()
    secret.write_text(hostile.SECRET, encoding="utf-8")
    expected = hostile.write(folder, secret, spy.port)
    assert len(expected) >= 40
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    monkeypatch.setattr(guarding, "PATIENCE_S", ALLOWED)
    # what becomes of old documents where LibreOffice is installed is tried in test_office.py
    monkeypatch.setenv("PATH", str(tmp_path))
    wrong, peak = [], 0.0
    with ReadingClient() as guard:
        for name, words in expected.items():
            start = time.monotonic()
            found = list(reports_in([folder / name], ProcessReader(1, guard)))
            peak = max(peak, time.monotonic() - start)
            wrong += [f"{name}: {fault}" for one in found or [None] if (fault := _fault(one, words))]
    assert not wrong
    # with the start of the next process, which takes as long as the machine is busy: what was promised for a file
    assert peak < SECONDS
    assert spy.calls == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    assert not [path for place in tmp_path.parents for path in place.glob("slipped.txt")]


def _fault(found: Report | ReportError | None, words: str) -> str:
    """Say what is wrong with how a file ended; "" for nothing."""
    if isinstance(found, Report):
        if words or hostile.SECRET in found.text or not found.text.strip():
            return f"it was read: {found.text[:40]!r}"
        return ""
    said = str(found)
    if "cannot be understood" in said or "\n" in said or not said.endswith("."):
        return said
    # a machine under load may take too long for what it would read or refuse
    return "" if (words and words in said) or "longer than" in said else said


def test_the_time_a_file_may_take_is_what_was_promised() -> None:
    assert (SECONDS, PATIENCE_S) == (20, 120)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    with ReadingClient() as guard:
        (device,) = reports_in([Path("/dev/zero")], ProcessReader(1, guard))
        found = list(reports_in([tmp_path], ProcessReader(1, guard)))
        (empty,) = reports_in([tmp_path / "folder.txt"], ProcessReader(1, guard))
    assert all(isinstance(one, ReportError) for one in [device, empty, *found])
    assert len(found) == 3
    assert "pipe" in str(device)


def test_of_a_thousand_files_the_fifty_bad_ones_are_named(tmp_path: Path) -> None:
    bad = ("empty.txt", "xxe.docx", "noise.pdf", "script.html", "cut_off.zip", "nested.zip", "old.doc", "deep.docx")
    made = {name: data for make in hostile.MAKERS[1:] for name, (data, _) in make(tmp_path, 9) if name in bad}
    made["empty.txt"] = b""
    for number in range(950):
        text = f"第{number}份报告\n新增企业{number + 2}家。\n"
        (tmp_path / f"{number:04}.txt").write_bytes(text.encode(("utf-8", "gb18030", "utf-16")[number % 3]))
    for number in range(50):
        name = bad[number % len(bad)]
        (tmp_path / f"{number * 19:04}-{name}").write_bytes(made[name])
    with ReadingClient() as guard:
        found = list(reports_in([tmp_path], ProcessReader(1, guard)))
    refused = [one for one in found if isinstance(one, ReportError)]
    assert len(found) == 1000
    assert len({one.digest for one in found if isinstance(one, Report)}) == 950
    assert len(refused) == 50
    assert all(str(one.facts["name"]).count("-") or "b.zip" in str(one) or "a.zip" in str(one) for one in refused)
