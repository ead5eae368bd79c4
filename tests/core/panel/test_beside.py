"""What stands beside a number makes it another fact: tried on texts that are read as reports are."""

from decimal import Decimal
from pathlib import Path

import pytest

from core.detection.lexicon import load_lexicon
from core.detection.outline import outline
from core.detection.pipeline import find_figures
from core.model.report import Report
from core.panel.beside import Beside, beside
from core.panel.beside_words import words_beside
from core.panel.fact import Fact
from tests.core.panel.reports import make_store, panel_of, report
from tests.entries import for_each


def facts_of(tmp_path: Path, region: str, review: str) -> list[Fact]:
    """Return the facts of a report's review."""
    with make_store(tmp_path / "a.biaoshu", report(region, 2021, review)) as store:
        return [*panel_of(store).facts()]


@pytest.mark.parametrize(
    ("review", "concept", "kind", "period", "area", "rule"),
    [
        ("累计实际利用外资500亿美元。", "FDI", "level", "../2020", "", "total"),
        ("出口总额达161.9亿美元，比“九五”时期增长1.3倍。", "EXPORT", "level", "2016/2020", "", "total_of_five"),
        ("结构调整取得进展，五年粮食总产量达5540万吨。", "GRAIN", "level", "2016/2020", "", "total_of_five"),
        ("五年城镇新增就业265万人。", "JOBS", "level", "2016/2020", "", "total_of_five"),
        ("高速公路里程达到1759公里，新增759公里。", "EXPWAY_N", "level", "2020", "", "flow"),
        ("新建高标准农田120万亩。", "FARMLAND_N", "level", "2020", "", "flow"),
        ("建设高标准农田120万亩。", "FARMLAND_N", "level", "2020", "", "flow"),
        ("新培育320家高新技术企业。", "HITECH_FIRM_N", "level", "2020", "", "flow"),
        ("认定高新技术企业320家。", "HITECH_FIRM_N", "level", "2020", "", "flow"),
        ("培育高新技术企业320家。", "HITECH_FIRM_N", "level", "2020", "", "flow"),
        ("建成高速公路412公里。", "EXPWAY_N", "level", "2020", "", "flow"),
        ("新开通5G基站2.3万个。", "G5_N", "level", "2020", "", "flow"),
        ("转移农村富余劳动力43万人。", "RURAL_JOB", "level", "2020", "", "moved"),
        ("新转移农村富余劳动力43万人。", "RURAL_JOB_N", "level", "2020", "", "flow"),
        ("帮助6万名农村劳动力实现转移就业。", "RURAL_JOB", "level", "2020", "", "moved"),
        ("地区生产总值突破4万亿元，人均达7.1万元。", "GDP_PC", "level", "2020", "", "per_head"),
        ("开发区继续保持领先地位，生产总值达到530亿元。", "GDP", "level", "2020", "开发区", "topic"),
    ],
)
def test_what_stands_beside_a_number_is_a_rule_that_is_said(
    tmp_path: Path, review: str, concept: str, kind: str, period: str, area: str, rule: str
) -> None:
    found = [one for one in facts_of(tmp_path, "湖南省", review) if one.concept == concept and one.kind == kind]
    assert [(one.time.period, one.place.area) for one in found] == [(period, area)]
    assert rule in found[0].rules


@pytest.mark.parametrize(
    "review",
    [
        "财政总收入超10亿元的县（市、区）达到22个。",
        "城镇登记失业率低于年度目标1.1个百分点。",
        "城镇登记失业率比原计划降低0.5个百分点。",
        "高中阶段毛入学率高于全国平均水平5.7个百分点。",
        "国内生产总值占全省的比重为26.3%。",
        "新开工建设高速公路310公里。",
        # one sum of two is neither's
        "社会消费品零售总额和进出口总额达到2万亿元。",
        # they have learnt for it, and not gone
        "培训农村劳动力43万人。",
        "完成6万名农村劳动力转移就业培训。",
        "城乡居民储蓄存款比上年多增加62亿元。",
    ],
)
def test_what_is_of_others_says_nothing_of_the_region(tmp_path: Path, review: str) -> None:
    assert facts_of(tmp_path, "湖南省", review) == []


