"""The packaged command line: every verb answers as the unpacked program does, and hostile files meet one sentence."""

import csv
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from core import __version__
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.load import load
from core.model.decision import new_step
from core.store import Store
from tests.core.files.making import docx, packed, page, pdf, web_archive
from tests.package.conftest import Place

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = {
    "空.txt": b"",
    "二进制.txt": bytes(range(256)) * 64,
    "全零.txt": b"\0" * 10_000,
    "一行.txt": "增长5.4%，".encode() * 20_000,
    "半个字.txt": "政府工作报告".encode()[:-1],
    "乱码.txt": b"\xff\xfe" + b"\xd8\x00" * 999,
    "不是库.biaoshu": b"SQLite format 3\0" + b"\xff" * 5_000,
    "程序.exe": b"MZ" + b"\0" * 400,
    "坏.docx": b"PK\x03\x04" + b"\x14\0" * 200,
    "坏.xlsx": b"PK\x03\x04" + b"\x14\0" * 200,
    "坏.zip": b"PK\x03\x04" + b"\x14\0" * 200,
    "坏.pdf": b"%PDF-1.7\n" + b"\xff" * 3_000,
    "坏.html": b"<html><body><p>" + b"\0\xff" * 500,
    "旧.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "别的编码.txt": bytes(range(128, 256)) * 40,
}


def unpacked(*words: str) -> str:
    """Return what the program says as it runs from its sources."""
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", *words], capture_output=True, check=True, encoding="utf-8", cwd=ROOT
    )
    return done.stdout


def test_it_says_its_version_and_its_help(place: Place) -> None:
    assert place.run("--version") == (0, f"{__version__}\n", "")
    status, out, err = place.run("--help")
    assert (status, err) == (0, "")
    assert {"find", "import", "stats", "export"} <= set(out.split())


def test_find_says_what_the_sources_say(place: Place, sample: Path) -> None:
    report = place.write(sample.name, sample.read_bytes())
    status, out, err = place.run("find", place.inside(report))
    assert (status, err) == (0, "")
    assert out == unpacked("find", str(sample))
    assert len(out.splitlines()) > 50


def test_every_kind_of_file_is_read_as_the_sources_read_it(place: Place, sample: Path, qapp: object) -> None:
    text = sample.read_text(encoding="utf-8-sig")
    title, _, rest = text.partition("\n")
    made = {
        "a.docx": docx(text, title),
        "b.pdf": pdf(text),
        "c.html": page(rest, title),
        "d.mht": web_archive(page(rest, title), "gb2312"),
        "e.txt": text.encode("gbk"),
        "f.zip": packed({"g.txt": "全區生產總值增長5.8%。".encode("big5")}),
        "h.csv": f"title,text\n{title},全区地区生产总值增长5.8%。\n",
    }
    for name, data in made.items():
        path = place.write(name, data if isinstance(data, bytes) else data.encode())
        status, out, err = place.run("find", place.inside(path))
        assert (status, err) == (0, ""), name
        assert out == unpacked("find", str(path)), name
        assert out


def test_a_store_is_made_measured_and_read_out(place: Place, sample: Path) -> None:
    report = place.write(sample.name, sample.read_bytes())
    store = place.inside(place.home / "我的 库.biaoshu")
    assert place.run("import", store, place.inside(report)) == (0, "", "")
    status, out, err = place.run("stats", store)
    assert (status, err) == (0, "")
    assert out.splitlines()[1].startswith(sample.stem)
    for form in ("jsonl", "csv"):
        target = place.home / f"全部.{form}"
        words = ("export", store, "--format", form, "--state", "all", "-o", place.inside(target))
        status, out, err = place.run(*words)
        assert (status, out) == (0, "")
        # what a format loses is said: of these two CSV alone loses anything
        assert len(err.splitlines()) == (form == "csv"), err
        text = target.read_text(encoding="utf-8-sig")
        rows = list(csv.reader(text.splitlines()))[1:] if form == "csv" else [*map(json.loads, text.splitlines())]
        assert len(rows) == len(unpacked("find", str(sample)).splitlines())


def formats(place: Place) -> list[str]:
    """Return the formats the packaged program says it exports."""
    status, out, _ = place.run("export", "--help")
    assert status == 0
    (listed,) = re.findall(r"--format \[([^]]+)\]", "".join(out.split("\n")).replace("  ", " "))
    return "".join(listed.split()).split("|")


def kept(target: Path) -> object:
    """Return what two exports of the same figures have in common: the packed files' names, or the lines."""
    if zipfile.is_zipfile(target):
        with zipfile.ZipFile(target) as packed:
            assert packed.testzip() is None
            return sorted(packed.namelist())
    return target.read_text(encoding="utf-8-sig").count("\n")


