"""Rules: each step of a reading is a table of named rules, of which the first one that applies decides.

What each rule does, an example, a counter-example and the ruling it serves stand in `resources/rules`, a file a step:
the rule `kind.rank` is the entry `rank` of `kind.toml`. The tests hold every entry against its example and its
counter-example. An id that was released is never used again for another rule, since stored decisions name it.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from ..model.figure import Reason, Span

FOLDER = Path(__file__).parents[2] / "resources" / "rules"

Asked = TypeVar("Asked")
Said = TypeVar("Said")


class Rule(NamedTuple, Generic[Asked, Said]):
    """A rule of one step: its id, and the function that reads by it, which returns None where it does not apply."""

    id: str
    read: Callable[[Asked], Said | None]


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