@pytest.mark.parametrize(
    "review",
    [
        "各位代表！过去的一年，新疆生产建设兵团加快改革。生产总值增长8%。",
        "各地加快建设，兵团进入发展最好的时期。生产总值增长8%。",
    ],
)
def test_what_a_sentence_is_about_may_stand_in_the_one_before(tmp_path: Path, review: str) -> None:
    found = facts_of(tmp_path, "新疆维吾尔自治区", review)
    assert [(one.place.area, one.amounts) for one in found] == [("兵团", (8,))]


def test_a_paragraph_about_a_part_of_the_region_is_about_it_to_its_end(tmp_path: Path) -> None:
    review = (
        "兵团经济不断发展，各项事业稳步推进，为自治区稳定作出贡献。预计生产总值2120亿元，固定资产投资增长9%。\n"
        "全区进出口总额增长12%。"
    )
    found = {(one.concept, one.kind): one.place.area for one in facts_of(tmp_path, "新疆维吾尔自治区", review)}
    assert found == {("GDP", "level"): "兵团", ("FAI", "growth"): "兵团", ("TRADE", "growth"): ""}


@pytest.mark.parametrize(
    "review",
    [
        "贷款余额3924.2亿元，比年初增加873.5亿元。",
        "市场主体累计达到153万户。",
        "粮食产量连续10年稳定在430亿斤以上，97个县提前完成。",
        "26个县脱贫摘帽，全省粮食总产量3000万吨。",
        "开发区建设加快，全省生产总值达4万亿元。",
        "农牧区面貌一新，生产总值达4万亿元。",
    ],
)
def test_a_plain_value_stays_what_it_is(tmp_path: Path, review: str) -> None:
    found = facts_of(tmp_path, "湖南省", review)
    assert found
    assert {(one.time.period, one.place.area) for one in found} == {("2020", "")}


def test_the_short_name_of_the_region_is_the_region(tmp_path: Path) -> None:
    found = facts_of(tmp_path, "西藏自治区", "西藏生产总值达到530亿元。")
    assert [(one.place.area, one.code) for one in found] == [("", "540000")]


def test_a_thing_of_many_wordings_is_known_by_their_form(tmp_path: Path) -> None:
    review = "研究与试验发展经费支出相当于全省生产总值的比例达到2.4%。研发投入占销售收入的比重达到5%。"
    assert [(one.concept, one.amounts) for one in facts_of(tmp_path, "湖南省", review)] == [
        ("RD_INT", (Decimal("2.4"),))
    ]


def test_one_rate_of_two_is_of_each(tmp_path: Path) -> None:
    review = "城镇污水处理率和生活垃圾无害化处理率达到87%以上。城镇污水处理率、生活垃圾无害化处理率分别达到87%和91%。"
    found = [(one.concept, one.amounts) for one in facts_of(tmp_path, "湖南省", review)]
    assert sorted(found) == [("SEWAGE_TOWN", (87,)), ("SEWAGE_TOWN", (87,)), ("WASTE", (87,)), ("WASTE", (91,))]


def test_an_autonomous_region_calls_itself_so(tmp_path: Path) -> None:
    found = facts_of(tmp_path, "宁夏回族自治区", "自治区生产总值增长6.4%。")
    assert [(one.concept, one.place.area) for one in found] == [("GDP", "")]


def test_one_value_of_two_is_of_each_where_it_is_said(tmp_path: Path) -> None:
    found = facts_of(tmp_path, "湖南省", "固定资产投资、社会消费品零售总额均突破2万亿元。")
    assert [(one.concept, one.amounts) for one in found] == [("FAI", (2 * 10**12,)), ("RETAIL", (2 * 10**12,))]


FIVE_YEARS = """云汀市2021年政府工作报告
一、过去五年工作回顾
过去五年，我们砥砺前行。
全市地区生产总值超过3000亿元，常住人口城镇化率60%，城镇新增就业30万人。累计地区生产总值1.3万亿元。人均地区生产总值连续跨越8万元、9万元两个台阶。
二、2021年工作安排
"""


