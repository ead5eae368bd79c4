"""A fuzzer of the engine: strange texts made of seeds and of the grammar's own pieces, held against laws.

    python -m tools.fuzz --seed 1 --runs 10000

The same seed and number make the same texts. A law that is broken is told with the shortest text found that breaks it,
as a line to put among the seeds (tests/seeds/engine.jsonl), and the exit status is 1. The laws:

- nothing raises: finding figures, reading a span, the leftover numerals, a typed value and a typed period;
- figures lie within the text, in order, none over another, and begin and end with what is seen;
- the same text gives the same figures twice;
- a figure and a proposal written as records, through JSON, read back equal; what is found may be said at every door;
- the work is as long as the text: for a text said 40 times at most about twice the lines of code run that run for it
  said 20 times, and the processor's time for a character stays far below what only a text read over and over takes.
"""

import argparse
import json
import sys
import time
import traceback
from collections.abc import Sequence

from core.detection.indicator.segmenter import warm
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures, read_figure
from core.detection.typed_values import period_of, value_of
from core.detection.unread_numerals import unread_numerals
from core.model.attributes import is_period
from core.model.figure import (
    Proposal,
    Span,
    from_record,
    is_bounded,
    proposal_from_record,
    proposal_to_record,
    to_record,
)
from core.model.report import Report
from core.model.validation import kind_of
from tests.counting import counted
from tools.fuzz_texts import Fuzz

GROWTH_EVERY = 100
"""Every so many texts one is said over and over, and the work counted."""

SECONDS_PER_CHARACTER = 0.004
"""About a hundred times what a character takes: more is no busy machine."""

Broken = tuple[str, str]
"""Which law a text breaks, and how."""


def broken_law(text: str) -> Broken | None:
    """Name the law that a text breaks, but for that of the work; None where it keeps them all."""
    try:
        return _broken_law(text)
    except Exception:
        return "it never raises", traceback.format_exc()


