"""The measure of the package: its size beside an empty window's, and how soon it is painted beside the sources."""

import os
import re
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from statistics import median

from tools.bench_timing import Line
from tools.package import NAME, PACKED, UNPACKED, Built, build, pack, weight

ROOT = Path(__file__).resolve().parent.parent
EMPTY = (
    "from PySide6.QtWidgets import QApplication, QWidget\napp = QApplication([])\nw = QWidget()\nw.show()\napp.exec()\n"
)
APART = ("NotoSansSC-Regular.ttf", "words.dat")
STARTS = 7
PATIENCE_S = 60.0
STARTED = re.compile(r"^(\S+ \S+) INFO start ", re.M)


def package() -> Iterator[Line]:
    """Build the app and an empty window; compare what they pack to, and the app's start with the sources'."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        built = build(ROOT, Path(sys.executable), place / "ours")
        yield from sizes(built)
        empty = _empty(place)
        ours, apart, bare = _packed(built.whole), _packed(built.whole, only=APART), _packed(empty)
        yield Line(
            "packed size without font and dictionary / an empty window's",
            round((ours - apart) / bare, 2),
            1.5,
            f"{(ours - apart) / 1e6:.1f} MB / {bare / 1e6:.1f} MB; font and dictionary {apart / 1e6:.1f} MB",
        )
        frozen, sources = [str(built.window)], [sys.executable, str(ROOT / "main.py")]
        times: dict[int, list[float]] = {0: [], 1: []}
        for turn in range(STARTS + 1):
            for which, command in enumerate((frozen, sources)):
                taken = first_paint(command)
                if turn:  # the first start reads the files from the disk
                    times[which].append(taken)
        packed, unpacked = median(times[0]), median(times[1])
        yield Line(
            "start to first paint, packaged / from the sources",
            round(packed / unpacked, 2),
            1.5,
            f"{packed:.0f} ms / {unpacked:.0f} ms, {STARTS} rounds",
        )


def sizes(built: Built) -> Iterator[Line]:
    """Pack what was built as it is given away; compare it, and what it is packed to, with what either may weigh."""
    unpacked = weight(built.whole)
    yield Line("size unpacked / most", round(unpacked / UNPACKED, 3), 1.0, _megabytes(unpacked, UNPACKED))
    for path in pack(ROOT, built):
        packed = path.stat().st_size
        what = "".join(path.suffixes[-2:] if path.suffix == ".xz" else path.suffixes[-1:])
        yield Line(f"size packed ({what}) / most", round(packed / PACKED, 3), 1.0, _megabytes(packed, PACKED))


def _megabytes(taken: int, most: int) -> str:
    return f"{taken / 1e6:.1f} MB / {most / 1e6:.0f} MB"


def _empty(place: Path) -> Path:
    """Build an empty window as the packager does by itself; return its folder."""
    script = place / "empty.py"
    script.write_text(EMPTY, encoding="utf-8")
    words = ["--noconfirm", "--log-level", "ERROR", "--distpath", str(place), "--workpath", str(place / "work")]
    command = [sys.executable, "-m", "PyInstaller", *words, "--specpath", str(place), str(script)]
    subprocess.run(command, check=True, capture_output=True)
    return place / "empty"


def _packed(folder: Path, only: tuple[str, ...] = ()) -> int:
    """Return the bytes that a folder, or only its files of some names, packs to."""
    with tempfile.TemporaryDirectory() as spot:
        target = Path(spot) / "packed.tar.xz"
        with tarfile.open(target, "w:xz", preset=3) as packed:
            for path in sorted(folder.rglob("*")):
                if not path.is_dir() and (not only or path.name in only):
                    packed.add(path, path.relative_to(folder), recursive=False)
        return target.stat().st_size


def first_paint(command: list[str]) -> float:
    """Return the milliseconds from spawning a program to its first paint, which its log tells, in a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        place = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"), home)
        variables = os.environ | place | {"QT_QPA_PLATFORM": "offscreen"}
        # sources that may not keep what they compiled would be compiled at each start
        variables.pop("PYTHONDONTWRITEBYTECODE", None)
        start = time.time()
        with subprocess.Popen(command, env=variables, stderr=subprocess.DEVNULL) as program:
            started = None
            while not started and time.time() < start + PATIENCE_S:
                time.sleep(0.02)
                text = "".join(path.read_text(encoding="utf-8") for path in Path(home).rglob(f"{NAME}.log"))
                started = STARTED.search(text)
            program.kill()
    if not started:
        raise SystemExit(f"{command[0]}: no window was painted in {PATIENCE_S:.0f} s")
    return (datetime.strptime(started[1], "%Y-%m-%d %H:%M:%S,%f").timestamp() - start) * 1_000
