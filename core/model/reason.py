"""The reason of a reading: the rule that an attribute was read by, and where the words stand that decided it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import add
from typing import Literal, NamedTuple, cast, get_args

from .attributes import ATTRIBUTES, NAMES, AttributeName


class Span(NamedTuple):
    """A stretch of a report's text: code points, end exclusive."""

    start: int
    end: int


Topic = AttributeName | Literal["span", "confidence"]
"""What a reason is given for: an attribute of the figure, its span (why the numeral is a figure and how long), or its
confidence (what makes it doubtful).
"""

TOPICS: tuple[Topic, ...] = (*get_args(AttributeName), "span", "confidence")


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
    return tuple(
        {span: None for rule, words in reasons if words and not rule.startswith(_NO_EVIDENCE) for span in words}
    )


# A text of reasons begins with the number of its form; those of the form before begin with a word. What a form means is
# never changed, since stored decisions have it.
_FORM = "2"
_LETTERS: Mapping[Topic, str] = {**{one.name: one.letter for one in ATTRIBUTES}, "span": "N", "confidence": "D"}
"""What is written for what a reason is given for."""
_TOPICS: Mapping[str, Topic] = {letter: topic for topic, letter in _LETTERS.items()}
_STEPS: Mapping[str, str] = {
    "candidate": "<", "trim": "/", "choice": ">", "section": "@", "expression": "#", "row": "=", "exclusion": "!",
}  # fmt: skip
"""What is written for the step of a rule, where that has not the name of what the reason is given for."""
_STEP_NAMES: Mapping[str, str] = {sign: step for step, sign in _STEPS.items()}
_USUAL_RULES = ("kind.amount", "bound.exact", "area.whole_region", "base.not_measured")
_USUAL: dict[Topic, tuple[Reason, ...]] = {
    **{cast(AttributeName, rule.partition(".")[0]): (Reason(rule),) for rule in _USUAL_RULES},
    "span": (Reason("expression.number"), Reason("row.single")),
}
"""The reasons that are left out, since most figures have no others there. Where none are given, that is written."""

_PART = re.compile("([A-Z])([^A-Z]*)")
_ONE = r"(?:\^[0-9]{1,4}|[</>@#=!]?[^ ,;=^&+\-</>@#!A-Z]{1,80}(?:&|(?:[+-][0-9]{1,10}\+[0-9]{1,10})*))"
_WHOLE = re.compile(f"{_FORM}(?:[{''.join(_TOPICS)}](?:{_ONE}(?:,{_ONE})*)?)*")
# each reason, with the number of the one it is where that stands before; the numbers of places
_WRITTEN, _OFFSET = re.compile(r"[A-Z,](?:\^([0-9]+)|[^A-Z,^])"), re.compile("[+-][0-9]+")
# a reason of an attribute that decided by words
_DECIDED = re.compile(f"[{''.join(one.letter for one in ATTRIBUTES)}](?:[^A-Z]*,)?[^</^,A-Z+-][^,A-Z+-]*[+-]")
_GIVEN = re.compile(r"([</>@#=!]?[^ ,;=^&+\-</>@#!]{1,80})(&|(?:[+-][0-9]{1,10}\+[0-9]{1,10})*)")
_PLACE = re.compile(r"([+-][0-9]+)\+([0-9]+)")


def reasons_to_text(reasons: Reasons, at: int) -> str:
    """Write the reasons that have a rule as a short text, the places of their words counted from `at`.

    Of 增长【3.5%】 the kind and the value have `2Kmoved_share-2+2Vnumber+0+3`: the number of the form, and for each
    topic its letter and its rules, with the start and the length of each word. A rule whose step has the name of its
    topic goes without it, other steps have a sign; `&` stands for the words of the reason before, `^3` for the reason
    that stands fourth in the text. What most figures have is left out (`_USUAL`).
    """
    given = {topic: [one for one in some if one.rule] for topic, some in reasons.items()}
    if not any(given.values()):
        return ""
    written = [_FORM]
    places: dict[Reason, int] = {}
    before: tuple[Span, ...] = ()
    for topic, letter in _LETTERS.items():
        some = given.get(topic, [])
        if tuple(some) == _USUAL.get(topic, ()):
            continue
        parts = []
        for one in some:
            if one in places:
                parts.append(f"^{places[one]}")
            else:
                words = "".join(f"{start - at:+}+{end - start}" for start, end in one.words)
                parts.append(_short(one.rule, topic) + ("&" if words and one.words == before else words))
                places[one] = len(places)
            before = one.words
        written.append(letter + ",".join(parts))
    return "".join(written)


def _short(rule: str, topic: Topic) -> str:
    """Return a rule's id without its step where that is its topic, else with the sign of the step."""
    step, _, name = rule.partition(".")
    return name if step == topic else _STEPS[step] + name if step in _STEPS else rule


def _reach(text: str) -> tuple[int, int]:
    """Return where the words of written reasons begin and end, at least 0; raise ValueError where the text is none."""
    if _WHOLE.fullmatch(text) is None:
        raise ValueError(f"why: {text!r:.40}")
    written_out = 0
    for reference in _WRITTEN.findall(text) if "^" in text else ():
        if not reference:
            written_out += 1
        elif int(reference) >= written_out:
            raise ValueError(f"why: {text!r:.40}")
    offsets = [*map(int, _OFFSET.findall(text))]
    starts = offsets[::2]
    return min(starts, default=0), max(map(add, starts, offsets[1::2]), default=0)


