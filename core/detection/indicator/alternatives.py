"""Alternatives to an indicator: the phrases near a figure that may be meant in place of the one that was read.

Most indicators that annotators correct were read a word too long or too short, or the words on the other side of the
number name it. Each source below has phrases of one sort, the likeliest first; all are mixed by their ranks.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ...model.figure import Figure, Span
from ...model.near_figure import NearFigure
from ..lexicon import load_lexicon
from .segmenter import segment, tagged, tokens

MOST_WORDS = 3  # put at an end of an indicator

# Between two phrases, of which each may be meant alone.
_BETWEEN = frozenset("是为的及和与或、对了把将由")
_NO_NOUN = frozenset("vdp")
# Where the words behind a number end, and what may stand right behind it that names nothing.
_END, _NEXT_NUMBER = re.compile("[，。；：！？\n]"), re.compile("[、和与及][0-9]")
_BOUND = re.compile("(?:余|多|以上|以下|以内|左右|的)*")
_MARKS, _DIGIT = re.compile("[，。；：！？\n]"), re.compile("[0-9]")
_NUMERAL = re.compile("[0-9]|第[一二三四五六七八九十]|[首末]位")
# What a sentence says at its beginning that it is about.
_TOPIC = re.compile("\\s*([^，：；。0-9]{2,14})(?=[，：])")
_GAINS = ("新增", "净增")
# What names something: it begins with a letter or a mark of quotation, and nobody has to read it long.
_NAMES = re.compile("(?!其中)(?:[^\\W\\d_]|[“《（])[^\n]{1,29}")


class _Near(NamedTuple):
    """A figure in a text, with what stands near it, as `NearFigure` has it."""

    text: str
    sentence: Span
    clause: Span
    figure: Figure
    evidence: Sequence[Span] = ()
    before: Sequence[str] = ()
    behind: Sequence[str] = ()

    def words(self, start: int, end: int) -> str:
        """Return words of the text on one line and without blanks."""
        return "".join(self.text[start:end].split())

    @property
    def own(self) -> str:
        """The indicator that was read."""
        return self.figure.indicator

    @property
    def is_named_behind(self) -> bool:
        """Whether words behind the figure were read as its indicator."""
        return bool(self.evidence) and self.evidence[0].start >= self.figure.end

    @property
    def follows(self) -> str:
        """The words behind the figure, up to the end of its clause or the next number."""
        begin = _BOUND.match(self.text, self.figure.end)
        start = self.evidence[0].start if self.is_named_behind else begin.end() if begin else self.figure.end
        ends = [found.start() for one in (_END, _NEXT_NUMBER) if (found := one.search(self.text, start)) is not None]
        return self.words(start, min([*ends, self.sentence.end]))

    @property
    def leads_from(self) -> int:
        """Where the words before the figure begin: with its clause, or behind the number before and what it counts."""
        numbers = _DIGIT.finditer(self.text, self.clause.start, self.figure.start)
        last = max((one.end() for one in numbers), default=-1)
        mark = self.text.find("、", last, self.figure.start) + 1 if last >= 0 else 0
        return mark or max(self.clause.start, last)

    @property
    def leads(self) -> str:
        """The words before the figure."""
        return self.words(self.leads_from, self.figure.start)

    @property
    def head(self) -> str:
        """The last word of the indicator, which says what of a thing is measured."""
        return segment(self.own)[-1] if self.own else ""


def alternative_phrases(text: str, figure: NearFigure) -> Iterator[str]:
    """Yield phrases that the indicator of a figure in a text may be, the likeliest first."""
    near = _Near(text, *figure)
    found: list[tuple[float, str]] = []
    for first, step, source in _SOURCES:
        found += [(first + step * number, phrase) for number, phrase in enumerate(source(near))]
    likeliest_first = (phrase.strip("、，") for _, phrase in sorted(found, key=lambda one: one[0]))
    for phrase in dict.fromkeys(likeliest_first):
        if phrase != near.own and _NAMES.fullmatch(phrase) and not _nameless().fullmatch(phrase):
            yield phrase


# Parts of what was read.


@cache
def _verbs() -> frozenset[str]:
    """Return the lexicon's verbs, of which the dictionary takes some for nouns."""
    lexicon = load_lexicon()
    return frozenset(word for name in ("predicates", "strong_verbs", "weak_verbs") for word in lexicon.words(
        f"indicators.{name}"
    ))  # fmt: skip


