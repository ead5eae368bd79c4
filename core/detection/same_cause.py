"""What else a correction is about: the figures whose reading had the cause of what an annotator corrected.

A reading has reasons: rules, and the words they decided by. Where an annotator corrects an attribute, the words or the
time that decided it were misread, and whatever else was read by them is wrong in the same way. So the cause is replaced
by what the annotator says, and the report's sentences are read again: the steps behind the cause run as before. Under
a section whose years are corrected 年均 becomes its span and a stock its last year; no value is ever copied.

What the cause of an attribute is:

- period: the time expression that it was read from, where it stands, or the time of its section. Where the annotator
  confirmed other figures of the same time, it is that time by the same rules only.
- status: the section, where this tells it; else the same rules and words, where they stand.
- area: the same rules and words, where they stand.
- kind, unit, indicator: the same rules and the same words, wherever the report has them.

A figure that takes over what another one says, an indicator from the figure before it, changes with that one. A value,
a bound and a base year have no cause beyond their own number.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from itertools import takewhile

from ..model.attributes import ATTRIBUTES, AttributeName
from ..model.figure import Figure, Proposal, Reason, Span
from ..model.report import Report
from ..model.same_cause import Decided, SameCause
from .lexicon import Lexicon
from .period.expressions import TIME_RULES, TimeExpression
from .period.sections import SectionTime, section_time_at
from .pipeline import read_sentences
from .replaced import NewReading, NewTime, Replaced, SectionKey
from .survey import Survey, survey_report

ENOUGH, ENOUGH_SHORTENED = 2, 3
"""How many corrections of one cause say that it is wrong wherever it was met, and not in one sentence alone.

A single year that is said where several years were read takes one more: it may be the year of that figure alone, which
was reached at their end or left at their beginning.
"""

_CARRIED = tuple(one for one in ATTRIBUTES if one.is_for("carried"))
_TIMED: tuple[AttributeName, ...] = ("period", "status")
_TIMES = frozenset(rule.id for rule in TIME_RULES)
_OFFERED = ("candidate.", "trim.")
_LIST_BEGINS = ("row.single", "row.first")
_INHERITED = ("choice.figure_before", "choice.figures_in_turn", "choice.figures_joined")
_MOVES = ("growth", "change", "multiple")
_PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:/([0-9]{4})(?:-([0-9]{2}))?)?")


def find_same_cause(
    report: Report, correction: Decided, decided: Sequence[Decided], undecided: Sequence[Span], lexicon: Lexicon
) -> list[SameCause]:
    """Return the undecided figures whose reading changes where the cause of a correction is replaced, in text order.

    `correction` is what was corrected last, `decided` are other figures that the annotator decided on, and `undecided`
    the spans of proposals. A figure that the detector does not find at its span is left out.
    """
    survey = survey_report(report, lexicon)
    to_flow = survey.flow.from_report
    target = to_flow(correction.target)
    others = {to_flow(one.target): one.figure for one in decided if one.target != correction.target}
    spans = dict.fromkeys(map(to_flow, undecided))
    reader = _Reader(survey, (target, *others, *spans), _sentences_read(report, lexicon), lexicon)
    corrected = reader.now.get(target)
    if corrected is None:
        return []
    reached: dict[Span, list[tuple[Replaced, bool]]] = {}
    for cause in _causes(reader, corrected, correction.figure):
        for span, is_sure in _reached(reader, cause, target, others).items():
            if span in spans:
                reached.setdefault(span, []).append((cause.replaced, is_sure))
    same = []
    for span, causes in sorted(reached.items(), key=lambda item: item[0]):
        after = reader.read(*(replaced for replaced, _ in causes)).get(span)
        if after is not None and after.figure != reader.now[span].figure:
            now, then = survey.flow.proposals_to_report((reader.now[span], after))
            same.append(SameCause(now.figure, then, all(is_sure for _, is_sure in causes)))
    return same


@lru_cache(maxsize=2)
def _sentences_read(report: Report, lexicon: Lexicon) -> dict[Span, Mapping[Span, Proposal]]:
    """Return the figures of a report's sentences that were read so far: corrections of one report come one by one."""
    return {}


