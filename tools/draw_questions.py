"""A draw of questions: some findings of each rule over a store's reports, with their sentences, to be judged by hand.

    python -m tools.draw_questions STORE OUTPUT [--number 50] [--seed 20260123] [--jobs 1]

OUTPUT is written outside the project, whose files hold no sentence of a real report. Beside it, OUTPUT.tsv has a line
for each finding drawn, with an empty column for the verdict: what it is about is named by digests and offsets alone,
so that it can be kept. What is drawn depends on the seed, the reports, the detector and the rules alone. Texts that
nobody shall read beforehand (`tools.first_sight`) are left out. Figures that nobody has looked for yet are found first.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from core.jobs.engines import ProcessExecutor
from core.panel.finding import Finding, Side, question_texts
from core.panel.opening import open_panel
from core.panel.questions import questions
from core.store import Store
from tools.first_sight import is_first_sight

ROOT = Path(__file__).resolve().parent.parent
NUMBER, SEED = 50, 20260123
HEAD = ("rule", "sides", "verdict")

TextOf = Callable[[str], str]


def drawn(findings: Iterable[Finding], number: int, seed: int) -> list[Finding]:
    """Draw so many findings of each rule, all where there are no more, in the order of the rules."""
    by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_rule[finding.rule].append(finding)
    chance = random.Random(seed)
    return [
        finding
        for rule in question_texts()
        for finding in chance.sample(by_rule[rule], min(number, len(by_rule[rule])))
    ]


def described(finding: Finding, text_of: TextOf) -> str:
    """Return a finding as the judge reads it: its question, and each sentence with its figure in 【】."""
    lines = [_sentence(side, text_of(side.report)) for side in finding.sides]
    return "\n".join([f"## {finding.rule}: {finding.sentence('zh')}", "", *lines, ""])


def _sentence(side: Side, text: str) -> str:
    if side.span == side.sentence:
        return f"- {side.title}"
    before, words, after = (
        text[side.sentence.start : side.span.start],
        text[slice(*side.span)],
        text[side.span.end : side.sentence.end],
    )
    return f"- {side.title}: {before}【{words}】{after}".replace("\n", " ")


def row(finding: Finding) -> str:
    """Return a finding as a line of the table of verdicts."""
    sides = " ".join(f"{side.report[:16]}:{side.span.start}-{side.span.end}" for side in finding.sides)
    return "\t".join((finding.rule, sides, ""))


def main(words: Sequence[str] | None = None) -> int:
    """Draw from a store, write what was drawn, and print how many findings there are by rule and by report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--number", type=int, default=NUMBER)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=1)
    said = parser.parse_args(words)
    if said.output.resolve().is_relative_to(ROOT):
        sys.stderr.write("The output holds sentences of real reports: name a file outside the project.\n")
        return 1
    with Store.reading(said.store) as store, ProcessExecutor(said.jobs) as executor:
        text_of = lru_cache(maxsize=None)(lambda digest: store.report(digest).text)
        panel = open_panel(store, executor=executor)
        found = list(questions(panel, text_of))
        unread = {one.digest for one in panel.readings if is_first_sight(store.report(one.digest))}
        readable = [one for one in found if unread.isdisjoint(side.report for side in one.sides)]
        chosen = drawn(readable, said.number, said.seed)
        said.output.write_text("\n".join(described(one, text_of) for one in chosen), encoding="utf-8")
    table = "\n".join(("\t".join(HEAD), *map(row, chosen), ""))
    said.output.with_name(f"{said.output.name}.tsv").write_text(table, encoding="utf-8")
    counts = Counter(one.rule for one in found)
    for rule in question_texts():
        sys.stdout.write(f"{rule}: {counts[rule]}\n")
    reports = Counter(digest for one in found for digest in {side.report for side in one.sides[-1:]})
    each = sorted(reports[one.digest] for one in panel.readings)
    most = each[len(each) * 95 // 100] if each else 0
    sys.stdout.write(f"{len(found)} in {len(each)} reports; at most {most} a report in 95 of 100\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