@cache
def _nameless() -> re.Pattern[str]:
    """Return an expression for what alone names nothing: a change or a scope (增长, 年均增长到50.1亿元, 全省)."""
    lexicon = load_lexicon()
    led = lexicon.either("indicators.lead_period", "indicators.lead_scope")
    moved = lexicon.either("cues.rise", "cues.fall")
    return re.compile(f"{led}+|{led}*{moved}了?(?:{lexicon.either('cues.arrive')}.*|[0-9].*)?")


def _is_verb(word: str) -> bool:
    return tagged().get(word) == "v" or word in _verbs()


def _is_border(before: str, behind: str) -> bool:
    """Tell whether a phrase may begin between two words: behind a verb, or a word that joins two phrases."""
    return behind not in _BETWEEN and (before in _BETWEEN or _is_verb(before))


def _is_end(before: str, behind: str) -> bool:
    """Tell whether a phrase may end between two words: before a verb or adverb, or a word that joins two phrases."""
    return before not in _BETWEEN and (behind in _BETWEEN or tagged().get(behind) in _NO_NOUN)


def _ends_of(phrase: str) -> Iterator[str]:
    """Yield the ends of a phrase that begin where a phrase may, the longest first: 目标是茶园面积 → 茶园面积."""
    words = tokens(phrase)
    yield from ("".join(words[at:]) for at in range(1, len(words)) if _is_border(words[at - 1], words[at]))


def _beginnings_of(phrase: str) -> Iterator[str]:
    """Yield the beginnings of a phrase that end where a phrase may, the shortest first: 茶园的建设规划 → 茶园."""
    words = tokens(phrase)
    yield from ("".join(words[:at]) for at in range(1, len(words)) if _is_end(words[at - 1], words[at]))


def _own_ends(near: _Near) -> Iterator[str]:
    return _ends_of(near.own)


def _own_beginnings(near: _Near) -> Iterator[str]:
    return _beginnings_of(near.own)


def _fewer(phrase: str) -> Iterator[str]:
    words = segment(phrase)
    yield from ("".join(words[out:]) for out in range(1, len(words)))


def _fewer_words_before(near: _Near) -> Iterator[str]:
    return _fewer(near.own)


def _fewer_words_behind(near: _Near) -> Iterator[str]:
    words = segment(near.own)
    yield from ("".join(words[:-out]) for out in range(1, len(words)))


# More than what was read.


def _more_words_before(near: _Near) -> Iterator[str]:
    """Yield the indicator with one, two and three more words of its clause before it, but none of the figure."""
    if len(near.evidence) != 1 or near.text[slice(*near.evidence[0])] != near.own:
        return
    at, phrase = near.evidence[0].start, near.own
    before = segment(near.text[near.figure.end if at >= near.figure.end else near.clause.start : at])
    for word in before[: -MOST_WORDS - 1 : -1]:
        if not word.isalpha():
            return
        phrase = word + phrase
        yield phrase


def _more_words_behind(near: _Near) -> Iterator[str]:
    """Yield the indicator with one, two and three more words behind it: 5项水渠 of 5项水渠清淤工程."""
    if not near.is_named_behind or not near.follows.startswith(near.own):
        return
    words, phrase = tokens(near.follows.removeprefix(near.own)), near.own
    for word in words[:MOST_WORDS]:
        phrase += word
        yield phrase


def _gained(near: _Near) -> Iterator[str]:
    """Yield the indicator as newly gained, where the list before it is: 新增茶园3亩、果园5亩."""
    gain = next((one[: len(gain)] for one in near.before for gain in _GAINS if one.startswith(gain)), "")
    if gain and near.own and not near.own.startswith(_GAINS):
        yield gain + near.own


def _joined(near: _Near) -> Iterator[str]:
    """Yield the figures before and this one together: 茶园、果园面积均居全市第一."""
    others = [one for one in dict.fromkeys(near.before) if one and one != near.own]
    if others and near.own and near.own not in others[0]:
        yield f"{others[0]}、{near.own}"


# The words on either side of the number.


def _all_behind(near: _Near) -> Iterator[str]:
    yield near.follows


