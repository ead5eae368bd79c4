"""Questions: what each rule asks about, of real stores, and that an answer holds for what it was given for."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.model.decision import new_step
from core.model.figure import Span
from core.model.panel_standing import panel_standing
from core.model.report import Report
from core.panel.fact import Fact, Place, Time
from core.panel.finding import Finding, QuestionText, question_texts
from core.panel.question_rules import _other_whole, are_apart
from core.panel.questions import IN_PANEL, IN_REPORT, OF_REPORTS, answered, questions, unanswered
from core.store import Store
from tests.core.panel.reports import make_store, panel_of

RULES = [rule.id for rule in (*IN_REPORT, *OF_REPORTS, *IN_PANEL)]


def a_report(said: str) -> Report:
    """Return the report of a line of questions.toml: region, year and text, divided by blanks."""
    region, year, text = said.split(" ", 2)
    return Report(f"{region}{year}年政府工作报告", text)


def asked(store: Store) -> list[Finding]:
    """Return all that the reports of a store leave to ask."""
    text_of = lru_cache(lambda digest: store.report(digest).text)
    return list(questions(panel_of(store), text_of))


def asked_about(path: Path, said: Sequence[str]) -> list[Finding]:
    with make_store(path, *map(a_report, said)) as store:
        return asked(store)


def test_every_rule_has_its_text_and_every_text_its_rule() -> None:
    assert list(question_texts()) == RULES
    for text in question_texts().values():
        assert all(text.line.values())
        assert all(text.ask.values())


@pytest.mark.parametrize("text", question_texts().values(), ids=lambda text: text.id)
def test_each_rule_asks_about_its_example_and_not_about_its_counter_example(text: QuestionText, tmp_path: Path) -> None:
    found = [one for one in asked_about(tmp_path / "example.biaoshu", text.example) if one.rule == text.id]
    assert len(found) == 1
    for language in ("zh", "en"):
        assert "{" not in found[0].sentence(language)
    assert [one.rule for one in asked_about(tmp_path / "counter.biaoshu", text.counter)] == []


TWO_VALUES = question_texts()["said_otherwise"].example


def test_each_side_names_its_words_and_its_sentence(tmp_path: Path) -> None:
    with make_store(tmp_path / "a.biaoshu", *map(a_report, TWO_VALUES)) as store:
        (found,) = asked(store)
        texts = [store.report(side.report).text for side in found.sides]
    assert [text[slice(*side.span)] for text, side in zip(texts, found.sides, strict=True)] == [
        "3.6万亿元",
        "3.06万亿元",
    ]
    assert [text[slice(*side.sentence)] for text, side in zip(texts, found.sides, strict=True)] == texts
    assert [side.value for side in found.sides] == ["3600000000000元", "3060000000000元"]
    assert found.sentence("zh").startswith("后来的报告对云汀市2017年的地区生产总值另有说法")


def test_an_answer_holds_until_one_of_the_values_changes(tmp_path: Path) -> None:
    reports = list(map(a_report, TWO_VALUES))
    with make_store(tmp_path / "a.biaoshu", *reports) as store:
        who = store.annotator("李敏")
        (found,) = asked(store)
        store.append([new_step(who).panel([answered(found, "revised", "普查后修订")])])

        def still_asked() -> list[Finding]:
            return list(unanswered(asked(store), panel_standing(store.panel_log(), who)))

        assert still_asked() == []
        # what does not change a value leaves the answer as it is
        (figure,) = (one.figure for one in find_figures(reports[0], load_lexicon()))
        store.append([new_step(who, reports[0].digest).confirm(figure.span, figure, None)])
        assert still_asked() == []
        changed = replace(figure, value=Decimal(3_700_000_000_000))
        step = new_step(who, reports[0].digest)
        store.append([step.confirm(figure.span, changed, None)])
        (again,) = still_asked()
        assert again.sides[0].value == "3700000000000元"
        store.append([new_step(who, reports[0].digest).undo(step.id)])
        assert still_asked() == []
        answers = panel_standing(store.panel_log(), who).answers
        assert [(one.answer, one.note) for one in answers.values()] == [("revised", "普查后修订")]
        store.append([new_step(who).panel([answered(found, "")])])
        assert still_asked() == [found]


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        # one number of each place, and two of one: 分别 without two indicators
        (["云汀市 2025 去年城区和乡村污水处理率分别达到92%和47%。"], []),
        (["云汀市 2025 去年垃圾处理率分别达到92%和47%。"], ["same_row"]),
        (["云汀市 2025 2024年，社会消费品零售总额分别完成92亿元、47亿元和31亿元。"], ["same_row", "said_twice"]),
        # a target and one to be striven for; a step that was passed; two currencies; a part of it
        (["云汀市 2025 今年地区生产总值增长6%，力争增长7%。"], []),
        (["云汀市 2025 去年地区生产总值跃上2万亿元新台阶。去年地区生产总值达到2.22万亿元。"], []),
        (["云汀市 2025 去年进出口总额达到620亿元。去年进出口总额达到87亿美元。"], []),
        (["云汀市 2025 去年一般预算收入51.2亿元，其中地方一般预算收入26.9亿元。"], []),
        (["云汀市 2025 去年地区生产总值达到5.05万亿元。去年地区生产总值达到5万亿元。"], []),
        (["云汀市 2025 去年地区生产总值达到5.4万亿元。去年地区生产总值达到5.5万亿元。"], ["said_twice"]),
        (["云汀市 2025 去年地区生产总值超过5万亿元。去年地区生产总值达到5.5万亿元。"], []),
        (["云汀市 2025 去年地区生产总值超过5.6万亿元。去年地区生产总值达到5.5万亿元。"], ["said_twice"]),
        (["云汀市 2025 去年进出口总额居全省第六位、全国第二十位。"], []),
        # parts that are a relation, and rounded ones
        (["云汀市 2025 去年城乡居民收入比缩小为2.6:1。"], []),
        (["云汀市 2025 去年三次产业结构为12:44:45。"], []),
        (["云汀市 2025 去年三次产业结构为12:44:50。"], ["composition"]),
        # what is at current prices, and what is not
        (["云汀市 2023 去年地区生产总值200亿元。", "云汀市 2024 去年地区生产总值260亿元，增长9%。"], []),
        (
            [
                "云汀市 2023 去年农村居民人均可支配收入20110元。",
                "云汀市 2024 去年农村居民人均可支配收入24150元，扣除价格因素实际增长9%。",
            ],
            [],
        ),
        (
            [
                "云汀市 2023 去年农村居民人均可支配收入20110元。",
                "云汀市 2024 去年农村居民人均可支配收入24150元，增长9%。",
            ],
            ["growth"],
        ),
        # a level with few digits allows for much
        (["云汀市 2023 去年一般公共预算收入3亿元。", "云汀市 2024 去年一般公共预算收入4亿元，增长25%。"], []),
        (["云汀市 2023 去年一般公共预算收入超过30亿元。", "云汀市 2024 去年一般公共预算收入46亿元，增长9%。"], []),
        # one concept by two wordings
        (
            [
                "云汀市 2021 2020年，农民人均纯收入2920元。",
                "云汀市 2026 农村居民年人均纯收入由2020年的2231元提高到2025年的3006元。",
            ],
            ["said_otherwise"],
        ),
        # a report later still that says the same as the second asks nothing more
        (
            [
                "云汀市 2018 2017年，地区生产总值达到3.6万亿元。",
                "云汀市 2023 地区生产总值从2017年的3.06万亿元增加到2022年的4.2万亿元。",
                "云汀市 2024 2017年，地区生产总值达到3.06万亿元。",
            ],
            ["said_otherwise"],
        ),
        (
            ["云汀市 2016 2015年，地区生产总值达到3万亿元。", "云汀市 2021 2015年，地区生产总值为2.6万亿元。"],
            ["said_otherwise"],
        ),
        (
            ["云汀市 2016 2015年，地区生产总值突破3万亿元。", "云汀市 2021 2015年，地区生产总值为2.6万亿元。"],
            ["said_otherwise"],
        ),
        (["云汀市 2016 2015年，地区生产总值突破3万亿元。", "云汀市 2021 2015年，地区生产总值为3.4万亿元。"], []),
    ],
)
def test_what_is_asked_and_what_is_not(said: list[str], rules: list[str], tmp_path: Path) -> None:
    assert sorted(one.rule for one in asked_about(tmp_path / "a.biaoshu", said)) == sorted(rules)


@pytest.mark.parametrize(
    ("region", "words", "found"),
    [
        ("云汀自治区", "全市", "全市"),
        ("云汀自治区", "全区", ""),
        ("云汀省", "全县", "全县"),
        ("云汀市", "全省", ""),
        ("云汀市", "全市", ""),
        ("云汀县", "全市", ""),
        ("云汀县", "全区", ""),
        ("云汀县", "全镇", "全镇"),
        ("全国", "全省", ""),
    ],
)
def test_only_a_report_that_speaks_of_a_lower_place_is_another_s(region: str, words: str, found: str) -> None:
    assert _other_whole(region, f"{words}增长。" * 5) == found
    assert _other_whole(region, f"{words}增长。" * 4) == ""


def test_a_report_whose_head_names_another_place_is_asked_about(tmp_path: Path) -> None:
    text = "金华市人民政府工作报告\n——2024年1月10日在金华市第八届人民代表大会第三次会议上\n各位代表：\n去年增长6.4%。"
    with make_store(tmp_path / "a.biaoshu", Report("衢州市2024年政府工作报告", text)) as store:
        who = store.annotator("李敏")
        (entry,) = store.reports()
        # the name that it was given is what it is filed under
        store.append([new_step(who, entry.digest).file("region", "衢州市")])
        (found,) = asked(store)
        assert (found.rule, found.names["found"]) == ("other_place", "金华市")
        store.append([new_step(who, entry.digest).file("region", "金华市")])
        assert asked(store) == []


FACT = Fact(
    report="r",
    title="云汀市2025",
    vintage=2025,
    place=Place("云汀市|", "云汀市"),
    code="",
    concept="GDP",
    wording="地区生产总值",
    kind="level",
    status="actual",
    time=Time("2024"),
    bound="eq",
    value=(Decimal(1),),
    unit="元",
    amounts=(Decimal(1),),
    measure="元",
    modal="",
    words="1元",
    target=Span(0, 2),
    span=Span(0, 2),
    sentence=Span(0, 2),
    state="undecided",
)
AMOUNTS = st.decimals(min_value=1, max_value=10**13, places=2)


def a_fact(amount: Decimal, bound: str = "eq") -> Fact:
    return replace(FACT, amounts=(amount,), value=(amount,), bound=bound)


@given(AMOUNTS, st.integers(1, 6))
def test_a_value_is_never_apart_from_itself_told_with_fewer_digits(amount: Decimal, digits: int) -> None:
    rounded = Decimal(f"{amount:.{digits - 1}e}")
    # of one digit, 1.5 may stand for 1 to 2: so rough a one counts as another value
    if abs(rounded - amount) <= amount / 11:
        assert not are_apart(a_fact(amount), a_fact(rounded))
        assert not are_apart(a_fact(rounded), a_fact(amount))


@given(AMOUNTS, AMOUNTS, st.sampled_from(["eq", "ge", "gt", "le", "lt", "approx"]))
def test_being_apart_has_no_direction_and_a_bound_allows_what_lies_within(
    one: Decimal, other: Decimal, bound: str
) -> None:
    first, second = a_fact(one, bound), a_fact(other)
    assert are_apart(first, second) == are_apart(second, first)
    if (bound in ("ge", "gt") and other >= one) or (bound in ("le", "lt") and other <= one):
        assert not are_apart(first, second)
    if bound == "eq" and max(one, other) > 2 * min(one, other):
        assert are_apart(first, second)


def test_the_window_asks_without_loading_the_detector() -> None:
    code = "import sys, core.panel.questions; sys.stdout.write(str('core.detection.pipeline' in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False"
