"""The line icons of menus and buttons: drawn from Lucide's, out of a package named by its hash, into one picture.

The program tints the shapes of that picture itself and reads no SVG. It has a row for the size of each usual scale,
since a picture that is scaled up is not sharp. What the style sheet names as files is apart.
"""

import json
import tomllib
from functools import partial
from pathlib import Path

from tools import made_files

ICONS = Path("resources/icons")
NAMES = ICONS / "lines.toml"
PICTURE = ICONS / "lines.png"
LICENCE = ICONS / "LUCIDE-LICENCE.txt"
LOCK = Path("tools/icons.lock")
PACKAGE = "justmyresource_lucide"
# in device pixels: 16 at 100, 125, 150, 200 and 300 %
SIZES = (16, 20, 24, 32, 48)
# what the style sheet names as files: the arrows of fields, in a grey that stands out from every ground of theirs, and
# the mark of a ticked box, as light or dark as the words on the accent
GREY = "#7f8691"
FILES = {
    "chevron-down": ("chevron-down", GREY),
    "chevron-up": ("chevron-up", GREY),
    "check-white": ("check", "#ffffff"),
    "check-black": ("check", "#000000"),
}
FILE_SIZE = 12
MADE = {
    PICTURE: "b7ffe0e673d39b32a0db4338c0ce9584b90db64512198f51fe09347a5485ac72",
    LICENCE: "62070b8921c8b586ba3e1a26c5e57cc496e2d462a8b4687789b01ace6c0a87ff",
    ICONS / "check-black.png": "3ac7d0ba19288f64984c64a3f7a4c6c170c3d7e55b15a0d7501e8d96f9ed5d56",
    ICONS / "check-black@2x.png": "0720734076f88c2ab56f52389ab76a2f7185dfa5ab4211ef861a8467b22699a0",
    ICONS / "check-white.png": "0fc8be5bb72d1045ca3cb6b3a8a0176d4702fe5c7c4e64af4c21618026062a89",
    ICONS / "check-white@2x.png": "5dca82406bddba48171c12e455f7d455bae7596545805d954a56dc3f153a20d3",
    ICONS / "chevron-down.png": "9a667d0932e40594b2d92a45046e32fe61f6a7696556956f7703c7854e4bff80",
    ICONS / "chevron-down@2x.png": "e1b086faecc0005016c6b527958c1d7f8c52040aedff7f49c7bcf1cfdc10688d",
    ICONS / "chevron-up.png": "9b0932a104e84a8dd12458c0a2749176e19fe15b8a532099d7f2681c389ddcea",
    ICONS / "chevron-up@2x.png": "d841ba03de2aa0ab643327a340f2a6c41405701f9519cacf1964a7ac44a1c0df",
}
"""What the files are, as SHA-256."""

DRAW = """
import json, sys
from zipfile import ZipFile
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
asked = json.loads(sys.argv[1])
app = QGuiApplication([])
pack = ZipFile(asked["pack"])
def drawn(name, colour):
    svg = pack.read(name + ".svg").decode().replace("currentColor", colour)
    # two pixels of 24 are too heavy beside text
    return QSvgRenderer(svg.replace('stroke-width="2"', 'stroke-width="1.75"').encode())
def empty(width, height):
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image
sizes, names = asked["sizes"], asked["names"]
sheet = empty(max(sizes) * len(names), sum(sizes))
painter = QPainter(sheet)
for at, name in enumerate(names):
    svg, top = drawn(name, "black"), 0
    for size in sizes:
        svg.render(painter, QRectF(at * size, top, size, size))
        top += size
painter.end()
# the shapes alone
alpha = sheet.convertToFormat(QImage.Format.Format_Alpha8)
alpha.reinterpretAsFormat(QImage.Format.Format_Grayscale8)
assert alpha.save(asked["picture"], "PNG", 0)
for file, (name, colour) in asked["files"].items():
    for scale, ending in ((1, ""), (2, "@2x")):
        image = empty(asked["file_size"] * scale, asked["file_size"] * scale)
        painter = QPainter(image)
        drawn(name, colour).render(painter)
        painter.end()
        assert image.save(f"{asked['folder']}/{file}{ending}.png", "PNG", 0)
"""


def names(root: Path) -> list[str]:
    """Return the icons of the picture, from left to right: each once, in the order of its file."""
    with (root / NAMES).open("rb") as file:
        table = tomllib.load(file)
    return list(dict.fromkeys([*table["signs"], *table["commands"].values()]))


def make(root: Path, python: Path, target: Path) -> None:
    """Draw the picture and the arrows below `target`, with the environment's Python; the package comes by hash."""
    with made_files.fetched(root / LOCK, python) as place:
        (target / ICONS).mkdir(parents=True, exist_ok=True)
        asked = {
            "pack": str(place / PACKAGE / "icons.zip"),
            "names": names(root),
            "sizes": SIZES,
            "picture": str(target / PICTURE),
            "files": FILES,
            "file_size": FILE_SIZE,
            "folder": str(target / ICONS),
        }
        made_files.run(python, "-c", DRAW, json.dumps(asked), QT_QPA_PLATFORM="offscreen")
        (licence,) = place.rglob("LUCIDE-LICENSE")
        text = licence.read_text(encoding="utf-8").rstrip() + "\n"
        (target / LICENCE).write_text(text, encoding="utf-8", newline="\n")


def update(root: Path, python: Path, *, check: bool) -> int:
    """Draw the icons anew, or with `check` only compare; return 1 where they are not what is recorded."""
    return made_files.update(root, partial(make, root, python), MADE, Path(__file__).name, check=check)
