"""The word segmenter: built in memory, silent, and deaf to the shared cache; its dictionary is read as jieba does."""

import marshal
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.detection.indicator.segmenter import read_dictionary, segment, tokens, warm

ROOT = Path(__file__).parents[4]
TAGGED = st.tuples(st.text("地区生产总值增长", min_size=1, max_size=5), st.integers(0, 9_999), st.sampled_from("nvdpa"))


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
    words = "from core.detection.indicator.segmenter import segment, warm"
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


def test_the_bundled_dictionary_is_read_as_jieba_reads_it() -> None:
    with jieba.dt.get_dict_file() as file:
        text = file.read().decode()
    with jieba.dt.get_dict_file() as file:
        found = read_dictionary(file)
    with jieba.dt.get_dict_file() as file:
        assert jieba.dt.gen_pfdict(file) == found[:2]
    tags = (line.split(" ") for line in text.splitlines())
    assert found.tags == {word: tag for word, _, tag in tags if tag in ("v", "d", "p")}


@given(st.lists(TAGGED, unique_by=lambda entry: entry[0]))
def test_any_dictionary_is_read_as_jieba_reads_it(entries: list[tuple[str, int, str]]) -> None:
    text = "".join(f"{word} {count} {tag}\n" for word, count, tag in entries)
    file = BytesIO(text.encode())
    file.name = "words"
    assert jieba.dt.gen_pfdict(file) == read_dictionary(BytesIO(text.encode()))[:2]
