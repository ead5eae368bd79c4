"""The scenes of a product page: fifteen and more, each of its own name, in light and dark, Chinese and English."""

from pathlib import Path

from PySide6.QtGui import QImage

from tools import pictures, scenes


def test_each_scene_is_taken_in_both_schemes_and_languages() -> None:
    taken = scenes.takes([], Path("here"))
    names = [scene.__name__ for scene in scenes.SCENES]
    assert len(names) >= 15
    assert [scene().name for scene in scenes.SCENES] == names
    assert len({take.place for take in taken}) == len(taken) == 4 * len(names)
    assert [take.place.name for take in scenes.takes(["review"], Path("here"))] == [
        *("review.light.en.png", "review.light.zh.png", "review.dark.en.png", "review.dark.zh.png")
    ]


def test_a_colour_that_is_rare_but_says_something_stays() -> None:
    """Many greys of letters' edges, and one yellow figure."""
    picture = QImage(100, 100, QImage.Format.Format_RGB32)
    for at in range(100):
        for down in range(100):
            grey = (at + down) % 200
            picture.setPixel(at, down, 255 << 24 | grey << 16 | grey << 8 | grey)
    picture.setPixel(50, 50, 0xFFFFD54A)
    small = pictures._small(picture, 24)
    assert small.colorCount() <= 24
    assert small.pixelColor(50, 50).name() == "#ffd54a"
