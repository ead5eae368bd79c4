"""Makes a large store to measure with: many reports of invented counties, and decisions on most of their figures.

    python -m tools.large_store PLACE.biaoshu [--reports 1000] [--decisions 250] [--seed 1]

The same numbers give the same texts and decisions. A few bodies of text are made by chance from words and sentences
that stand here, and the detector reads each of them once; every report is one of them under a title of its own. Some
decisions are rejections, changes, notes and undone steps, and a second annotator has decided on every twentieth report.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.jobs.kept import keep_proposals
from core.model.decision import Decision, new_step
from core.model.figure import Proposal
from core.model.report import Report
from core.store import Store

REPORTS, DECISIONS, SEED = 1_000, 250, 1
BODIES = 12
FIRST_YEAR, YEARS = 2009, 16
ANNOTATORS = ("分析一", "分析二")
EVERY_SECOND = 20
"""A second annotator has decided on each report of so many."""

_SCOPES = ("全县", "城镇", "农村", "规模以上", "县属", "民营", "新增", "全年", "城乡", "沿河", "山区", "园区")
_SUBJECTS = ("粮食", "蔬菜", "茶叶", "水产", "工业", "建筑业", "服务业", "旅游", "外贸", "光伏", "供水", "公路")
_MEASURES = (
    ("总产量", "万吨"),
    ("增加值", "亿元"),
    ("投资", "亿元"),
    ("收入", "万元"),
    ("从业人员", "人"),
    ("企业", "家"),
    ("用地", "亩"),
    ("里程", "公里"),
)
_SENTENCES = (
    "{scope}{subject}{measure}达到{number}{unit}，增长{share}%。",
    "{scope}{subject}{measure}{number}{unit}，比上年增加{more}{unit}。",
    "建成{subject}项目{count}个，完成{measure}{number}{unit}。",
    "力争{scope}{subject}{measure}增长{share}%以上，突破{number}{unit}。",
    "{scope}{subject}{measure}下降{share}%，占比降至{portion}%。",
)
_SYLLABLES = "临安平清河源山宁阳泉林江口岭溪川固远兴和"


def make_bodies(chosen: random.Random, figures: int) -> Iterator[tuple[str, list[Proposal]]]:
    """Yield bodies of text with at least so many figures each, with what the detector proposes for them."""
    lexicon = load_lexicon()
    for _ in range(BODIES):
        text, found = "", []
        while len(found) < figures:
            text += "".join(_paragraph(chosen) for _ in range(max((figures - len(found)) // 8, 1)))
            found = find_figures(Report("body", text), lexicon)
        yield text, found


def _paragraph(chosen: random.Random) -> str:
    return "".join(_sentence(chosen) for _ in range(5)) + "\n"


def _sentence(chosen: random.Random) -> str:
    measure, unit = chosen.choice(_MEASURES)
    return chosen.choice(_SENTENCES).format(
        scope=chosen.choice(_SCOPES),
        subject=chosen.choice(_SUBJECTS),
        measure=measure,
        unit=unit,
        number=round(chosen.uniform(3, 900), 1) if unit not in ("人", "家") else chosen.randint(12, 9_000),
        more=chosen.randint(2, 90),
        count=chosen.randint(3, 99),
        share=round(chosen.uniform(0.5, 25), 1),
        portion=round(chosen.uniform(5, 80), 1),
    )


def make_reports(number: int, figures: int, seed: int) -> Iterator[tuple[Report, list[Proposal]]]:
    """Yield so many reports of so many figures at least, each with the proposals for it."""
    chosen = random.Random(seed)
    bodies = list(make_bodies(chosen, figures))
    for at in range(number):
        county = "".join(chosen.sample(_SYLLABLES, 2)) + "县"
        year = FIRST_YEAR + at % YEARS
        title = f"{county}{year}年政府工作报告"
        body, found = bodies[at % len(bodies)]
        head = f"{title}\n\n（第{at + 1}份）\n\n"
        report = Report(f"{title}-{at + 1}.txt", head + body)
        yield report, [moved(one, len(head)) for one in found]


def moved(proposal: Proposal, by: int) -> Proposal:
    """Return a proposal so many code points further on."""
    figure = replace(proposal.figure, start=proposal.figure.start + by, end=proposal.figure.end + by)
    reasons = {topic: tuple(one.moved(by) for one in given) for topic, given in proposal.reasons.items()}
    return replace(proposal, figure=figure, reasons=reasons)


def _decisions(
    chosen: random.Random, annotator: str, report: Report, proposals: Sequence[Proposal]
) -> Iterator[Decision]:
    """Yield what an annotator decided on some figures of a report: a step each, as keys write them."""
    for one in proposals:
        step, kind = new_step(annotator, report.digest), chosen.random()
        if kind < 0.1:
            yield step.reject(one.figure.span, one)
        elif kind < 0.2:
            yield step.confirm(one.figure.span, replace(one.figure, indicator=f"{one.figure.indicator}合计"), one)
        else:
            yield step.confirm(one.figure.span, one.figure, one)
        if kind > 0.99:
            yield new_step(annotator, report.digest).undo(step.id)


def fill(
    place: Path, reports: int = REPORTS, decisions: int = DECISIONS, seed: int = SEED, kept: bool = True
) -> tuple[int, int]:
    """Make a store at a place, or add to the one that is there; return how many reports and rows of decisions it has.

    Half of the reports have a figure or more that is undecided. Where proposals are `kept` the store knows the figures
    of all reports, as after a first counting.
    """

    chosen, rows = random.Random(seed), 0
    with Store.open(place) as store:
        first, second = map(store.annotator, ANNOTATORS)
        for at, (report, proposals) in enumerate(make_reports(reports, decisions, seed)):
            store.add_report(report)
            who = [first, second] if at % EVERY_SECOND == 0 else [first]
            for annotator in who:
                left = decisions - chosen.randint(0, 5) if at % 2 else decisions
                log = list(_decisions(chosen, annotator, report, proposals[:left]))
                store.append(log)
                rows += len(log)
            if kept:
                keep_proposals(store, report, proposals)
        return len(store.reports()), rows


def main() -> int:
    """Make the store that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("place", type=Path)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--decisions", type=int, default=DECISIONS)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    reports, rows = fill(asked.place, asked.reports, asked.decisions, asked.seed)
    print(f"{asked.place}: {reports:,} reports, {rows:,} rows, {asked.place.stat().st_size / 2**20:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
