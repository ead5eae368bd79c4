"""The reach of the rules: how many figures each one decided, and how often it was right on labelled texts.

    python -m tools.reach [--texts DIR ...] [--sample N] [--jobs 2] [--write]

For each rule of `resources/rules` it counts the figures of the texts beside the project in whose reading the rule took
part (of a rule of exclusion, the numerals it left out), the marked sentences of tests/figures, and, on the labelled
texts, how often what it decided is right and how often wrong. The first-sight texts are left out. Prints the table of
docs/extraction.md; --write puts it there. Exits with 1 where a rule has no reach and does not say why it is kept.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from core.detection.explain import explain
from core.detection.lexicon import load_lexicon
from core.detection.rule import RuleText, rule_texts, steps
from core.files.load import load
from core.model.explanation import Explanation
from core.model.figure import Reason, Topic
from core.model.report import Report
from tests.test_figures import CASES
from tools.bench_calibration import judge, labelled, record
from tools.first_sight import SHARED, every_report, is_first_sight

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "extraction.md"
BEGIN, END = "<!-- reach -->", "<!-- end of reach -->"
# attributes that the labels have
_LABELLED = ("kind", "value", "unit", "bound", "indicator", "status", "period")


@dataclass
class Reach:
    """What is counted of the rules, by their ids."""

    texts: Counter[str] = field(default_factory=Counter)
    sentences: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)


def rules_of(one: Explanation) -> set[str]:
    """Return the rules that took part in what became of a numeral."""
    return {reason.rule for _, reason in reasons_of(one)}


def reasons_of(one: Explanation) -> Iterator[tuple[Topic, Reason]]:
    """Yield the reasons of a reading with what each is given for; that of an exclusion is given for the span."""
    if one.exclusion is not None:
        yield "span", one.exclusion
    elif one.proposal is not None:
        for topic, reasons in one.proposal.reasons.items():
            for reason in reasons:
                yield topic, reason


def count(reports: Iterable[Report]) -> Counter[str]:
    """Count the numerals of some reports by the rules that took part in their readings."""
    counted: Counter[str] = Counter()
    for report in reports:
        for one in explain(report, load_lexicon()):
            counted.update(rules_of(one))
    return counted


def count_labelled(path: Path, labels: Path, score: ModuleType, reach: Reach) -> None:
    """Count on a labelled report how often each rule was right and how often wrong."""
    report = load(path)
    wanted = {(one["start"], one["end"]): one for one in json.loads(labels.read_text(encoding="utf-8"))}
    optional = [span for span, one in wanted.items() if one.get("optional")]
    for one in explain(report, load_lexicon()):
        if any(start < one.span.end and one.span.start < end for start, end in optional):
            continue
        want = wanted.get(one.span)
        if one.exclusion is not None:
            inside = any(start <= one.span.start < end for start, end in wanted)
            (reach.wrong if inside else reach.right)[one.exclusion.rule] += 1
        elif one.proposal is not None:
            got = record(one.proposal)
            for topic, reason in set(reasons_of(one)):
                if topic == "span":
                    is_right = want is not None
                elif want is None or topic not in _LABELLED:
                    continue
                else:
                    is_right = score.right(topic, got, want)
                (reach.right if is_right else reach.wrong)[reason.rule] += 1


def table(reach: Reach) -> Iterator[str]:
    """Yield the lines of the table, a row for each rule, by steps."""
    yield "| rule | figures | sentences | right | wrong | |"
    yield "| --- | --: | --: | --: | --: | --- |"
    for text in own_texts():
        numbers = (counted[text.id] for counted in (reach.texts, reach.sentences, reach.right, reach.wrong))
        yield f"| `{text.id}` | {' | '.join(f'{number:,}' for number in numbers)} | {text.kept} |"


def own_texts() -> Sequence[RuleText]:
    """Return what is said of each rule, once, in the order of the steps."""
    return [text for id_, text in rule_texts().items() if id_ == text.id]


def without_reach(reach: Reach) -> list[str]:
    """Return the rules that decided nothing in the texts and do not say why they are kept."""
    return [text.id for text in own_texts() if not reach.texts[text.id] and not text.kept]


def measured(folders: Sequence[Path], sample: int, jobs: int) -> Reach:
    """Count everything that is beside the project."""
    reach = Reach()
    reports = sorted((one for one in every_report(folders) if not is_first_sight(one)), key=lambda one: one.digest)
    reports = reports[:sample] if sample else reports
    with ProcessPoolExecutor(jobs) as workers:
        for counted in workers.map(count, [reports[first::64] for first in range(64)]):
            reach.texts += counted
    reach.sentences = count(Report(case.place, case.text) for case in CASES)
    score = judge()
    if score is not None:
        for path, labels in labelled().get("labelled reports", []):
            if not is_first_sight(load(path)):
                count_labelled(path, labels, score, reach)
    return reach


def main() -> int:
    """Print the table, and write it into its page where that is asked for."""
    options = argparse.ArgumentParser(prog="reach", description=(__doc__ or "").splitlines()[0])
    options.add_argument("--texts", type=Path, nargs="*", default=[SHARED / "corpus", SHARED / "gold"])
    options.add_argument("--sample", type=int, default=0, help="so many texts only")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    chosen = options.parse_args()
    reach = measured(chosen.texts, chosen.sample, chosen.jobs)
    lines = "\n".join(table(reach))
    print(lines)
    by_step = Counter(text.id.partition(".")[0] for text in own_texts())
    print(", ".join(f"{step} {by_step[step]}" for step in steps()))
    if chosen.write:
        page = PAGE.read_text(encoding="utf-8")
        parted = re.split(f"(?<={BEGIN}\n)|(?={END})", page)
        PAGE.write_text(f"{parted[0]}\n{lines}\n\n{parted[-1]}", encoding="utf-8")
    unexplained = without_reach(reach)
    for id_ in unexplained:
        print(f"{id_} decided nothing, and nothing says why it is kept.", file=sys.stderr)
    return int(bool(unexplained))


if __name__ == "__main__":
    sys.exit(main())
