"""The verb explain: how the numerals of a file were read, as trees of rules and words."""

import os
import tomllib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import click

from ..detection.explain import explain
from ..detection.lexicon import load_lexicon
from ..detection.rule import rule_texts
from ..model.attributes import ATTRIBUTES, Attribute
from ..model.errors import ReportError
from ..model.explanation import Explanation
from ..model.figure import Proposal, Reason, Span
from ..model.judgement import LEARNT
from ..model.report import Report
from .reading_options import ReportFiles, reading_options
from .run import PATH, shown, verbs
from .translation import speaks_chinese

WORDS = Path(__file__).parents[2] / "resources" / "rules" / "words.toml"
# How many characters of the text are shown around a numeral.
_AROUND = 24


class Branch(NamedTuple):
    """A line of a tree, and the lines that hang from it."""

    line: str
    branches: "Sequence[Branch]" = ()


@verbs.command(name="explain")
@click.argument("file", type=PATH)
@click.option("--at", type=click.IntRange(0), default=None, metavar="OFFSET", help="The numeral at this offset.")
@click.option("--text", default=None, metavar="WORDS", help="The numerals in these words, or the one behind them.")
@reading_options
def explain_file(file: Path, at: int | None, text: str | None, **how: str | None) -> int:
    """Tell how the numerals of FILE were read: for each attribute the rule and the words that decided.

    Of a numeral that is no figure the rule is told by which it was left out. Without --at and --text all numerals are
    told of, in text order. Offsets are code points of the text, as find prints them.
    """
    reports = ReportFiles((file,), how, 1)
    found = 0
    for report in reports:
        for one in _chosen(report, at, text):
            click.echo(
                "\n".join(map(shown, tree_lines(tree_of(one, report, chinese=speaks_chinese(os.environ))))) + "\n"
            )
            found += 1
    if not found and not reports.refused:
        raise ReportError("No numeral stands there. Name another place, or leave the option out to see all.")
    return int(reports.refused > 0)


def _chosen(report: Report, at: int | None, words: str | None) -> Iterator[Explanation]:
    """Yield the explanations of the numerals asked for: those at a place or in some words, all where neither is.

    Words that hold no numeral stand for the first one behind them in their line: 地区生产总值 for the 3% it grew by.
    """
    explained = list(explain(report, load_lexicon()))
    chosen = explained if at is None and words is None else []
    if at is not None:
        chosen = [one for one in explained if one.span.start <= at < one.span.end]
    for place in _occurrences(report.text, words or ""):
        inside = [one for one in explained if place.start < one.span.end and one.span.start < place.end]
        behind = (one for one in explained if one.span.start >= place.end)
        near = (one for one in behind if "\n" not in report.text[place.end : one.span.start])
        chosen += inside or list(islice(near, 1))
    yield from sorted({one.span: one for one in chosen}.values(), key=lambda one: one.span)


def _occurrences(text: str, words: str) -> Iterator[Span]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + len(words))


def tree_of(one: Explanation, report: Report, *, chinese: bool) -> Branch:
    """Return the tree of an explanation, in Chinese or in English."""
    said = _Said(report.text, chinese)
    start, end = one.span
    before = report.text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = report.text[end : end + _AROUND].partition("\n")[0]
    title = f"{start}–{end}  {before}【{' '.join(report.text[start:end].split())}】{after}"
    if one.proposal is not None:
        return Branch(title, said.figure(one.proposal))
    if one.exclusion is not None:
        class_ = said.word("exclusions", one.exclusion_class)
        return Branch(
            title,
            [
                Branch(
                    f"{said.word('topics', 'none')}  {class_}",
                    said.rules([one.exclusion]),
                )
            ],
        )
    return Branch(title, [Branch(said.word("topics", "unreadable"))])


class _Said:
    """The words of a tree in one language."""

    def __init__(self, text: str, chinese: bool) -> None:
        self._text = text
        self._chinese = chinese
        self._words = tomllib.loads(WORDS.read_text(encoding="utf-8"))

    def word(self, table: str, name: str) -> str:
        """Return what is said for a word of a vocabulary; the word itself where nothing else is."""
        pair = self._words[table].get(name)
        return pair[self._chinese] if pair else name

    def figure(self, proposal: Proposal) -> list[Branch]:
        """Return a branch for the span, for what makes it doubtful, for each attribute, and for other candidates."""
        branches = [Branch(self.word("topics", "span"), self.rules(proposal.reasons.get("span", ())))]
        if doubts := proposal.reasons.get("confidence", ()):
            title = f"{self.word('topics', 'confidence')}  {proposal.confidence:.0%}"
            branches.append(Branch(title, self.rules(doubts)))
        for one in ATTRIBUTES:
            value = self._value(one, proposal)
            name = one.chinese if self._chinese else one.english
            branches.append(Branch(f"{name}  {value}", self.rules(proposal.reasons.get(one.name, ()))))
        if proposal.candidates:
            others = [Branch(one.text, self.rules([Reason(one.rule, one.words)])) for one in proposal.candidates]
            branches.append(Branch(self.word("topics", "candidates"), others))
        return branches

    def _value(self, one: Attribute, proposal: Proposal) -> str:
        said = one.text(getattr(proposal.figure, one.name))
        return self.word(one.name, said) if one.name in self._words else said or "–"

    def rules(self, reasons: Sequence[Reason]) -> list[Branch]:
        """Return a line for each rule: what it does, its id, and the words that decided."""
        texts = rule_texts()
        lines = []
        for reason in reasons:
            text = texts.get(reason.rule)
            line = (text.zh if self._chinese else text.en) if text else ""
            if reason.rule.startswith(LEARNT):
                line = self.word("learnt", reason.rule.removeprefix(LEARNT).partition(":")[0])
            words = " … ".join(f"“{' '.join(self._text[slice(*span)].split())}”" for span in reason.words)
            lines.append(Branch("  ".join(part for part in (line, f"[{reason.rule}]", words) if part)))
        return lines


def tree_lines(branch: Branch, own: str = "", below: str = "") -> Iterator[str]:
    """Yield the lines of a tree, drawn with strokes as far in as they hang."""
    yield own + branch.line
    for index, one in enumerate(branch.branches):
        is_last = index == len(branch.branches) - 1
        yield from tree_lines(one, below + ("└─ " if is_last else "├─ "), below + ("   " if is_last else "│  "))
