"""The formats of spans hold the figures, where their readers look for them, and say what they lose."""

from dataclasses import replace

from hypothesis import given, settings

from core.formats.brat import write_brat
from core.formats.conll import write_conll
from core.formats.doccano import write_doccano
from core.formats.exported import Exported, placed, without_overlaps
from core.formats.spacy import write_spacy
from core.model.report import Report
from tests.core.formats.writing import as_files, as_text, drawn_parts, held, objects, part
from tests.core.making import REPORT, TEXT, exported

ALONE = (
    "{number} figures are exported with their spans and kinds only; this format has no place for values and "
    "other attributes.",
    3,
)
LEFT_OUT = ("{number} rejected or undecided figures were left out; this format has no place for them.", 2)


def test_doccano_is_as_its_page_counts() -> None:
    text, notes = as_text(write_doccano, part("all"))
    assert objects(text) == [
        {
            "text": TEXT,
            "label": [[23, 30, "level"], [31, 37, "growth"], [60, 62, "rank"]],
            "report": "𠮷川区",
            "digest": REPORT.digest,
            "annotator": "李敏",
        }
    ]
    assert notes == [ALONE, LEFT_OUT]


@settings(max_examples=60, deadline=None)
@given(drawn_parts())
def test_doccano_holds_every_figure_that_holds(drawn: Exported) -> None:
    text, _ = as_text(write_doccano, drawn)
    (line,) = objects(text)
    wide = line["text"].encode("utf-16-le")
    read = [(wide[2 * start : 2 * end].decode("utf-16-le"), kind) for start, end, kind in line["label"]]
    assert read == [(drawn.report.text[start:end], kind) for start, end, kind in held(drawn)]


def overlapping() -> Exported:
    longer, shorter = exported()[1], exported("all")[1].proposed
    assert shorter is not None
    figure = shorter.figure
    words = TEXT[figure.start : figure.end]
    return Exported(REPORT, "李敏", (longer, replace(longer, figure=figure, text=words)))


def test_doccano_names_what_a_project_may_drop() -> None:
    text, notes = as_text(write_doccano, overlapping())
    assert len(objects(text)[0]["label"]) == 2
    assert [(note.sentence.split(";")[0], note.number) for note in notes[1:]] == [
        ("{number} figures overlap others", 1)
    ]


def test_spacy_is_text_and_entities_in_code_points() -> None:
    text, notes = as_text(write_spacy, part("all"))
    (line,) = objects(text)
    assert line["entities"] == [[22, 29, "level"], [30, 36, "growth"], [58, 60, "rank"]]
    assert line["meta"] == {"report": "𠮷川区", "digest": REPORT.digest, "annotator": "李敏"}
    assert notes == [ALONE, LEFT_OUT]


def test_spacy_keeps_the_longer_and_says_so() -> None:
    text, notes = as_text(write_spacy, overlapping())
    assert objects(text)[0]["entities"] == [[30, 36, "growth"]]
    assert notes[1] == ("{number} figures that overlap a longer one were left out.", 1)


@settings(max_examples=60, deadline=None)
@given(drawn_parts())
def test_spacy_holds_what_stands_apart(drawn: Exported) -> None:
    text, notes = as_text(write_spacy, drawn)
    (line,) = objects(text)
    kept = [(one.start, one.end, one.row.figure.kind) for one in without_overlaps(placed(drawn))]
    assert list(map(tuple, line["entities"])) == kept
    dropped = sum(note.number for note in notes if "overlap" in note.sentence)
    assert len(kept) + dropped == len(held(drawn))


def test_conll_is_a_character_and_a_tag_a_line() -> None:
    row = exported()[1]
    report = Report("县", "增长3.5% ,\n好。")
    made = Exported(report, "李敏", (replace(row, figure=replace(row.figure, start=2, end=6), text="3.5%"),))
    text, notes = as_text(write_conll, made)
    assert text == ("增\tO\n长\tO\n3\tB-growth\n.\tI-growth\n5\tI-growth\n%\tI-growth\n▁\tO\n,\tO\n\n好\tO\n。\tO\n\n")
    assert ("{number} spaces are written as ▁.", 1) in notes


def read_conll(text: str) -> list[list[tuple[str, str]]]:
    return [
        [(line.split("\t")[0], line.split("\t")[1]) for line in sentence.split("\n")]
        for sentence in text.removesuffix("\n\n").split("\n\n")
        if sentence
    ]


@settings(max_examples=80, deadline=None)
@given(drawn_parts())
def test_conll_is_read_back_as_the_figures(drawn: Exported) -> None:
    text, _ = as_text(write_conll, drawn)
    read = read_conll(text)
    lines = [line for line in drawn.report.text.split("\n") if line]
    assert [[c for c, _ in sentence] for sentence in read] == [["▁" if c.isspace() else c for c in x] for x in lines]
    found = []
    for sentence in read:
        for character, tag in sentence:
            if tag.startswith("B-"):
                found.append(character)
            elif tag != "O":
                found[-1] += character
    expected = [piece for one in without_overlaps(placed(drawn)) for piece in one.row.text.split("\n") if piece]
    assert found == ["".join("▁" if c.isspace() else c for c in piece) for piece in expected]


def test_brat_is_a_folder_with_its_configuration() -> None:
    files, notes = as_files(write_brat, part("all"), part())
    assert list(files) == ["𠮷川区.txt", "𠮷川区.ann", "𠮷川区-2.txt", "𠮷川区-2.ann", "annotation.conf"]
    assert files["𠮷川区.txt"] == TEXT
    assert files["𠮷川区.ann"].split("\n")[:4] == [
        "T1\tlevel 22 29\t617.4亿元",
        "A1\tBound T1 eq",
        "A2\tStatus T1 actual",
        '#1\tAnnotatorNotes T1\t{"value": "61740000000", "unit": "元", "indicator": "地区生产总值", "period": "2025", '
        '"area": "", "base": ""}',
    ]
    assert "level\nratio\ngrowth\nchange\nrank\nmultiple\ncomposition\n" in files["annotation.conf"]
    assert "Bound\tArg:<ENTITY>, Value:eq|ge|gt|le|lt|approx" in files["annotation.conf"]
    assert notes == [LEFT_OUT]


@settings(max_examples=60, deadline=None)
@given(drawn_parts())
def test_brat_reads_each_figure_where_it_stands(drawn: Exported) -> None:
    files, _ = as_files(write_brat, drawn)
    assert files["甲_乙.txt"] == drawn.report.text
    lines = files["甲_乙.ann"].split("\n")[:-1]
    assert len(lines) == 4 * len(held(drawn))
    for line, (start, end, kind) in zip(lines[::4], held(drawn), strict=True):
        _, middle, words = line.split("\t", 2)
        named, _, places = middle.partition(" ")
        parts = [tuple(map(int, place.split(" "))) for place in places.split(";")] if places else []
        assert named == kind
        assert " ".join(drawn.report.text[first:last] for first, last in parts) == words
        assert "".join(words.split(" ")) == "".join(drawn.report.text[start:end].replace("\n", " ").split(" "))
