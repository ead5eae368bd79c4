"""The reason of a reading: the rule that an attribute was read by, and where the words stand that decided it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, cast, get_args

from .attributes import AttributeName


class Span(NamedTuple):
    """A stretch of a report's text: code points, end exclusive."""

    start: int
    end: int


Topic = AttributeName | Literal["span"]
"""What a reason is given for: an attribute of the figure, or its span (why the numeral is a figure and how long)."""


class Reason(NamedTuple):
    """One rule that took part in a reading, and where the words stand that it decided by.

    `rule` is the id of the rule (`kind.moved_share`; `resources/rules` says what each does), "" where the words are
    known but not the rule: so it is in what earlier versions of the program stored. A rule that decides by the shape of
    the number alone, or by nothing being there, has no words.
    """

    rule: str
    words: tuple[Span, ...] = ()

    def moved(self, by: int) -> "Reason":
        """Return the same reason with its words so many code points further on."""
        return Reason(self.rule, tuple(Span(start + by, end + by) for start, end in self.words))


Reasons = Mapping[Topic, tuple[Reason, ...]]
"""The reasons of a reading, in the order in which the rules were taken."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that was offered as the indicator of a figure and not chosen, by the rule that offered it."""

    text: str
    rule: str
    words: tuple[Span, ...] = field(default=())


def reasons_of(**reasons: tuple[Reason, ...]) -> Reasons:
    """Put together the reasons of a reading, by what each is given for: `reasons_of(kind=(…,), span=(…,))`."""
    return cast(Reasons, reasons)


_NO_EVIDENCE = ("candidate.", "trim.")
"""Steps whose words decided nothing by themselves: what was offered, and what was cut off from it."""


def words_of(reasons: Iterable[Reason]) -> tuple[Span, ...]:
    """Return the words that some reasons decided by, each span once, in the order of the rules."""
    deciding = (reason for reason in reasons if not reason.rule.startswith(_NO_EVIDENCE))
    return tuple(dict.fromkeys(span for reason in deciding for span in reason.words))


_REASON = re.compile(r"([^ ,;=]{1,80})((?: -?[0-9]{1,10}\+[0-9]{1,10})*)")


def reasons_to_text(reasons: Reasons, at: int) -> str:
    """Write the reasons that have a rule as a short text, the places of their words counted from `at`.

    Of 增长【3.5%】 the kind and the value have `kind=moved_share -2+2;value=number 0+3`. A rule whose step has the
    name of what it is given for goes without it; of each word its start and its length are written.
    """
    written = []
    for topic, given in reasons.items():
        words = [
            reason.rule.removeprefix(f"{topic}.")
            + "".join(f" {start - at}+{end - start}" for start, end in reason.words)
            for reason in given
            if reason.rule
        ]
        if words:
            written.append(f"{topic}={','.join(words)}")
    return ";".join(written)


def reasons_from_text(text: str, at: int) -> Reasons:
    """Read the reasons back that `reasons_to_text` wrote; raise ValueError where the text is none.

    The rules may be those of another version of the program: an id is kept as it is written.
    """
    reasons: dict[Topic, tuple[Reason, ...]] = {}
    for part in text.split(";") if text else ():
        topic, _, given = part.partition("=")
        if topic not in (*get_args(AttributeName), "span"):
            raise ValueError(f"why: {topic!r:.40}")
        reasons[cast(Topic, topic)] = tuple(_reason_from(one, topic, at) for one in given.split(","))
    return reasons


def _reason_from(text: str, topic: str, at: int) -> Reason:
    found = _REASON.fullmatch(text)
    if found is None:
        raise ValueError(f"why: {text!r:.40}")
    rule = found[1] if "." in found[1] else f"{topic}.{found[1]}"
    places = (place.split("+") for place in found[2].split())
    words = tuple(Span(at + int(start), at + int(start) + int(length)) for start, length in places)
    if any(start < 0 for start, _ in words):
        raise ValueError(f"why: {text!r:.40}")
    return Reason(rule, words)
