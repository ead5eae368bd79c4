"""What comes in from a file says no more of a figure than the form takes; files are read in the limited process."""

import json
import sys
import warnings
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.files.reading_client import ReadingClient
from core.formats.jsonl import write_jsonl
from core.jobs.import_labels import LabelImportOptions, place_labels
from core.jobs.read_labels import labels_in, lines_in
from core.model.errors import ExchangeError
from core.model.figure import Proposal, Span
from core.process import command
from core.store import Store
from tests.core.making import PROPOSALS, REPORT, TEXT, exported


def said(tmp_path: Path, **changed: object) -> list[str]:
    """Write our own lines, the first changed; numbers may be given as they shall stand."""
    path = tmp_path / "whole.jsonl"
    with path.open("w", encoding="utf-8") as file:
        write_jsonl(exported("all"), file)
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    told = json.loads(first) | {name: f"\0{name}" for name in changed}
    text = json.dumps(told, ensure_ascii=False)
    for name, value in changed.items():
        text = text.replace(json.dumps(f"\0{name}"), value if isinstance(value, str) else json.dumps(value))
    return [text, *rest]


def bring(tmp_path: Path, lines: list[str], decide: bool = True) -> tuple[list[tuple[str, str]], int]:
    """Take lines in; return the place and the reason of each refused, and how many came in."""
    path = tmp_path / "labels.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with Store.open(tmp_path / "a.biaoshu") as store:
        store.add_report(REPORT)
        taking = place_labels(
            labels_in(path), store, LabelImportOptions(decide, "李敏" if decide else "", source="别人")
        )
        for digest in taking.digests:
            taking.add(store.report(digest), PROPOSALS, lambda span: Proposal(PROPOSALS[0].figure, 1.0))
        taking.write()
        return [(one.where, str(one.error)) for one in taking.refused], taking.counts[1]


WRONG: list[tuple[dict[str, object], str]] = [
    ({"value": '"1E+999999999"'}, "not a number of at most 28 digits"),
    ({"value": "1E+999999999"}, "not a number of at most 28 digits"),
    ({"value": "1E-999999999"}, "not a number of at most 28 digits"),
    ({"value": "9" * 5000}, "not a number of at most 28 digits"),
    ({"value": "[1, 1E+999999999]"}, "not a number of at most 28 digits"),
    ({"value": "NaN"}, "not a number of at most 28 digits"),
    ({"value": '"sNaN"'}, "not a number of at most 28 digits"),
    ({"value": True}, "not a number of at most 28 digits"),
    ({"value": {"a": 1}}, "not a number of at most 28 digits"),
    ({"value": [[1, 2], 3]}, "not a number of at most 28 digits"),
    ({"value": [1, 2, 3]}, "Only a composition"),
    ({"value": [1] * 101}, "at most 100 numbers"),
    ({"value": []}, "no number in the words"),
    ({"period": '"never"'}, "never is not a period"),
    ({"period": '"2025/2021"'}, "2025/2021 is not a period"),
    ({"period": '"2025-13/2026-01"'}, "is not a period"),
    ({"period": 2025}, "2025 is not a period"),
    ({"period": ["2025"]}, "is not a period"),
    ({"unit": None}, "unit is not a text"),
    ({"unit": '"' + "元" * 32_768 + '"'}, "unit has more than 32767 characters"),
    ({"indicator": 5}, "indicator is not a text"),
    ({"indicator": '"' + "产" * 32_768 + '"'}, "indicator has more than 32767 characters"),
    ({"note": '"' + "a" * 32_768 + '"'}, "note has more than 32767 characters"),
    ({"bound": '"least"'}, "bound cannot be least"),
    ({"status": ["actual"]}, "status cannot be"),
    ({"kind": '"speed"'}, "no kind or label named speed"),
    ({"kind": 7}, "7 is not a label"),
    ({"annotator": '"' + "甲" * 201 + '"'}, "annotator has more than 200 characters"),
    ({"start": "1E+999999999"}, "is not an offset"),
    ({"end": "9" * 5000}, "is not an offset"),
    ({"proposed": '{"value": 1E+999999999}'}, "not an exported figure"),
]  # fmt: skip


@pytest.mark.parametrize("decide", [True, False])
def test_lines_that_say_what_no_door_takes_are_named_and_all_others_come_in(tmp_path: Path, decide: bool) -> None:
    """Among the good lines of a file each wrong one stands alone, with its number and its reason."""
    good = said(tmp_path)
    lines = [line for changed, _ in WRONG for line in (said(tmp_path, **changed)[0], good[1])]
    refused, _ = bring(tmp_path, [*lines, *good], decide)
    told = dict(refused)
    for number, (_, reason) in enumerate(WRONG):
        assert reason in told.pop(str(2 * number + 1))
    # of the good ones only what was rejected, or not decided, is none
    assert len(told) == 1
    with Store.open(tmp_path / "a.biaoshu") as store:
        kept = {row.target for row in store.log(REPORT.digest)} if decide else store.proposals(REPORT.digest)
    assert len(kept) == len(good) - 1


def test_a_range_that_falls_comes_in_from_its_lower_end(tmp_path: Path) -> None:
    bring(tmp_path, said(tmp_path, value=[9, 5], unit='"元"'))
    with Store.open(tmp_path / "a.biaoshu") as store:
        (first, *_) = store.log(REPORT.digest)
    assert first.figure is not None
    assert list(map(int, first.figure.value)) == [5, 9]  # type: ignore[arg-type]


