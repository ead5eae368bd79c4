"""The ablation: its seams are there, they are closed again, and what is switched off is missed."""

from pathlib import Path

import pytest

from core.detection import pipeline
from core.detection.lexicon import load_lexicon
from core.files.load import load
from core.model.figure import Figure
from tools.ablation import PARTS, Part, modules, without


def figures(path: Path, part: Part) -> list[Figure]:
    with without(part) as lexicon:
        return [one.figure for one in pipeline.find_figures(load(path), lexicon)]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_can_be_switched_off_and_on(part: Part, sample: Path) -> None:
    functions = [(module, name, getattr(module, name)) for name in part.functions for module in modules(name)]
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
    assert not any(figure.kind == "growth" for figure in silent)
