"""The indicator: what each number of a list measures, in three steps (FIGURES.md §4).

`offer` has the phrases that may name it, `trim` cuts their edges, `choice` takes one and puts back what is left out.
"""

from collections.abc import Sequence

from ...model.figure import Figure
from ..lexicon import Lexicon
from ..number_list import NumberList
from ..rule import decide
from ..survey import Survey
from .asked import Asked
from .choice import choose
from .offer import BEFORE, BEHIND, BEYOND, FURTHER, LAST, OF_SEVERAL, Offer, Rules
from .phrase import Phrase
from .trim import trim


def read_indicators(
    survey: Survey, number_list: NumberList, unit: str, previous: Sequence[Figure], lexicon: Lexicon
) -> list[Phrase]:
    """Return what each number of a list measures, one phrase for each, in order; without text where nothing names it.

    `unit` is the unit of the first number, `previous` are the figures already read in the sentence, in text order. In
    城乡居民收入分别增长【6.1%】和【7.3%】 the phrases are 城镇居民收入 and 农村居民收入.
    """
    asked = Asked(survey, number_list, unit, previous, lexicon)
    _ask(asked, BEFORE)
    _ask(asked, BEHIND if asked.runs_on else BEYOND)
    _ask(asked, FURTHER[asked.named])
    _ask(asked, LAST)
    return choose(asked)


def _ask(asked: Asked, groups: Rules) -> None:
    """Take in what the rules of some groups offer, each candidate with its edges trimmed."""
    for group, rules in groups.items():
        if asked.count == 1 and group in OF_SEVERAL:
            continue
        if (found := decide(rules, asked)) and (phrases := _trimmed(asked, *found)):
            asked.add(group, phrases)


def _trimmed(asked: Asked, rule: str, offered: Offer) -> tuple[Phrase, ...]:
    """Return what a rule offers with its edges trimmed: of several stretches the first that names something."""
    phrases: list[Phrase] = []
    for one in offered:
        if isinstance(one, Phrase):
            # Names that were read before have no edges to trim.
            phrases.append(one)
            continue
        phrases = [trim(one, asked, rule)]
        if phrases[0].text:
            break
    return tuple(phrases)
