"""What is learnt from an annotator's own decisions, and how readings are changed by it; pure and deterministic.

Three kinds of things are learnt. *Indicator*: a wording that was proposed and is corrected to another one each time; or
the words at one edge of a wording, which are replaced or cut off in several wordings. *No figure*: words with a numeral
that are rejected each time. *Unit*: the words of a unit for which another unit is put each time.

Everything is read from the log: nothing is stored but the decisions themselves and the switches by which an annotator
has something learnt not used. The order of the reports makes no difference.

    experience = Experience()
    experience.take(digest, judgements, text)
    Lessons(experience.learnt(switched_off)).read(proposals, text)
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ..model.decision import LEARNT_KINDS, Decision, LearntKind
from ..model.figure import Candidate, Figure, Proposal, Reason, Span
from ..model.judgement import LEARNT, Judgement
from ..model.standing import last_standing

FEWEST = 2
"""How many decisions of one kind something is learnt from at least."""

MOST_AGAINST = 0.2
"""How many decisions may speak against something learnt, as a share of those that speak for it."""

EDGE = "…"
"""Stands in the words of something learnt for the rest of a wording: “全市…” are wordings that begin with 全市."""

NAMED_SOURCES = 3
"""How many of the decisions that something was learnt from a changed reading names, the first ones."""

# a wording or an edge so short is too general to be learnt from one report
_SHORT = 2
# the longest edge of a wording that is learnt, and the shortest rest, in characters
_LONGEST_EDGE, _SHORTEST_REST = 8, 2
# how many characters behind a numeral belong to its words
_BEHIND = 2

_DIGITS = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*")
_CHINESE = re.compile("[零〇一二两三四五六七八九十百千万亿几]+")
# an id as this program writes it: another one could not be told from what follows in the text of the reasons
_ID = re.compile("[0-9a-f]{1,40}")
_LETTER = re.compile("[A-Za-z\u4e00-\u9fff]+")

Key = tuple[LearntKind, str]
"""By what something learnt is known: its kind and its words."""


def switched_off(log: Iterable[Decision]) -> frozenset[Key]:
    """Return what an annotator has switched off, from the log of the switches."""
    last = last_standing(log, _switched)
    return frozenset(key for key, row in last.items() if row.learnt is not None and not row.learnt.is_on)


def _switched(row: Decision) -> Key | None:
    return (row.learnt.kind, row.learnt.words) if row.learnt is not None else None


class Source(NamedTuple):
    """One decision that something was learnt from: its id, its report and target, when, and what it changed to what."""

    decision: str
    report: str
    target: Span
    at: str
    was: str
    said: str


@dataclass(frozen=True, slots=True)
class Learnt:
    """One thing learnt: which words are read as what, and the decisions it came from, the first one first.

    `words` are the wording of an indicator as proposed, “X…” or “…X” for an edge of it, or the words of a numeral or a
    unit, with # for digits and 几 for Chinese numerals. `becomes` is what is put in their place, "" for nothing.
    `confirmed` counts the figures that were read by it and decided so, `contradicted` those decided otherwise and the
    decisions that kept the words as they are.
    """

    kind: LearntKind
    words: str
    becomes: str
    sources: tuple[Source, ...]
    confirmed: int
    contradicted: int
    kept: frozenset[str] = frozenset()
    """Wordings with this edge that were kept as they are; they are not changed."""
    is_on: bool = True

    @property
    def key(self) -> Key:
        return self.kind, self.words

    @property
    def rules(self) -> tuple[Reason, ...]:
        """The reasons of a reading that was changed by it: one for each of the first decisions it came from."""
        named = [one.decision for one in self.sources if _ID.fullmatch(one.decision)]
        return tuple(Reason(f"{LEARNT}{self.kind}:{decision}") for decision in named[:NAMED_SOURCES])


def numeral_words(text: str, span: Span) -> str:
    """Return the words by which a numeral is known that is no figure: itself and what follows, without its number.

    三大攻坚战 gives 几大攻坚 around 三大. "" where there are too few letters to know it by.
    """
    behind = _LETTER.match(text, span.end, min(span.end + _BEHIND, len(text)))
    words = _without_numbers(text[span.start : span.end]) + (behind[0] if behind else "")
    return words if len(re.sub("[#几]", "", words)) > 1 else ""


def unit_words(text: str, span: Span) -> str:
    """Return the words of a figure's unit: those of its span, with # for the number and its magnitude."""
    words = _without_numbers(text[span.start : span.end]).replace("几", "#")
    return re.sub("#+", "#", words)


