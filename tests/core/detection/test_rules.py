"""Every rule does what is said of it: it takes part in its example, and not in its counter-example."""

import re
from collections.abc import Iterator
from pathlib import Path

from core.detection.exclusion import exclude
from core.detection.grammar import expressions
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.detection.rule import RuleText, rule_texts, steps
from core.detection.survey import survey_report
from core.model.corrections import UNCORRECTED, Corrections, section_corrections
from core.model.decision import new_step
from core.model.figure import Span
from core.model.report import Report
from tests.entries import for_each

DETECTION = Path(__file__).parents[3] / "core" / "detection"
_ID = re.compile(rf'"((?:{"|".join(steps())})\.[a-z_]+)"')


def marked(sentence: str) -> tuple[str, Span]:
    """Return a sentence without its marks, and where the numeral stands that they hold."""
    start, end = sentence.index("【"), sentence.index("】") - 1
    return sentence.replace("【", "").replace("】", ""), Span(start, end)


def said(corrected: str, text: str) -> Corrections:
    """Return what an annotator says of a text, or of its first paragraph, as a rule's entry has it."""
    field, _, value = corrected.partition("=")
    if field in ("period", "status"):
        step = new_step("a", "r")
        row = step.section(Span(0, text.index("\n")), "period" if field == "period" else "status", value)
        return Corrections(section_corrections([row]))
    return Corrections(**{field: value}) if field else UNCORRECTED


def rules_at(sentence: str, name: str = "", corrected: str = "") -> set[str]:
    """Return the rules by which the marked numeral of a sentence was read, or the one that says it is no figure."""
    text, span = marked(sentence)
    report, lexicon = Report(name or "示例", text, corrections=said(corrected, text)), load_lexicon()
    found = {one.figure.span: one for one in find_figures(report, lexicon)}
    if span in found:
        return {reason.rule for reasons in found[span].reasons.values() for reason in reasons}
    survey = survey_report(report, lexicon)
    left_out = {one.span: exclude(survey, one, lexicon) for one in expressions(survey.text, lexicon)}
    exclusion = left_out.get(survey.flow.from_report(span))
    assert exclusion, f"{sentence}: figures at {sorted(found)}, no figures at {sorted(left_out.keys() - found.keys())}"
    return {exclusion.rule}


def own_texts() -> Iterator[RuleText]:
    return (text for id_, text in rule_texts().items() if id_ == text.id)


@for_each("text", own_texts())
def test_a_rule_reads_its_example_and_not_its_counter_example(text: RuleText) -> None:
    used = rules_at(text.example, text.name, text.corrected)
    assert text.id in used, (text.id, used)
    assert text.id not in rules_at(text.counter, corrected=text.corrected), text.id
    if text.corrected:
        assert text.id not in rules_at(text.example), text.id


def test_every_rule_of_the_code_is_told_of_and_no_other() -> None:
    named = {id_ for path in DETECTION.rglob("*.py") for id_ in _ID.findall(path.read_text(encoding="utf-8"))}
    told = {text.id for text in own_texts()}
    assert named == told


def test_every_rule_is_told_of_in_both_languages_and_names_its_ruling() -> None:
    for text in own_texts():
        assert re.search("[\u4e00-\u9fff]", text.zh), text.id
        assert text.zh.endswith("。"), text.id
        assert text.en.endswith("."), text.id
        assert re.match("§[1-5]", text.ruling), text.id
