"""What a file of labels counts its offsets in: found by trying which way of counting puts its spans on sound words.

One tool counts characters (code points), another 16-bit units, as JavaScript and Java do, a third bytes of UTF-8 or
what a reader sees as one character; a text whose lines ended in CR LF may have come with LF alone, or the other way
round, and a byte order mark may be counted or not. A wrong way of counting puts labels on other words, which nobody
would notice. So the spans of one text are taken together: the way is chosen under which all of them stand on the words
that the file quotes, or, where it quotes none, begin and end as labels do.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple

from ..model.errors import ExchangeError
from ..model.figure import KINDS, Span
from ..model.vocabulary import kind_named

Counting = Literal["code point", "code unit", "byte", "cluster"]
"""One character of Unicode, one 16-bit unit, one byte of UTF-8, or one character as a reader sees it."""

UNKNOWN = (
    "It cannot be told how the offsets of this text are counted: no way of counting puts all its labels on sound "
    "words. Export it anew, with the words of each label."
)
AMBIGUOUS = (
    "It cannot be told how the offsets of this text are counted: several ways of counting put its labels on sound "
    "words. Export it anew, with the words of each label."
)

_CODECS: Mapping[Counting, tuple[str, int]] = {
    "code point": ("utf-32-le", 4),
    "code unit": ("utf-16-le", 2),
    "byte": ("utf-8", 1),
}
# of so many spans at least, one in so many may be unsound and be refused alone
_MANY = 10

_DIGITS = "0-9０-９〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_NUMERAL = re.compile(f"[{_DIGITS}几数半双翻首末]|持平|唯一")
# how the words of a figure begin where they begin with its number
_FIRST = re.compile(f"[+\\-−－±＋]?[{_DIGITS}几]|百分之|[第前半翻]|数[{_DIGITS}]")
# what continues a number: no label begins or ends between two of these
_WITHIN = re.compile(f"[{_DIGITS}]{{2}}|[0-9０-９][.．]|[.．][0-9０-９]")
_NO_EDGE = re.compile(r"[\s，。；：！？、,.;:!?\u200b-\u200d\u2060\ufeff]")
_JOINED = re.compile(
    "[\u0300-\u036f\u200d\u20d0-\u20ff\ufe00-\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e01ef]"
)
_BLANK = re.compile(r"[\s\u200b-\u200d\u2060\ufeff▁]+")


class GivenSpan(NamedTuple):
    """A labelled span as a file gives it: offsets in its own counting, the label, and the words it quotes, or ""."""

    start: int
    end: int
    label: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of counting: in what, and whether line ends, or the byte order mark, count otherwise than they are here."""

    counting: Counting
    line_ends: bool = False
    mark: bool = False

    @property
    def rarity(self) -> int:
        """How seldom offsets are counted so."""
        return 2 * self.mark + (self.line_ends or self.counting == "byte")


@dataclass(frozen=True, slots=True)
class _Tried:
    """What a way of counting makes of the spans: where each is (None where it is nowhere), and which of them fit.

    `fits` are the spans on the words that are quoted for them or, without a quotation, on sound words. `exact` counts
    those of figures that begin with the number.
    """

    way: _Way
    spans: tuple[Span | None, ...]
    fits: tuple[bool, ...]
    exact: int


def count_spans(
    text: str, given: Sequence[GivenSpan], usual: Counting, *, is_firm: bool = False, is_ours: bool = False
) -> list[Span | ExchangeError]:
    """Return each span in code points of the text, or why it has none.

    `usual` is how the format counts; `is_firm` says that its tools count in no other way, so that another one is tried
    only where that fails; `is_ours` says that the program itself wrote the file. Where another way of counting fits
    better, all spans are taken in that one; where none fits, or several do, none is taken.
    """
    first = _Way(usual)
    here = _try(text, given, first)
    is_clear = all(one.words for one in given) or _figures(given) > 0 or not _is_wide(text)
    if is_ours or not given or (all(here.fits) and (is_firm or (is_clear and here.exact == _figures(given)))):
        return _spans_of(text, given, here, usual)
    others = [_try(text, given, way) for way in _ways(text, first)]
    # what is nowhere in any way of counting says nothing about them, and is refused alone
    known = [at for at in range(len(given)) if any(one.spans[at] for one in (here, *others))]
    others = [one for one in others if any(one.spans[at] != here.spans[at] for at in known)]
    if not others:
        return _spans_of(text, given, here, usual)
    found = _choose(text, given, here, others, known)
    found = found or _best(text, given, here, others, known, is_firm=is_firm)
    if found is here:
        return _spans_of(text, given, here, usual)
    if isinstance(found, str):
        outside = _spans_of(text, given, here, usual)
        error = ExchangeError(AMBIGUOUS) if found == AMBIGUOUS else ExchangeError(UNKNOWN)
        return [one if isinstance(one, ExchangeError) else error for one in outside]
    made = zip(_spans_of(text, given, found, usual), found.fits, strict=True)
    return [span if fits or isinstance(span, ExchangeError) else ExchangeError(UNKNOWN) for span, fits in made]


