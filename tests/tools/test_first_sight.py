"""The first-sight texts: drawn by their seed, known by digest, and left out of whatever reads texts to measure."""

import json
import random
from pathlib import Path

import pytest

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.model.figure import Span
from core.model.report import Report
from tools import compare, first_sight
from tools.first_sight import (
    FEWEST,
    KEPT,
    MOST,
    PASSAGES,
    Passage,
    copies,
    draw,
    every_report,
    kept_digests,
    overlap,
    passage_of,
    place_of,
    runs_of,
)

LINE = "全县新建道路{0}公里，改造农房{0}户，新增企业{0}家，粮食产量{0}万吨，公园{0}座。\n"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("河北_云岭县_2012", "云岭"),
        ("2014年南山区政府工作报告_2014", "南山"),
        ("广东_深圳坪山新区_2014", "坪山"),
        ("深圳市政府工作报告_2017年", "深圳"),
        ("国务院政府工作报告_2014年", None),
        ("广东省政府工作报告_2014年", None),
        ("公报_云岭市_2025", None),
        ("深圳市龙华区2019年法治政府建设工作报告_2019", None),
        ("云岭省_2016", None),
    ],
)
def test_only_reports_of_counties_districts_and_cities_have_a_place(name: str, place: str | None) -> None:
    assert place_of(name) == place


def test_what_is_kept_is_no_text() -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert len(kept["passages"]) == PASSAGES
    assert all(FEWEST <= one["figures"] <= MOST for one in kept["passages"])
    assert all(len(digest) == 64 and int(digest, 16) for digest in kept_digests())
    assert set(kept) == {"seed", "passages", "copies", "earlier"}
    assert all(len(digest) == 64 and int(digest, 16) for digest in kept["earlier"])
    assert not {one["digest"] for one in kept["passages"]} & set(kept["earlier"])
    assert all(set(one) == {"digest", "start", "end", "figures"} for one in kept["passages"])


def test_the_texts_beside_the_project_hold_what_was_drawn(shared: Path) -> None:
    found = {
        one.digest: one.text for one in every_report([shared / "corpus" / "local", shared / "corpus" / "districts"])
    }
    for one in json.loads(KEPT.read_text(encoding="utf-8"))["passages"]:
        report = Report("drawn", found[one["digest"]])
        figures = [proposal.figure for proposal in find_figures(report, load_lexicon())]
        # what is found may change with the rules, and the passage does not
        count = sum(one["start"] <= figure.start < one["end"] for figure in figures)
        assert abs(count - one["figures"]) < one["figures"] / 4


def test_a_passage_is_of_whole_paragraphs_with_so_many_figures() -> None:
    report = Report("made", "".join(LINE.format(number) for number in range(3, 40)))
    passage = passage_of(report, random.Random(1))
    assert passage is not None
    assert FEWEST <= passage.figures <= MOST
    assert passage.figures % 5 == 0
    assert passage == passage_of(report, random.Random(1))
    assert passage_of(Report("short", LINE.format(3)), random.Random(1)) is None


def test_a_text_with_a_large_part_of_another_is_a_copy_of_it() -> None:
    text = "".join(LINE.format(number) for number in range(3, 40))
    one, part = Report("one", text), Report("part", "前言。\n" + text[: len(text) // 2])
    other = Report("other", "大会听取了报告，代表们认真审议，会议同意这个报告所提的各项安排。" * 9)
    assert overlap(runs_of(one.text), runs_of(part.text)) > 0.9
    drawn = [Passage(one.digest, Span(0, 10), 40)]
    assert copies(drawn, [one, part, other]) == [part.digest]


def test_what_compares_commits_leaves_them_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"one": LINE.format(3), "two": LINE.format(4)}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    kept = tmp_path / "kept.json"
    drawn = next(one for one in every_report([tmp_path]) if one.name.startswith("two"))
    kept.write_text(json.dumps({"passages": [{"digest": drawn.digest}], "copies": []}), encoding="utf-8")
    monkeypatch.setattr(first_sight, "KEPT", kept)
    kept_digests.cache_clear()
    try:
        (file,) = compare.write_texts([tmp_path / "one.txt", tmp_path / "two.txt"], 0, tmp_path)
    finally:
        kept_digests.cache_clear()
    assert [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()] == [texts["one"]]


def test_a_text_that_an_earlier_draw_has_used_up_is_not_drawn_again(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    local = tmp_path / "local"
    local.mkdir()
    for place, first in (("云岭县", 3), ("丰河县", 100)):
        text = "".join(LINE.format(number) for number in range(first, first + 37))
        (local / f"河北_{place}_2012.txt").write_text(text, encoding="utf-8")
    (one, other) = draw(tmp_path, tmp_path / "gold", 1)
    again = draw(tmp_path, tmp_path / "gold", 1, frozenset([one.digest]))
    assert [passage.digest for passage in again] == [other.digest]
