"""The scenes: pictures of the program for a product page, each in light and dark, Chinese and English.

A scene is a function named as its picture, in `SCENES`; it says what is open, how large the window is, and which keys
are pressed. `make scenes` takes all of them, `make scenes ARGS="review home"` some.
"""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tools import pictures
from tools.pictures import Picture

FOLDER = Path("docs/images/scenes")
LANGUAGES = {"en": "en", "zh": "zh_CN"}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# so many colours are enough for a page: a picture has 15 to 85 KB
COLOURS = 32
SMALL, WIDE = (1024, 700), (1920, 1080)
_FEW = "Return Return Return X Return"


def welcome() -> Picture:
    """A first start: what is done here, and what to begin with."""
    return Picture("welcome", store="none")


def home() -> Picture:
    """All reports of a store, and where one stands."""
    return Picture("home", "H", store="many")


def review() -> Picture:
    """A report under review: some figures decided, one under decision."""
    return Picture("review", _FEW)


def small_window() -> Picture:
    """The same on the smallest screen that it is made for."""
    return Picture("small_window", _FEW, size=SMALL)


def wide_window() -> Picture:
    """The same on a large screen."""
    return Picture("wide_window", _FEW, size=WIDE)


def several() -> Picture:
    """Figures that are confirmed together."""
    return Picture("several", f"{_FEW} Shift+Return")


def alike() -> Picture:
    """Figures like one that was rejected."""
    return Picture("alike", f"{_FEW} X A")


def pairs() -> Picture:
    """Indicators and figures of a list, put together."""
    return Picture("pairs", f"{'Tab ' * 17}P")


def reasons() -> Picture:
    """Why a figure was read so."""
    return Picture("reasons", f"{_FEW} W")


def find() -> Picture:
    """Words found in text, figures and notes."""
    return Picture("find", "Ctrl+F G D P")


def history() -> Picture:
    """What was done, and what it changed."""
    return Picture("history", f"{_FEW} T U Ctrl+H")


def palette() -> Picture:
    """Every command by its words, its initials or its key."""
    return Picture("palette", "Ctrl+Shift+P F I G")


def export() -> Picture:
    """The figures on their way out."""
    return Picture("export", f"{_FEW} Ctrl+E")


def agreement() -> Picture:
    """Two annotators, and where they differ."""
    return Picture("agreement", "Ctrl+G", store="two")


def panel() -> Picture:
    """What all reports say, as one table."""
    return Picture("panel", "D", store="panel")


SCENES: tuple[Callable[[], Picture], ...] = (
    *(welcome, home, review, small_window, wide_window, several, alike, pairs, reasons, find, history, palette, export),
    *(agreement, panel),
)


@dataclass(frozen=True)
class Take:
    """One picture of a scene: its scheme, its language, and its file."""

    picture: Picture
    language: str
    place: Path


def takes(names: list[str], folder: Path) -> list[Take]:
    """Return the pictures of the scenes named, or of all, in every scheme and language."""
    chosen = [scene() for scene in SCENES if not names or scene.__name__ in names]
    return [
        Take(
            Picture(one.name, one.keys, one.store, scheme, one.size, COLOURS),
            locale,
            folder / f"{one.name}.{scheme}.{short}.png",
        )
        for one in chosen
        for scheme in SCHEMES
        for short, locale in LANGUAGES.items()
    ]


def main() -> int:
    options = argparse.ArgumentParser(prog="scenes", description=(__doc__ or "").splitlines()[0])
    options.add_argument("names", nargs="*")
    options.add_argument("--folder", type=Path, default=FOLDER)
    chosen = options.parse_args()
    if unknown := set(chosen.names) - {scene.__name__ for scene in SCENES}:
        options.error(f"no such scene: {', '.join(sorted(unknown))}")
    chosen.folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    for take in takes(chosen.names, chosen.folder):
        os.environ["LANGUAGE"] = take.language
        if status := pictures.draw_apart(take.picture, take.place):
            print(f"{take.place.name}: the window ended with {status}")
            return 1
        print(take.place, f"{take.place.stat().st_size // 1000} KB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
