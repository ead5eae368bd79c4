"""What is written is there whole or not at all; a device or a pipe is written into, a link through; no input hangs."""

import errno
import os
import stat
import subprocess
import sys
import threading
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from core.files.reading_client import ReadingClient
from core.jobs.read_files import ProcessReader, reports_in
from core.model.errors import ExchangeError, StoreError
from core.output import written
from core.store import Store
from tests.core.child import ROOT, posix
from tests.core.store.content import rows
from tests.warm import warm

VERBS = ("csv", "jsonl", "xlsx", "label-studio", "html")
REPORT = "一、回顾\n全区地区生产总值达312.6亿元，增长5.8%。\n"


def biaoshu(*arguments: str | Path, **how: object) -> subprocess.CompletedProcess[bytes]:
    program = warm(*map(str, arguments))
    return subprocess.run(program, capture_output=True, timeout=60, check=False, **how)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "a.biaoshu"
    with Store.open(path) as opened:
        rows(opened, 5)
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "r.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


class Listener:
    """Reads a pipe to its end."""

    def __init__(self, pipe: Path) -> None:
        os.mkfifo(pipe)
        self.heard = b""
        self._thread = threading.Thread(target=self._listen, args=(pipe,), daemon=True)
        self._thread.start()

    def _listen(self, pipe: Path) -> None:
        self.heard = pipe.read_bytes()

    def all(self) -> bytes:
        self._thread.join(30)
        assert not self._thread.is_alive()
        return self.heard


@posix
@pytest.mark.parametrize("form", VERBS)
def test_an_export_into_a_pipe_is_what_the_file_would_hold(tmp_path: Path, store: Path, form: str) -> None:
    assert biaoshu("export", store, "--format", form, "-o", tmp_path / "plain").returncode == 0
    listener = Listener(tmp_path / "pipe")
    done = biaoshu("export", store, "--format", form, "-o", tmp_path / "pipe")
    assert (done.returncode, done.stderr) == (0, b"") or form not in ("xlsx", "html")
    assert listener.all() == (tmp_path / "plain").read_bytes()
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@posix
def test_figures_found_go_into_a_pipe(tmp_path: Path, report: Path) -> None:
    listener = Listener(tmp_path / "pipe")
    assert biaoshu("find", report, "-o", tmp_path / "pipe").returncode == 0
    assert listener.all() == biaoshu("find", report).stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pipe", "r.txt"]


@posix
@pytest.mark.parametrize("name", ["/dev/stdout", "-", "/dev/fd/1"])
def test_standard_output_by_any_name_is_written_into(store: Path, report: Path, name: str) -> None:
    for told, plain in (
        (biaoshu("find", report, "-o", name), biaoshu("find", report)),
        (biaoshu("export", store, "--format", "csv", "-o", name), biaoshu("export", store, "--format", "csv")),
    ):
        assert told.returncode == 0, told.stderr
        assert told.stdout == plain.stdout
        assert told.stdout


@posix
def test_a_file_that_standard_output_goes_to_already_is_not_replaced(tmp_path: Path, store: Path) -> None:
    place = tmp_path / "out.csv"
    with place.open("wb") as file:
        subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "export", str(store), "--format", "csv", "-o", str(place)],
            stdout=file,
            check=True,
            timeout=60,
        )
        assert os.fstat(file.fileno()).st_ino == place.stat().st_ino
    assert place.read_bytes() == biaoshu("export", store, "--format", "csv").stdout


@posix
def test_devices_stay_what_they_are(tmp_path: Path, store: Path, report: Path) -> None:
    before = Path("/dev/null").stat().st_rdev
    assert biaoshu("export", store, "--format", "csv", "-o", "/dev/null").returncode == 0
    assert biaoshu("find", report, "-o", "/dev/null").returncode == 0
    assert Path("/dev/null").stat().st_rdev == before
    if Path("/dev/full").exists():
        for full in (
            biaoshu("export", store, "--format", "csv", "-o", "/dev/full"),
            biaoshu("find", report, "-o", "/dev/full"),
        ):
            assert full.returncode == 1
            assert b"Nothing could be written into /dev/full" in full.stderr
            assert full.stderr.count(b"\n") == 1


