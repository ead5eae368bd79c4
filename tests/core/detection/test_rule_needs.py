"""What a rule needs saves time and decides nothing: where it is missing, the rule would not apply."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection import bound
from core.detection.context import Context
from core.detection.exclusion import judge, rules_for
from core.detection.exclusion_context import exclusion_context
from core.detection.grammar import NUMBER_RULES, PLAIN_NUMBER_RULES, Expression, expressions
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.detection.quantity import NUMBER_VALUE_RULES, PLAIN_VALUE_RULES
from core.detection.rule import NOTHING_NEEDED, Needs, Rule, Rules, any_of, last_of, rule_texts
from core.detection.survey import survey_report
from core.model.report import Report

LEXICON = load_lexicon()
# the rules' own sentences, whole and in pieces, and the words that rules of exclusion look for
SENTENCES = tuple(
    sentence.replace("【", "").replace("】", "")
    for one in rule_texts().values()
    for sentence in (one.example, one.counter)
)
PIECES = tuple(sorted({piece for one in SENTENCES for piece in re.split("(?<=[，、。])|(?=[0-9]+)", one) if piece}))
WORDS = tuple(
    sorted({word for name, words in LEXICON.lists.items() if name.startswith("exclusions.") for word in words})
)
NUMERALS = (
    "3",
    "12",
    "5.0",
    "0",
    "一",
    "两",
    "百",
    "千万",
    "3万",
    "上百",
    "3.5亿",
    "2—3",
    "第3",
    "前10",
    "一半",
    "翻一番",
)
UNITS = ("", *sorted(LEXICON.unit_classes))
MADE = st.builds(
    "".join,
    st.lists(st.sampled_from(PIECES) | st.sampled_from(WORDS) | st.sampled_from(NUMERALS) | st.sampled_from(UNITS)),
)
AROUND = st.builds(
    lambda before, numeral, unit, gap, after: before + numeral + unit + gap + after,
    st.sampled_from(WORDS + PIECES),
    st.sampled_from(NUMERALS),
    st.sampled_from(UNITS),
    st.sampled_from(["", "", "", " ", "\n", "的"]),
    st.sampled_from(WORDS + PIECES),
)


def hold_plain(expression: Expression, text: str) -> None:
    """Ask a plain number by the rules too that are left out for it: none of them may apply."""
    start, end = expression.span
    asked = bound._Asked(expression, Context(text[:start], text[end : end + 16], 0), bound._cues(LEXICON))
    applying = {
        *(one.id for one in NUMBER_RULES if one not in PLAIN_NUMBER_RULES and one.read(expression) is not None),
        *(one.id for one in NUMBER_VALUE_RULES if one not in PLAIN_VALUE_RULES and one.read(expression) is not None),
        *(one.id for one in bound.BOUND_RULES if one not in bound.PLAIN_BOUND_RULES and one.read(asked) is not None),
    }
    assert not applying, (applying, expression.text)


def hold(text: str) -> None:
    """Ask the expressions of a text by the rules too that they are not asked by: none of them may apply."""
    survey = survey_report(Report("示例", text), LEXICON)
    for expression in expressions(survey.text, LEXICON):
        if expression.is_plain:
            hold_plain(expression, survey.text)
        asked = exclusion_context(survey, expression, LEXICON)
        rules = rules_for(asked, LEXICON)
        may_apply = rules.that_may_apply(*asked.places)
        for rule in rules.every:
            assert rule in may_apply or rule.read(asked) is None, (rule.id, text, expression.text)
        if survey.outline.tables:
            # other rules come first in a table
            continue
        first = next((rule.id for rule in rules.every if rule.read(asked) is not None), None)
        judged = judge(survey, expression, LEXICON)
        assert (judged.rule if judged is not None else None) == first


def test_no_rule_is_left_out_that_reads_one_of_the_rules_sentences() -> None:
    hold("\n".join(SENTENCES))
    for sentence in SENTENCES:
        hold(sentence)


@settings(deadline=None)
@given(MADE)
def test_no_rule_is_left_out_that_would_apply_to_sentences_made_of_their_pieces(text: str) -> None:
    hold(text)


@settings(deadline=None)
@given(AROUND)
def test_no_rule_is_left_out_whatever_stands_at_a_numeral(text: str) -> None:
    hold(text)


def test_rules_are_left_out_at_all() -> None:
    survey = survey_report(Report("示例", "全市生产总值增长6.5%。"), LEXICON)
    (expression,) = expressions(survey.text, LEXICON)
    asked = exclusion_context(survey, expression, LEXICON)
    rules = rules_for(asked, LEXICON)
    assert 0 < len(rules.that_may_apply(*asked.places)) < len(rules.every) / 2
    assert find_figures(Report("示例", "全市生产总值增长6.5%。"), LEXICON)


def test_rules_keep_their_order_and_need_all_that_they_say() -> None:
    def nothing(asked: str) -> None: ...

    rules = Rules[str, str](
        [
            Rule("a", nothing, Needs(before=any_of("约"), unit=any_of(["人"]))),
            Rule("b", nothing),
            Rule("c", nothing, Needs(after=any_of("级"))),
            Rule("d", nothing, Needs(before=last_of("exclusions.per_before"))),
        ],
        LEXICON,
    )
    assert rules.every[1].needs == NOTHING_NEEDED

    def ids(*places: str) -> str:
        return "".join(rule.id for rule in rules.that_may_apply(*places))

    assert ids("约", "3", "级", "人") == "abc"
    assert ids("约", "3", "级", "家") == "bc"
    assert ids("每", "3", "", "人") == "bd"
    # a line break may stand behind the last character, as behind `$`
    assert ids("\n", "3", "", "") == "bd"
    assert ids("", "3", "", "") == "b"
