"""Labels on parts of reports, in the shapes that programs write: each finds its words, or is refused by name."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.formats.label_files import labels_of
from core.jobs.import_labels import LabelImport, LabelImportOptions, place_labels
from core.jobs.read_labels import labels_in, read_labels
from core.model.errors import ExchangeError
from core.model.report import Report
from core.store import Store
from tests.core.formats.arriving import held_in, read_plain

A = (
    "梅洲区2026年政府工作报告\n\n一、过去一年\n\n全区新建粮仓12座，社零总额增长5.5%。全年接待游客1.2亿人次。\n\n"
    "新增绿地30亩。补贴每户450元。\n\n新增绿地30亩。\n"
)
B = "松江口县2026年政府工作报告\n\n一、过去一年\n\n😀𠮷坪镇新建粮仓12座，改造小区7个。\n\n新增绿地30亩。\n"
FIRST = "全区新建粮仓12座，社零总额增长5.5%。"
TWICE = "新增绿地30亩。"
MEI, SONG = Report("梅洲", A), Report("松江口", B)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.biaoshu") as opened:
        opened.add_report(MEI)
        opened.add_report(SONG)
        yield opened


def bring(path: Path, store: Store, report: str = "") -> LabelImport:
    taking = place_labels(read_labels(path), store, LabelImportOptions(True, "甲", report=report))
    for digest in taking.digests:
        taking.add(store.report(digest), (), read_plain)
    taking.write()
    return taking


def lines(tmp_path: Path, *said: object) -> Path:
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in said), encoding="utf-8")
    return path


def labelled(text: str, *words: str) -> dict[str, object]:
    return {"text": text, "label": [[text.index(one), text.index(one) + len(one), "level"] for one in words]}


def words_held(store: Store, report: Report = MEI) -> list[str]:
    return [report.text[start:end] for start, end, _ in held_in(store, report)]


@pytest.mark.parametrize(
    "text",
    [
        FIRST,
        FIRST + "全年接待游客1.2亿人次。",
        "　　全区 新建粮仓12座，\r\n社零总额增长5.5%。",
        "…新建粮仓12座，社零总额增长5.5%。全年接待……",
        A[8:60],
        A.replace("\n", "\r\n"),
        A.replace("\n", ""),
    ],
)
@pytest.mark.parametrize("report", ["", "梅洲"])
def test_a_part_of_a_report_is_found_by_its_words(store: Store, tmp_path: Path, text: str, report: str) -> None:
    taking = bring(lines(tmp_path, labelled(text, "12座")), store, report)
    assert taking.refused == []
    assert words_held(store) == ["12座"]
    assert words_held(store, SONG) == []


def test_parts_that_overlap_decide_once(store: Store, tmp_path: Path) -> None:
    taking = bring(lines(tmp_path, labelled(A[:60], "12座"), labelled(A[20:80], "12座", "1.2亿人次")), store)
    assert taking.counts == (3, 2, 0, 1, 0)
    assert words_held(store) == ["12座", "1.2亿人次"]


def test_a_sentence_that_stands_twice_is_told_by_its_neighbours(store: Store, tmp_path: Path) -> None:
    second = B.index(TWICE) + 4
    bring(lines(tmp_path, {"text": "😀𠮷坪镇新建粮仓12座，改造小区7个。"}, labelled(TWICE, "30亩")), store)
    assert held_in(store, SONG) == [(second, second + 3, "level")]
    bring(lines(tmp_path, labelled(TWICE, "30亩"), {"text": "补贴每户450元。", "label": [[4, 8, "level"]]}), store)
    assert held_in(store, MEI)[0][0] == A.index("30亩")


def test_a_sentence_that_stands_twice_has_its_places_in_order(store: Store, tmp_path: Path) -> None:
    bring(lines(tmp_path, labelled(TWICE, "30亩"), labelled(TWICE, "30亩")), store, "梅洲")
    assert [start for start, _, _ in held_in(store, MEI)] == [A.index("30亩"), A.rindex("30亩")]


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        ("", "These words are in several reports: 梅洲, 松江口. Name the report."),
        ("梅洲", "These words are in several places of 梅洲. Label more of the text around them."),
    ],
)
def test_what_cannot_be_told_apart_is_refused_by_name(store: Store, tmp_path: Path, report: str, sentence: str) -> None:
    taking = bring(lines(tmp_path, labelled(TWICE, "30亩")), store, report)
    assert [str(one.error) for one in taking.refused] == [sentence]
    assert held_in(store, MEI) == held_in(store, SONG) == []


def test_an_edited_sentence_is_looked_for_in_the_report_that_is_named(store: Store, tmp_path: Path) -> None:
    edited = labelled("全区新建粮仓12座，社零总额有增长。", "12座")
    assert [one.error.sentence for one in bring(lines(tmp_path, edited), store).refused] == [
        "No report of the store has this text or name. Import the report first."
    ]
    assert bring(lines(tmp_path, edited), store, "梅洲").counts == (1, 1, 1, 0, 0)
    assert words_held(store) == ["12座"]


AT = A.index("12座")
REGION = {
    "id": "a",
    "from_name": "l",
    "type": "labels",
    "value": {"start": AT, "end": AT + 3, "labels": ["总量"], "text": "12座"},
}
SHAPES: dict[str, object] = {
    "completions": [{"data": {"text": A}, "completions": [{"result": [REGION]}]}],
    "another name of the text": [{"data": {"url": "x", "body": A}, "annotations": [{"result": [REGION]}]}],
    "one task": {"data": {"text": A}, "annotations": [{"result": [REGION]}]},
    "JSON-MIN": [{"id": 1, "text": A, "l": [REGION["value"]], "annotator": 1}],
    "pages": [
        {
            "data": {"text": A},
            "annotations": [
                {
                    "result": [
                        {
                            "type": "hypertextlabels",
                            "value": {
                                "start": "/p[1]/text()[1]",
                                "end": "/p[1]/text()[1]",
                                "startOffset": 0,
                                "globalOffsets": {"start": AT, "end": AT + 3},
                                "hypertextlabels": ["level"],
                                "text": "12座",
                            },
                        }
                    ]
                }
            ],
        }
    ],
    "doccano's objects": [{"text": FIRST, "entities": [{"label": "level", "start_offset": 6, "end_offset": 9}]}],
    "doccano's first form": [{"text": FIRST, "annotations": [{"label": "level", "start_offset": 6, "end_offset": 9}]}],
    "an empty list besides": [{"text": FIRST, "label": [], "entities": [[6, 9, "level"]]}],
    "training pairs": [[FIRST, {"entities": [[6, 9, "level"]]}]],
    "an annotator's file": {"classes": ["level"], "annotations": [[FIRST, {"entities": [[6, 9, "level"]]}], None]},
    "spaCy's document": {"text": FIRST, "ents": [{"start": 6, "end": 9, "label": "level"}]},
    "spaCy's paragraphs": [{"id": 0, "paragraphs": [{"raw": FIRST, "entities": [[6, 9, "level"]]}]}],
    "Prodigy": {"text": FIRST, "spans": [{"start": 6, "end": 9, "label": "level"}], "answer": "accept"},
    "labels by words": {"text": FIRST, "label": {"level": {"12座": [[6, 8]]}}},
    "the label first": {"text": FIRST, "labels": [["总量", 6, 9]]},
    "what find prints": {"start": AT, "end": AT + 3, "text": "12座", "kind": "level", "value": 12, "unit": "座"},
    "Chinese names": {
        "开始": AT,
        "结束": AT + 3,
        "片段": "12座",
        "类别": "总量",
        "数值": "12",
        "界限": "至少",
        "性质": "目标",
    },
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("form", ["lines", "list", "several lines"])
def test_every_shape_is_read(store: Store, tmp_path: Path, shape: str, form: str) -> None:
    said = SHAPES[shape]
    path = tmp_path / "labels.json"
    if form == "lines":
        path.write_text("\n".join(json.dumps(one) for one in (said if isinstance(said, list) else [said])))
    else:
        path.write_text(json.dumps(said, ensure_ascii=False, indent=2 if form == "several lines" else None), "utf-8")
    if shape == "training pairs" and form == "lines":
        path.write_text(json.dumps(said))
    taking = bring(path, store)
    assert (shape, taking.refused) == (shape, [])
    assert words_held(store) == ["12座"]


def test_words_of_vocabularies_may_be_chinese(store: Store, tmp_path: Path) -> None:
    head = "报告,开始,结束,片段,类别,数值,单位,界限,指标,性质,时期"
    path = tmp_path / "数据.csv"
    path.write_bytes(f"sep=,\n{head}\n梅洲,{AT},{AT + 3},12座,总量,12,座,不少于,粮仓,目标,2026\n".encode("gb18030"))
    assert bring(path, store).counts == (1, 1, 0, 0, 0)
    (row,) = store.log(MEI.digest)
    assert row.figure is not None
    assert (row.figure.kind, row.figure.bound, row.figure.status) == ("level", "ge", "target")


def test_a_standoff_file_is_read_with_its_text_or_by_its_name(store: Store, tmp_path: Path) -> None:
    wide = f"T1\t总量 {B.index('12座') + 2} {B.index('12座') + 5}\t12座\n"
    (tmp_path / "松江口.ann").write_text(wide, encoding="utf-8")
    assert bring(tmp_path / "松江口.ann", store).counts == (1, 1, 0, 0, 0)
    (tmp_path / "甲.txt").write_text(B, encoding="utf-8")
    (tmp_path / "甲.ann").write_text(wide, encoding="utf-8")
    assert bring(tmp_path / "甲.ann", store).counts == (1, 0, 0, 1, 0)
    assert labels_in(tmp_path / "甲.ann") == read_labels(tmp_path / "甲.ann")
    assert words_held(store, SONG) == ["12座"]


EMPTY: dict[str, tuple[str, bytes]] = {
    "no label": ("a.jsonl", json.dumps({"text": FIRST, "label": []}).encode()),
    "no annotation": ("a.json", json.dumps([{"data": {"text": A}, "annotations": []}]).encode()),
    "a config": ("a.json", b'[{"text": "level", "suffix_key": "l", "background_color": "#fff"}]'),
    "an empty file": ("a.jsonl", b""),
    "tags that are all O": ("a.conll", "全\tO\n区\tO\n".encode()),
    "a page's config": ("a.xml", b'<View><Labels name="k"/></View>'),
    "UIMA": ("a.xmi", b'<?xml version="1.0"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI"/>'),
    "packed documents": ("a.spacy", b"\x78\x9c\x01\x02"),
    "a table of something else": ("a.csv", "名称,电话\n甲,1\n".encode()),
}


@pytest.mark.parametrize("what", EMPTY)
def test_what_has_no_label_says_so(what: str) -> None:
    name, data = EMPTY[what]
    with pytest.raises(ExchangeError):
        labels_of(data, Path(name))


@pytest.mark.parametrize(
    "said",
    [
        [{"data": {"text": A}, "annotations": [{"was_cancelled": True, "result": []}]}],
        [{"text": FIRST, "spans": [], "answer": "ignore"}],
    ],
)
def test_what_was_skipped_says_so_and_what_can_be_read(said: object) -> None:
    _, refused = labels_of(json.dumps(said).encode(), Path("a.json"))
    assert len(refused) == 2
    assert "is left out" in refused[0].error.sentence
    assert "doccano, Label Studio" in refused[1].error.sentence