class WrittenReasons(Mapping[Topic, tuple[Reason, ...]]):
    """Reasons as a text has them, which are read when somebody asks for one of them: of most figures nobody does.

    `text` was written by `reasons_to_text`, the places of its words counted from `at`; ValueError is raised at once
    where it is none. `furthest` is an offset that none of the words reaches beyond.
    """

    __slots__ = ("_read", "at", "furthest", "text")

    def __init__(self, text: str, at: int) -> None:
        first, last = _reach(text)
        if at + first < 0:
            raise ValueError(f"why: {text!r:.40}")
        self.text, self.at, self.furthest = text, at, at + last
        self._read: Reasons | None = None

    def words(self) -> dict[Topic, tuple[Span, ...]]:
        """Return what `words_of` returns for each topic for which there are words."""
        found: dict[Topic, dict[Span, None]] = {}
        for topic, reason in _given_in(self.text, self.at):
            if reason.words and not reason.rule.startswith(_NO_EVIDENCE):
                found.setdefault(topic, {}).update(dict.fromkeys(reason.words))
        return {topic: tuple(found[topic]) for topic in TOPICS if topic in found}

    @property
    def has_words(self) -> bool:
        """Whether words decided an attribute; most often it is told without reading them."""
        return _DECIDED.search(self.text) is not None or not self.words().keys().isdisjoint(NAMES)

    def _reasons(self) -> Reasons:
        if self._read is None:
            self._read = _second_form(self.text, self.at)
        return self._read

    def __getitem__(self, topic: Topic) -> tuple[Reason, ...]:
        return self._reasons()[topic]

    def __iter__(self) -> Iterator[Topic]:
        return iter(self._reasons())

    def __len__(self) -> int:
        return len(self._reasons())

    def __contains__(self, topic: object) -> bool:
        return topic in self._reasons()

    def __repr__(self) -> str:
        return repr(self._reasons())


def reasons_from_text(text: str, at: int) -> Reasons:
    """Read the reasons back that `reasons_to_text` wrote, or earlier versions of the program in the form before.

    Raises ValueError where the text is none. The rules may be those of another version of the program: an id is kept
    as it is written.
    """
    return WrittenReasons(text, at) if text.startswith(_FORM) else _first_form(text, at)


_reason, _span = Reason._make, Span._make


def _second_form(text: str, at: int) -> Reasons:
    """Read reasons in the second form, which were checked."""
    # a letter that stands alone says that there are none, also of those that most figures have
    given: dict[Topic, list[Reason]] = {_TOPICS[letter]: [] for letter, _ in _PART.findall(text, len(_FORM))}
    for topic, reason in _given_in(text, at):
        given[topic].append(reason)
    reasons = _USUAL | {topic: tuple(some) for topic, some in given.items()}
    return {topic: reasons[topic] for topic in TOPICS if reasons.get(topic)}


def _given_in(text: str, at: int) -> Iterator[tuple[Topic, Reason]]:
    """Yield the reasons that are written in the second form, in their order, each with what it is given for."""
    known: list[Reason] = []
    before: tuple[Span, ...] = ()
    for letter, given in _PART.findall(text, len(_FORM)):
        topic = _TOPICS[letter]
        for one in given.split(",") if given else ():
            if one[0] == "^":
                reason = known[int(one[1:])]
            else:
                reason, places, is_as_before = _given(one, topic)
                if is_as_before:
                    reason = _reason((reason.rule, before))
                elif places:
                    reason = _reason((reason.rule, tuple([_span((at + start, at + end)) for start, end in places])))
                known.append(reason)
            before = reason.words
            yield topic, reason


@lru_cache(maxsize=2**14)
def _given(text: str, topic: Topic) -> tuple[Reason, tuple[Span, ...], bool]:
    """Read one reason that is written out: with no words, where its words stand, and whether that is as before."""
    found = _GIVEN.fullmatch(text)
    assert found is not None
    name = found[1]
    step = _STEP_NAMES.get(name[0])
    rule = f"{step}.{name[1:]}" if step else name if "." in name else f"{topic}.{name}"
    places = ((int(start), int(length)) for start, length in _PLACE.findall(found[2]))
    return Reason(rule), tuple(Span(start, start + length) for start, length in places), found[2] == "&"


_ALL_TOPICS: tuple[Topic, ...] = (*get_args(AttributeName), "span")
_REASON = re.compile(r"([^ ,;=]{1,80})((?: -?[0-9]{1,10}\+[0-9]{1,10})*)")


def _first_form(text: str, at: int) -> Reasons:
    """Read reasons in the first form: `kind=moved_share -2+2;value=number 0+3`."""
    reasons: dict[Topic, tuple[Reason, ...]] = {}
    for part in text.split(";") if text else ():
        topic, _, given = part.partition("=")
        if topic not in _ALL_TOPICS:
            raise ValueError(f"why: {topic!r:.40}")
        reasons[topic] = tuple(_first_reason(one, topic, at) for one in given.split(","))
    return reasons


def _first_reason(text: str, topic: str, at: int) -> Reason:
    found = _REASON.fullmatch(text)
    if found is None:
        raise ValueError(f"why: {text!r:.40}")
    rule = found[1] if "." in found[1] else f"{topic}.{found[1]}"
    places = (place.split("+") for place in found[2].split())
    words = tuple(Span(at + int(start), at + int(start) + int(length)) for start, length in places)
    if any(start < 0 for start, _ in words):
        raise ValueError(f"why: {text!r:.40}")
    return Reason(rule, words)
