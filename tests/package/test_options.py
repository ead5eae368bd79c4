"""The packaged command line, option by option: each does what it does in the sources, and none is without a trial."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from core.cli import verbs
from core.cli.find import find
from core.model.decision import new_step
from core.model.label import new_label
from core.model.report import Report
from core.review.review import Review, confirm, reject
from core.store import Store
from tests.core.files.making import workbook
from tests.core.making import PROPOSALS, REPORT, TEXT, figure
from tests.package.conftest import USER, Place
from tests.package.test_verbs import kept

ROOT = Path(__file__).resolve().parents[2]
ENCODINGS = {"utf-8": "utf-8", "gb18030": "gb18030", "big5": "big5", "utf-16": "utf-16", "utf-32": "utf-32"}
LINE = "全區生產總值增長5.8%，新增企業3家。"
TABLE = "\n".join(f"{row},云汀{row},云汀区2026年政府工作报告,2026-01-0{row},云汀,{LINE}" for row in (1, 2))
COLUMNS = ("--text-column", "文", "--name-columns", "号,名", "--title-column", "题", "--date-column", "日",
           "--source-column", "处", "--region-columns", "处", "--year-column", "日")  # fmt: skip
SHEET = ("--sheet", "报告")
OUT = ("-o", "@out")

# A word that begins with @ is a file of the place's own.
TRIALS: list[tuple[str, ...]] = [
    ("find", "@reports", "--jobs", "2"),
    ("find", "@reports", "--jobs", "0"),
    ("find", "@reports", "--scheduler", "tcp://127.0.0.1:1"),
    ("find", "@reports", "-o", "@out"),
    ("find", "@reports", "--output", "@out"),
    ("find", "@reports", "-o", "@begun", "--resume", "--jobs", "2"),
    *(("find", f"@{name}.txt", "--encoding", name) for name in ENCODINGS),
    ("find", "@table.csv", *COLUMNS),
    ("find", "@table.xlsx", *SHEET, *COLUMNS),
    ("find", "@reports", "--office"),
    ("find", "@reports", "--no-office"),
    ("explain", "@utf-8.txt", "--at", "8", "--office"),
    ("explain", "@utf-8.txt", "--at", "8", "--no-office"),
    ("import", "@new.biaoshu", "@reports", "--office"),
    ("import", "@new.biaoshu", "@reports", "--no-office"),
    ("find", "@reports", "--explain"),
    ("find", "@reports", "--explain", "--jobs", "2"),
    *(("explain", f"@{name}.txt", "--encoding", name, "--text", "5.8%") for name in ENCODINGS),
    ("explain", "@utf-8.txt", "--at", "8"),
    ("explain", "@table.csv", *COLUMNS),
    ("explain", "@table.xlsx", *SHEET, *COLUMNS),
    ("import", "@a.biaoshu", "@reports", "--jobs", "2"),
    *(("import", "@new.biaoshu", f"@{name}.txt", "--encoding", name) for name in ENCODINGS),
    ("import", "@new.biaoshu", "@table.csv", *COLUMNS),
    ("import", "@new.biaoshu", "@utf-8.txt", "--region", "云汀区", "--year", "2026", "--annotator", "赵宁"),
    ("import", "@new.biaoshu", "@table.xlsx", *SHEET, "--text-column", "F"),
    ("import", "@a.biaoshu", "@labels.jsonl", "--as", "decisions", "--annotator", "赵宁", "--map", "money=level"),
    ("import", "@a.biaoshu", "@labels.jsonl", "@labels.jsonl", "--as", "proposals", "--source", "规则", "--jobs", "2"),
    ("import", "@a.biaoshu", "@spans.txt", "--as", "decisions", "--annotator", "赵宁", "--report", "𠮷川区"),
    *(("export", "@a.biaoshu", "--state", state, "--format", "csv") for state in ("confirmed", "decided")),
    *(("export", "@a.biaoshu", "--state", state, "--format", "csv") for state in ("undecided", "rejected", "added")),
    ("export", "@a.biaoshu", "--format", "csv", "--annotator", "王强", "--annotator", "李敏"),
    ("export", "@a.biaoshu", "--format", "csv", "--label", "回顾"),
    ("export", "@a.biaoshu", "--format", "csv", "--report", "乙区"),
    ("export", "@a.biaoshu", "--format", "csv", "--indicator", "*生产总值", "--period", "2021/2025"),
    *(("export", "@a.biaoshu", "--format", "csv", "--status", one) for one in ("actual", "target")),
    ("export", "@a.biaoshu", "--format", "csv", "--region", "川区"),
    ("export", "@a.biaoshu", "--format", "csv", "--count"),
    ("export", "@a.biaoshu", "--format", "csv", "--codebook", "-o", "@out"),
    ("export", "@a.biaoshu", "--format", "csv", "--settled"),
    ("export", "@a.biaoshu", "--format", "csv", "--team"),
    ("export", "@a.biaoshu", "--format", "csv", "--agreed", "2"),
    ("export", "@a.biaoshu", "--format", "csv", "--text"),
    ("export", "@a.biaoshu", "--format", "csv", "--no-text"),
    ("export", "@a.biaoshu", "--format", "spacy", "--split", "1/0/1", "--seed", "3", "-o", "@out"),
    ("export", "@a.biaoshu", "--format", "csv", "--split", "report", "--output", "@out"),
    ("export", "@a.biaoshu", "--format", "csv", "--state", "all", "--jobs", "2"),
    ("export", "@a.biaoshu", "--format", "csv", "--state", "all", "--jobs", "0"),
    *(("export", "@a.biaoshu", "--format", "xlsx", "--language", one, "-o", "@out") for one in ("zh", "en")),
    ("agreement", "@a.biaoshu", "--report", "𠮷川区"),
    ("agreement", "@a.biaoshu", "--sources"),
    ("agreement", "@a.biaoshu", "--no-carried"),
    ("merge", "@a.biaoshu", "@b.biaoshu", "--dry-run"),
    ("merge", "@a.biaoshu", "@b.biaoshu"),
    ("propose", "@a.biaoshu", "@figures.jsonl", "--source", "规则"),
    ("repair", "@a.biaoshu", "-o", "@new.biaoshu"),
    ("repair", "@a.biaoshu", "-o", "@new.biaoshu", "--beside", "@b.biaoshu"),
    ("panel", "@a.biaoshu"),
    ("panel", "@a.biaoshu", "--list"),
    ("panel", "@a.biaoshu", "--confirmed", "--annotator", "李敏", "--jobs", "2"),
    ("panel", "@a.biaoshu", "--concept", "GDP", "-o", "@out"),
    ("panel", "@a.biaoshu", "--concept", "地区生产总值", "--sdmx", "--output", "@out"),
    *(("panel", "@a.biaoshu", "--wide", "--language", one, "-o", "@out") for one in ("zh", "en")),
    ("stats", "@a.biaoshu"),
    ("check", "@a.biaoshu"),
    *((name, "--help") for name in verbs.commands),
]


def choices(verb: str, option: str) -> list[str]:
    """Return what an option of a verb may be, where it is one of a few."""
    (found,) = [one for one in verbs.commands[verb].params if option in one.opts]
    assert isinstance(found.type, click.Choice)
    return [str(one) for one in found.type.choices]


# what a format or a kind adds to these is tried as it comes
TRIALS += [
    ("panel", "@a.biaoshu", *(word for one in choices("panel", option) for word in (option, one)))
    for option in ("--kind", "--status")
]
TRIALS += [("export", "@a.biaoshu", "--format", form, *OUT) for form in choices("export", "--format")]
TRIALS += [("agreement", "@a.biaoshu", "--format", form) for form in choices("agreement", "--format")]
TRIALS.append(("export", "@a.biaoshu", "--format", "csv",
               *(word for kind in choices("export", "--kind") for word in ("--kind", kind))))  # fmt: skip


def wanted() -> Iterator[tuple[str, ...]]:
    """Yield each option of each verb by each of its names, with each of its values where they are a few."""
    for verb, command in verbs.commands.items():
        yield (verb, "--help")
        for option in command.params:
            if not isinstance(option, click.Option):
                continue
            for name in [*option.opts, *option.secondary_opts]:
                yield (verb, name)
            if isinstance(option.type, click.Choice):
                for choice in option.type.choices:
                    yield (verb, option.opts[-1], str(choice))


def tried(trial: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    verb, *words = trial
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word.startswith("-"):
            yield (verb, word)
            yield (verb, word, following)


def test_no_option_is_without_a_trial() -> None:
    """The options are those click knows: a new one that nobody tries in the package fails here."""
    there = {one for trial in TRIALS for one in tried(trial)}
    assert [one for one in wanted() if one not in there] == []
    assert {trial[0] for trial in TRIALS} == set(verbs.commands)


def test_an_option_without_a_trial_is_noticed() -> None:
    new = click.Option(["--new"], type=click.Choice(["a"]))
    find.params.append(new)
    try:
        assert {("find", "--new"), ("find", "--new", "a")} <= set(wanted())
        with pytest.raises(AssertionError):
            test_no_option_is_without_a_trial()
    finally:
        find.params.remove(new)


def decided(path: Path, report: Report, name: str) -> None:
    """Make a store in which somebody decides some of what is proposed in a report."""
    with Store.open(path) as store:
        store.add_report(report)
        step = new_step(store.annotator(name), report.digest)
        shown = Review(PROPOSALS).figures
        store.append([confirm(step, shown[0]), confirm(step, shown[1]), reject(step, shown[2])])


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of what the trials take: reports, tables, labels, figures and two stores."""
    place = tmp_path_factory.mktemp("trials")
    (place / "reports").mkdir()
    for number in range(1, 6):
        text = f"政府工作报告\n地区生产总值增长{number}.5%，新建公路{number}公里。\n"
        (place / "reports" / f"{number} 区.txt").write_text(text, encoding="utf-8")
    (place / "reports" / "空.txt").touch()
    for name, encoding in ENCODINGS.items():
        (place / f"{name}.txt").write_text(LINE, encoding=encoding)
    (place / "table.csv").write_text(f"号,名,题,日,处,文\n{TABLE}\n", encoding="utf-8")
    cells = [line.split(",") for line in f"号,名,题,日,处,文\n{TABLE}".split("\n")]
    (place / "table.xlsx").write_bytes(workbook({"封面": [["汇总"]], "报告": cells}))
    other = Report("乙区", TEXT.replace("2025", "2024"))
    decided(place / "b.biaoshu", other, "李敏")
    decided(place / "a.biaoshu", REPORT, "李敏")
    with Store.open(place / "a.biaoshu") as store:
        store.add_report(other)
        label = new_label("回顾", "", "label1", "")
        store.append([new_step(store.annotator("李敏")).label(label)])
        (first, *_) = store.log(REPORT.digest)
        step = new_step(store.annotator("王强"), REPORT.digest)
        shown = Review(PROPOSALS).figures
        marked = figure("工作回顾", kind=label.id, value=(), unit="", indicator="", period=None)
        settled = step.confirm(shown[0].target, shown[0].figure, shown[0].proposed, [first.id])
        store.append([settled, step.add(marked)])
    start = TEXT.index("617.4亿元")
    marks = {"text": TEXT, "label": [[start, start + len("617.4亿元"), "money"]]}
    (place / "labels.jsonl").write_text(json.dumps(marks) + "\n", encoding="utf-8")
    own = {"text": "3.5%", "start": TEXT.index("3.5%"), "end": TEXT.index("3.5%") + 4, "kind": "growth"}
    told = {"report": REPORT.name, "value": 3.5, "unit": "%"}
    (place / "figures.jsonl").write_text(json.dumps(own | told) + "\n", encoding="utf-8")
    (place / "spans.txt").write_text(TEXT_IN_CONLL, encoding="utf-8")
    # a run that was broken off after its first report
    program(place, "find", str(place / "reports"), "-o", str(place / "begun"))
    whole = (place / "begun").read_bytes()
    (place / "begun").unlink()
    (place / "begun.part").write_bytes(whole[: len(whole) // 2])
    (place / "begun.part-reports").touch()
    return place


TEXT_IN_CONLL = "".join(f"{character} O\n" for character in TEXT if not character.isspace())


def program(folder: Path, *words: str) -> tuple[int, str, str]:
    """Run the program from its sources; return its exit status and what it said on both streams."""
    clean = {**os.environ, "LANG": "zh_CN.UTF-8", "LC_ALL": "", "LANGUAGE": "", "HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", *words], env=clean, cwd=ROOT, capture_output=True, check=False, timeout=120
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def outcome(folder: Path, said: tuple[int, str, str], seen: str) -> dict[str, object]:
    """Return what a trial came to: what was said, without the folder's name, the files written and the stores' logs."""
    status, out, err = said
    made: dict[str, object] = {"status": status, "out": out.replace(seen, ""), "err": err.replace(seen, "")}
    for path in sorted(folder.iterdir()):
        if path.suffix == ".biaoshu":
            with Store.open(path) as store:
                made[path.name] = [
                    (entry.name, [(one.verdict, one.target, one.figure) for one in store.log(entry.digest)],
                     store.proposals(entry.digest))
                    for entry in store.reports()
                ]  # fmt: skip
        elif path.name.startswith(("out", "begun")):
            made[path.name] = kept(path)
    return made


@pytest.mark.parametrize("trial", TRIALS, ids=" ".join)
def test_it_does_what_the_sources_do(place: Place, files: Path, tmp_path: Path, trial: tuple[str, ...]) -> None:
    here, there = tmp_path / "here", place.home / "there"
    for folder in (here, there):
        shutil.copytree(files, folder)
    if place.bare:
        for path in [there, *there.rglob("*")]:
            os.chown(path, USER, USER)

    def words(folder: str) -> list[str]:
        return [f"{folder}/{word[1:]}" if word.startswith("@") else word for word in trial]

    expected = outcome(here, program(tmp_path, *words(str(here))), str(here))
    seen = place.inside(there)
    assert outcome(there, place.run(*words(seen)), seen) == expected
    assert "Traceback" not in str(expected["err"])
    assert expected["status"] == 0 or expected["err"]
