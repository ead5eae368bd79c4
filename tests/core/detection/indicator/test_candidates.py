"""The candidates: the noun phrase behind a number."""

import pytest

from core.detection.indicator.candidates import noun_after
from core.detection.lexicon import load_lexicon
from core.detection.period.expressions import NO_TIMES


@pytest.mark.parametrize(
    ("stretch", "phrase"),
    [
        ("企业获评省级绿色工厂，", "企业"),
        ("新投产项目增加产值", "新投产项目"),
        ("县域医共体，", "县域医共体"),
        ("技术和产品实现替代。", "技术和产品"),
        ("的城市污水处理厂完成提标。", "城市污水处理厂"),
        ("，增长", ""),
        ("", ""),
    ],
)
def test_the_noun_phrase_after_a_number(stretch: str, phrase: str) -> None:
    assert noun_after(stretch, 0, len(stretch), NO_TIMES, load_lexicon()).text == phrase
