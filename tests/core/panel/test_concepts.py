"""The catalogue: wordings measure what it says and nothing that looks like it; relations are told and never joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.attributes import KINDS
from core.model.errors import ExchangeError
from core.model.panel_act import Assignment, OwnConcept, Relation
from core.panel.concept import Catalogue, Concept, Wording, check_relations, forms, load_catalogue
from core.panel.suggestions import MOST, suggestions
from core.panel.units import column_unit, units

# two wordings that look alike and measure two things; the kind and the unit of both
ALIKE = [
    line.split()
    for line in """
第一产业增加值 第三产业增加值 growth %
第一产业增加值 第二产业增加值 level 元
第三产业增加值 服务业增加值 growth %
第一产业增加值 农业增加值 growth %
工业增加值 规模以上工业增加值 growth %
地区生产总值 人均地区生产总值 level 元
地区生产总值 海洋生产总值 growth %
地区生产总值 单位地区生产总值能耗 growth %
生产总值 县域生产总值 growth %
生产总值 兵团生产总值 growth %
城镇登记失业率 城镇调查失业率 ratio %
城镇居民人均可支配收入 农村居民人均可支配收入 growth %
城镇居民人均可支配收入 全体居民人均可支配收入 level 元
城镇居民人均可支配收入 城乡居民人均可支配收入 growth %
农民人均纯收入 农民人均可支配收入 level 元
农村居民收入 农村居民人均纯收入 growth %
居民人均可支配收入 城镇居民人均可支配收入 level 元
全社会固定资产投资 固定资产投资 level 元
固定资产投资 城镇固定资产投资 growth %
固定资产投资 房地产开发投资 growth %
工业投资 工业技改投资 growth %
民间投资 固定资产投资 growth %
进出口总额 出口总额 level 美元
出口总额 进口总额 growth %
外贸出口 外贸进出口 growth %
实际利用外资 合同利用外资 level 美元
实际利用外资 实际利用外商直接投资 level 美元
实际利用外资 实际利用省外资金 growth %
省外资金 招商引资到位资金 level 元
财政总收入 一般公共预算收入 level 元
财政收入 财政总收入 growth %
地方财政收入 财政收入 level 元
一般公共预算收入 一般公共预算支出 growth %
一般公共预算收入 公共财政预算收入 level 元
地方财政一般预算收入 地方一般公共预算收入 growth %
全口径财政收入 财政总收入 level 元
税收收入 财政收入 growth %
本外币贷款余额 人民币贷款余额 level 元
贷款余额 存款余额 level 元
贷款余额 新增贷款 level 元
高新技术企业 新增高新技术企业 level 家
高新技术企业 科技型企业 level 家
高速公路通车里程 新增高速公路通车里程 level 公里
公路通车里程 高速公路通车里程 level 公里
铁路营运里程 新增铁路营运里程 level 公里
电力装机容量 新增电力装机容量 level 千瓦
市场主体 新增市场主体 level 户
市场主体 经营主体 level 户
城镇新增就业 农村劳动力转移就业 level 人
城镇新增就业 新增就业 level 人
农村劳动力转移就业 新增农村劳动力转移就业 level 人
森林覆盖率 林木覆盖率 ratio %
林木覆盖率 林木绿化率 ratio %
常住人口城镇化率 户籍人口城镇化率 ratio %
城镇化率 常住人口城镇化率 ratio %
城市污水处理率 城镇污水处理率 ratio %
人口自然增长率 人口出生率 ratio ‰
城镇低保标准 农村低保标准 growth %
居民消费价格 商品零售价格 growth %
高等教育毛入学率 高中阶段毛入学率 ratio %
每万人口发明专利拥有量 每万人口高价值发明专利拥有量 level 件
高标准农田 高标准基本农田 level 亩
二氧化硫排放量 二氧化碳排放量 growth %
旅游总收入 国内旅游收入 level 元
旅游总收入 旅游外汇收入 growth %
国内游客 入境游客 level 人次
国内外游客 国内游客 level 人次
合同外资 实际利用外资 level 美元
工业企业利润 规模以上工业企业利润 growth %
高新技术产业产值 高新技术产业增加值 growth %
高新技术产业增加值 高技术制造业增加值 growth %
数字经济增加值 数字经济核心产业增加值 growth %
新增贷款 各项贷款余额 level 元
转移农村劳动力 新增转移农村劳动力 level 人
粮食产能 粮食总产 level 吨
港口货物吞吐量 港口吞吐能力 level 吨
粮食产量 粮食播种面积 growth %
粮食产量 粮食综合生产能力 level 吨
税收收入 税收总额 level 元
城镇登记失业率 失业率 ratio %
全社会研发经费支出 全社会研发投入强度 growth %
""".strip().splitlines()
]


@pytest.mark.parametrize(("one", "other", "kind", "unit"), ALIKE, ids=[f"{pair[0]}-{pair[1]}" for pair in ALIKE])
def test_what_looks_alike_is_never_one_concept(one: str, other: str, kind: str, unit: str) -> None:
    catalogue = load_catalogue()
    found = catalogue.concept_of(one, kind, unit)
    assert found
    assert found != catalogue.concept_of(other, kind, unit)


def test_sixty_pairs_are_tried() -> None:
    assert len({frozenset(pair[:2]) for pair in ALIKE}) >= 60


def test_the_catalogue_is_whole() -> None:
    catalogue = load_catalogue()
    assert len(catalogue.concepts) > 100
    every = [key for one in catalogue.concepts.values() for key in one.wordings]
    assert len(set(every)) == len(every), "no wording measures two concepts"
    families = {one.family for one in units().values()}
    for code, one in catalogue.concepts.items():
        assert code == one.code
        assert one.chinese
        assert one.english
        assert one.wordings, code
        assert set(one.kinds) <= set(KINDS)
        assert one.kinds, code
        assert set(one.families) <= families, code
        assert all(relation.concept in catalogue.concepts for relation in one.relations), code
        assert not one.flow or one.flow in catalogue.concepts
        assert not one.unit or column_unit(one.unit).measure != one.unit or one.unit in units()
        assert set(one.read_as) <= set(KINDS)


@pytest.mark.parametrize(
    ("words", "kind", "unit", "code"),
    [
        ("GDP", "growth", "%", "GDP"),
        (" 地区 生产总值", "growth", "%", "GDP"),
        ("地区生产总值增速", "growth", "%", "GDP"),
        ("地区生产总值增速", "rank", "位", None),
        ("经济", "growth", "%", "GDP"),
        ("经济", "level", "元", None),
        ("PM2.5浓度", "level", "微克/立方米", "PM25"),
        ("Ｒ＆Ｄ经费支出占GDP比重", "ratio", "%", "RD_INT"),
        ("地区生产总值（GDP）", "level", "元", "GDP"),
        ("全社会研发（R＆D）投入", "growth", "%", "RD"),
        ("一般公共预算收入总量", "level", "元", "REV"),
        ("一般公共预算收入总量", "rank", "位", None),
        ("城镇居民登记失业率", "ratio", "%", "UNEMP_REG"),
        ("失业率", "ratio", "%", "UNEMP_AMB"),
        ("完成固定资产投资额", "level", "元", "FAI"),
        ("税收总额", "level", "元", "TAX_ALL"),
        ("粮食综合生产能力", "level", "吨", "GRAIN_CAP"),
        ("城乡居民收入差距", "composition", "", "INC_RATIO"),
        ("城乡居民收入差距", "growth", "%", None),
        # forms of the catalogue, and what stands before a name
        ("银行业金融机构年末各项贷款余额", "level", "元", "LOAN"),
        ("人民币各项贷款增量", "level", "元", "LOAN_NEW"),
        ("粮食播种", "level", "亩", "GRAIN_AREA"),
        ("粮食播种", "level", "吨", None),
        ("高技术制造业", "growth", "%", "HITECH_MADE"),
        ("高技术制造业", "level", "元", None),
        ("转移就业", "level", "人", "RURAL_JOB"),
        (".全年外贸出口", "growth", "%", "EXPORT"),
        ("市场主体总数", "level", "户", "MARKET"),
        ("入黔游客", "level", "人次", "TOUR_N"),
        ("入境游客", "level", "人次", "TOUR_N_IN"),
        ("研发投入", "level", "元", "RD"),
        ("引进内资", "level", "元", "OUTCAP"),
        ("新建铁路投产里程", "level", "公里", "RAIL_N"),
        ("城市低保平均保障月标准", "level", "元", "LOW_CITY"),
        ("适龄人口的高校毛入学率", "ratio", "%", "HE_GER"),
        ("就业再就业", "level", "人", None),
        ("某种没有见过的指标", "level", "元", None),
    ],
)
def test_a_wording_measures_by_kind_and_unit(words: str, kind: str, unit: str, code: str | None) -> None:
    assert load_catalogue().concept_of(words, kind, unit) == code


def test_a_form_of_the_catalogue_is_all_that_it_stands_for() -> None:
    assert [*forms("[年末]{各项|各类}贷款余额")] == [
        "各项贷款余额",
        "各类贷款余额",
        "年末各项贷款余额",
        "年末各类贷款余额",
    ]
    assert [*forms("细颗粒物(PM2.5)浓度")] == ["细颗粒物(PM2.5)浓度"]


def test_what_an_analyst_says_comes_before_the_catalogue() -> None:
    own = OwnConcept("TEA", "茶叶产量", unit="万吨", unit_family="mass")
    said = [
        Assignment("春茶产量", "TEA"),
        Assignment("生产总值", ""),
        Assignment("GDP", "TEA", kind="level"),
        Assignment("地区生产总值", None),
    ]
    catalogue = load_catalogue().with_own([own], said)
    assert catalogue.concept_of("春茶产量", "level", "吨") == "TEA"
    assert catalogue.concept_of("生产总值", "growth", "%") == ""
    assert catalogue.concept_of("GDP", "level", "元") == "TEA"
    assert catalogue.concept_of("GDP", "growth", "%") == "GDP"
    assert catalogue.concept_of("地区生产总值", "growth", "%") == "GDP"
    assert catalogue.concepts["TEA"].is_own
    retired = load_catalogue().with_own([OwnConcept("TEA", "茶叶产量", is_retired=True)], said)
    assert retired.concept_of("春茶产量", "level", "吨") is None


CODES = [f"C{number}" for number in range(6)]


@given(st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)), max_size=12))
def test_a_circle_of_relations_is_refused_in_a_sentence(pairs: list[tuple[str, str]]) -> None:
    concepts = [
        Concept(code, code, relations=tuple(Relation("predecessor", to) for of, to in pairs if of == code))
        for code in CODES
    ]
    after = {code: {to for of, to in pairs if of == code} for code in CODES}
    for _ in CODES:
        after = {code: some.union(*(after[to] for to in some)) for code, some in after.items()}
    if any(code in some for code, some in after.items()):
        with pytest.raises(ExchangeError, match="circle"):
            check_relations(concepts)
    else:
        check_relations(concepts)
    # nothing is lost by a circle that came with a merge
    assert Catalogue({one.code: one for one in concepts}).concept_of("C0") is None


def test_likeness_suggests_and_never_assigns() -> None:
    catalogue = load_catalogue()
    found = suggestions("第三产业的增加值", catalogue)
    assert found[0].concept.code == "VA3"
    assert len(found) == MOST
    assert "VA1" in {one.concept.code for one in found}
    assert catalogue.concept_of("第三产业的增加值", "growth", "%") is None
    assert suggestions("αβγ", catalogue) == []


def test_a_wording_is_known_by_its_words_kind_and_family() -> None:
    assert Wording("生产总值") == Wording("生产总值", "", "")