class _Reader:
    """Reads the sentences of some figures, as they are and with something replaced; what was read is kept.

    `known` holds the figures of each sentence of the report that was read before, and takes in those that are read now.
    """

    def __init__(
        self, survey: Survey, spans: Sequence[Span], known: dict[Span, Mapping[Span, Proposal]], lexicon: Lexicon
    ) -> None:
        self.survey, self._lexicon = survey, lexicon
        self._sentences = tuple(dict.fromkeys(self.sentence(span) for span in sorted(spans)))
        self._read: dict[tuple[Replaced, ...], Mapping[Span, Proposal]] = {}
        self.now: dict[Span, Proposal] = {}
        for sentence in self._sentences:
            if sentence not in known:
                known[sentence] = read_sentences(survey, (sentence,), lexicon)
            self.now |= known[sentence]

    def sentence(self, span: Span) -> Span:
        """Return the sentence that a figure stands in."""
        return self.survey.outline.sentence_at(span.start)

    def list_of(self, span: Span) -> Sequence[Span]:
        """Return the figures of the list of numbers that a figure stands in, itself among them."""
        found: list[Span] = []
        for one, proposal in sorted(self.now.items(), key=lambda item: item[0]):
            if any(reason.rule in _LIST_BEGINS for reason in proposal.reasons.get("span", ())):
                if span in found:
                    break
                found = []
            found.append(one)
        return found

    def section(self, span: Span) -> SectionTime:
        """Return the time of the section that a figure stands in."""
        return section_time_at(self.survey.section_times, span.start)

    def time(self, span: Span) -> TimeExpression:
        """Return the time expression on a span."""
        return next(time for time in self.survey.times if time.span == span)

    def section_of(self, key: SectionKey) -> SectionTime:
        """Return the section of a key."""
        return next(section for section in self.survey.section_times if SectionKey.of(section) == key)

    def read(self, *replaced: Replaced) -> Mapping[Span, Proposal]:
        """Return the figures of the sentences as they are read where some things are replaced."""
        if replaced not in self._read:
            together = reduce(Replaced.joined, replaced)
            sentences = self._sentences
            if not together.times and not together.sections:
                own = dict.fromkeys(map(self.sentence, together.figures))
                sentences = tuple(sentence for sentence in sentences if sentence in own)
            self._read[replaced] = read_sentences(self.survey, sentences, self._lexicon, together)
        return self._read[replaced]

    def read_one(self, span: Span, replaced: Replaced) -> Proposal | None:
        """Return one figure as it is read where something is replaced."""
        return read_sentences(self.survey, (self.sentence(span),), self._lexicon, replaced).get(span)

    def words(self, span: Span) -> str:
        """Return the words of a span without blanks."""
        return "".join(self.survey.text[slice(*span)].split())


@dataclass(frozen=True, slots=True, eq=False)
class _Cause:
    """What a correction says of a reading: the attributes it changed, and what is to be read instead.

    `proposal` is the figure that was corrected, as it had been read. `is_shortened` says that several years are to be
    read as one.
    """

    attributes: tuple[AttributeName, ...]
    proposal: Proposal
    replaced: Replaced
    is_shortened: bool = False


def _causes(reader: _Reader, read: Proposal, said: Figure) -> Iterator[_Cause]:
    """Yield the causes of what an annotator says otherwise than it was read, each with what to read instead."""
    now = read.figure
    timed = tuple(name for name in _TIMED if getattr(said, name) != getattr(now, name))
    cause = _time_cause(reader, read, said, timed) if timed else None
    if cause is not None:
        yield cause
    taken = cause.attributes if cause is not None else ()
    for name in (one.name for one in _CARRIED if one.name != "period"):
        if name not in taken and getattr(said, name) != getattr(now, name):
            yield _Cause((name,), read, _figures_replaced(reader, read, said, name))


# Times


def _time_cause(reader: _Reader, read: Proposal, said: Figure, timed: tuple[AttributeName, ...]) -> _Cause | None:
    """Return the time or the section that is to be read otherwise, so that a figure is read as an annotator says.

    None where neither brings that about: then something else was misread.
    """
    for replaced in _time_guesses(reader, read, said, timed):
        again = reader.read_one(read.figure.span, replaced)
        if again is not None and (again.figure.period, again.figure.status) == (said.period, said.status):
            return _Cause(timed, read, replaced, _is_shortened(reader, replaced))
    return None


def _time_guesses(
    reader: _Reader, read: Proposal, said: Figure, timed: tuple[AttributeName, ...]
) -> Iterator[Replaced]:
    """Yield what the time of a figure may be instead, the time expression first, then its section."""
    span, reasons = read.figure.span, read.reasons.get("period", ())
    section = reader.section(span)
    key = SectionKey.of(section)
    if "period" in timed:
        written = _PERIOD.fullmatch(said.period or "")
        if written is None:
            return
        first, last = int(written[1]), int(written[3] or written[1])
        months = (int(written[2]), int(written[4] or written[2])) if written[2] else None
        for time in _times_of(reader, reasons):
            for years in _years(first, last, time.last - time.first):
                yield Replaced(times={time.span: replace(time, first=years[0], last=years[1], months=months)})
        if months is None and any(one.rule.startswith("section.") for one in reasons):
            long = section.last - section.first if section.first is not None and section.last is not None else 0
            for first_year, last_year in _years(first, last, long):
                yield Replaced(sections={key: NewTime(first_year, last_year, said.status)})
    elif section.first is not None:
        yield Replaced(sections={key: NewTime(section.first, section.last, said.status)})


