"""The dictionary read in whole columns is the one jieba reads word by word."""

from io import BytesIO

import jieba
from hypothesis import given
from hypothesis import strategies as st

from core.detection.indicator.segmenter_dictionary import read_dictionary

TAGGED = st.tuples(st.text("地区生产总值增长", min_size=1, max_size=5), st.integers(0, 9_999), st.sampled_from("nvdpa"))


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