def _without_numbers(words: str) -> str:
    return _CHINESE.sub("几", _DIGITS.sub("#", "".join(words.split())))


def front_edge(was: str, said: str) -> tuple[str, str] | None:
    """Return what stood before the common rest of two wordings, and what stands there now; None for no such change."""
    rest = _shared(was[::-1], said[::-1])
    return _edge(was[: len(was) - rest], said[: len(said) - rest], rest)


def back_edge(was: str, said: str) -> tuple[str, str] | None:
    """Return what stood behind the common rest of two wordings, and what stands there now; None for no such change."""
    rest = _shared(was, said)
    return _edge(was[rest:], said[rest:], rest)


def _edge(was: str, said: str, rest: int) -> tuple[str, str] | None:
    is_edge = 0 < len(was) <= _LONGEST_EDGE and len(said) <= _LONGEST_EDGE and rest >= _SHORTEST_REST
    return (was, said) if is_edge else None


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts have in common from their beginning."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


class _Seen(NamedTuple):
    """What the judgements of one report say: what was corrected and rejected, and what was left as it was."""

    indicators: tuple[Source, ...]
    rejects: tuple[Source, ...]
    units: tuple[Source, ...]
    kept_indicators: Counter[str]
    figures: Counter[str]
    kept_units: Counter[str]
    read_by: tuple[tuple[LearntKind, tuple[str, ...], bool], ...]


class Experience:
    """What one annotator decided, report by report; a report that is taken again replaces what it said before."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}
        self._kept_indicators: Counter[str] = Counter()
        self._figures: Counter[str] = Counter()
        self._kept_units: Counter[str] = Counter()

    def take(self, report: str, judgements: Iterable[Judgement], text: str) -> None:
        """Take in what holds in a report, in place of what held before; `text` is the report's text."""
        self._count(self._seen.pop(report, None), -1)
        seen = _seen(report, judgements, text)
        self._count(seen, 1)
        self._seen[report] = seen

    def _count(self, seen: _Seen | None, sign: int) -> None:
        if seen is None:
            return
        for counts, counted in (
            (self._kept_indicators, seen.kept_indicators),
            (self._figures, seen.figures),
            (self._kept_units, seen.kept_units),
        ):
            for words, times in counted.items():
                counts[words] += sign * times
                if not counts[words]:
                    del counts[words]

    def learnt(self, switched_off: Collection[Key] = ()) -> tuple[Learnt, ...]:
        """Return everything learnt, what is switched off too, in the order of the kinds and of the words."""
        corrected = [one for seen in self._seen.values() for one in seen.indicators]
        rejected = [one for seen in self._seen.values() for one in seen.rejects]
        units = [one for seen in self._seen.values() for one in seen.units]
        found = [
            *_from_wordings("indicator", corrected, self._kept_indicators),
            *_from_edges(corrected, self._kept_indicators),
            *_from_wordings("no_figure", rejected, self._figures),
            *_from_wordings("unit", units, self._kept_units),
        ]
        judged = self._judged()
        counted = [one for each in found if (one := _with_judged(each, judged)) is not None]
        ordered = sorted(counted, key=lambda one: (LEARNT_KINDS.index(one.kind), one.words))
        return tuple(replace(one, is_on=one.key not in switched_off) for one in ordered)

    def _judged(self) -> Mapping[tuple[LearntKind, str], list[tuple[int, bool]]]:
        """Return the figures that were read by something learnt, by the decision it came from: which, and if right."""
        judged: defaultdict[tuple[LearntKind, str], list[tuple[int, bool]]] = defaultdict(list)
        number = 0
        for seen in self._seen.values():
            for kind, sources, is_right in seen.read_by:
                number += 1
                for source in sources:
                    judged[kind, source].append((number, is_right))
        return judged