def _broken_law(text: str) -> Broken | None:
    report, lexicon = Report("a", text), load_lexicon()
    found = find_figures(report, lexicon)
    if broken := _misplaced(text, found) or _unreadable(found):
        return broken
    if [*map(_whole, find_figures(Report("b", text), lexicon))] != [*map(_whole, found)]:
        return "the same twice", ""
    for span in unread_numerals(report, [one.figure.span for one in found], lexicon):
        if not 0 <= span.start < span.end <= len(text):
            return "spans within the text", f"leftover {span}"
    for start, end in ((0, len(text)), (len(text) // 3, 2 * len(text) // 3), *(one.figure.span for one in found[:2])):
        read = read_figure(report, Span(start, end), lexicon)
        if read is not None and (broken := _misplaced(text, [read], exact=(start, end)) or _unreadable([read])):
            return broken
        typed = value_of(text[start:end], lexicon)
        period = period_of(text[start:end], lexicon)
        if period is not None and not is_period(period):
            return "what is typed is read as the form takes it", period
        if typed is not None and not all(
            map(is_bounded, typed.value if isinstance(typed.value, tuple) else [typed.value])
        ):
            return "what is typed is read as the form takes it", str(typed)
    return None


def _whole(one: Proposal) -> tuple[object, ...]:
    """Return all of a proposal; two are equal whatever their reasons."""
    return one, dict(one.reasons), one.candidates


def _misplaced(text: str, found: Sequence[Proposal], exact: tuple[int, int] | None = None) -> Broken | None:
    end = 0
    for one in found:
        figure = one.figure
        if not end <= figure.start < figure.end <= len(text):
            return "spans within the text, in order, not overlapping", str(figure)
        words = text[figure.start : figure.end]
        if exact is None and words != words.strip():
            return "a figure begins and ends with what is seen", repr(words)
        if exact is not None and figure.span != exact:
            return "a span that is read is the one selected", f"{figure.span} for {exact}"
        end = figure.end
        for spans in one.evidence.values():
            if any(not 0 <= span.start < span.end <= len(text) for span in spans):
                return "spans within the text, in order, not overlapping", f"evidence {one.evidence}"
    return None


def _unreadable(found: Sequence[Proposal]) -> Broken | None:
    for one in found:
        figure = one.figure
        if from_record(json.loads(json.dumps(to_record(figure)))) != figure:
            return "a written record reads back equal", str(figure)
        if _whole(proposal_from_record(json.loads(json.dumps(proposal_to_record(one))))) != _whole(one):
            return "a written proposal reads back equal", str(one)
        if figure.period is not None and not is_period(figure.period):
            return "what is found may be said at every door", f"period {figure.period}"
        numbers = figure.value if isinstance(figure.value, tuple) else (figure.value,)
        if not numbers or not all(map(is_bounded, numbers)):
            return "what is found may be said at every door", f"value {figure.value}"
        if kind_of(figure.value, figure.unit, figure.kind) is None:  # type: ignore[arg-type]
            return "what is found may be said at every door", str(figure)
        if not 0 <= one.confidence <= 1:
            return "a confidence is from 0 to 1", str(one.confidence)
    return None


def overwork(text: str) -> Broken | None:
    """Tell where the work for a text said over and over grows faster than the text."""
    if not text:
        return None
    few, many = _lines(text * 20), _lines(text * 40)
    if many > 2.3 * max(few, 500):
        return "time linear", f"{few} lines of code for 20 times the text, {many} for 40 times"
    return None


def _lines(text: str) -> int:
    with counted("core/detection") as count:
        find_figures(Report("long", text), load_lexicon())
    return count.lines


def slow(text: str) -> Broken | None:
    """Tell where a text said twenty times keeps the processor for longer than any does, three times over."""
    report = Report("slow", text * 20)
    for _ in range(3):
        before = time.process_time()
        find_figures(report, load_lexicon())
        taken = time.process_time() - before
        if taken <= SECONDS_PER_CHARACTER * max(len(report.text), 250):
            return None
    return "time linear", f"{taken:.2f} s for {len(report.text)} characters"


def shortest(text: str, law: str) -> str:
    """Leave out what a text does not need to break a law, half by half, then character by character."""

    def breaks(candidate: str) -> bool:
        broken = broken_law(candidate) or (law == "time linear" and overwork(candidate)) or None
        return bool(broken and broken[0] == law)

    size = max(1, len(text) // 2)
    while size:
        start = 0
        while start < len(text):
            candidate = text[:start] + text[start + size :]
            if breaks(candidate):
                text = candidate
            else:
                start += size
        size //= 2
    return text


def run(seed: int | str, runs: int) -> list[tuple[str, Broken]]:
    """Try so many texts; return those that break a law, each law once a place."""
    warm()
    fuzz, found, met = Fuzz(seed), [], set()
    for number in range(runs):
        text = fuzz.text()
        broken = broken_law(text)
        if broken is None and number % GROWTH_EVERY == 0:
            broken = slow(text) or overwork(text)
        if broken is None:
            fuzz.keep(text, find_figures(Report("a", text), load_lexicon()))
            continue
        # of one fault's many texts the first says enough
        place = (broken[0], broken[1].splitlines()[-1:] if broken[0] == "it never raises" else "")
        if str(place) not in met:
            met.add(str(place))
            found.append((text, broken))
    return found


def main(arguments: Sequence[str]) -> int:
    """Run the fuzzer; tell of each law broken, and in the end how many texts were tried."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description="A fuzzer of the engine.")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--runs", type=int, default=10_000)
    asked = parser.parse_args(arguments)
    found = run(asked.seed, asked.runs)
    for text, (law, how) in found:
        short = shortest(text, law)
        print(f"{law}: {how.rstrip()}\n{json.dumps({'why': law, 'text': short}, ensure_ascii=True)}")
    print(f"seed {asked.seed}: {asked.runs} texts, {len(found)} broken")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