def test_what_is_measured_of_a_year_is_of_the_last_of_several(tmp_path: Path) -> None:
    with make_store(tmp_path / "a.biaoshu", Report("云汀市2021年政府工作报告", FIVE_YEARS)) as store:
        found = [(one.concept, one.time.period, one.rules) for one in panel_of(store).facts()]
    assert found == [
        ("GDP", "2020", ("one_year",)),
        # the detector itself reads it as of the last year
        ("URBAN", "2020", ()),
        ("JOBS", "2016/2020", ()),
        ("GDP", "2016/2020", ("total",)),
        ("GDP_PC", "2020", ("one_year",)),
    ]


@pytest.mark.parametrize(
    ("review", "concept", "kind", "period"),
    [
        ("规模以上工业增加值增长7.4%，进出口总额增长3.1%。", "IND_RS", "growth", "2020"),
        ("一般公共预算支出3120.4亿元，比上年增长6.3%。", "EXP", "level", "2020"),
        # words that say that it is over the years
        ("规模以上工业增加值年均增长7.4%。", "IND_RS", "growth", "2016/2020"),
        ("五年来，进出口总额增长21%。", "TRADE", "growth", "2016/2020"),
        ("与2015年相比，进出口总额增长21%。", "TRADE", "growth", "2016/2020"),
        ("单位地区生产总值能耗下降15.2%。", "ENERGY_INT", "growth", "2016/2020"),
        ("进出口总额增长64%。", "TRADE", "growth", "2016/2020"),
        ("五年实际利用外资突破120亿美元。", "FDI", "level", "2016/2020"),
    ],
)
def test_in_a_section_about_several_years_a_year_is_told_from_all_of_them(
    tmp_path: Path, review: str, concept: str, kind: str, period: str
) -> None:
    text = f"湖南省2021年政府工作报告\n一、“十三五”时期工作回顾\n{review}\n二、2021年工作安排\n"
    with make_store(tmp_path / "a.biaoshu", Report("湖南省2021年政府工作报告", text)) as store:
        found = [one for one in panel_of(store).facts() if (one.concept, one.kind) == (concept, kind)]
    assert [one.time.period for one in found] == [period]
    assert ("one_year" in found[0].rules) is (period == "2020")


@pytest.mark.parametrize(
    ("review", "values"),
    [
        ("城镇污水处理率和生活垃圾无害化处理率均要提高2个百分点。", {"SEWAGE_TOWN": "2", "WASTE": "2"}),
        ("旅游总收入和来湘游客分别增长15%。", {"TOUR_REV": "15"}),
        # a short name may share its end with the next
        ("进口、出口通关时间分别压减31%。", {}),
        ("第二产业1450.5亿元，增长6.1%。", {"VA2": "145050000000"}),
        ("人均地区生产总值按当年价格计算达到61200元。", {"GDP_PC": "61200"}),
        ("金融机构存贷款余额均超过1.4万亿元。", {"DEPOSIT": "1400000000000", "LOAN": "1400000000000"}),
        ("五年累计新设各类市场主体96万户。", {"MARKET_N": "960000"}),
        ("规模以上工业企业盈亏相抵后实现利润总额88亿元。", {"PROFIT": "8800000000"}),
        ("使全省森林覆盖率达到43.5%。", {"FOREST": "43.5"}),
        ("财政总收人1890亿元。", {"REV_TOT": "189000000000"}),
    ],
)
def test_one_number_of_a_list_is_told_of_those_that_are_named(
    tmp_path: Path, review: str, values: dict[str, str]
) -> None:
    found = facts_of(tmp_path, "湖南省", review)
    assert {one.concept: str(one.amounts[0]) for one in found if one.kind != "growth" or "分别" in review} == values


# Every entry of resources/panel/beside.toml does what its list says.