def _parts_behind(near: _Near) -> Iterator[str]:
    """Yield what stands behind the number up to 的, behind its last 的, and up to its verb."""
    begin, of, _ = near.follows.partition("的")
    if of:
        yield begin
        yield near.follows.rpartition("的")[2]
    yield from list(_beginnings_of(near.follows))[:1]


def _first_words_behind(near: _Near) -> Iterator[str]:
    words = tokens(near.follows)
    yield from ("".join(words[:count]) for count in (1, 2))


def _named_behind_only(source: Callable[[_Near], Iterator[str]], *, is_so: bool) -> Callable[[_Near], Iterator[str]]:
    """Return a source that has phrases only where the words behind the number were read as its name, or were not."""
    return lambda near: source(near) if near.is_named_behind is is_so else iter(())


def _before(near: _Near) -> Iterator[str]:
    """Yield the words before a number that is named by none of them: 共办理茶农建议12件."""
    is_read = any(near.leads_from <= one.start < near.figure.start for one in near.evidence)
    if not is_read or not near.own:
        yield from _ends_of(near.leads)
        yield from _fewer(near.leads)
        yield near.leads


def _before_and_behind(near: _Near) -> Iterator[str]:
    """Yield the words before the number and its name together: 每百户居民3家药店."""
    if near.is_named_behind:
        begin = next(_ends_of(near.leads), near.leads)
        if begin:
            yield begin + near.own


# Other figures and clauses.


def _next_figure(near: _Near) -> Iterator[str]:
    yield from near.behind[:1]


def _figures_before(near: _Near) -> Iterator[str]:
    yield from [one for one in dict.fromkeys(near.before) if one][:2]


def _topic(near: _Near) -> Iterator[str]:
    """Yield what the sentence begins with, with what is measured of it: 茶产业，建设园区等项目，产值3亿元."""
    topic = _TOPIC.match(near.text, near.sentence.start, near.figure.start)
    if topic is not None and topic.end() < near.clause.start + 1 and not _NUMERAL.search(topic[1]):
        yield topic[1] + near.head
        yield topic[1]


def _clause_before(near: _Near) -> Iterator[str]:
    """Yield the object of the clause before, alone and with what is measured of it: 提高养老金标准，人均增加30元."""
    first, end = near.sentence.start, near.clause.start - 1
    begin = max((one.end() for one in _MARKS.finditer(near.text, max(first, end - 60), max(first, end))), default=first)
    said = near.words(begin, max(begin, end))
    words = tokens(said)
    if len(words) < 2 or _NUMERAL.search(said):
        return
    # what does not begin with a verb that is known as one may begin with another
    verb = next((number for number, word in enumerate(words) if _is_verb(word)), 0)
    thing = "".join(word for word in words[verb + 1 :] if word != "了")
    yield thing
    if near.own.startswith("人均"):
        yield f"人均{thing}"
    yield thing + near.head


_SOURCES: Sequence[tuple[float, float, Callable[[_Near], Iterator[str]]]] = (
    (0.5, 1, _gained),
    (1, 0.8, _own_ends),
    (0.9, 0.8, _named_behind_only(_own_beginnings, is_so=True)),
    (1.2, 0.8, _named_behind_only(_own_beginnings, is_so=False)),
    (1.8, 1, _named_behind_only(_next_figure, is_so=False)),
    (2, 1, _named_behind_only(_all_behind, is_so=True)),
    (2, 0.9, _more_words_before),
    (2.2, 0.7, _more_words_behind),
    (2.2, 0.6, _figures_before),
    (2.5, 0.1, _named_behind_only(_parts_behind, is_so=True)),
    (2.6, 1, _before),
    (3, 0.5, _named_behind_only(_first_words_behind, is_so=True)),
    (3.1, 1, _before_and_behind),
    (3.1, 2, _topic),
    (3.2, 1, _joined),
    (3.4, 0.5, _clause_before),
    (3.6, 1, _named_behind_only(_next_figure, is_so=True)),
    (4, 1, _fewer_words_before),
    (4.5, 1, _fewer_words_behind),
    (6, 1, _named_behind_only(_all_behind, is_so=False)),
    (6.5, 0.1, _named_behind_only(_parts_behind, is_so=False)),
    (7, 0.5, _named_behind_only(_first_words_behind, is_so=False)),
)
"""Where phrases come from: the rank of a source's first phrase, how much each further one comes later, the source."""