def _choose(
    text: str, given: Sequence[GivenSpan], here: _Tried, others: Sequence[_Tried], known: Sequence[int]
) -> _Tried | str | None:
    """Choose a way of counting under which all spans fit; return the sentence where several do, None where none does.

    `here` is the usual way, `known` are the spans that are somewhere in a way.
    """
    fitting = [one for one in (here, *others) if all(one.fits[at] for at in known)]
    fitting = [one for one in fitting if one is here or _is_shown(one, given)]
    if not fitting:
        return None
    most = max(one.exact for one in fitting)
    best = [one for one in fitting if one.exact == most]
    # what few tools do is taken only where nothing usual fits
    usual = min(one.way.rarity for one in best)
    best = [one for one in best if one is here or one.way.rarity == usual]
    places = {one.spans for one in best}
    if here in best:
        # nothing but the format speaks for it where neither a figure nor a quotation does
        is_guess = most == 0 and not any(one.words for one in given) and len(places) > 1 and _is_wide(text)
        return AMBIGUOUS if is_guess else here
    if here in fitting and most < _figures(given):
        return here
    return best[0] if len(places) == 1 else AMBIGUOUS


def _is_shown(one: _Tried, given: Sequence[GivenSpan]) -> bool:
    """Tell whether enough speaks for a way of counting that is not the usual one, beside that all spans fit.

    A label that is a little too long or too short may be sound by chance when it is moved.
    """
    figures = _figures(given)
    if figures == 0:
        return all(span.words for span in given) or one.way.rarity == 0
    return one.exact == figures if one.way.mark else 2 * one.exact >= figures


def _best(
    text: str,
    given: Sequence[GivenSpan],
    here: _Tried,
    others: Sequence[_Tried],
    known: Sequence[int],
    *,
    is_firm: bool,
) -> _Tried | str:
    """Choose where no way of counting fits all spans, since labels are often a little too long or too short."""
    tried = (here, *(one for one in others if _is_shown(one, given)))
    counts = [sum(one.fits[at] for at in known) for one in tried]
    most = max(counts)
    leads = all(count < counts[0] for count in counts[1:])
    if leads and 2 * most >= len(known) and (is_firm or all(one.words for one in given)):
        # a span with a quotation is held against that besides
        return here
    if leads and not _is_wide(text) and "\r" not in text:
        return here
    best = [one for one, count in zip(tried, counts, strict=True) if count == most]
    if len(best) == 1 and len(known) >= _MANY and _MANY * most >= (_MANY - 1) * len(known):
        return best[0]
    return UNKNOWN


def _is_wide(text: str) -> bool:
    """Tell whether a text has a character that is two 16-bit units, or one of several that are seen as one."""
    return (text != "" and max(text) >= "\U00010000") or _JOINED.search(text) is not None


def _figures(given: Sequence[GivenSpan]) -> int:
    return sum(not one.words and kind_named(one.label) in KINDS for one in given)


def _ways(text: str, first: _Way) -> Iterator[_Way]:
    """Yield the other ways in which offsets of a text may be counted, the likelier ones first."""
    countings: list[Counting] = ["code point"]
    if _is_wide(text):
        countings += ["code unit", "cluster"]
    if not text.isascii():
        countings.append("byte")
    uniform = text.count("\n") in (0, text.count("\r\n")) or "\r" not in text
    for mark in (False, True):
        for line_ends in (False, True) if "\n" in text and uniform else (False,):
            for counting in countings:
                way = _Way(counting, line_ends, mark)
                if way != first:
                    yield way


def _try(text: str, given: Sequence[GivenSpan], way: _Way) -> _Tried:
    places = _places(text, {edge for one in given for edge in (one.start, one.end)}, way)
    spans: list[Span | None] = []
    fits: list[bool] = []
    exact = 0
    for one in given:
        start, end = places.get(one.start), places.get(one.end)
        span = Span(start, end) if start is not None and end is not None and start < end else None
        spans.append(span)
        if span is None:
            fits.append(False)
        elif one.words:
            fits.append(same_words(text[span.start : span.end], one.words))
        else:
            is_figure = kind_named(one.label) in KINDS
            fits.append(_is_sound(text, span, is_figure))
            exact += is_figure and fits[-1] and _FIRST.match(text, span.start) is not None
    return _Tried(way, tuple(spans), tuple(fits), exact)