def test_what_was_decided_on_is_held_to_measure_too(tmp_path: Path) -> None:
    told = json.loads(said(tmp_path)[0])["proposed"] | {"value": "1E+999999999"}
    ((_, why), *_) = bring(tmp_path, said(tmp_path, proposed=told))[0]
    assert "not a number of at most 28 digits" in why


def test_one_task_of_many_that_is_none_keeps_no_other_out(tmp_path: Path) -> None:
    place = {"start": 22, "end": 29, "labels": ["level"]}
    good = {"data": {"text": TEXT}, "annotations": [{"result": [{"id": "a", "value": place}]}]}
    tasks: list[object] = [good, 5, {"data": {"text": TEXT}, "annotations": [7]}, {"data": 3}, good]
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps(tasks).replace("7]", f"{'9' * 5000}]"), encoding="utf-8")
    found, refused = labels_in(path)
    assert sum(len(one.marks) for one in found) == 2
    assert [one.where for one in refused] == ["2", "3", "4"]


def test_of_an_archive_two_files_of_one_name_and_a_damaged_one_all_others_come_in(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with ZipFile(path, "w") as archive:
            for words, edges in (("617.4亿元", "22 29"), ("3.5%", "32 36")):
                archive.writestr("a.txt", TEXT)
                archive.writestr("a.ann", f"T1\tlevel {edges}\t{words}\n")
            archive.writestr("b.txt", b"\xff\xfe")
            archive.writestr("c.ann", "T1\tlevel 1 2\tdamaged\n" + f"T2\tlevel {'9' * 5000} 3\tx\n")
            archive.writestr("c.txt", TEXT)
    path.write_bytes(path.read_bytes().replace(b"damaged\n", b"DAMAGED\n", 1))
    found, refused = labels_in(path)
    assert sorted((mark.start, mark.end) for one in found for mark in one.marks) == [(22, 29), (32, 36)]
    assert {one.where for one in refused} >= {"b.txt", "c.ann"}


def test_lines_come_over_as_they_are_and_in_parts(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    rows = [{"start": number, "value": 0.1, "text": "字" * 300} for number in range(9000)]
    path.write_text("\n".join([*map(json.dumps, rows), "{", ""]), encoding="utf-8")
    came = list(lines_in(path))
    assert [fields["start"] for _, fields in came[:-1]] == list(range(9000))  # type: ignore[index]
    assert came[0][1]["value"] == "0.1"  # type: ignore[index]
    assert isinstance(came[-1][1], ExchangeError)


def test_many_marks_of_one_report_come_over_in_parts(tmp_path: Path) -> None:
    (line, *_) = said(tmp_path)
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join([line] * 5000), encoding="utf-8")
    found, refused = labels_in(path)
    assert (sum(len(one.marks) for one in found), refused) == (5000, [])
    assert {one.text for one in found} == {None}
    assert found[0].marks[0].proposed is not None
    assert Span(found[0].marks[0].start, found[0].marks[0].end) == exported("all")[0].figure.span


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit of a process's memory")
def test_a_file_made_to_use_memory_or_time_is_given_up_and_nothing_grows_here(tmp_path: Path) -> None:
    """Memory: forty million numbers in one line. What they took is the reader's, and gone with it."""
    import resource

    path = tmp_path / "bomb.json"
    path.write_bytes(b"[" + b"[[[[[[1]]]]]]," * 15_000_000 + b"1]")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ExchangeError) as said_of_it:
        labels_in(path)
    assert "bomb.json" in str(said_of_it.value)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


@pytest.mark.parametrize("code", ["import os; os._exit(9)", "print('nonsense')", "import time; time.sleep(0)"])
def test_a_reader_that_breaks_is_one_sentence(tmp_path: Path, code: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("{}", encoding="utf-8")
    with ReadingClient([sys.executable, "-c", code]) as guard, pytest.raises(ExchangeError) as said_of_it:
        labels_in(path, guard)
    assert "x.jsonl" in str(said_of_it.value)


def test_the_process_that_reads_labels_is_the_limited_one(tmp_path: Path) -> None:
    """It is held by the system as the one that reads reports is."""
    report, labels = tmp_path / "a.txt", tmp_path / "a.jsonl"
    report.write_text(TEXT, encoding="utf-8")
    labels.write_text(json.dumps({"text": TEXT, "label": [[23, 30, "level"]]}), encoding="utf-8")
    with ReadingClient(command("read")) as guard:
        by = guard.ask({"verb": "read", "path": str(report), "member": "", "at": 0, "encoding": ""})["kept"]
        answer = guard.ask({"verb": "labels", "path": str(labels), "as": "labels", "at": 0})
    assert answer["kept"] == by
    assert len(answer["found"]) == 1


def test_a_folder_of_brat_s_files_is_read_in_it_too(tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.ann").write_text("T1\tlevel 22 29\t617.4亿元\n", encoding="utf-8")
    (folder / "b.ann").write_bytes(b"\xff")
    found, refused = labels_in(folder)
    assert [(mark.start, mark.end) for one in found for mark in one.marks] == [(22, 29)]
    assert [one.where for one in refused] == ["b.ann"]
    (folder / "a.ann").unlink()
    (folder / "b.ann").unlink()
    with pytest.raises(ExchangeError, match="no labels"):
        labels_in(folder)
