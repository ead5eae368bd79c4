"""The program's icon in every form a system asks for, drawn from resources/icons/biaoshu.svg into build/icons."""

import os
import struct
import subprocess
from pathlib import Path

SOURCE = Path("resources/icons/biaoshu.svg")
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512, 1024)
ICO = (16, 24, 32, 48, 64, 128, 256)
# the type codes of Apple's format that hold PNG
ICNS = {"icp4": 16, "icp5": 32, "icp6": 64, "ic07": 128, "ic08": 256, "ic09": 512, "ic10": 1024}
DRAW = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
source, folder, *sizes = sys.argv[1:]
app = QGuiApplication([])
for size in map(int, sizes):
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(source).render(painter)
    painter.end()
    assert image.save(f"{folder}/{size}.png")
"""


def make(root: Path, python: Path) -> Path:
    """Draw the icon in all sizes, as PNG, .ico and .icns, with the environment's Python; return their folder."""
    folder = root / "build" / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [python, "-c", DRAW, str(root / SOURCE), str(folder), *map(str, SIZES)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=True,
    )
    pictures = {size: (folder / f"{size}.png").read_bytes() for size in SIZES}
    (folder / "biaoshu.ico").write_bytes(ico({size: pictures[size] for size in ICO}))
    (folder / "biaoshu.icns").write_bytes(icns({code: pictures[size] for code, size in ICNS.items()}))
    return folder


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return PNG pictures, by their side, as one icon for Windows."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    rows = b""
    for size, picture in pictures.items():
        # a side of 256 is written as 0
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + rows + b"".join(pictures.values())


def icns(pictures: dict[str, bytes]) -> bytes:
    """Return PNG pictures, by their type code, as one icon for macOS."""
    body = b"".join(code.encode() + struct.pack(">I", len(picture) + 8) + picture for code, picture in pictures.items())
    return b"icns" + struct.pack(">I", len(body) + 8) + body