def _is_shortened(reader: _Reader, replaced: Replaced) -> bool:
    """Tell whether a time or section of several years is replaced by a single year."""
    for span, time in replaced.times.items():
        was = reader.time(span)
        if was.first != was.last and time.first == time.last:
            return True
    for key, new in replaced.sections.items():
        section = reader.section_of(key)
        if section.first != section.last and new.first == new.last:
            return True
    return False


def _times_of(reader: _Reader, reasons: Sequence[Reason]) -> Iterator[TimeExpression]:
    """Yield the time expressions that a period was read from."""
    places = {place for one in reasons if one.rule in _TIMES for place in one.words}
    yield from (time for time in reader.survey.times if time.span in places)


def _years(first: int, last: int, long: int) -> Sequence[tuple[int, int]]:
    """Return which years a time may name that a period of these years was read from, the likeliest first.

    `long` is how many years the time went on for after its first: it stays as long where a stock is its last year and
    a yearly growth the years up to it.
    """
    if first == last:
        guesses = [(last - long, last), (last, last), (last + 1, last + 1 + long)]
    else:
        guesses = [(last, last), (first, first), (first, last)] if not long else [(first, last)]
    return tuple(dict.fromkeys(guesses))


# Figures


def _figures_replaced(reader: _Reader, read: Proposal, said: Figure, name: AttributeName) -> Replaced:
    """Return what figures with the same cause say instead of an attribute: the corrected one, and those like it.

    Where no words decided the reading that was corrected, it is that one alone, and what takes it over.
    """
    cause = _key(reader, read, name)
    news = {read.figure.span: _new_reading(name, said, said.indicator)}
    # each number of a list has an indicator of its own: where all were read as the same, that was the mistake
    listed = reader.list_of(read.figure.span) if name == "indicator" else ()
    for span, other in reader.now.items() if cause is not None else ():
        is_listed = span in listed and other.figure.indicator == read.figure.indicator
        if span == read.figure.span or is_listed or _key(reader, other, name) != cause:
            continue
        if name != "indicator":
            news[span] = _new_reading(name, said, "")
        elif (indicator := _renamed(reader, read, said.indicator, other)) is not None:
            news[span] = _new_reading(name, said, indicator)
    return Replaced(figures=news)


def _new_reading(name: AttributeName, said: Figure, indicator: str) -> NewReading:
    """Return that a figure says an attribute as an annotator does, an indicator by these words of its own."""
    value = said.value[0] if isinstance(said.value, tuple) and said.value else said.value
    is_negative = name == "kind" and not isinstance(value, tuple) and value < 0
    return NewReading({name: indicator if name == "indicator" else getattr(said, name)}, is_negative)


_Key = tuple[tuple[str, tuple[Span | str, ...]], ...]


def _key(reader: _Reader, proposal: Proposal, name: AttributeName) -> _Key | None:
    """Return by which rules and words an attribute was read, as two readings are compared; None without any words.

    Of words that count where they stand the key has the place, of others what they are. An indicator that was taken
    over from another figure has no words of its own: what was misread is that it was taken over.
    """
    deciding = [one for one in proposal.reasons.get(name, ()) if not one.rule.startswith(_OFFERED)]
    if not any(one.words for one in deciding) or any(one.rule in _INHERITED for one in deciding):
        return None
    if name == "area" or name in _TIMED:
        return tuple((one.rule, one.words) for one in deciding)
    return tuple((one.rule, tuple(map(reader.words, one.words))) for one in deciding)


