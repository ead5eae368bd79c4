"""The ablation: what each part of detection contributes, measured on the labelled reports read without it.

    python -m tools.ablation [--gold DIR] [--rule ID …]

A part is switched off without any code for it in the detector: a list of words is taken out of the lexicon, or a
function is replaced, in every module that has its name, by one that finds nothing. With --rule the parts are rules, by
their ids (`kind.speed`, or `kind.` for a whole step), each left out when its table is asked; what only names a shape of
the grammar is in no table, and nothing changes without it. Prints the table of docs/extraction.md, a row for
each part.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import core.detection
from core.detection import pipeline
from core.detection.exclusion import Exclusion
from core.detection.indicator.phrase import LEADS, TRAILS
from core.detection.lexicon import Lexicon, load_lexicon
from core.detection.period.expressions import iso_years
from core.detection.period.figure_period import PeriodContext, PeriodReading
from core.detection.period.report_year import ReportYear
from core.detection.period.sections import SectionTime
from core.detection.period.tense import read_tense
from core.detection.rule import Rule, decide, rule_texts
from core.detection.survey import survey_report
from core.files.load import load
from tools.bench_calibration import SHARED, judge, labelled, record
from tools.first_sight import is_first_sight

# A word no text holds: an expression made of no words at all, or of short ones only, would match everywhere.
NO_WORD = ("\ue000\ue000",)


@dataclass(frozen=True)
class Part:
    """One part: its name, the word lists taken out, and the functions and tables replaced, by their names."""

    name: str
    lists: tuple[str, ...] = ()
    functions: dict[str, object] = field(default_factory=dict)


def _last_year(text: str, plan: object, times: object, found: ReportYear, lexicon: object) -> tuple[SectionTime, ...]:
    """Say of every paragraph that it reviews the year before the report's (stands in for `section_times`)."""
    year = found.year and found.year - 1
    return (SectionTime(0, year, year, "actual"),)


def _as_set(text: str, context: PeriodContext, *_: object) -> PeriodReading:
    """Return the years of a figure's section, whatever its clause says (stands in for `read_period`)."""
    section = context.section
    period = None if section.first is None or section.last is None else iso_years(section.first, section.last)
    return PeriodReading(period, section.reasons, read_tense(None, section))


def _without_rules(*left_out: str) -> Callable[..., Any]:
    """Return what decides a step by all of its rules but some (stands in for `decide`)."""

    def decided(rules: Sequence[Rule[Any, Any]], asked: object) -> tuple[str, Any] | None:
        return decide([one for one in rules if one.id not in left_out], asked)

    return decided


PARTS = (
    Part("nothing (the detector as it is)"),
    Part("exclusions, all but times", functions={"judge": lambda survey, expression, lexicon: (
        Exclusion("", "time") if any(low <= expression.span.start < high for low, high in survey.time_spans) else None
    )}),
    Part("time expressions", functions={"find_times": lambda *_: ((), ())}),
    Part("exclusion words", lists=("exclusions.words", "exclusions.name_after", "exclusions.own_points",
                                   "exclusions.abstract", "exclusions.ordinal_after", "exclusions.code_before")),
    Part("qualifiers and kinds of product", lists=("exclusions.qualifier_limits", "exclusions.kind_nouns")),
    Part("measure words of the unit lexicon", lists=("units.count",)),
    Part("all other units but money and share", lists=("units.length", "units.area", "units.volume", "units.mass",
                                                       "units.energy", "units.data", "units.physics", "units.time")),
    Part("a unit left out or shared", functions={"LENT_UNIT_RULES": ()}),
    Part("direction words (growth and change)", lists=("cues.rise", "cues.fall", "cues.speed")),
    Part("bound words", lists=tuple(f"cues.{side}_{bound}" for side in ("before", "after")
                                    for bound in ("ge", "gt", "le", "lt", "approx"))),
    Part("headings and openings (section)", functions={"section_times": _last_year}),
    Part("the clause's own time (period)", functions={"read_period": _as_set}),
    Part("status words of the clause", lists=("cues.firm_target", "cues.firm_actual")),
    Part("numbers of one list read together", functions={"number_list._joined": lambda *_: None}),
    Part("分别: an indicator for each number", functions={"decide": _without_rules(
        "candidate.sectors", "candidate.listed_parts", "candidate.pair")}),
    Part("a left-out subject carried on", functions={"decide": _without_rules(
        "choice.parts_of_subject", "choice.earlier_subject", "choice.figures_in_turn", "choice.figures_joined",
        "choice.figure_before")}),
    Part("a head given back what it is said of", functions={"decide": _without_rules(
        "choice.share_of_owner", "choice.stage_behind", "choice.stage_first", "choice.head_of_stock",
        "choice.head_of_figure")}),
    Part("the noun after the number", functions={"_may_follow": lambda *_: False}),
    Part("scope and manner words cut off", lists=(*(f"indicators.lead_{one}" for one in LEADS),
                                                   *(f"indicators.trail_{one}" for one in TRAILS))),
    Part("verbs that part object from subject", lists=("indicators.strong_verbs", "indicators.weak_verbs",
                                                       "indicators.causing")),
    Part("jieba's word boundaries", functions={"segment": lambda text: [text] if text else []}),
)  # fmt: skip


