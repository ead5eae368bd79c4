"""The reasons of a reading as a short text: read back as they were, in this form and in the one before."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.files.load import load
from core.model.attributes import ATTRIBUTES, NAMES
from core.model.reason import Reason, Reasons, Span, Topic, WrittenReasons, reasons_from_text, reasons_to_text, words_of

SAMPLE = Path(__file__).parents[3] / "resources" / "sample"
AT = 1000
TOPICS: tuple[Topic, ...] = (*NAMES, "span")

_spans = st.tuples(st.integers(0, 3000), st.integers(0, 40)).map(lambda one: Span(one[0], one[0] + one[1]))
# ids of this program, of a step that it does not know, and the ones that are left out
_ids = st.sampled_from((
    "kind.amount", "bound.exact", "area.whole_region", "base.not_measured", "expression.number", "row.single",
    "trim.verb_2", "choice.parts", "section.heading_year", "other_step.a_rule", "value.number",
))  # fmt: skip
_reasons = st.builds(Reason, _ids, st.lists(_spans, max_size=2).map(tuple))


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(TOPICS), st.lists(_reasons, min_size=1, max_size=4).map(tuple)))
def test_reasons_are_read_back_as_they_were(reasons: dict[Topic, tuple[Reason, ...]]) -> None:
    text = reasons_to_text(reasons, AT)
    assert reasons_from_text(text, AT) == reasons
    assert reasons_to_text(reasons_from_text(text, AT), AT) == text
    read = reasons_from_text(text, AT)
    decided = {topic: words for topic, some in read.items() if (words := words_of(some))}
    if isinstance(read, WrittenReasons):
        assert read.words() == decided
        assert read.has_words == (not decided.keys().isdisjoint(NAMES))


@settings(max_examples=300)
@given(st.text(alphabet="2KVBN[kind]^&<@#+-019.,;= ab_", max_size=24))
def test_any_text_is_reasons_or_refused(text: str) -> None:
    try:
        read = reasons_from_text(text, AT)
    except ValueError:
        return
    assert set(read) <= set(TOPICS)
    words = [span for some in read.values() for one in some for span in one.words]
    assert all(0 <= span.start <= span.end for span in words)
    if isinstance(read, WrittenReasons):
        assert read.furthest >= max((span.end for span in words), default=0)


def test_the_text_is_as_it_was_said_to_be() -> None:
    """Stored decisions have it: what it means never changes."""
    heading = Reason("section.heading_year", (Span(900, 905),))
    reasons: Reasons = {
        "kind": (Reason("kind.moved_share", (Span(998, 1000),)),),
        "value": (Reason("value.number", (Span(1000, 1003),)),),
        "unit": (Reason("unit.own", (Span(1003, 1004),)),),
        "bound": (Reason("bound.exact"),),
        "indicator": (
            Reason("candidate.before_number", (Span(990, 1000),)),
            Reason("trim.move_last", (Span(998, 1000),)),
            Reason("choice.before_number", (Span(990, 998),)),
        ),
        "status": (Reason("status.review"), heading),
        "period": (Reason("period.section"), heading, Reason("section.year_of_title", (Span(900, 905),))),
        "area": (Reason("area.whole_region"),),
        "base": (Reason("base.one_year"),),
        "span": (Reason("expression.number"), Reason("row.single")),
    }
    text = (
        "2Kmoved_share-2+2Vnumber+0+3Uown+3+1I<before_number-10+10,/move_last-2+2,>before_number-10+8"
        "Sreview,@heading_year-100+5Psection,^7,@year_of_title&Yone_year"
    )
    assert reasons_to_text(reasons, AT) == text
    assert reasons_from_text(text, AT) == reasons


def test_the_form_before_is_still_read() -> None:
    text = "kind=moved_share -2+2;value=number 0+3;indicator=candidate.before_number -10+10,choice.parts 3+2 -4+1"
    assert reasons_from_text(text, AT) == {
        "kind": (Reason("kind.moved_share", (Span(998, 1000),)),),
        "value": (Reason("value.number", (Span(1000, 1003),)),),
        "indicator": (
            Reason("candidate.before_number", (Span(990, 1000),)),
            Reason("choice.parts", (Span(1003, 1005), Span(996, 997))),
        ),
    }
    # nothing is left out in it
    assert reasons_from_text("", AT) == {}


@pytest.mark.parametrize(
    "text",
    [
        "2Q",
        "2K^0",
        "2Kamount,^1",
        "2Kamount-2",
        "2Kamount+2-1",
        "2K,",
        "2amount",
        "2Knumber-1001+2",
        "3Kamount",
        "kin=amount",
    ],
)
def test_what_is_no_text_of_reasons_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="why"):
        reasons_from_text(text, AT)


def test_a_figure_takes_less_than_200_bytes() -> None:
    """Of the bundled report; what whole reports take is told in docs/decisions/0058."""
    (path,) = SAMPLE.glob("*.txt")
    proposals = find_figures(load(path), load_lexicon())
    texts = [reasons_to_text(one.reasons, one.figure.start) for one in proposals]
    assert len(texts) > 50
    assert sum(len(text.encode()) for text in texts) < 200 * len(texts)
    for one, text in zip(proposals, texts, strict=True):
        assert reasons_from_text(text, one.figure.start) == dict(one.reasons)


def test_each_topic_has_a_letter_of_its_own() -> None:
    assert len({one.letter for one in ATTRIBUTES} | {"N"}) == len(TOPICS)
    assert all("A" <= one.letter <= "Z" for one in ATTRIBUTES)
