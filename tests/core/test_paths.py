"""Paths are taken as they are typed and however long they are; a file's name is one that every system takes."""

import json
import os
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.formats.exported import Exported
from core.formats.zip_archive import FileNames
from core.jobs.export import save
from core.jobs.gather import gather
from core.jobs.selection import divided
from core.model.errors import ExchangeError, StoreError
from core.model.report import Report
from core.output import written
from core.paths import absolute, alike, fit, fitting, marked, plain, reachable, typed, unfit
from core.store import Store
from tests.core.child import ROOT
from tests.core.store.content import rows

if sys.version_info >= (3, 13):
    from ntpath import isreserved

windows = pytest.mark.skipif(sys.platform != "win32", reason="only Windows has such paths")
DEVICES = ["CON", "nul", "Aux", "PRN", "com1", "LPT9", "com¹", "CONIN$", "con.txt", "nul.tar.gz", "aux .x", "clock$"]
NAMES = st.text(st.characters(), max_size=90)


def is_reserved(name: str) -> bool:
    """Tell whether Windows takes a name for a device, as Python knows it; from 3.13 on it has a function for that."""
    return isreserved(name) if sys.version_info >= (3, 13) else PureWindowsPath(name).is_reserved()


# Names


@given(NAMES)
@example("CON")
@example("con.txt")
@example("a. .")
@example("é" * 90)
@example("𠮷" * 90)
@example("\ud800")
@example(" \u3000")
def test_a_name_is_made_one_that_every_system_takes(name: str) -> None:
    made = fit(name)
    assert made
    assert len(made) <= 61
    assert len(f".{made}.ann".encode()) <= 255
    assert made == made.strip(" .")
    assert not set(made) & set('/\\:*?"<>|')
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in made)
    assert not is_reserved(f"{made}.csv")
    assert not is_reserved(made)
    assert made == unicodedata.normalize("NFC", made)
    # the same name again stays as it is
    assert fit(made) == made


@pytest.mark.parametrize("name", DEVICES)
def test_a_device_is_no_file(name: str) -> None:
    assert fit(name).casefold() != name.casefold()
    assert not is_reserved(fit(name))
    assert unfit(Path("folder", name), on="win32")
    assert not unfit(Path("folder", name), on="linux")
    assert not unfit(Path("folder", unfit(Path("folder", name), on="win32")), on="win32")


@pytest.mark.parametrize("name", ["云汀区2026年政府工作报告.csv", "a b.biaoshu", "console.txt", "com10.csv", "null"])
def test_a_file_is_no_device(name: str) -> None:
    assert not unfit(Path(name), on="win32")


def test_a_chosen_name_is_mended_where_nothing_has_it(tmp_path: Path) -> None:
    assert fitting(tmp_path / "con.csv") == tmp_path / "con_.csv"
    assert fitting(tmp_path / "云汀区.csv") == tmp_path / "云汀区.csv"
    if os.name == "posix":
        (tmp_path / "a:b.csv").touch()
        assert fitting(tmp_path / "a:b.csv") == tmp_path / "a:b.csv"


NAMESAKES = [
    "云汀区", "云汀区", "Q3", "q3", "caf\u00e9", "cafe\u0301", "CON", "con", "con_", "a/b", "a:b", "a_b", "end.",
    "end ", "", "stra\u00dfe", "STRASSE", "e\u0301" * 70, "\u00e9" * 70, "甲" * 80 + "1", "甲" * 80 + "2",
    "annotation", "TypeSystem",
]  # fmt: skip


def exported(tmp_path: Path, names: list[str]) -> list[Exported]:
    parts = []
    with Store.open(tmp_path / "a.biaoshu") as store:
        rows(store, 3)
        for annotator in store.annotators().items():
            entry = store.reports()[0]
            parts.append(gather(store, entry, annotator, [], frozenset({"confirmed", "added"})))
    full = next(part for part in parts if part.rows)
    return [
        Exported(Report(name, f"{full.report.text}{number}"), full.annotator, full.rows)
        for number, name in enumerate(names)
    ]


