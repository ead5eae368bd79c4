"""Which concepts a wording may measure, by how alike it is to the wordings that do: a list to choose from, no more.

第一产业增加值 and 第三产业增加值 are six characters of seven alike, so nothing is ever assigned by likeness.
"""

from difflib import SequenceMatcher
from typing import NamedTuple

from .concept import Catalogue, Concept, folded

MOST = 5
"""How many concepts are suggested."""


class Suggestion(NamedTuple):
    """A concept that a wording may measure, the wording of it that is most alike, and how alike they are (0 to 1)."""

    concept: Concept
    alike: str
    likeness: float


def suggestions(words: str, catalogue: Catalogue, most: int = MOST) -> list[Suggestion]:
    """Return the concepts whose wordings are most like a wording, the most alike first."""
    words = folded(words)
    # the matcher keeps what it knows of its second text
    matcher = SequenceMatcher(None, b=words, autojunk=False)
    best: dict[str, Suggestion] = {}
    for concept in catalogue.concepts.values():
        for known in (concept.chinese, *catalogue.words_of(concept.code)):
            if not set(known) & set(words):
                continue
            matcher.set_seq1(known)
            least = best[concept.code].likeness if concept.code in best else 0
            if matcher.real_quick_ratio() > least and matcher.quick_ratio() > least:
                likeness = matcher.ratio()
                if likeness > least:
                    best[concept.code] = Suggestion(concept, known, likeness)
    return sorted(best.values(), key=lambda one: (-one.likeness, one.concept.code))[:most]
