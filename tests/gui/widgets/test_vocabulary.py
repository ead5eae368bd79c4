"""The vocabulary finds words by what stands in them, in order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.pinyin import initials
from gui.widgets.vocabulary import Vocabulary


def made(*words: str) -> Vocabulary:
    vocabulary = Vocabulary()
    for word in words:
        vocabulary.add(word)
    vocabulary.learn(initials("".join(vocabulary.unlearnt)))
    return vocabulary


def test_characters_and_initials_may_be_mixed() -> None:
    vocabulary = made("地区生产总值", "居民人均可支配收入", "R&D经费")
    for typed in ("dqsczz", "DQSC", "地qzz", "产值", "dz"):
        assert vocabulary.match(typed) == ["地区生产总值"], typed
    assert vocabulary.match("r&d") == ["R&D经费"]
    assert vocabulary.match("值产") == []
    assert vocabulary.match(" ") == []


def test_every_reading_of_a_character_counts() -> None:
    vocabulary = made("重点项目", "长江水质")
    assert vocabulary.match("zdxm") == vocabulary.match("cdxm") == ["重点项目"]
    assert vocabulary.match("cjsz") == vocabulary.match("zjsz") == ["长江水质"]


def test_one_character_is_not_two() -> None:
    assert made("重点").match("zc") == []


def test_early_unbroken_and_frequent_words_come_first() -> None:
    vocabulary = made("人均收入", "财政收入", "收入", "收支相抵出入")
    assert vocabulary.match("收入") == ["收入", "人均收入", "财政收入", "收支相抵出入"]
    for _ in range(3):
        vocabulary.add("财政收入")
    assert vocabulary.match("收入")[1] == "财政收入"
    assert vocabulary.suggested(1) == ["财政收入"]


def test_what_was_learnt_outlives_what_was_forgotten() -> None:
    vocabulary = made("收入")
    vocabulary.forget()
    assert vocabulary.match("sr") == []
    vocabulary.add("收入")
    assert vocabulary.unlearnt == set()
    assert vocabulary.match("sr") == ["收入"]


@settings(max_examples=50)
@given(words=st.lists(st.text(min_size=1, max_size=12), max_size=8), typed=st.text(max_size=4))
def test_a_match_holds_what_is_typed_in_order(words: list[str], typed: str) -> None:
    vocabulary = Vocabulary()
    for word in words:
        vocabulary.add(word)
    sought = [character for character in typed.lower() if character.isprintable() and character != " "]
    for word in vocabulary.match(typed):
        rest = iter(word.lower())
        assert all(character in rest for character in sought)
