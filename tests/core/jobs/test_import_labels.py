"""Labels come in: what leaves comes back, what does not fit is refused with its place and its reason."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.formats.brat import read_brat
from core.formats.exported import Exported
from core.formats.incoming_label import Refusal
from core.jobs.export import save
from core.jobs.gather import gather
from core.jobs.import_labels import LabelImport, LabelImportOptions, place_labels
from core.jobs.label_placing import find_anew
from core.jobs.read_labels import labels_in, read_labels
from core.model.decision import STATES, new_step
from core.model.errors import ExchangeError, StoreError
from core.model.figure import Figure, Proposal, Span, is_label
from core.model.label import new_label
from core.model.report import Report
from core.review.review import Review
from core.store import Store
from tests.core.formats.arriving import BACK, Drawn, drawn_logs, fill, held_in, read_plain, round_trip, seen
from tests.core.making import PROPOSALS, REPORT, TEXT, exported, figure

NO_KIND = "There is no kind or label named {name}. Make the label, or say which one it stands for."
NO_REPORT = "No report of the store has this text or name. Import the report first."
ANSWERED = "It was answered with {answer} and is left out."
NAMES = ["text", "label", "entities", "spans", "data", "annotations", "result", "value", "digest", "state", "kind"]


def read_nothing(span: Span) -> Proposal | None:
    return None


def bring(
    path: Path, store: Store, wish: LabelImportOptions, proposals: Sequence[Proposal] = (), read: object = read_plain
) -> LabelImport:
    taking = place_labels(labels_in(path), store, wish)
    for digest in taking.digests:
        taking.add(store.report(digest), proposals, read)  # type: ignore[arg-type]
    taking.write()
    return taking


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.biaoshu") as opened:
        opened.add_report(REPORT)
        yield opened


def lines(tmp_path: Path, *said: object) -> Path:
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in said), encoding="utf-8")
    return path


def reasons(taking: LabelImport) -> list[tuple[str, str]]:
    return [(refusal.where, refusal.error.sentence) for refusal in taking.refused]


# Round trips


@pytest.mark.parametrize("form", BACK)
@settings(max_examples=12, deadline=None)
@given(drawn=drawn_logs())
def test_what_leaves_comes_back(form: str, drawn: Drawn) -> None:
    round_trip(form, drawn)


@pytest.mark.parametrize("first", "<[{\"'")
def test_a_report_that_begins_with_a_sign_of_another_format_comes_back(first: str, tmp_path: Path) -> None:
    report = Report("甲", f"{first}5%与6%")
    with Store.open(tmp_path / "a.biaoshu") as store:
        store.add_report(report)
        (tmp_path / "out").write_text(
            "".join(
                f"{one}\t{'B-growth' if one == '5' else 'I-growth' if at == 2 else 'O'}\n"
                for at, one in enumerate(report.text)
            ),
            encoding="utf-8",
        )
        taking = bring(tmp_path / "out", store, LabelImportOptions(True, "李敏"), [])
        assert reasons(taking) == []


def test_our_own_lines_bring_back_all_but_the_time(store: Store, tmp_path: Path) -> None:
    fill(store)
    (entry,) = store.reports()
    annotator = store.annotator("李敏")
    before = gather(store, entry, (annotator, "李敏"), PROPOSALS, STATES)
    save([before], tmp_path / "out.jsonl", "jsonl")
    with Store.open(tmp_path / "b.biaoshu") as other:
        other.add_report(REPORT)
        label = new_label("政策", "", "label1", "")
        other.append([new_step(other.annotator("丙")).label(label)])
        taking = bring(tmp_path / "out.jsonl", other, LabelImportOptions(True), PROPOSALS)
        assert reasons(taking) == [("5", "Nobody decided on it there. Import it as a proposal.")]
        (entry,) = other.reports()
        after = gather(other, entry, (other.annotator("李敏"), "李敏"), PROPOSALS, STATES)
        assert [seen(row) for row in after.rows] == [seen(row) for row in before.rows]
        again = bring(tmp_path / "out.jsonl", other, LabelImportOptions(True), PROPOSALS)
        assert again.counts[1:4] == (0, 0, taking.counts[1])


def test_one_file_is_one_step_that_undo_takes_back(store: Store, tmp_path: Path) -> None:
    path = lines(tmp_path, {"text": TEXT, "entities": [[22, 29, "level"], [32, 36, "growth"]]})
    bring(path, store, LabelImportOptions(True, "李敏"), PROPOSALS)
    annotator = store.annotator("李敏")
    log = store.log(REPORT.digest, annotator)
    assert len({row.step for row in log}) == 1
    review = Review(PROPOSALS, log)
    assert [one.state for one in review.figures] == ["confirmed", "confirmed", "undecided", "undecided"]
    store.append([new_step(annotator, REPORT.digest).undo(log[0].step)])
    undone = Review(PROPOSALS, store.log(REPORT.digest, annotator))
    assert {one.state for one in undone.figures} == {"undecided"}


def test_proposals_are_kept_under_their_source_once(store: Store, tmp_path: Path) -> None:
    path = lines(tmp_path, {"text": TEXT, "spans": [{"start": 22, "end": 29, "label": "level"}]})
    assert bring(path, store, LabelImportOptions(False, source="模型")).counts == (1, 1, 0, 0, 0)
    assert bring(path, store, LabelImportOptions(False, source="模型")).counts == (1, 0, 0, 1, 0)
    assert [(one.source, one.figure.span) for one in store.proposals(REPORT.digest)] == [("模型", Span(22, 29))]
    assert store.log(REPORT.digest) == []


# What comes from elsewhere


def test_crlf_and_a_bom_in_their_text_shift_nothing(store: Store, tmp_path: Path) -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    start = text.index("3.5%")
    path = lines(tmp_path, {"text": text, "entities": [[start, start + 4, "growth"]]})
    taking = bring(path, store, LabelImportOptions(True, "甲"), PROPOSALS)
    assert taking.counts == (1, 1, 0, 0, 0)
    assert held_in(store) == [(32, 36, "growth")]


def test_an_edited_text_is_found_by_quotation_and_what_is_unsure_is_refused(store: Store, tmp_path: Path) -> None:
    text = "前言。\n" + TEXT.replace("失业率5.5%左右", "失业率降到5.5%多一点")
    spans = [[text.index(words), text.index(words) + len(words), "level"] for words in ("617.4亿元", "5.5%", "前言")]
    path = lines(tmp_path, {"text": text, "entities": spans, "meta": {"report": "𠮷川区"}})
    taking = bring(path, store, LabelImportOptions(True, "甲"), PROPOSALS)
    assert taking.counts == (3, 1, 1, 0, 2)
    assert held_in(store) == [(22, 29, "level")]
    assert [sentence for _, sentence in reasons(taking)] == [
        "{words} is in the report, but with other words around it.",
        "{words} is no longer in the report.",
    ]


def test_two_places_that_do_as_well_are_refused() -> None:
    with pytest.raises(ExchangeError, match="several places"):
        find_anew("增长5%，增长5%，", "5%", "增长", "，")
    assert find_anew("增长5%，下降5%。", "5%", "，下降", "。") == Span(7, 9)
    assert find_anew("只有5%。", "5%", "", "") == Span(2, 4)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"text": TEXT, "label": [[5, 5, "level"]]}, "{start} to {end} is not a span of the text."),
        ({"text": TEXT, "label": [[5, 9999, "level"]]}, "{start} to {end} is not a span of the text."),
        ({"text": TEXT, "label": [["5", 9, "level"]]}, "{value} is not an offset."),
        ({"text": TEXT, "label": [[True, 9, "level"]]}, "{value} is not an offset."),
        ({"text": TEXT, "label": [[1, 3, "level"]]}, "The span from {start} to {end} cuts a character in two."),
        ({"text": TEXT, "label": [[2, 3]]}, "{value} is not a span with a label."),
        ({"text": TEXT, "label": [[2, 3, ""]]}, "{value} is not a label."),
        ({"text": TEXT, "label": [[23, 30, "PERSON"]]}, NO_KIND),
        ({"text": "另一份报告", "label": [[0, 1, "level"]]}, NO_REPORT),
        ({"text": TEXT, "spans": [{"start": 22, "end": 29, "label": "level"}], "answer": "reject"}, ANSWERED),
        ({"text": 5, "label": []}, "There is no text in it."),
        ({"digest": "x", "state": "confirmed", "kind": "level"}, "This is not an exported figure."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_reason(
    store: Store, tmp_path: Path, line: dict[str, object], sentence: str
) -> None:
    good = {"text": TEXT, "label": [[23, 30, "level"]]}
    taking = bring(lines(tmp_path, line, good), store, LabelImportOptions(True, "甲"), PROPOSALS)
    assert reasons(taking) == [("1", sentence)]
    assert taking.counts[1] == 1
    assert held_in(store) == [(22, 29, "level")]


def test_a_span_without_a_number_is_refused_but_a_label_is_not(store: Store, tmp_path: Path) -> None:
    label = new_label("地区", "area", "label1", "")
    store.append([new_step(store.annotator("甲")).label(label)])
    path = lines(tmp_path, {"text": TEXT, "entities": [[0, 3, "area"], [11, 13, "level"], [0, 2, "地区"]]})
    taking = bring(path, store, LabelImportOptions(True, "甲"), PROPOSALS, read_nothing)
    assert reasons(taking) == [("1", "There is no number in the words.")]
    assert [is_label(kind) for _, _, kind in held_in(store)] == [True, True]


def test_labels_of_others_are_renamed(store: Store, tmp_path: Path) -> None:
    path = lines(tmp_path, {"text": TEXT, "entities": [[32, 36, "GROWTH"]]})
    bring(path, store, LabelImportOptions(True, "甲", renamed={"GROWTH": "growth"}), PROPOSALS)
    assert held_in(store) == [(32, 36, "growth")]


def test_whose_decisions_they_are_must_be_told(store: Store, tmp_path: Path) -> None:
    path = lines(tmp_path, {"text": TEXT, "entities": [[32, 36, "growth"]]})
    with pytest.raises(ExchangeError, match="whose decisions"):
        place_labels(labels_in(path), store, LabelImportOptions(True))
    assert store.annotators() == {}


@pytest.mark.parametrize("tags", ["BIO", "BMES", "BIOES", "BILOU"])
def test_tags_of_every_scheme_are_read(store: Store, tmp_path: Path, tags: str) -> None:
    begin, inside, last = {"BIO": "BII", "BMES": "BME", "BIOES": "BIE", "BILOU": "BIL"}[tags]
    first = TEXT.split("\n")[1]
    start = first.index("617.4亿元")
    rows = []
    for place, character in enumerate(first):
        letter = begin if place == start else inside if start < place < start + 6 else last
        rows.append(f"{character} {f'{letter}-level' if start <= place < start + 7 else 'O'}")
    path = tmp_path / "x.bmes"
    path.write_text("-DOCSTART- O\n\n" + "\n".join(rows) + "\n", encoding="utf-8")
    bring(path, store, LabelImportOptions(True, "甲"), PROPOSALS)
    assert held_in(store) == [(22, 29, "level")]


def test_words_instead_of_characters_and_lost_blanks_find_their_line(store: Store, tmp_path: Path) -> None:
    report = Report("县", "一、成效\n增长 3.5% ，位次 第三。\n")
    store.add_report(report)
    path = tmp_path / "x.conll"
    path.write_text("增长\tO\n3.5%\tB-growth\n，\tO\n位次\tO\n第三\tB-rank\n。\tO\nx\n", encoding="utf-8")
    taking = bring(path, store, LabelImportOptions(True, "甲"))
    assert held_in(store, report) == [(8, 12, "growth"), (17, 19, "rank")] or taking.refused
    assert ("7", "This is not a character with its tag.") in reasons(taking)


def test_a_brat_line_that_lies_is_refused_by_its_number(store: Store, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("d/𠮷川区.txt", TEXT)
        archive.writestr("d/𠮷川区.ann", "T1\tlevel 22 29\t617.4亿元\nT2\tlevel 22 28\t617.4亿元\nT3 x\n*\tE T1\n")
        archive.writestr("d/alone.ann", "T1\tlevel 0 1\t甲\n")
    taking = bring(tmp_path / "x.zip", store, LabelImportOptions(True, "甲"), PROPOSALS)
    assert held_in(store) == [(22, 29, "level")]
    assert [where for where, _ in reasons(taking)] == ["d/alone.ann", "d/𠮷川区.ann:2", "d/𠮷川区.ann:3"]


def test_what_is_no_file_of_labels_says_so(store: Store, tmp_path: Path) -> None:
    for name, data in {
        "a": b"just words\n",
        "b": b"PK\x03\x04broken",
        "c": b"[1, 2",
        "d": b"\xff\xfe\x00",
        "e": b"[[1]]",
        "f": b'{"a": ',
        "g": b"",
        "h": b"[" * 100_000,
    }.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ExchangeError):
            place_labels(labels_in(tmp_path / name), store, LabelImportOptions(True, "甲"))
    with pytest.raises(ExchangeError):
        place_labels(labels_in(tmp_path / "none"), store, LabelImportOptions(True, "甲"))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 99) | st.floats() | st.text(max_size=4) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=20,
)


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_any_json_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, said: object) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    try:
        found, refused = read_labels(path)
    except ExchangeError:
        return
    assert all(isinstance(one, Refusal) for one in refused)
    assert all(isinstance(one.text, str | None) for one in found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["jsonl", "doccano", "spacy"]), st.data())
def test_a_line_that_was_tampered_with_is_taken_or_refused_and_never_breaks(
    store: Store, tmp_path: Path, form: str, data: st.DataObject
) -> None:
    save([Exported(REPORT, "李敏", tuple(exported("all")))], tmp_path / "out", form)
    (line, *_) = (tmp_path / "out").read_text(encoding="utf-8").splitlines()
    said = json.loads(line)
    place = said if data.draw(st.booleans()) or not said.get("proposed") else said["proposed"]
    place[data.draw(st.sampled_from(sorted(place)))] = data.draw(ANY)
    try:
        taking = place_labels(read_labels(lines(tmp_path, said)), store, LabelImportOptions(True))
        for digest in taking.digests:
            taking.add(store.report(digest), PROPOSALS, read_plain)
        taking.write()
    except (ExchangeError, StoreError):
        return
    assert taking.counts[0] == taking.counts[1] + taking.counts[3] + taking.counts[4]


@pytest.mark.parametrize("form", ["conll", "brat"])
def test_a_figure_over_a_line_of_blanks_leaves_and_comes_back(form: str) -> None:
    report = Report("甲", "产量5万\n ▁\n吨，增长3%。")
    one = Figure(2, 9, "level", figure().value, "吨", "eq", "产量", "actual", None)
    round_trip(form, (report, [Proposal(one, 0.5)], [1], []))


def test_a_figure_over_a_line_end_comes_back_beside_one_that_it_overlaps() -> None:
    report = Report("甲", "产量333\n3吨。")
    first = Figure(2, 4, "level", figure().value, "", "eq", "", "actual", None)
    over = replace(first, start=3, end=7)
    round_trip("brat", (report, [Proposal(first, 0.5), Proposal(over, 0.5)], [0, 1], []))


def test_fragments_counted_as_16_bit_units_stand_on_their_words() -> None:
    files = {"甲.txt": "𠮷川𠮷5万\n3吨，𠮷6%", "甲.ann": "T1\tlevel 3 7;8 10\t𠮷5万 3吨\nT2\tgrowth 13 15\t6%\n"}
    found, refused = read_brat(files)
    assert refused == []
    assert [(one.start, one.end) for one in found[0].marks] == [(2, 8), (10, 12)]


def test_fragments_on_other_words_are_refused() -> None:
    files = {"甲.txt": "产量5万\n3吨", "甲.ann": "T1\tlevel 2 4;5 7\t5万 4吨\n"}
    found, refused = read_brat(files)
    assert found[0].marks == ()
    assert [one.where for one in refused] == ["甲.ann:1"]
