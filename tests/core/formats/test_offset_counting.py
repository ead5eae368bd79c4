"""How offsets are counted: the way is found under which every label stands on words, or none is taken."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats.offset_counting import GivenSpan, count_spans
from core.model.errors import ExchangeError
from core.model.figure import Span

TEXT = (
    "梅洲区2026年政府工作报告\n\n一、过去一年\n\n😀𠮷坪镇新建粮仓12座，社零总额增长5.5%。"
    "👨‍👩‍👧全年接待游客1.2亿人次。\n另外改造老旧小区30个，每户补贴450元。\n"
)
FIGURES = {"12座": "level", "5.5%": "growth", "1.2亿人次": "level", "30个": "level", "450元": "level"}
TRUE = [Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in FIGURES]


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def octets(text: str) -> int:
    return len(text.encode())


def crlf(text: str) -> int:
    return len(text.replace("\n", "\r\n"))


def crlf_units(text: str) -> int:
    return units(text.replace("\n", "\r\n"))


def marked(text: str) -> int:
    return len(text) + 1


COUNTINGS = {"characters": len, "units": units, "bytes": octets, "returns": crlf, "both": crlf_units, "mark": marked}


def as_given(counting: object, spans: list[Span], *, quoted: bool, text: str = TEXT) -> list[GivenSpan]:
    return [
        GivenSpan(
            counting(text[: one.start]),  # type: ignore[operator]
            counting(text[: one.end]),  # type: ignore[operator]
            FIGURES.get(text[one.start : one.end], "level"),
            text[one.start : one.end] if quoted else "",
        )
        for one in spans
    ]


def test_every_way_of_counting_is_found_with_and_without_quotations() -> None:
    for usual in ("code point", "code unit", "byte"):
        for name, counting in COUNTINGS.items():
            for quoted in (False, True):
                found = count_spans(TEXT, as_given(counting, TRUE, quoted=quoted), usual)
                assert found == TRUE, (usual, name, quoted)


def test_a_text_with_returns_whose_offsets_leave_them_out_is_found() -> None:
    text = TEXT.replace("\n", "\r\n")
    true = [Span(text.index(words), text.index(words) + len(words)) for words in FIGURES]
    given = [GivenSpan(*bare, "level") for bare in TRUE]
    assert count_spans(text, given, "code point") == true


def test_seen_characters_are_counted_where_a_project_counts_them() -> None:
    seen = len("😀坪👨")
    text = "😀坪👨‍👩‍👧有粮仓12座，水塔7座。"
    given = [GivenSpan(seen + 3, seen + 6, "level"), GivenSpan(seen + 9, seen + 11, "level")]
    start = text.index("12座")
    assert count_spans(text, given, "code unit") == [Span(start, start + 3), Span(start + 6, start + 8)]


def test_a_record_in_which_no_way_fits_is_refused_whole() -> None:
    mixed = as_given(units, TRUE[:2], quoted=False) + as_given(len, TRUE[2:4], quoted=False)
    assert all(isinstance(one, ExchangeError) for one in count_spans(TEXT, mixed, "code unit"))


def test_a_span_outside_the_text_is_refused_alone() -> None:
    given = [*as_given(len, TRUE, quoted=False), GivenSpan(5, 10**9, "level"), GivenSpan(-3, 4, "level")]
    found = count_spans(TEXT, given, "code unit")
    assert found[: len(TRUE)] == TRUE
    assert [type(one) for one in found[len(TRUE) :]] == [ExchangeError, ExchangeError]


def test_a_label_a_little_too_long_stays_where_it_is() -> None:
    plain = "梅洲区回顾\n新建粮仓12座，水塔7座。\n补贴450元。\n"
    start = plain.index("12座，")
    for spans in ([Span(start, start + 4)], [Span(start, start + 4), Span(start - 2, start + 3)]):
        assert count_spans(plain, [GivenSpan(*one, "level") for one in spans], "code unit") == spans


def test_labels_that_nothing_tells_how_they_are_counted_are_refused() -> None:
    text = "😀坪镇新建粮仓，坪镇扩建粮库。"
    found = count_spans(text, [GivenSpan(4, 6, "举措"), GivenSpan(10, 12, "举措")], "code unit")
    assert all(isinstance(one, ExchangeError) for one in found)
    assert count_spans(text, [GivenSpan(4, 6, "举措")], "code unit", is_ours=True) == [Span(3, 5)]
    assert count_spans(text, [GivenSpan(4, 6, "举措", "新建")], "code unit") == [Span(3, 5)] or text[3:5] != "新建"


SIGNS = st.text(st.sampled_from("全长𠮷😀，。 \n\r座增第é‍️"), max_size=30)


@settings(max_examples=150, deadline=None)
@given(
    parts=st.lists(st.tuples(SIGNS, st.integers(10, 99999)), min_size=1, max_size=5),
    tail=SIGNS,
    name=st.sampled_from(sorted(COUNTINGS)),
    usual=st.sampled_from(["code point", "code unit", "byte"]),
)
def test_quoted_labels_come_to_their_words_or_are_refused(
    parts: list[tuple[str, int]], tail: str, name: str, usual: str
) -> None:
    text, spans = "", []
    for signs, number in parts:
        text += signs + "增"
        spans.append(Span(len(text), len(text) + len(f"{number}座")))
        text += f"{number}座"
    text += tail
    if "\r" in text and name in ("returns", "both"):
        return
    found = count_spans(text, as_given(COUNTINGS[name], spans, quoted=True, text=text), usual)  # type: ignore[arg-type]
    for span, one in zip(spans, found, strict=True):
        if isinstance(one, Span):
            assert text[one.start : one.end] == text[span.start : span.end]