def _renamed(reader: _Reader, read: Proposal, said: str, other: Proposal) -> str | None:
    """Return the indicator of another figure with the same words replaced that a correction replaced; None for none.

    Where 城镇居民收入 is corrected to 城镇居民人均可支配收入, the others keep their own part: 农村居民收入 is read as
    农村居民人均可支配收入. Words that the correction took in from the text beside its own must stand beside theirs.
    """
    was, name = read.figure.indicator, other.figure.indicator
    head = _common(was, said)
    tail = min(_common(was[::-1], said[::-1]), len(was) - head, len(said) - head)
    old, new = was[head : len(was) - tail], said[head : len(said) - tail]
    if len(old) == len(was):
        # nothing of it stays: other words name this figure, and the others may well be named by their own
        return None
    if not _stands_beside(reader, read, new, head, tail, other):
        return None
    if name == was:
        return said
    if not new:
        # what is too much in one name may be the other's own: 亩均税收增加值 beside 亩均增加值
        return None
    last = _common(name[::-1], was[::-1])
    if last >= tail + len(old) and (old or last > tail > 0):
        return name[: len(name) - tail - len(old)] + new + name[len(name) - tail :]
    first = _common(name, was)
    if first >= head + len(old) and (old or first > head > 0):
        return name[:head] + new + name[head + len(old) :]
    return None


def _stands_beside(reader: _Reader, read: Proposal, new: str, head: int, tail: int, other: Proposal) -> bool:
    """Tell whether another figure has the words beside its own that a correction took in, if it took in any."""
    own, others = (_last_words(one) for one in (read, other))
    if own is None or others is None or (head and tail) or not new:
        return True
    at = "before" if not head else "behind"
    return not _beside(reader, own, new, at) or _beside(reader, others, new, at)


def _beside(reader: _Reader, words: Span, new: str, at: str) -> bool:
    text = reader.survey.text
    return text.endswith(new, 0, words.start) if at == "before" else text.startswith(new, words.end)


def _last_words(proposal: Proposal) -> Span | None:
    spans = [one.words for one in proposal.reasons.get("indicator", ()) if not one.rule.startswith(_OFFERED)]
    found = [span for words in spans for span in words]
    return found[0] if len(set(found)) == 1 else None


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


# What a cause reaches


def _reached(reader: _Reader, cause: _Cause, target: Span, others: Mapping[Span, Figure]) -> dict[Span, bool]:
    """Return the figures that change where a cause is replaced, and for each whether that is likely right.

    There are none where the annotator confirmed the cause more often than not. Where figures of the same time were
    confirmed, the cause is the time by the rules of the corrected figure.
    """
    again = reader.read(cause.replaced)
    changed = [
        span
        for span, then in again.items()
        if span in reader.now and span != target and _differ(reader.now[span].figure, then.figure, cause.attributes)
    ]
    agreeing, disputing = _counted(again, changed, others, cause)
    if disputing and cause.attributes[0] in _TIMED:
        rules = _rules(cause.proposal, cause.attributes[0])
        changed = [span for span in changed if _rules(reader.now[span], cause.attributes[0]) == rules]
        agreeing, disputing = _counted(again, changed, others, cause)
    if disputing > agreeing:
        return {}
    sentence = reader.sentence(target)
    is_enough = agreeing >= (ENOUGH_SHORTENED if cause.is_shortened else ENOUGH)
    return {
        span: not disputing
        and (is_enough or (reader.sentence(span) == sentence and not cause.is_shortened))
        and _inherits(reader, cause, again, span)
        for span in changed
    }


def _inherits(reader: _Reader, cause: _Cause, again: Mapping[Span, Proposal], span: Span) -> bool:
    """Tell whether a figure that changes says surely what the corrected one says: another thing of the same indicator.

    产值【45亿元】，增长【5.4%】 are two things of one; behind 存栏【221万头】 another amount is likely of the next one.
    Where nothing had been read as the indicator, only what moved is taken over, by the next figure.
    """
    corrected, said = cause.proposal.figure, again[cause.proposal.figure.span].figure.indicator
    if cause.attributes != ("indicator",) or span in cause.replaced.figures:
        return True
    is_next = min((one for one in reader.now if one > corrected.span), default=None) == span
    is_other = reader.now[span].figure.kind != corrected.kind
    is_move = is_next and reader.now[span].figure.kind in _MOVES
    return is_other and said in again[span].figure.indicator and (bool(corrected.indicator) or is_move)


def _counted(
    again: Mapping[Span, Proposal], changed: Sequence[Span], others: Mapping[Span, Figure], cause: _Cause
) -> tuple[int, int]:
    """Return how many decisions say what is read with a cause replaced, that which replaced it among them.

    And how many say something else.
    """
    said = [not _differ(others[span], again[span].figure, cause.attributes) for span in changed if span in others]
    return 1 + sum(said), len(said) - sum(said)


def _differ(one: Figure, other: Figure, names: Sequence[AttributeName]) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in names)


def _rules(proposal: Proposal, name: AttributeName) -> tuple[str, ...]:
    return tuple(one.rule for one in proposal.reasons.get(name, ()))
