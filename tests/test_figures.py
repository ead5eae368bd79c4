"""The marked sentences of tests/figures: what the detector finds in each, and reads of it.

A sentence stands on a line of its own, its figures in 【】; below it, indented, one line a figure:

    kind value unit bound indicator [status [period [area [base]]]]

`-` is an empty unit, and nothing told of the others; `_` anything, `a|b` either, `5..6` a range, `1:2:3` a
composition. What is left out is not asserted. A sentence without 【】 holds no figure; what stands in 〖〗 may be found
or not. A line `@year 2024` sets the report's year, `@title …` its title as it stands, `@heading …` the heading above
the sentences that follow, `@before …` a paragraph above them, `@all actual 2023` the status and period of the lines
that leave them out, down to the next of these; `|` in a sentence is a line break; `#` comments. After `@flow`, down
to the next title, all that is written stands above what follows it, as in a whole report.

An indicator must be written as one of the accepted wordings; in a file that opens with `@near` it is right as the
scoring of labelled reports has it: the two as bags of characters, blanks, 的, commas and quotation marks left out,
with an F1 of at least 0.8.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures, read_figure
from core.model.attributes import NAMES
from core.model.figure import Figure, Span, Value
from core.model.report import Report
from tests.entries import for_each
from tools.likeness import ENOUGH, likeness

FOLDER = Path(__file__).parent / "figures"


@dataclass
class Case:
    """One sentence with what stands above it and what is expected of it."""

    place: str
    above: str
    marked: str
    near: bool = False
    expected: list[list[str]] = field(default_factory=list)

    def __str__(self) -> str:
        return self.place

    @property
    def sentence(self) -> str:
        return re.sub("[【】〖〗]", "", self.marked)

    @property
    def text(self) -> str:
        return self.above + self.sentence

    @property
    def spans(self) -> list[Span]:
        return self.marked_by("【")

    def marked_by(self, bracket: str) -> list[Span]:
        """Give the spans that stand in a bracket."""
        spans, offset = [], len(self.above)
        for part in re.split("(【[^】]*】|〖[^〗]*〗)", self.marked):
            length = len(re.sub("[【】〖〗]", "", part))
            if part.startswith(bracket):
                spans.append(Span(offset, offset + length))
            offset += length
        return spans


@dataclass
class Above:
    """What the directives of a file have set so far: the text above the next sentence and what its lines leave out."""

    near: bool = False
    flow: bool = False
    title: str = ""
    heading: str = ""
    before: str = ""
    common: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.title + self.heading + self.before

    def follow(self, name: str, words: str) -> None:
        """Obey a directive."""
        line = words.replace("|", "\n") + "\n" if words else ""
        if name in {"near", "flow"}:
            setattr(self, name, True)
            return
        self.common = words.split() if name == "all" else []
        if name in {"year", "title"}:
            title = f"{words}年云岭区政府工作报告\n" if name == "year" and words else line
            self.title, self.heading, self.before, self.flow = title, "", "", False
        elif self.flow:
            self.before += line
        elif name == "heading":
            self.heading, self.before = line, ""
        elif name == "before":
            self.before = line


def read_cases(path: Path) -> Iterator[Case]:
    """Read the cases of a file."""
    above, case = Above(), None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@"):
            name, _, words = line[1:].partition(" ")
            above.follow(name, words)
        elif line.startswith(" "):
            assert case is not None, f"{path.name}:{number}: attributes without a sentence"
            given = line.split()
            case.expected.append(given + above.common[len(given) - 5 :] if len(given) >= 5 else given)
        else:
            if case is not None:
                yield case
            case = Case(f"{path.stem}:{number}", above.text, line.replace("|", "\n"), above.near)
            above.before += case.sentence + "\n" if above.flow else ""
    if case is not None:
        yield case


CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in read_cases(path)]


def same_value(value: Value, written: str) -> bool:
    """Compare a value with its notation."""
    values = value if isinstance(value, tuple) else (value,)
    return any([Decimal(part) for part in re.split(r"\.\.|:", one)] == list(values) for one in written.split("|"))


def mistakes(figure: Figure, expected: list[str], near: bool = False) -> list[str]:
    """Name the attributes of a figure that differ from what a line expects."""
    wrong = []
    for name, want in zip(NAMES, expected, strict=False):
        got = getattr(figure, name)
        if want == "_":
            continue
        if name == "value":
            good = same_value(got, want)
        elif name == "indicator" and near:
            good = any(likeness(got, wording) >= ENOUGH for wording in want.split("|"))
        else:
            good = str(got or "-") in want.split("|")
        if not good:
            wrong.append(f"{name}: {got!r}, not {want}")
    return wrong


@for_each("case", CASES)
def test_figures_are_found_and_read(case: Case) -> None:
    free = case.marked_by("〖")
    proposals = [
        one
        for one in find_figures(Report("case", case.text), load_lexicon())
        if one.figure.start >= len(case.above) and one.figure.span not in free
    ]
    found = [case.text[slice(*one.figure.span)] for one in proposals]
    assert [one.figure.span for one in proposals] == case.spans, found
    for proposal, expected in zip(proposals, case.expected, strict=False):
        assert not mistakes(proposal.figure, expected, case.near), case.text[slice(*proposal.figure.span)]


@for_each("case", [case for case in CASES if case.spans])
def test_a_selected_figure_reads_as_the_detected_one(case: Case) -> None:
    report = Report("case", case.text)
    detected = {one.figure.span: one.figure for one in find_figures(report, load_lexicon())}
    for span in case.spans:
        proposal = read_figure(report, span, load_lexicon())
        assert proposal is not None
        assert proposal.figure == detected[span]


def test_every_sentence_says_what_is_expected() -> None:
    for case in CASES:
        assert len(case.expected) <= len(case.spans), case.place


def test_the_corpus_is_large_enough() -> None:
    assert len(CASES) >= 500
