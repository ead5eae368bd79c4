"""The word segmenter: built in memory, silent, and deaf to the shared cache."""

import marshal
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.detection.indicator.choice import segment, tokens, warm
from core.detection.indicator.noun_after import after
from core.detection.indicator.phrase import NOWHERE
from core.detection.lexicon import load_lexicon

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    "poison",
    [
        marshal.dumps(({"产量达到十三亿斤": 10**9}, 10**9)),
        marshal.dumps(({}, 0)),
        marshal.dumps((7, "x")),
        b"not marshal",
    ],
)
def test_a_planted_cache_changes_nothing(tmp_path: Path, poison: bytes) -> None:
    cache = tmp_path / "jieba.cache"
    cache.write_bytes(poison)
    os.utime(cache, (6e8, 6e8))
    words = "from core.detection.indicator.choice import segment, warm"
    code = f"{words}; warm(); warm(); print('/'.join(segment('产量达到十三亿斤')))"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "/".join(segment("产量达到十三亿斤"))
    assert done.stderr == ""
    assert cache.read_bytes() == poison
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]


def test_quotations_and_brackets_stay_whole() -> None:
    warm()
    assert tokens("获评“小巨人”企业（第一批）") == ["获评", "“小巨人”", "企业", "（第一批）"]


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
    assert after(stretch, 0, len(stretch), NOWHERE, load_lexicon()).text == phrase
