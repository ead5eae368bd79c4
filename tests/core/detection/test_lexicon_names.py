"""The lexicon of indicators: every entry bounds the noun phrase as its list says."""

from core.detection.indicator import phrase
from core.detection.lexicon import load_lexicon
from tests.core.detection.test_lexicon import found
from tests.entries import for_each

LEXICON = load_lexicon()


def name_of(text: str) -> str:
    (figure,) = found(text)
    return figure.indicator


LEADS = [word for one in phrase.LEADS for word in LEXICON.words(f"indicators.lead_{one}")]
TRAILS = [word for one in phrase.TRAILS for word in LEXICON.words(f"indicators.trail_{one}")]


@for_each("word", LEADS)
def test_every_leading_word_is_left_out(word: str) -> None:
    assert name_of(f"{word}水稻产量达到12万吨。") == "水稻产量"


@for_each("word", LEXICON.words("indicators.lead_kept"))
def test_every_name_that_begins_like_a_leading_word_is_kept(word: str) -> None:
    assert name_of(f"{word}产值达到12亿元。") == f"{word}产值"


@for_each("word", TRAILS)
def test_every_trailing_word_is_left_out(word: str) -> None:
    # what was gained, and for whom a mean is, stays in the name
    kept = ("新增", "净增", "人均", "户均", "村均")
    said = next((one for one in kept if word.startswith(one) or word.endswith(one)), "")
    assert name_of(f"水稻收成{word}12万吨。") == f"{said}水稻收成"


@for_each("word", LEXICON.words("indicators.trail_kept"))
def test_every_name_that_ends_like_a_trailing_word_is_kept(word: str) -> None:
    assert name_of(f"水稻{word}达到12万吨。") == f"水稻{word}"


@for_each("word", LEXICON.words("indicators.strong_verbs"))
def test_every_strong_verb_parts_its_subject_from_its_object(word: str) -> None:
    assert name_of(f"云岭公司{word}示范学校12家。") == "示范学校"


@for_each("word", LEXICON.words("indicators.weak_verbs"))
def test_every_weak_verb_is_left_out_at_the_edge(word: str) -> None:
    assert name_of(f"{word}示范学校12家。") == "示范学校"


@for_each("word", LEXICON.words("indicators.causing"))
def test_every_causing_verb_parts_a_share_from_its_cause(word: str) -> None:
    assert name_of(f"新规{word}检查频次下降12%。") == "检查频次"


@for_each("word", LEXICON.words("indicators.joint_verbs"))
def test_every_joint_verb_keeps_its_subject(word: str) -> None:
    assert name_of(f"重点项目{word}12亿元。") == f"重点项目{word}"


@for_each("word", LEXICON.words("indicators.short_object"))
def test_every_verb_with_a_short_object_is_cut(word: str) -> None:
    assert name_of(f"旧房翻新工程{word}群众12万户。") == "群众"


SPEEDS = [word for word in LEXICON.words("indicators.dependent") if word in LEXICON.words("cues.speed")]


@for_each("word", SPEEDS)
def test_every_speed_that_is_ranked_is_put_behind_what_it_is_said_of(word: str) -> None:
    _, second = found(f"水稻产量12万吨、{word}居全省第一。")
    assert second.indicator == f"水稻产量{word}"


@for_each("word", [word for word in LEXICON.words("indicators.dependent") if word not in SPEEDS])
def test_every_dependent_head_is_put_behind_what_it_is_said_of(word: str) -> None:
    first, second = found(f"示范学校12家、{word}达到8万吨。")
    assert first.indicator == "示范学校"
    assert second.indicator == f"示范学校{word}"


@for_each("word", [word for word in LEXICON.words("indicators.said_of_all") if word not in SPEEDS])
def test_every_head_said_of_all_keeps_the_whole_name(word: str) -> None:
    _, second = found(f"水稻产量12万吨、{word}达到8万吨。")
    assert second.indicator == f"水稻产量{word}"


@for_each("word", LEXICON.words("indicators.stages"))
def test_every_stage_counts_what_was_counted_before(word: str) -> None:
    _, second = found(f"示范学校12家、{word}8家。")
    behind = word in LEXICON.words("indicators.stages_behind")
    assert second.indicator == (f"示范学校{word}" if behind else f"{word}示范学校")


