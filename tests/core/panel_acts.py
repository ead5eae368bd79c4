"""Acts in the panel made for a test: some by hand, random ones by hypothesis."""

from hypothesis import strategies as st

from core.model.figure import Span
from core.model.panel_act import (
    ANSWER_WORDS,
    RELATION_KINDS,
    Assignment,
    FactPlace,
    OwnConcept,
    PanelAct,
    QuestionAnswer,
    Relation,
    ValueChoice,
)
from tests.core.making import REPORT, figure

PLACE = FactPlace(REPORT.digest, figure().span)
WHOLE = FactPlace(REPORT.digest, Span(0, 0))

ACTS: tuple[PanelAct, ...] = (
    OwnConcept(
        "OWN_TEA", "茶叶产量", "tea", "万吨", "mass", ("level", "growth"), (Relation("part_of", "GRAIN"),), "毛茶"
    ),
    Assignment("茶叶总产量", "OWN_TEA"),
    Assignment("经济", "GDP", "growth"),
    Assignment("会议", ""),
    ValueChoice("GDP|level|actual|川区|2025", PLACE),
    QuestionAnswer("told_otherwise", (PLACE, WHOLE), ("3.5%", "3.6%"), "revised", "普查后修订"),
)


def panel_acts() -> st.SearchStrategy[PanelAct]:
    """Draw acts about few subjects, so that they meet."""
    words, codes = st.sampled_from(["甲", "乙"]), st.sampled_from(["A", "B", ""])
    places = st.sampled_from([PLACE, WHOLE])
    concepts = st.builds(
        OwnConcept,
        st.sampled_from(["A", "B"]),
        words,
        relations=st.lists(st.builds(Relation, st.sampled_from(RELATION_KINDS), st.just("GDP")), max_size=2).map(tuple),
        is_retired=st.booleans(),
    )
    assignments = st.builds(Assignment, words, st.none() | codes, st.sampled_from(["", "level"]))
    choices = st.builds(ValueChoice, words, st.none() | places)
    answers = st.builds(
        QuestionAnswer,
        st.just("told_otherwise"),
        st.tuples(places),
        st.tuples(words),
        st.sampled_from(ANSWER_WORDS),
        st.sampled_from(["", "注"]),
    )
    return concepts | assignments | choices | answers
