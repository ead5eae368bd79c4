"""Files of labels beside reports: recognised by what is in them and named, never made into reports."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.files.label_file import holds_labels, is_tagged
from core.jobs.read_files import ProcessReader, reports_in
from core.model.errors import ReportError
from core.model.report import Report

TEXT = "梅洲区2026年政府工作报告\n\n新建粮仓12座。\n"
SPAN = [TEXT.index("12座"), TEXT.index("12座") + 3, "level"]
REGION = {"start": SPAN[0], "end": SPAN[1], "text": "12座", "labels": ["level"]}
FIGURE = {"start": SPAN[0], "end": SPAN[1], "text": "12座", "kind": "level", "value": 12}
LABELS = {
    "doccano.jsonl": json.dumps({"text": TEXT, "label": [SPAN]}),
    "spacy.jsonl": json.dumps({"text": TEXT, "entities": [SPAN]}),
    "prodigy.jsonl": json.dumps({"text": TEXT, "spans": [{"start": SPAN[0], "end": SPAN[1], "label": "level"}]}),
    "words.jsonl": json.dumps({"text": TEXT, "label": {"level": {"12座": [SPAN[:2]]}}}),
    "pairs.json": json.dumps([[TEXT, {"entities": [SPAN]}]]),
    "tasks.json": json.dumps([{"data": {"text": TEXT}, "completions": []}]),
    "task.json": json.dumps({"data": {"text": TEXT}, "annotations": [{"result": []}]}, indent=1),
    "flat.json": json.dumps([{"id": 1, "text": TEXT, "sections": [REGION]}]),
    "flat.csv": 'sep=,\ntext,label\n"{}","{}"\n'.format(TEXT, json.dumps([REGION]).replace('"', '""')),
    "found.jsonl": json.dumps(FIGURE),
    "found.json": json.dumps([FIGURE]),
    "figures.csv": "报告,开始,结束,片段,类别\n梅洲,1,3,12座,总量\n",
    "config.json": json.dumps([{"text": "level", "suffix_key": "l", "background_color": "#fff"}]),
    "梅洲.ann": "T1\tlevel 3 6\t12座\n",
    "tags.conll": "新\tO\n1\tB-level\n",
    "tags.txt": "新\tO\n1\tB-level\n2\tI-level\n座\tI-level\n",
}
REPORTS = {
    "梅洲.txt": TEXT,
    "table.jsonl": json.dumps({"text": TEXT, "label": "经济", "year": 2026}),
    "unlabelled.jsonl": json.dumps({"text": TEXT, "label": []}),
    "table.csv": f'title,text\n松江口,"{TEXT}"\n',
    "lines.txt": "新建粮仓 O\n水塔 7\n",
}


def read(path: Path) -> Iterator[Report | ReportError]:
    with ProcessReader(1) as reader:
        yield from reports_in([path], reader)


def test_labels_in_a_folder_are_named_and_the_reports_beside_them_come_in(tmp_path: Path) -> None:
    for name, text in (LABELS | REPORTS).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    found = list(read(tmp_path))
    refused = [one for one in found if isinstance(one, ReportError)]
    assert {one.facts["name"] for one in refused} == set(LABELS)
    assert all(one.sentence.startswith("{name} is a label file, no report.") for one in refused)
    assert len(found) - len(refused) == len(REPORTS)


@pytest.mark.parametrize("name", ["doccano.jsonl", "flat.json"])
def test_texts_with_labels_that_are_named_by_themselves_are_reports(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(LABELS[name], encoding="utf-8")
    (report,) = read(tmp_path / name)
    assert isinstance(report, Report)
    assert report.text == TEXT


@pytest.mark.parametrize("name", ["found.jsonl", "tasks.json", "config.json", "figures.csv"])
def test_figures_and_tasks_are_never_reports(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(LABELS[name], encoding="utf-8")
    (error,) = read(tmp_path / name)
    assert isinstance(error, ReportError)
    assert "label file" in str(error)


def test_any_beginning_is_looked_at_without_harm() -> None:
    for head in (b"", b"[" * 100_000, b"{", b"\xff\xfe\x00", b'{"text": "' + b"x" * 100, b'"a",' * 10):
        for suffix in (".jsonl", ".json", ".csv", ".tsv"):
            assert not holds_labels(head, suffix, in_folder=True)
    assert not is_tagged("")
    assert not is_tagged("一、 O\n二、 O\n")