@for_each("word", LEXICON.words("indicators.stages_behind"))
def test_every_stage_that_stands_behind_is_a_stage(word: str) -> None:
    assert word in LEXICON.words("indicators.stages")


@for_each("word", LEXICON.words("indicators.attributes"))
def test_what_a_counted_thing_has_is_no_part_of_its_name(word: str) -> None:
    assert name_of(f"改善12所农村学校{word}。") == "农村学校"


@for_each("word", LEXICON.words("indicators.predicates"))
def test_every_predicate_ends_the_noun_after_a_number(word: str) -> None:
    assert name_of(f"共有12家学校{word}。") == "学校"


@for_each("word", LEXICON.words("indicators.heads"))
def test_every_head_belongs_to_all_parts_of_a_list(word: str) -> None:
    first, second = found(f"茶叶、毛竹{word}分别达到12万吨、8万吨。")
    assert (first.indicator, second.indicator) == (f"茶叶{word}", f"毛竹{word}")


@for_each("word", LEXICON.words("indicators.short_nouns"))
def test_every_short_noun_names_something(word: str) -> None:
    assert name_of(f"其中：{word}12万吨。") == word


@for_each("word", LEXICON.words("indicators.nameless"))
def test_no_word_that_stands_for_another_names_anything(word: str) -> None:
    _, second = found(f"示范学校12家，{word}达到8家。")
    assert second.indicator == "示范学校"


@for_each("word", LEXICON.words("indicators.means"))
def test_the_means_are_left_out_with_the_verb(word: str) -> None:
    assert name_of(f"{word}公共资源平台完成交易12宗。") == "交易"


@for_each("word", LEXICON.words("indicators.members"))
def test_kinds_of_a_thing_are_listed_before_its_noun(word: str) -> None:
    first, second = found(f"12家光伏、风电{word}产值达到8亿元。")
    assert (first.indicator, second.indicator) == (f"光伏、风电{word}", f"光伏、风电{word}产值")


@for_each("word", LEXICON.words("indicators.done"))
def test_a_statement_that_is_closed_before_a_mark_is_left_out(word: str) -> None:
    assert name_of(f"国家平台实现{word}、示范学校数量增长12%。") == "示范学校数量"


@for_each("word", LEXICON.words("indicators.rankings"))
def test_a_place_is_ranked_on_a_list(word: str) -> None:
    assert name_of(f"云岭跻身全国发展{word}第12位。") == f"全国发展{word}"


@for_each("word", LEXICON.words("indicators.listing"))
def test_the_verb_of_being_on_a_list_is_left_out(word: str) -> None:
    assert name_of(f"云岭{word}全国百强县第12位。") == "全国百强县"


@for_each("word", LEXICON.words("indicators.whole_heads"))
def test_a_whole_head_is_left_out_where_another_follows(word: str) -> None:
    _, second = found(f"示范园区{word}12亿元，销售收入8亿元。")
    assert second.indicator == "示范园区销售收入"


@for_each("entry", LEXICON.words("indicators.pairs"))
def test_every_pair_stands_for_two(entry: str) -> None:
    word, one, two = entry.split("=")
    first, second = found(f"{word}收成分别增长5%、6%。")
    assert (first.indicator, second.indicator) == (f"{one}收成", f"{two}收成")


@for_each("word", LEXICON.words("indicators.people"))
def test_every_word_for_people_gives_the_unit(word: str) -> None:
    (figure,) = found(f"全区服务26万{word}。")
    assert figure.unit == "人"


@for_each("word", LEXICON.words("indicators.households"))
def test_every_word_for_households_gives_the_unit(word: str) -> None:
    (figure,) = found(f"全区服务26万{word}。")
    assert figure.unit == "户"


@for_each("word", LEXICON.words("indicators.manners"))
def test_how_a_counted_thing_is_rebuilt_is_no_part_of_its_name(word: str) -> None:
    (figure,) = found(f"完成18台供热锅炉{word}改造。")
    assert figure.indicator == "供热锅炉"