def thinned(lexicon: Lexicon, names: tuple[str, ...]) -> Lexicon:
    """Return a lexicon in which some lists have only a word that no text contains; KeyError for an unknown list."""
    return replace(lexicon, lists={**lexicon.lists, **{name: NO_WORD for name in names if lexicon.words(name)}})


def modules(name: str) -> list[ModuleType]:
    """Return the modules of detection that have a function of a name; raise AttributeError where none has.

    Before the name may stand that of the only module that is meant, where others have another function of that name.
    """
    of, _, name = name.rpartition(".")
    names = [found.name for found in walk_packages(core.detection.__path__, "core.detection.")]
    meant = [one for one in names if not of or one.endswith(f".{of}")]
    there = [module for module in map(import_module, meant) if hasattr(module, name)]
    if not there:
        raise AttributeError(f"detection has no function {name}")
    return there


@contextmanager
def without(part: Part) -> Iterator[Lexicon]:
    """Switch a part off; yield the lexicon to read with. Raise AttributeError for a function that is not there."""
    kept: list[tuple[ModuleType, str, object]] = []
    for name, stand_in in part.functions.items():
        own = name.rpartition(".")[2]
        for module in modules(name):
            kept.append((module, own, getattr(module, own)))
            setattr(module, own, stand_in)
    survey_report.cache_clear()
    try:
        lexicon = load_lexicon()
        yield thinned(lexicon, _there(lexicon, part.lists)) if part.lists else lexicon
    finally:
        for module, name, function in kept:
            setattr(module, name, function)
        survey_report.cache_clear()


def _there(lexicon: Lexicon, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that the lexicon has: some bounds have a list on one side only, any other list must be there."""
    return tuple(name for name in names if name in lexicon.lists or not name.startswith("cues."))


def measure(part: Part, reports: list[tuple[Path, Path]], score: ModuleType) -> dict[str, float]:
    """Span F1, the share of right indicators, statuses and periods, and record, without a part."""
    total: dict[str, int] = {}
    with without(part) as lexicon:
        for path, gold in reports:
            report = load(path)
            got = [record(one) for one in pipeline.find_figures(report, lexicon)]
            counted = score.score(got, json.loads(gold.read_text(encoding="utf-8")), report.text, False)
            total = {name: total.get(name, 0) + number for name, number in counted.items()}
    both, hit = max(1, total["got"] + total["gold"]), max(1, total["hit"])
    shares = {name: 100 * total[name] / hit for name in ("kind", "indicator", "status", "period")}
    return {"span F1": 200 * total["hit"] / both} | shares | {"record": 200 * total["record"] / both}


def parts_without(named: Sequence[str]) -> Iterator[Part]:
    """Yield the whole detector, then a part for each rule named, or for each rule of a step (`kind.`)."""
    yield PARTS[0]
    for id_, text in rule_texts().items():
        is_named = any(id_ == one or (one.endswith(".") and id_.startswith(one)) for one in named)
        if id_ == text.id and is_named:
            yield Part(id_, functions={"decide": _without_rules(id_)})


def main() -> int:
    """Print the table, a row for each part."""
    options = argparse.ArgumentParser(prog="ablation", description=__doc__.splitlines()[0])
    options.add_argument("--gold", type=Path, default=SHARED / "gold", help="a folder of labelled reports")
    options.add_argument(
        "--rule", nargs="*", default=[], metavar="ID", help="rules, or a step's with a full stop behind"
    )
    chosen = options.parse_args()
    folder = chosen.gold
    score = judge()
    if score is None:
        print("The labelled reports (../shared) are not beside the project.", file=sys.stderr)
        return 1
    reports = [(path.with_name(path.name.removesuffix(".gold.json") + ".txt"), path)
               for path in sorted(folder.glob("*.gold.json"))]  # fmt: skip
    reports = [one for one in reports if not is_first_sight(load(one[0]))]
    reports += labelled()["bundled report"] if folder == SHARED / "gold" else []
    names = ("span F1", "kind", "indicator", "status", "period", "record")
    print(f"| without | {' | '.join(names)} |\n| --- |{' --: |' * len(names)}")
    for part in parts_without(chosen.rule) if chosen.rule else PARTS:
        found = measure(part, reports, score)
        print(f"| {part.name} | {' | '.join(f'{found[name]:.1f}' for name in names)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
