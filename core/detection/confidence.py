"""The confidence of a proposal: how likely all of it is right, by what was guessed."""

from ..model.figure import Figure
from .indicator.phrase import Phrase

# How many records were right in every attribute, by how the indicator was found. `make bench` compares these shares
# with the labelled reports.
_BY_SOURCE = {
    "before": 0.97,
    "after": 0.88,
    "part": 0.98,
    "undivided": 0.55,
    "completed": 0.88,
    "inherited": 0.95,
    "joined": 0.8,
    "earlier": 0.8,
    "none": 0.2,
}
_LONG_NAME, _SHORT_NAME = 24, 1
_CHINESE = "一二三四五六七八九十两百千万数几上半"


def confidence(figure: Figure, phrase: Phrase, text: str, dated: bool) -> float:
    """Return the chance that all of a proposal is right, from 0 to 1.

    `phrase` is its indicator, `text` the words of its span, `dated` says that the report's year is known.
    """
    sure = _BY_SOURCE[phrase.source]
    if "、" in phrase.text and phrase.source == "after":
        sure *= 0.75
    if not _SHORT_NAME < len(phrase.text) <= _LONG_NAME:
        sure *= 0.7
    if text[0] in _CHINESE and figure.kind != "rank":
        sure *= 0.88
    if figure.kind in ("multiple", "change") and phrase.source not in ("part", "inherited"):
        sure *= 0.96
    if figure.unit == "" and figure.kind == "level":
        sure *= 0.7
    return round(sure if dated else sure * 0.85, 2)