@for_each("word", LEXICON.words("indicators.money_nouns"))
def test_every_word_for_money_gives_the_unit(word: str) -> None:
    (figure,) = found(f"全区{word}超50亿。")
    assert figure.unit == "元"


@for_each("word", LEXICON.words("indicators.rank_verbs"))
def test_every_rank_verb_ends_the_name(word: str) -> None:
    assert name_of(f"旅客数量{word}国同类机场首位。") == "旅客数量"


@for_each("word", LEXICON.words("indicators.general"))
def test_every_general_noun_takes_its_owner(word: str) -> None:
    assert name_of(f"营商环境12项{word}。") == f"营商环境{word}"


@for_each("word", LEXICON.words("indicators.qualities"))
def test_how_well_it_is_done_is_no_part_of_the_name(word: str) -> None:
    assert name_of(f"{word}建设示范学校12家。") == "示范学校"


@for_each("word", LEXICON.words("indicators.improving"))
def test_what_is_improved_is_no_part_of_the_thing_that_has_it(word: str) -> None:
    assert name_of(f"{word}12所农村学校办学条件。") == "农村学校"


@for_each("word", LEXICON.words("indicators.own_work"))
def test_a_noun_that_sums_a_list_up_leaves_the_list(word: str) -> None:
    assert "服务" in name_of(f"便民服务等{word}完成12%。")


@for_each("word", LEXICON.words("indicators.account_items"))
def test_what_an_account_adds_is_named_without_the_sign(word: str) -> None:
    assert name_of(f"加{word}款项12亿元。") == f"{word}款项"


@for_each("word", LEXICON.words("indicators.last_years"))
def test_an_item_of_an_account_keeps_its_year(word: str) -> None:
    assert name_of(f"全市上年{word}12亿元。") == f"上年{word}"


@for_each("word", LEXICON.words("indicators.person_ends"))
def test_what_counted_people_do_is_no_part_of_their_name(word: str) -> None:
    assert name_of(f"共有12名示范{word}激情演唱。") == f"示范{word}"


@for_each("word", LEXICON.words("indicators.firm_ends"))
def test_what_counted_firms_do_is_no_part_of_their_name(word: str) -> None:
    assert name_of(f"共有12家示范{word}挂牌融资。") == f"示范{word}"


@for_each("word", LEXICON.words("indicators.household_ends"))
def test_what_counted_households_do_is_no_part_of_their_name(word: str) -> None:
    assert name_of(f"共有12户示范{word}挂牌融资。") == f"示范{word}"


@for_each("word", LEXICON.words("indicators.place_ends"))
def test_what_is_done_in_counted_places_is_no_part_of_their_name(word: str) -> None:
    assert name_of(f"在12个示范{word}架设广播线路。") == f"示范{word}"


ENDS = tuple(
    word for one in ("person", "firm", "household", "place") for word in LEXICON.words(f"indicators.{one}_ends")
)


@for_each("word", LEXICON.words("indicators.ends_not"))
def test_a_word_that_counts_nobody_ends_as_one_that_does(word: str) -> None:
    assert word.endswith(ENDS)


@for_each("word", LEXICON.words("indicators.uncounted"))
def test_what_lies_along_something_is_not_counted(word: str) -> None:
    assert name_of(f"整治12个片区和铁路{word}。") == "片区"


@for_each("word", LEXICON.words("indicators.laid_before"))
def test_whom_something_is_laid_before_is_left_out_with_the_verb(word: str) -> None:
    assert name_of(f"向市民代表{word}示范方案12件。") == "示范方案"


@for_each("word", LEXICON.words("indicators.needs"))
def test_what_people_need_is_no_part_of_their_name(word: str) -> None:
    assert name_of(f"解决12万农村移民饮水{word}。") == "农村移民"


@for_each("word", LEXICON.words("indicators.places_before"))
def test_places_are_counted_before_what_is_no_thing_in_them(word: str) -> None:
    assert name_of(f"完成12个{word}义务教育均衡评估验收。") == word


@for_each("word", LEXICON.words("indicators.things_in_places"))
def test_a_thing_in_places_is_counted(word: str) -> None:
    assert name_of(f"完成12个县重点{word}。") == f"县重点{word}"