def _seen(report: str, judgements: Iterable[Judgement], text: str) -> _Seen:
    """Sort what holds in a report by what it says of wordings, words and units."""
    seen = _Seen((), (), (), Counter(), Counter(), Counter(), ())
    indicators, rejects, units, read_by = [], [], [], list(seen.read_by)
    for one in judgements:
        by_indicator, by_unit = one.sources("indicator"), one.sources("unit")
        words = numeral_words(text, one.figure_span)
        if one.indicator is None:
            if words and one.was_indicator is not None:
                rejects.append(_source(report, one, words, ""))
            continue
        seen.figures[words] += 1
        if by_indicator:
            read_by.append(("indicator", by_indicator, one.indicator == one.was_indicator))
        elif one.was_indicator is not None and one.indicator == one.was_indicator:
            seen.kept_indicators[one.indicator] += 1
        elif one.was_indicator and one.indicator:
            indicators.append(_source(report, one, one.was_indicator, one.indicator))
        if by_unit:
            read_by.append(("unit", by_unit, one.unit == one.was_unit))
        elif one.was_unit is not None and one.unit == one.was_unit:
            seen.kept_units[unit_words(text, one.figure_span)] += 1
        elif one.was_unit is not None and one.unit and one.is_same_value:
            units.append(_source(report, one, unit_words(text, one.figure_span), one.unit))
    return seen._replace(
        indicators=tuple(indicators), rejects=tuple(rejects), units=tuple(units), read_by=tuple(read_by)
    )


def _source(report: str, one: Judgement, was: str, said: str) -> Source:
    return Source(one.decision, report, one.target, one.at, was, said)


def _from_wordings(kind: LearntKind, changed: Sequence[Source], kept: Mapping[str, int]) -> Iterator[Learnt]:
    """Yield what is learnt of whole words: what was said of them most, unless they were kept or changed otherwise."""
    by_words: defaultdict[str, list[Source]] = defaultdict(list)
    for one in changed:
        by_words[one.was].append(one)
    for words, sources in by_words.items():
        said = Counter(one.said for one in sources)
        ((becomes, times), *_) = sorted(said.items(), key=lambda item: (-item[1], item[0]))
        against = kept.get(words, 0) + len(sources) - times
        agreeing = [one for one in sources if one.said == becomes]
        # 增加值 that became 工业增加值 was completed from what stood around it: one report does not show a preference
        is_context = kind == "indicator" and (len(words) <= _SHORT or words in becomes)
        if _is_shown(agreeing, against, is_general=is_context):
            yield _learnt(kind, words, becomes, agreeing, against)


def _from_edges(changed: Sequence[Source], kept: Mapping[str, int]) -> Iterator[Learnt]:
    """Yield what is learnt of the edges of wordings: the same words replaced or cut off in several wordings."""
    fronts: defaultdict[tuple[str, str], list[Source]] = defaultdict(list)
    backs: defaultdict[tuple[str, str], list[Source]] = defaultdict(list)
    for one in changed:
        for edges, edge in ((fronts, front_edge(one.was, one.said)), (backs, back_edge(one.was, one.said))):
            if edge is not None:
                edges[edge].append(one)
    for edges, is_front in ((fronts, True), (backs, False)):
        chosen = {edge: sources for edge, sources in edges.items() if len({one.was for one in sources}) >= FEWEST}
        if not chosen:
            continue
        edges_kept = _edges_kept({was for was, _ in chosen}, kept, is_front=is_front)
        times = _edges_kept({was for was, _ in chosen}, Counter(one.was for one in changed), is_front=is_front)
        for (was, said), sources in chosen.items():
            # of those that had this edge, all that were kept or changed otherwise
            against = edges_kept[was].total() + times[was].total() - len(sources)
            # what stands at the edge of one report's wordings may be a matter of that report
            if _is_shown(sources, against, is_general=True):
                words = f"{was}{EDGE}" if is_front else f"{EDGE}{was}"
                found = _learnt("indicator", words, said, sources, against)
                yield replace(found, kept=frozenset(edges_kept[was]))


def _edges_kept(edges: Collection[str], wordings: Mapping[str, int], *, is_front: bool) -> Mapping[str, Counter[str]]:
    """Return for each edge the wordings that have it, and how often each was proposed."""
    lengths = sorted({len(edge) for edge in edges})
    with_edge: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for words, times in wordings.items():
        for length in lengths:
            edge = words[:length] if is_front else words[-length:]
            if len(words) > length and edge in edges:
                with_edge[edge][words] += times
    return with_edge


def _is_shown(sources: Sequence[Source], against: int, *, is_general: bool) -> bool:
    """Tell whether enough decisions speak for something and not too many against it; more where it is general."""
    if len(sources) < FEWEST or against > MOST_AGAINST * len(sources):
        return False
    return not is_general or len({one.report for one in sources}) >= FEWEST