SENTENCES = {
    "gained": ("去年农村改厕{}12万户。", "flow"),
    "reaching": ("去年农村改厕新增{}12万户。", "flow"),
    "made_new": ("去年{}蔬菜大棚12座、达到40座。", "flow"),
    "made_new_too": ("去年新建{}蔬菜大棚12座。", "flow"),
    "class_nouns": ("去年销售收入超12亿元的{}有所增加。", "class"),
    "comparing": ("去年工业用电{}全省平均水平1.2个百分点。", "compared"),
    "compared_with": ("去年工业用电增速比{}水平提高1.2个百分点。", "compared"),
    "last_year": ("2016至2020年，服务业增加值年均{}增长12%。", "last_year"),
    "stages": ("去年服务业营业收入突破600亿元、700亿元两个{}。", "stage"),
    "in_turn": ("去年服务业营业收入{}突破600亿元、700亿元。", "stage"),
    "built": ("去年{}高标准农田12万亩。", "flow"),
    "opened": ("去年{}高速公路12公里。", "flow"),
    "opened_nouns": ("去年建成{}12公里。", "flow"),
    "moved_verbs": ("去年{}农村劳动力12万人。", "moved"),
    "moved_nouns": ("去年转移农村{}12万人。", "moved"),
    "begun": ("去年{}高速公路12公里。", "begun"),
    "begun_too": ("去年开工{}高速公路12公里。", "begun"),
    "each_will": ("去年进口、出口均{}达到12亿元。", "each"),
    "each_reaching": ("去年进口、出口均{}12亿元。", "each"),
}


def all_beside(text: str) -> list[Beside]:
    """Return what stands beside each figure of a report's text."""
    at = outline(text)
    found = find_figures(Report("云汀县2021年政府工作报告", text), load_lexicon())
    return [
        beside(text, one.figure, at.sentence_at(one.figure.start), at.paragraph_at(one.figure.start)) for one in found
    ]


@for_each("name, word", [(name, word) for name in SENTENCES for word in words_beside()[name]])
def test_every_word_beside_a_number_gives_the_sign_of_its_list(name: str, word: str) -> None:
    sentence, sign = SENTENCES[name]
    assert sign in [one.sign for one in all_beside(sentence.format(word))]


@for_each("word", words_beside()["moved_not"])
def test_who_learns_for_other_work_has_not_gone(word: str) -> None:
    assert "moved" not in [one.sign for one in all_beside(f"去年12万名农村劳动力转移就业{word}。")]


@for_each("other", words_beside()["others"])
def test_what_is_compared_with_another_is_known_by_each_word_for_it(other: str) -> None:
    assert all_beside(f"去年工业用电高于{other}1.2个百分点。")[0].sign == "compared"


@for_each("word", words_beside()["one_year"])
def test_a_number_of_one_year_is_no_total_of_five(word: str) -> None:
    assert all_beside(f"五年来改厕加快，{word}建成公厕12座。")[0].sign != "total_of_five"


@for_each("words", [*words_beside()["topic_leads"], *(f"去年{word}" for word in words_beside()["topic_verbs"])])
def test_every_lead_may_stand_before_the_part_that_a_paragraph_is_about(words: str) -> None:
    assert all_beside(f"{words}高新区发展。工业产值12亿元。")[0].topic == "高新区"


@for_each("word", words_beside()["by_then"])
def test_how_many_there_are_by_then_is_no_flow(word: str) -> None:
    assert all_beside(f"去年认定大棚{word}12座。")[0].sign != "flow"


SPAN = "云汀县2021年政府工作报告\n一、“十三五”时期工作回顾\n{}\n"


@for_each("word", words_beside()["reached"])
def test_what_was_reached_in_several_years_is_of_their_end(word: str) -> None:
    # a verb by which the figure itself is of the last year already says nothing more
    found = [
        *find_figures(
            Report("云汀县2021年政府工作报告", text := SPAN.format(f"工业产值{word}12亿元。")), load_lexicon()
        )
    ]
    is_of_end = found[-1].figure.period == "2020"
    assert is_of_end or all_beside(text)[-1].years == "reached"


@for_each("word", words_beside()["together"])
def test_what_is_of_the_years_together_was_not_reached(word: str) -> None:
    assert all_beside(SPAN.format(f"{word}工业产值达12亿元。"))[-1].years == ""


@for_each("word", words_beside()["over_years"])
def test_growth_over_several_years_is_known_by_each_word_for_it(word: str) -> None:
    assert all_beside(SPAN.format(f"{word}工业产值增长12%。"))[-1].years == ""