def same_words(mine: str, quoted: str) -> bool:
    """Tell whether words are those that are quoted; blanks and line ends may be written otherwise or left out."""
    return mine == quoted or (_BLANK.sub("", mine) == _BLANK.sub("", quoted.replace("\\n", "\n")) != "")


def divided(quoted: str, lengths: Sequence[int]) -> list[str] | None:
    """Divide the words of a label in several fragments, joined by a blank each, by the lengths of the fragments.

    The lengths are in any way of counting that the words fit; None where they fit none. Example: `divided("33 3",
    [2, 1])` is `["33", "3"]`.
    """
    for codec, size in _CODECS.values():
        data, blank = quoted.encode(codec, "surrogatepass"), " ".encode(codec)
        ends = list(accumulate(length * size + len(blank) for length in lengths))
        if len(data) + len(blank) != ends[-1]:
            continue
        starts = [0, *ends[:-1]]
        pieces = [data[start : end - len(blank)] for start, end in zip(starts, ends, strict=True)]
        if all(data[end - len(blank) : end] == blank for end in ends[:-1]):
            return [piece.decode(codec, "replace") for piece in pieces]
    return None


def _is_sound(text: str, span: Span, is_figure: bool) -> bool:
    """Tell whether a label may stand there: no blank or stop at its edges, no number or character cut in two.

    One of the seven kinds has a numeral.
    """
    words = text[span.start : span.end]
    if _NO_EDGE.match(words) or _NO_EDGE.match(words[-1]):
        return False
    edges = (text[max(0, edge - 1) : edge + 1] for edge in span)
    cut = any(len(pair) == 2 and (_WITHIN.match(pair) or _JOINED.match(pair[1])) for pair in edges)
    return not cut and (not is_figure or _NUMERAL.search(words) is not None)


def _places(text: str, edges: set[int], way: _Way) -> dict[int, int]:
    """Return the code point for each of some offsets that lies between two characters in a way of counting."""
    counted, adds_returns, takes_returns, by = text, False, False, 0
    if way.mark:
        by = 1 if text.startswith("\ufeff") else -1
        counted = text[1:] if by == 1 else f"\ufeff{text}"
    if way.line_ends:
        takes_returns = "\r\n" in text
        adds_returns = not takes_returns
        counted = counted.replace("\r\n", "\n") if takes_returns else counted.replace("\n", "\r\n")
    found: dict[int, int] = {}
    lines = before = 0
    for offset, place in _counted(counted, sorted(edge for edge in edges if edge >= 0), way.counting):
        lines += counted.count("\r" if adds_returns else "\n", before, place) if way.line_ends else 0
        before = place
        own = place + by + (lines if takes_returns else -lines)
        if 0 <= own <= len(text):
            found[offset] = own
    return found


def _counted(text: str, edges: Sequence[int], counting: Counting) -> Iterator[tuple[int, int]]:
    """Yield some offsets, which ascend, with their code points; those within a character or outside are left out."""
    if counting == "cluster":
        ends = list(accumulate(_widths(text), initial=0))
        for edge in edges:
            place = bisect_right(ends, edge) - 1
            if ends[place] == edge:
                yield edge, place
        return
    codec, size = _CODECS[counting]
    # a text has no half of a character, which could not be encoded; one that came so is refused elsewhere
    data = text.encode(codec, "surrogatepass")
    at = place = 0
    for edge in edges:
        if edge * size > len(data):
            return
        try:
            place += len(data[at : edge * size].decode(codec))
        except UnicodeDecodeError:
            continue
        at = edge * size
        yield edge, place


def _widths(text: str) -> Iterator[int]:
    """Yield 1 for each character that begins what a reader sees as one, 0 for one that continues it."""
    last, flags = "", 0
    for character in text:
        is_flag = "\U0001f1e6" <= character <= "\U0001f1ff"
        flags = flags + 1 if is_flag else 0
        continues = (
            last == "\u200d"
            or (last == "\r" and character == "\n")
            or (is_flag and flags % 2 == 0)
            or (last != "" and _JOINED.match(character) is not None and not is_flag)
            or (last != "" and unicodedata.category(character) in ("Mn", "Me"))
        )
        yield int(not continues)
        last = character


def _spans_of(text: str, given: Sequence[GivenSpan], tried: _Tried, usual: Counting) -> list[Span | ExchangeError]:
    return [span or _nowhere(text, one, usual) for span, one in zip(tried.spans, given, strict=True)]


def _nowhere(text: str, one: GivenSpan, usual: Counting) -> ExchangeError:
    """Return the error for a span that is nowhere in the text, or that cuts a character of it."""
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2 if usual == "code unit" else len(text)
    if 0 <= one.start < one.end <= length:
        return ExchangeError("The span from {start} to {end} cuts a character in two.", start=one.start, end=one.end)
    return ExchangeError("{start} to {end} is not a span of the text.", start=one.start, end=one.end)