@posix
def test_a_link_is_written_through_with_the_mode_of_what_it_leads_to(tmp_path: Path, store: Path, report: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "out", tmp_path / "link"
    link.symlink_to(Path("there") / "out")
    for arguments in (["export", store, "--format", "csv"], ["find", report]):
        for mode in (None, 0o640):
            if mode is not None:
                target.write_text("old", encoding="utf-8")
                target.chmod(mode)
            assert biaoshu(*arguments, "-o", link).returncode == 0
            assert link.is_symlink()
            assert target.stat().st_size > 10
            assert mode is None or stat.S_IMODE(target.stat().st_mode) == mode
            assert [path.name for path in target.parent.iterdir()] == ["out"]
            target.unlink()


@posix
def test_a_link_to_a_store_and_a_loop_are_refused(tmp_path: Path, store: Path, report: Path) -> None:
    before = store.read_bytes()
    (tmp_path / "figures.csv").symlink_to(store.name)
    (tmp_path / "loop").symlink_to("loop")
    os.link(store, tmp_path / "hard.csv")
    for name in ("figures.csv", "loop", "hard.csv"):
        told = biaoshu("export", store, "--format", "csv", "-o", tmp_path / name)
        assert told.returncode == 1
        assert told.stderr.count(b"\n") == 1
        assert b"Traceback" not in told.stderr
    for output in (tmp_path / "loop", tmp_path):
        told = biaoshu("find", report, "-o", output)
        assert (told.returncode, told.stderr.count(b"\n")) == (1, 1), told.stderr
    assert store.read_bytes() == before


def break_off(path: Path) -> None:
    with written(path) as file:
        file.write(b"new")
        raise LookupError


@posix
def test_what_fails_midway_leaves_pipes_devices_and_files_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("old", encoding="utf-8")
    for path in (tmp_path / "plain", Path("/dev/null")):
        with pytest.raises(LookupError):
            break_off(path)
    assert (tmp_path / "plain").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["plain"]


@posix
def test_a_pipe_that_nobody_reads_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.output._PATIENCE", 0.2)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExchangeError, match=os.strerror(errno.ENXIO)), written(tmp_path / "pipe") as file:
        file.write(b"new")


@posix
def test_copies_of_a_store_never_take_the_place_of_a_pipe(tmp_path: Path, store: Path) -> None:
    from core.store.copying import share

    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("copy.biaoshu")
    with Store.open(store) as opened:
        with pytest.raises(StoreError, match="a device or a pipe"):
            share(opened.file, tmp_path / "pipe")
        share(opened.file, tmp_path / "link")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert (tmp_path / "link").is_symlink()
    with Store.open(tmp_path / "copy.biaoshu") as copy:
        assert list(copy.reports())


@posix
@pytest.mark.parametrize("what", ["pipe", "loop", "socket", "device", "folder"])
def test_no_input_is_waited_for(tmp_path: Path, store: Path, what: str) -> None:
    """Each verb, each of its inputs: one sentence, and an end."""
    import socket

    place = tmp_path / "x"
    if what == "pipe":
        os.mkfifo(place)
    elif what == "loop":
        place.symlink_to("x")
    elif what == "folder":
        place.mkdir()
    elif what == "device":
        place = Path("/dev/zero")
    held = socket.socket(socket.AF_UNIX) if what == "socket" else None
    if held is not None:
        held.bind(str(place))
    verbs: list[list[str | Path]] = [
        ["find", place],
        ["import", store, place],
        ["import", store, place, "--as", "proposals"],
        ["propose", store, place, "--source", "x"],
        ["merge", store, place],
        *([verb, place] for verb in ("stats", "check", "agreement")),
        ["export", place, "--format", "csv"],
        ["repair", place, "-o", tmp_path / "new.biaoshu"],
        ["import", place, tmp_path / "r.txt"],
    ]
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    if what == "folder":
        # labels of brat are a folder
        verbs.remove(["import", store, place, "--as", "proposals"])
    for arguments in verbs:
        told = biaoshu(*arguments, stdin=subprocess.DEVNULL)
        said = [line for line in told.stderr.decode().splitlines() if not line.startswith("file\t")]
        assert told.returncode == 1, (arguments, told.stdout)
        assert len(said) == 1, (arguments, said)
        assert "Traceback" not in said[0]
    if held is not None:
        held.close()


@posix
def test_links_and_devices_in_an_archive_end_in_a_sentence(tmp_path: Path) -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, kind in (("link.txt", stat.S_IFLNK), ("pipe.txt", stat.S_IFIFO), ("device.txt", stat.S_IFCHR)):
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, (kind | 0o777) << 16
            archive.writestr(entry, "/etc/passwd")
        archive.writestr("plain.txt", REPORT)
    (tmp_path / "a.zip").write_bytes(data.getvalue())
    with ReadingClient() as guard:
        found = list(reports_in([tmp_path / "a.zip"], ProcessReader(1, guard)))
    assert ["a link or a device" in str(one) for one in found] == [True, True, True, False]