@given(st.lists(st.sampled_from(NAMESAKES) | NAMES, max_size=12))
def test_no_system_takes_two_of_the_names_for_one(names: list[str]) -> None:
    files = FileNames()
    made = [files.name(name) for name in names]
    assert len({alike(name) for name in made}) == len(names)
    for same in (str.lower, str.upper, str.casefold):
        for form in ("NFC", "NFD"):
            assert len({unicodedata.normalize(form, same(unicodedata.normalize(form, one))) for one in made}) == len(
                names
            )
    assert not any(is_reserved(name) for name in made)


def test_a_file_for_each_report_stays_a_file_for_each_report(tmp_path: Path) -> None:
    parts = exported(tmp_path, NAMESAKES)
    folder = tmp_path / "out"
    folder.mkdir()
    save(divided(parts, "report"), folder / "figures.jsonl", "jsonl")
    files = sorted(folder.iterdir())
    assert len(files) == len(NAMESAKES)
    assert all(file.stat().st_size for file in files)
    assert len({alike(file.name) for file in files}) == len(NAMESAKES)


@pytest.mark.parametrize("form", ["brat", "inception"])
def test_a_member_for_each_report_stays_a_member_for_each_report(form: str, tmp_path: Path) -> None:
    parts = exported(tmp_path, NAMESAKES)
    save(parts, tmp_path / "figures.zip", form)
    with zipfile.ZipFile(tmp_path / "figures.zip") as packed:
        names = packed.namelist()
    assert len({alike(name) for name in names}) == len(names) == 2 * len(NAMESAKES) + 1
    assert not any(is_reserved(name) for name in names)


def test_an_export_with_the_longest_name_a_disk_takes_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("报" * 83 + ".csv")
    with written(path) as file:
        file.write(b"figures")
    assert path.read_bytes() == b"figures"
    assert len(list(tmp_path.iterdir())) == 1


# What is typed


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *words], cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, timeout=120, check=False
    )


def test_a_tilde_is_home_where_no_file_has_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert typed(Path("~/报告.txt")) == home / "报告.txt"
    assert typed(Path("~")) == home
    assert typed(Path("a/~/b")) == Path("a/~/b")
    (tmp_path / "~").mkdir()
    (tmp_path / "~" / "报告.txt").touch()
    assert typed(Path("~/报告.txt")) == Path("~/报告.txt")


def test_every_verb_takes_a_tilde(home: Path) -> None:
    (home / "云汀区.txt").write_text("全区生产总值达312.6亿元。\n", encoding="utf-8")
    for words in (
        ["find", "~/云汀区.txt", "-o", "~/figures.jsonl"],
        ["import", "~/a.biaoshu", "~/云汀区.txt"],
        ["export", "~/a.biaoshu", "--format", "csv", "--state", "all", "-o", "~/figures.csv"],
        ["repair", "~/a.biaoshu", "-o", "~/b.biaoshu"],
        ["check", "~/b.biaoshu"],
        ["merge", "~/a.biaoshu", "~/b.biaoshu"],
    ):
        ran = run([str(ROOT / "main.py"), *words], home)
        assert ran.returncode == 0, ran.stderr
    assert json.loads((home / "figures.jsonl").read_bytes())["value"] == 31260000000
    assert "312.6" in (home / "figures.csv").read_text(encoding="utf-8-sig")
    assert not (home / "~").exists()


@pytest.mark.parametrize(
    ("said", "marked_as"),
    [
        (r"C:\a\报告.txt", r"\\?\C:\a\报告.txt"),
        (r"\\server\share\a.txt", r"\\?\UNC\server\share\a.txt"),
    ],
)
def test_a_long_path_is_marked_for_windows_and_shown_without_the_mark(said: str, marked_as: str) -> None:
    assert marked(said) == marked_as
    assert marked(marked_as) == marked_as
    assert plain(marked_as) == said
    assert plain(said) == said
    error = StoreError("{path} is no store.", path=PureWindowsPath(marked_as))
    assert str(error) == f"{said} is no store."
    assert error.facts["path"] == PureWindowsPath(said)


def test_what_is_marked_otherwise_is_left_alone() -> None:
    for said in (r"\\.\NUL", r"\\?\Volume{b75e2c83-0000-0000-0000-602f00000000}\a.txt", "/data/\\\\?\\a"):
        assert plain(said) == said
    assert str(StoreError("{path}", path=PurePosixPath("/tmp/a"))) == "/tmp/a"