def test_every_format_is_written_as_the_sources_write_it(place: Place, sample: Path, tmp_path: Path) -> None:
    """The formats are those the packaged program lists: a library left out of it is missed here."""
    path = tmp_path / "定了.biaoshu"
    report = load(sample)
    with Store.open(path) as store:
        store.add_report(report)
        step = new_step(store.annotator("王"), report.digest)
        found = find_figures(report, load_lexicon())
        store.append([step.confirm(one.figure.span, one.figure, one) for one in found])
    store_there = place.inside(place.write("定了.biaoshu", path.read_bytes()))
    listed = formats(place)
    assert len(listed) >= 10
    for form in listed:
        there, here = place.home / f"全部-{form}", tmp_path / f"全部-{form}"
        status, out, err = place.run("export", store_there, "--format", form, "-o", place.inside(there))
        assert (status, out) == (0, ""), f"{form}: {err}"
        assert "Traceback" not in err
        unpacked("export", str(path), "--format", form, "-o", str(here))
        assert kept(there) == kept(here), form


def test_the_reader_and_the_engine_behind_the_window_answer(place: Place, sample: Path) -> None:
    report = place.write(sample.name, sample.read_bytes())
    text = sample.read_text(encoding="utf-8")
    asked = {"verb": "read", "path": place.inside(report), "member": "", "at": 0, "encoding": "", "columns": None}
    status, out, err = place.run("read", stdin=json.dumps(asked).encode() + b"\n")
    assert (status, err) == (0, "")
    assert json.loads(out)["report"]["text"] == text
    asked = {"id": 1, "verb": "find", "name": "x", "text": text}
    status, out, err = place.run("serve", stdin=json.dumps(asked).encode() + b"\n")
    assert (status, err) == (0, "")
    answers = [json.loads(line) for line in out.splitlines()]
    assert sum(len(answer.get("proposals", [])) for answer in answers) == len(
        unpacked("find", str(sample)).splitlines()
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_meets_a_sentence(place: Place, name: str) -> None:
    path = place.inside(place.write(name, HOSTILE[name]))
    verbs = [("stats", path), ("export", path, "--format", "csv")] if name.endswith(".biaoshu") else [("find", path)]
    for words in verbs:
        status, _, err = place.run(*words)
        assert status in (0, 1)
        assert len(err.splitlines()) == status, err
        assert "Traceback" not in err


@pytest.mark.parametrize(
    "words", [("find", "没有.txt"), ("find", "/dev/null"), ("fly",), ("find",), ("stats", "/nowhere.biaoshu")]
)
def test_what_cannot_be_done_is_said_in_a_line(place: Place, words: tuple[str, ...]) -> None:
    status, out, err = place.run(*words)
    assert (status, out, len(err.splitlines())) == (1, "", 1)
    assert "Traceback" not in err


def test_it_ends_quietly_behind_a_pipe(place: Place, sample: Path) -> None:
    report = place.write(sample.name, sample.read_bytes())
    command = place.command("find", place.inside(report))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as found:
        assert found.stdout is not None
        assert found.stderr is not None
        found.stdout.readline()
        found.stdout.close()
        assert found.stderr.read() == b""
    assert found.returncode == 0


def test_nobody_else_may_change_it(place: Place) -> None:
    assert [path for path in place.app.rglob("*") if not path.is_symlink() and path.stat().st_mode & 0o022] == []


def test_its_notices_are_inside(place: Place) -> None:
    notices = place.app / "_internal" / "notices"
    components = json.loads((notices / "components.json").read_text(encoding="utf-8"))
    named = {component["name"] for component in components}
    assert {
        "pyside6-essentials",
        "jieba",
        "sqlite-utils",
        "click",
        "cpython",
        "noto-sans-sc",
        "lucide",
        "pyinstaller",
    } <= named
    # those taken from Debian as well, whichever Python it was packed by
    assert ("libfontconfig1" in named) == (place.app / "_internal" / "libfontconfig.so.1").exists()
    assert named.isdisjoint({"pip", "numpy", "pandas", "setuptools", "pytest"})
    bill = json.loads((notices / "biaoshu.cdx.json").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["metadata"]["component"]["version"]) == ("CycloneDX", __version__)
    assert {component["name"] for component in bill["components"]} == named
    text = (notices / "licences.txt").read_text(encoding="utf-8")
    for needed in ("GNU LESSER GENERAL PUBLIC LICENSE", "SIL OPEN FONT LICENSE", "Sun Junyi", "Apache License"):
        assert needed in text
    assert str(ROOT).encode() not in b"".join(path.read_bytes() for path in notices.iterdir())


def test_what_it_does_not_use_is_not_inside(place: Place) -> None:
    """Nothing of the network, of other toolkits, of packages for building, and no folder of this machine."""
    names = {path.name for path in place.app.rglob("*")}
    for stranger in (
        "libQt6Network",
        "libQt6Qml",
        "libssl",
        "libcrypto",
        "libgtk",
        "libtcl",
        "libtk",
        "numpy",
        "pandas",
    ):
        assert not [name for name in names if name.startswith(stranger)], stranger
    assert os.path.getsize(place.app / "biaoshu") < 8_000_000  # noqa: PTH202
