"""Rules: each step of a reading is a table of named rules, of which the first one that applies decides.

What each rule does, an example, a counter-example and the ruling it serves stand in `resources/rules`, a file a step:
the rule `kind.rank` is the entry `rank` of `kind.toml`. The tests hold every entry against its example and its
counter-example. An id that was released is never used again for another rule, since stored decisions name it.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from ..model.figure import Reason, Span
from .lexicon import Lexicon

FOLDER = Path(__file__).parents[2] / "resources" / "rules"

Asked = TypeVar("Asked")
Said = TypeVar("Said")


Needed = Callable[[Lexicon], frozenset[str]]
"""Characters or words of which one must be there, found in a lexicon."""


class Needs(NamedTuple):
    """What must stand at and around a numeral for a rule to apply; None where anything may.

    `before` are the characters of which one stands right before it, `first` those of which it begins with one, `after`
    those of which one stands right behind it, `unit` the units of which it has one.
    """

    before: Needed | None = None
    first: Needed | None = None
    after: Needed | None = None
    unit: Needed | None = None


NOTHING_NEEDED = Needs()


class Rule(NamedTuple, Generic[Asked, Said]):
    """A rule of one step: its id, and the function that reads by it, which returns None where it does not apply.

    `needs` saves time and decides nothing: where it says that a rule cannot apply, the function would return None. It
    counts for the rules that are asked through `Rules`.
    """

    id: str
    read: Callable[[Asked], Said | None]
    needs: Needs = NOTHING_NEEDED


def decide(rules: Sequence[Rule[Asked, Said]], asked: Asked) -> tuple[str, Said] | None:
    """Return the id of the first rule that applies and what it says; None where none applies.

    `asked` is what the rules of the step look at: the number and the words around it.
    """
    for rule in rules:
        # taking a rule apart (`for id_, read in rules`) would cost three times as much
        said = rule.read(asked)
        if said is not None:
            return rule.id, said
    return None


def applying(rules: Sequence[Rule[Asked, Said]], asked: Asked) -> list[tuple[str, Said]]:
    """Return the ids of all rules that apply and what each says, in their order."""
    found = []
    for rule in rules:
        said = rule.read(asked)
        if said is not None:
            found.append((rule.id, said))
    return found


class Rules(Generic[Asked, Said]):
    """The rules of a step in their order, of which those are asked that may apply by what they need.

    `every` are all of them.
    """

    def __init__(self, rules: Sequence[Rule[Asked, Said]], lexicon: Lexicon) -> None:
        self.every = rules
        self._known: dict[int, Sequence[Rule[Asked, Said]]] = {}
        self._places = tuple(self._needing(place, lexicon) for place in Needs._fields)

    def _needing(self, place: str, lexicon: Lexicon) -> tuple[dict[str, int], int]:
        """Return the rules that may apply by what stands in a place, and those that may by anything else there.

        Rules are written as the bits of a number: the first one is 1, the second 2, the third 4.
        """
        needed = [getattr(rule.needs, place) for rule in self.every]
        others = sum(1 << index for index, one in enumerate(needed) if one is None)
        may: dict[str, int] = {}
        for index, one in enumerate(needed):
            for words in one(lexicon) if one is not None else ():
                may[words] = may.get(words, others) | 1 << index
        return may, others

    def that_may_apply(self, before: str, first: str, after: str, unit: str) -> Sequence[Rule[Asked, Said]]:
        """Return the rules that may apply where the characters and the unit of a numeral are these."""
        (befores, before_others), (firsts, first_others), (afters, after_others), (units, unit_others) = self._places
        may = befores.get(before, before_others) & firsts.get(first, first_others)
        may &= afters.get(after, after_others) & units.get(unit, unit_others)
        known = self._known.get(may)
        if known is None:
            known = tuple(rule for index, rule in enumerate(self.every) if may >> index & 1)
            self._known[may] = known
        return known


def some_of(rules: Sequence[Rule[Asked, Said]], *ids: str) -> Sequence[Rule[Asked, Said]]:
    """Return some rules of a table, in its order; KeyError for an id that is not there."""
    named = {rule.id: rule for rule in rules}
    wanted = {named[id_] for id_ in ids}
    return tuple(rule for rule in rules if rule in wanted)


def any_of(words: Iterable[str]) -> Needed:
    """Return what needs one of some words or characters, whatever the lexicon."""
    fixed = frozenset(words)
    return lambda _: fixed


def words_of(*names: str) -> Needed:
    """Return what needs a word of some lists of the lexicon."""
    return lambda lexicon: frozenset(word for name in names for word in lexicon.words(name))


def first_of(*names: str) -> Needed:
    """Return what needs the first character of a word of some lists of the lexicon."""
    return lambda lexicon: frozenset(word[0] for name in names for word in lexicon.words(name))


def last_of(*names: str) -> Needed:
    """Return what needs the last character of a word of some lists; a line break may stand behind it, as behind `$`."""
    return lambda lexicon: frozenset(word[-1] for name in names for word in lexicon.words(name)) | {"\n"}


def because(rule: str, words: tuple[Span, ...] = ()) -> Reason:
    """Return the reason that a rule is for what it said; one that decided by no words is the same object each time."""
    return Reason(rule, words) if words else _without_words(rule)


@cache
def _without_words(rule: str) -> Reason:
    return Reason(rule)


@dataclass(frozen=True, slots=True)
class RuleText:
    """What is said of a rule: one line of what it does in English and in Chinese, and sentences to try it by.

    In `example` and `counter` the numeral in 【】 is the one that is read; the rule takes part in the reading of the
    first and not of the second. `ruling` is the section of FIGURES.md that it serves. `kept` says why a rule is kept
    that decided no figure of the texts that were tried; it is "" for the others. `was` are earlier ids of the rule.
    `name` is that of the report the example stands in, "" where it does not matter.
    `corrected` is what an annotator says of both sentences, for a rule that reads by it: the report's `year=2026`, the
    `period=2024` or the `status=target` of the first paragraph; "" for the others.
    """

    id: str
    en: str
    zh: str
    example: str
    counter: str
    ruling: str
    kept: str = ""
    was: tuple[str, ...] = ()
    name: str = ""
    corrected: str = ""


@cache
def steps() -> tuple[str, ...]:
    """Return the steps of a reading, in the order in which a figure goes through them."""
    return tuple(tomllib.loads((FOLDER / "steps.toml").read_text(encoding="utf-8"))["steps"])


@cache
def rule_texts() -> Mapping[str, RuleText]:
    """Return what is said of each rule, by its id and by its earlier ones, in the order of the steps' files."""
    texts: dict[str, RuleText] = {}
    for step in steps():
        for name, entry in tomllib.loads((FOLDER / f"{step}.toml").read_text(encoding="utf-8")).items():
            text = RuleText(f"{step}.{name}", **entry | {"was": tuple(entry.get("was", ()))})
            texts |= dict.fromkeys((text.id, *text.was), text)
    return texts