@pytest.mark.skipif(sys.platform == "win32", reason="there a path is more than its text")
def test_elsewhere_a_path_is_what_it_is() -> None:
    assert reachable(Path("/a" * 200), always=True) == Path("/a" * 200)
    assert absolute(Path("C:report.txt")) == Path.cwd() / "C:report.txt"


# What only Windows can show


@windows
def test_a_path_on_a_drive_s_own_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Store.open(Path(f"{tmp_path.drive}a.biaoshu")) as store:
        assert store.path == tmp_path / "a.biaoshu"
    with Store.open(Path(str(tmp_path / "a.biaoshu").replace("\\", "/"))) as store:
        assert store.path == tmp_path / "a.biaoshu"


@windows
@pytest.mark.parametrize("name", ["con.biaoshu", "AUX.biaoshu", "12:30.biaoshu"])
def test_no_device_and_no_stream_is_made_a_store_or_an_export(name: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Windows does not allow a file with the name"):
        Store.open(tmp_path / name)
    path = (tmp_path / name).with_suffix(".csv")
    with pytest.raises(ExchangeError, match="Call it "), written(path):
        pass
    assert not list(tmp_path.iterdir())


@windows
def test_the_log_of_a_store_lies_beside_its_full_name_by_whatever_name_it_is_opened(tmp_path: Path) -> None:
    import ctypes

    path = tmp_path / "a name longer than eight.biaoshu"
    with Store.open(path):
        pass
    room = ctypes.create_unicode_buffer(1000)
    ctypes.windll.kernel32.GetShortPathNameW(str(path), room, len(room))
    assert "~" in room.value
    with Store.open(Path(room.value)) as store:
        rows(store, 2)
        assert store.path.name == path.name
        assert {one.name for one in tmp_path.iterdir()} == {path.name, f"{path.name}-wal"}


LOOKING = """
import os, sys
def look(event, arguments):
    if event in ("open", "os.remove", "os.rename", "os.mkdir", "os.scandir", "os.link", "sqlite3.connect"):
        for one in arguments[:2]:
            if isinstance(one, (str, bytes)) and len(one) > 245 and not os.fsdecode(one).startswith("\\\\\\\\?\\\\"):
                if not os.fsdecode(one).startswith("file:%5C%5C%3F%5C"):
                    sys.stderr.write(f"UNMARKED {event} {one!r}\\n")
sys.addaudithook(look)
sys.path.insert(0, sys.argv.pop(1))
import main
raise SystemExit(main.main(sys.argv[1:]))
"""


@windows
def test_nothing_is_opened_by_a_path_longer_than_windows_takes(tmp_path: Path) -> None:
    """Every opening of every verb is looked at: what is too long has the mark."""
    folder = tmp_path / ("长" * 80) / ("b" * 100) / ("c" * 100)
    Path(marked(str(folder))).mkdir(parents=True)
    assert len(str(folder)) > 290
    report = folder / "云汀区.txt"
    Path(marked(str(report))).write_text("全区生产总值达312.6亿元，增长5.8%。\n", encoding="utf-8")
    program = tmp_path / "looking.py"
    program.write_text(LOOKING, encoding="utf-8")
    store, new, csv = folder / "a.biaoshu", folder / "b.biaoshu", folder / "figures.csv"
    for words in (
        ["find", report, "-o", folder / "figures.jsonl"],
        ["find", tmp_path / ("长" * 80)],
        ["import", store, report],
        ["export", store, "--format", "csv", "--state", "all", "-o", csv],
        ["export", store, "--format", "csv", "--state", "all", "--split", "report", "-o", csv],
        ["repair", store, "-o", new],
        ["check", new],
        ["merge", store, new],
        ["stats", store],
    ):
        ran = run([str(program), str(ROOT), *map(str, words)], tmp_path)
        assert (ran.returncode, b"UNMARKED" in ran.stderr) == (0, False), (words, ran.stderr)
    assert "312.6" in Path(marked(str(csv))).read_text(encoding="utf-8-sig")
    names = {one.name for one in Path(marked(str(folder))).iterdir()}
    assert {"a.biaoshu", "a.biaoshu-backups", "b.biaoshu", "figures.csv", "figures.云汀区.csv"} <= names
