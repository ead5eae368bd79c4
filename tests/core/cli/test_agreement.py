"""The verbs of several hands: how far annotators agree, and other programs' figures brought in as proposals."""

import csv
import io
import json
from pathlib import Path

import pytest

from core.agreement.passages import passages
from core.agreement.settling import settle
from core.jobs.store_readings import log_of
from core.model.decision import Decision, new_step
from core.model.figure import Figure
from core.store import Store
from tests.core.cli.test_cli import biaoshu, complaint
from tests.core.making import PROPOSALS, REPORT, figure

OTHER_KIND = figure("3.5%", kind="ratio")


def decide(store: Store, name: str, *held: Figure | None) -> None:
    """Let an annotator decide the proposals from the first on, each as a figure or as none."""
    step = new_step(store.annotator(name), REPORT.digest)
    rows: list[Decision] = []
    for proposal, one in zip(PROPOSALS, held, strict=False):
        target = proposal.figure.span
        rows.append(step.confirm(target, one, proposal) if one else step.reject(target, proposal))
    store.append(rows)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store in which Li confirms three, Wang has one of another kind and rejects one."""
    path = tmp_path / "a.biaoshu"
    first, second, third, _ = (proposal.figure for proposal in PROPOSALS)
    with Store.open(path) as opened:
        opened.add_report(REPORT)
        decide(opened, "李敏", first, second, third)
        decide(opened, "王强", first, OTHER_KIND, None)
    return path


def test_agreement_is_told_by_pair_and_by_kind(store: Path) -> None:
    done = biaoshu("agreement", store, "--format", "csv")
    assert done.returncode == 0, done.stderr.decode()
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert [(row["report"], row["annotators"], row["kind"]) for row in rows] == [
        (REPORT.name, "李敏、王强", kind) for kind in ("all", "level", "ratio", "growth")
    ]
    assert rows[0]["spans"] == "0.8000"
    assert rows[0]["records"] == "0.4000"
    assert rows[0]["kinds"] == "0.3333"
    assert rows[1]["spans"] == "1.0000"


def test_agreement_as_json_says_what_is_undefined(store: Path) -> None:
    with Store.open(store) as opened:
        decide(opened, "赵宁", PROPOSALS[0].figure)
    rows = json.loads(biaoshu("agreement", store, "--format", "json").stdout)
    assert rows[0]["annotators"] == ["李敏", "王强", "赵宁"]
    assert rows[0]["kinds"] == {"value": None, "undefined": "several annotators"}
    pair = next(row for row in rows if row["annotators"] == ["李敏", "赵宁"] and row["kind"] == "all")
    assert pair["kinds"] == {"value": None, "undefined": "one value"}


def test_agreement_on_the_screen_is_in_columns(store: Path) -> None:
    first, second, *_ = biaoshu("agreement", store).stdout.decode().splitlines()
    assert first.split()[:5] == ["report", "annotators", "kind", "compared", "figures"]
    assert second.split() == [
        REPORT.name,
        "李敏、王强",
        "all",
        "3",
        "5",
        "0.800",
        "0.400",
        "0.333",
        *second.split()[-2:],
    ]


def test_one_annotator_is_told_so_in_every_form(tmp_path: Path) -> None:
    path = tmp_path / "b.biaoshu"
    with Store.open(path) as opened:
        opened.add_report(REPORT)
    assert "(no units)" in biaoshu("agreement", path).stdout.decode()
    with Store.open(path) as opened:
        decide(opened, "李敏", PROPOSALS[0].figure)
    assert "(one annotator)" in biaoshu("agreement", path).stdout.decode()
    assert "one annotator" in biaoshu("agreement", path, "--format", "csv").stdout.decode()


def test_carried_decisions_are_left_out_where_asked(store: Path) -> None:
    """Wang's rejection stands, but the kind that was carried to a second figure is nobody's judgement of that one."""
    second = PROPOSALS[1]
    with Store.open(store) as opened:
        step = new_step(opened.annotator("王强"), REPORT.digest)
        cause = step.confirm(PROPOSALS[0].figure.span, PROPOSALS[0].figure, PROPOSALS[0])
        opened.append([cause, step.confirm(second.figure.span, OTHER_KIND, second, carried=cause.id)])

    def compared(*words: str) -> list[str]:
        done = biaoshu("agreement", store, "--format", "csv", *words)
        assert done.returncode == 0, done.stderr.decode()
        return [row["compared"] for row in csv.DictReader(io.StringIO(done.stdout.decode())) if row["kind"] == "all"]

    assert (compared(), compared("--no-carried")) == (["3"], ["2"])
    (shown,) = json.loads(biaoshu("agreement", store, "--sources", "--no-carried", "--format", "json").stdout)
    assert shown["decided"] == 5


def test_two_of_one_name_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "two.biaoshu"
    with Store.open(path) as opened:
        opened.add_report(REPORT)
        for identity in ("1" * 32, "2" * 32):
            step = new_step(opened.annotator("李敏", identity), REPORT.digest)
            opened.append([step.confirm(PROPOSALS[0].figure.span, PROPOSALS[0].figure, PROPOSALS[0])])
    rows = json.loads(biaoshu("agreement", path, "--format", "json").stdout)
    assert rows[0]["annotators"] == ["李敏 (1111)", "李敏 (2222)"]


def test_a_report_that_is_not_there_is_named(store: Path) -> None:
    assert "别处" in complaint(biaoshu("agreement", store, "--report", "别处"))
    assert biaoshu("agreement", store, "--report", REPORT.name).stdout == biaoshu("agreement", store).stdout


def lines(*figures: Figure, **changed: object) -> str:
    fields = [
        {"start": one.start, "end": one.end, "text": REPORT.text[one.start : one.end], "kind": one.kind, "value": 3.5}
        | {"unit": one.unit, "indicator": one.indicator, "bound": one.bound, "period": one.period} | changed
        for one in figures
    ]  # fmt: skip
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in fields)


def test_another_programs_figures_come_in_beside_the_detectors(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "theirs.jsonl"
    file.write_text(lines(OTHER_KIND, confidence=0.5) + "{\n" + lines(OTHER_KIND, text="4.5%"), encoding="utf-8")
    done = biaoshu("propose", store, file, "--source", "规则")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[1].split("\t") == ["规则", "1", "1", "2"]
    first, second = done.stderr.decode().splitlines()
    assert first.startswith("Line 2: ")
    assert second.startswith("Line 3: ")
    assert "3.5%" in second
    with Store.open(store) as opened:
        (proposal,) = opened.proposals(REPORT.digest)
    assert (proposal.figure, proposal.source, proposal.confidence) == (OTHER_KIND, "规则", 0.5)
    again = biaoshu("propose", store, file, "--source", "规则")
    assert again.stdout.decode().splitlines()[1].split("\t") == ["规则", "1", "0", "2"]


def test_sources_are_told_with_what_became_of_them(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "theirs.jsonl"
    file.write_text(lines(OTHER_KIND), encoding="utf-8")
    assert biaoshu("propose", store, file, "--source", "规则").returncode == 0
    rows = {
        row["source"]: row for row in json.loads(biaoshu("agreement", store, "--sources", "--format", "json").stdout)
    }
    assert list(rows) == ["detector", "规则"]
    assert rows["规则"]["decided"] == rows["规则"]["right"] == 2
    assert rows["规则"]["unchanged"] == 1
    assert rows["规则"]["precision"] == {"value": 1.0, "undefined": None}


def test_a_file_that_cannot_be_read_is_one_sentence(store: Path, tmp_path: Path) -> None:
    assert "cannot be read" in complaint(biaoshu("propose", store, tmp_path / "no.jsonl", "--source", "规则"))
    wrong = tmp_path / "gb.jsonl"
    wrong.write_bytes("地区".encode("gb18030"))
    assert "UTF-8" in complaint(biaoshu("propose", store, wrong, "--source", "规则"))
    wrong.write_text(lines(OTHER_KIND), encoding="utf-8")
    assert "--source" in complaint(biaoshu("propose", store, wrong, "--source", "detector"))


def exported(store: Path, *flags: str) -> tuple[list[tuple[str, str, str, bool]], str]:
    """Export as JSON lines; return of each figure its words, its kind, who says so and whether it was settled."""
    done = biaoshu("export", store, "--format", "jsonl", *flags)
    assert done.returncode == 0, done.stderr.decode()
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return [(one["text"], one["kind"], one["annotator"], one["settled"]) for one in found], done.stderr.decode()


def test_what_so_many_read_alike_leaves_once(store: Path) -> None:
    with Store.open(store) as opened:
        decide(opened, "赵宁", PROPOSALS[0].figure, OTHER_KIND)
    assert exported(store, "--agreed", "3")[0] == [("617.4亿元", "level", "李敏、王强、赵宁", False)]
    two, said = exported(store, "--agreed", "2")
    assert two[1:] == [("3.5%", "ratio", "王强、赵宁", False)]
    assert said == ""


def test_the_team_exports_what_was_settled_and_hears_of_open_disputes(store: Path) -> None:
    undisputed = ("617.4亿元", "level", "李敏、王强", False)
    found, said = exported(store, "--team")
    assert found == [undisputed]
    assert said.startswith("2 disputes are not settled")
    with Store.open(store) as opened:
        passage = next(one for one in passages(log_of(opened, REPORT.digest)) if one.open)
        opened.append(settle(new_step(opened.annotator("主审"), REPORT.digest), passage, passage.versions[1]))
    found, said = exported(store, "--team")
    assert found == [undisputed, ("3.5%", "ratio", "主审", True)]
    assert said.startswith("1 disputes are not settled")
    assert exported(store, "--team", "--settled")[0] == found[1:]
    assert exported(store, "--team", "--kind", "level")[0] == found[:1]