def _learnt(kind: LearntKind, words: str, becomes: str, sources: Iterable[Source], against: int) -> Learnt:
    ordered = sorted(sources, key=lambda one: (one.at, one.decision))
    return Learnt(kind, words, becomes, tuple(ordered), 0, against)


def _with_judged(one: Learnt, judged: Mapping[tuple[LearntKind, str], list[tuple[int, bool]]]) -> Learnt | None:
    """Return something learnt with how the figures read by it were decided; None where too many were otherwise."""
    read = {number: right for source in one.sources for number, right in judged.get((one.kind, source.decision), ())}
    right = sum(read.values())
    wrong = one.contradicted + len(read) - right
    if wrong > MOST_AGAINST * (len(one.sources) + right):
        return None
    return replace(one, confirmed=right, contradicted=wrong)


class Reading(NamedTuple):
    """Proposals as they are read by what was learnt, and those that were left out because they are no figures."""

    proposals: list[Proposal]
    left_out: list[Proposal]
    used: Counter[Key]


class Lessons:
    """Things learnt, ready to be applied to the proposals of a report."""

    def __init__(self, learnt: Iterable[Learnt]) -> None:
        on = [one for one in learnt if one.is_on]
        indicators = {one.words: one for one in on if one.kind == "indicator"}
        self._wordings = {words: one for words, one in indicators.items() if EDGE not in words}
        self._fronts = {one.words.removesuffix(EDGE): one for one in indicators.values() if one.words.endswith(EDGE)}
        self._backs = {one.words.removeprefix(EDGE): one for one in indicators.values() if one.words.startswith(EDGE)}
        self._units = {one.words: one for one in on if one.kind == "unit"}
        self._no_figures = {one.words: one for one in on if one.kind == "no_figure"}

    def __bool__(self) -> bool:
        return bool(self._wordings or self._fronts or self._backs or self._units or self._no_figures)

    def read(self, proposals: Sequence[Proposal], text: str, apart: Collection[Span] = ()) -> Reading:
        """Read the detector's proposals for a text by what was learnt; those `apart` stay as they are.

        A changed reading has the rules of what changed it before the detector's own.
        """
        reading = Reading([], [], Counter())
        if not self:
            return reading._replace(proposals=list(proposals))
        for proposal in proposals:
            span = proposal.figure.span
            if span in apart:
                reading.proposals.append(proposal)
            elif self._no_figures and (one := self._no_figures.get(numeral_words(text, span))) is not None:
                reading.left_out.append(_explained(proposal, proposal.figure, "span", one))
                reading.used[one.key] += 1
            else:
                reading.proposals.append(self._changed(proposal, text, reading.used))
        return reading

    def _changed(self, proposal: Proposal, text: str, used: Counter[Key]) -> Proposal:
        figure = proposal.figure
        indicator = self._wording(figure.indicator)
        if indicator is not None:
            said, one = indicator
            proposal = _explained(proposal, replace(figure, indicator=said), "indicator", one)
            used[one.key] += 1
        unit = self._units.get(unit_words(text, figure.span)) if self._units else None
        if unit is not None and unit.becomes != figure.unit:
            proposal = _explained(proposal, replace(proposal.figure, unit=unit.becomes), "unit", unit)
            used[unit.key] += 1
        return proposal

    def _wording(self, was: str) -> tuple[str, Learnt] | None:
        """Return what an indicator is called instead, and by what; of several edges the longest one decides."""
        one = self._wordings.get(was)
        if one is not None:
            return one.becomes, one
        for length in range(min(_LONGEST_EDGE, len(was) - _SHORTEST_REST), 0, -1):
            if (one := self._fronts.get(was[:length])) is not None and was not in one.kept:
                return one.becomes + was[length:], one
            if (one := self._backs.get(was[-length:])) is not None and was not in one.kept:
                return was[:-length] + one.becomes, one
        return None


def _explained(
    proposal: Proposal, figure: Figure, topic: Literal["span", "indicator", "unit"], one: Learnt
) -> Proposal:
    reasons = {**proposal.reasons, topic: (*one.rules, *proposal.reasons.get(topic, ()))}
    before = proposal.figure.indicator
    # the wording that was read comes first where another one is looked for
    others = (Candidate(before, f"{LEARNT}before"),) if figure.indicator != before else ()
    return replace(proposal, figure=figure, reasons=reasons, candidates=(*others, *proposal.candidates))
