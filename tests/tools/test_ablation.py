"""The ablation: its seams are there, they are closed again, and what is switched off is missed."""

from pathlib import Path

import pytest

from core.detection import pipeline
from core.detection.lexicon import Lexicon, load_lexicon
from core.detection.rule import rule_texts
from core.files.load import load
from core.model.figure import Figure
from core.model.report import Report
from tools.ablation import PARTS, Part, modules, parts_without, without


def figures(path: Path, part: Part) -> list[Figure]:
    with without(part) as lexicon:
        return [one.figure for one in pipeline.find_figures(load(path), lexicon)]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_can_be_switched_off_and_on(part: Part, sample: Path) -> None:
    named = [(module, name.rpartition(".")[2]) for name in part.functions for module in modules(name)]
    functions = [(module, name, getattr(module, name)) for module, name in named]
    as_it_is = pipeline.find_figures(load(sample), load_lexicon())
    figures(sample, part)
    assert all(getattr(module, name) is function for module, name, function in functions)
    assert pipeline.find_figures(load(sample), load_lexicon()) == as_it_is


def test_a_list_that_is_not_there_is_told(sample: Path) -> None:
    with pytest.raises(KeyError, match="no_such"):
        figures(sample, Part("a list that was renamed", lists=("exclusions.no_such",)))


def test_a_function_that_is_not_there_is_told(sample: Path) -> None:
    with pytest.raises(AttributeError, match="no_such"):
        figures(sample, Part("a function that was renamed", functions={"no_such": lambda: None}))


def test_what_is_switched_off_is_missed(sample: Path) -> None:
    parts = {part.name: part for part in PARTS}
    as_it_is = figures(sample, parts["nothing (the detector as it is)"])
    assert len(figures(sample, parts["exclusions, all but times"])) > len(as_it_is) + 10
    assert len(figures(sample, parts["measure words of the unit lexicon"])) < len(as_it_is)
    flat = figures(sample, parts["headings and openings (section)"])
    assert sum(figure.status == "target" for figure in flat) < sum(figure.status == "target" for figure in as_it_is)
    silent = figures(sample, parts["direction words (growth and change)"])
    # a share with a sign says by itself that something grew or fell
    text = load(sample).text
    assert all(text[figure.start] in "+-" for figure in silent if figure.kind == "growth")


def test_a_rule_that_is_switched_off_leaves_its_table_and_comes_back() -> None:
    text = "社会消费品零售总额增长6.4%。"

    def kinds(lexicon: Lexicon) -> list[str]:
        return [one.figure.kind for one in pipeline.find_figures(Report("示例", text), lexicon)]

    assert kinds(load_lexicon()) == ["growth"]
    with without(next(one for one in parts_without(["kind.moved_share"]) if one.functions)) as lexicon:
        assert kinds(lexicon) == ["ratio"]
    assert kinds(load_lexicon()) == ["growth"]


def test_the_rules_of_a_step_are_named_by_its_name() -> None:
    whole, *named = [part.name for part in parts_without(["status.", "kind.rank"])]
    assert whole == PARTS[0].name
    assert set(named) == {rule for rule in rule_texts() if rule.startswith("status.")} | {"kind.rank"}
