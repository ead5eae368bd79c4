"""The packaged command line: every verb answers as the unpacked program does, and hostile files meet one sentence."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core import __version__
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
        assert place.run(*words) == (0, "", "")
        text = target.read_text(encoding="utf-8-sig")
        rows = list(csv.reader(text.splitlines()))[1:] if form == "csv" else [*map(json.loads, text.splitlines())]
        assert len(rows) == len(unpacked("find", str(sample)).splitlines())


def test_the_engine_behind_the_window_answers(place: Place, sample: Path) -> None:
    report = place.write(sample.name, sample.read_bytes())
    text = sample.read_text(encoding="utf-8")
    asked = [
        {"id": 1, "verb": "load", "path": place.inside(report)},
        {"id": 2, "verb": "find", "name": "x", "text": text},
    ]
    status, out, err = place.run("serve", stdin="".join(json.dumps(line) + "\n" for line in asked).encode())
    assert (status, err) == (0, "")
    answers = [json.loads(line) for line in out.splitlines()]
    assert answers[0]["report"]["text"] == text
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
    "words", [("find", "没有.txt"), ("find", "/"), ("fly",), ("find",), ("stats", "/nowhere.biaoshu")]
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
    assert {"pyside6-essentials", "jieba", "sqlite-utils", "click", "cpython", "noto-sans-sc", "pyinstaller"} <= named
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
