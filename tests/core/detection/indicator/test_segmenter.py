"""The word segmenter: silent, and deaf to the shared cache; it cuts as jieba does with its whole dictionary."""

import marshal
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection.explain import explain
from core.detection.indicator import segmenter
from core.detection.indicator.dictionary import FILE, Dictionary, entries_of, pack
from core.detection.indicator.segmenter import segment, tokens, warm
from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures, read_figure
from core.files.load import load

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


def test_every_word_that_the_lexicon_adds_is_one_word() -> None:
    lexicon = load_lexicon()
    for word in (*lexicon.words("indicators.predicates"), *lexicon.words("indicators.compounds")):
        assert segment(word) == [word]


def as_jieba_reads_it(lines: bytes) -> tuple[dict[str, int], int]:
    file = BytesIO(lines)
    file.name = "words"
    counts, total = jieba.Tokenizer.gen_pfdict(file)
    return counts, total


def test_the_bundled_dictionary_is_jiebas_own() -> None:
    with jieba.dt.get_dict_file() as file:
        lines = file.read()
    assert FILE.read_bytes() == pack(entries_of(lines.decode().splitlines())), "run python -m tools.dictionary"
    found = Dictionary(FILE.read_bytes())
    found.read_all()
    assert (found.counts, found.total) == as_jieba_reads_it(lines)
    tags = (line.split(" ") for line in lines.decode().splitlines())
    assert dict(found.tags) == {word: tag for word, _, tag in tags if tag in ("v", "d", "p")}


@given(st.lists(TAGGED, unique_by=lambda entry: entry[0]))
def test_any_dictionary_is_read_as_jieba_reads_it(entries: list[tuple[str, int, str]]) -> None:
    lines = "".join(f"{word} {count} {tag}\n" for word, count, tag in entries)
    found = Dictionary(pack(entries_of(lines.splitlines())))
    found.read_all()
    assert (found.counts, found.total) == as_jieba_reads_it(lines.encode())


@given(
    st.lists(TAGGED, unique_by=lambda entry: entry[0]),
    st.lists(st.text("地区生产总值增长ab 1.、", max_size=20), max_size=4),
)
def test_what_is_read_for_a_text_is_all_that_cuts_it(entries: list[tuple[str, int, str]], texts: list[str]) -> None:
    """Text after text, each is cut as by the whole dictionary, and so is any part of it."""
    lines = "".join(f"{word} {count} {tag}\n" for word, count, tag in [*entries, ("地", 1, "n")])
    whole, some = jieba.Tokenizer(), jieba.Tokenizer()
    whole.FREQ, whole.total = as_jieba_reads_it(lines.encode())
    found = Dictionary(pack(entries_of(lines.splitlines())))
    some.FREQ, some.total = found.counts, found.total
    whole.initialized = some.initialized = True
    for text in texts:
        found.read_for(text)
        for part in (text, text[1:], text[2:7]):
            assert some.lcut(part, HMM=False) == whole.lcut(part, HMM=False)
    tags = {word: tag for word, _, tag in entries_of(lines.splitlines()) if tag in ("v", "d", "p")}
    assert {word: found.tags[word] for word, _, _ in entries if word in found.tags} == tags
    assert [found.tags.get(word) for word in ("无", "", "地区")] == [tags.get(word) for word in ("无", "", "地区")]


@cache
def whole_segmenter() -> jieba.Tokenizer:
    """Return jieba with its whole dictionary, and the words that the program adds to it."""
    whole = jieba.Tokenizer()
    with jieba.dt.get_dict_file() as file:
        whole.FREQ, whole.total = as_jieba_reads_it(file.read())
    whole.initialized = True
    lexicon = load_lexicon()
    for word in (*lexicon.words("indicators.predicates"), *lexicon.words("indicators.compounds")):
        if not whole.FREQ.get(word):
            whole.add_word(word)
    return whole


# the first text waits for the whole dictionary
@settings(deadline=None)
@given(
    st.text(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5) | st.sampled_from("的增长年在亿 A1.%、\n𠮷"),
        max_size=200,
    )
)
def test_any_text_is_cut_as_jieba_cuts_it(text: str) -> None:
    assert segment(text) == whole_segmenter().lcut(text, HMM=False)


def test_reports_are_cut_as_jieba_cuts_them() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "resources" / "sample").glob("*.txt")]
    texts += [path.read_text(encoding="utf-8") for path in sorted((ROOT.parent / "shared" / "corpus").glob("*.txt"))]
    for text in texts:
        assert segment(text) == whole_segmenter().lcut(text, HMM=False)


def test_only_what_a_text_needs_is_read() -> None:
    """The sample is cut by less than a twentieth of the 498,328 entries; once read, nothing is read again."""
    (path,) = (ROOT / "resources" / "sample").glob("*.txt")
    found = Dictionary(FILE.read_bytes())
    assert found.counts == {}
    found.read_for(path.read_text(encoding="utf-8"))
    assert 0 < len(found.counts) < 498_328 / 20


def test_no_reading_asks_for_the_whole_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are found, read one by one and explained by the entries of the text's own pairs of characters."""
    (path,) = (ROOT / "resources" / "sample").glob("*.txt")
    report, lexicon = load(path), load_lexicon()
    # a segmenter that nobody has used, in place of that of the tests before
    monkeypatch.setattr(segmenter, "_built", cache(segmenter._built.__wrapped__))
    monkeypatch.setattr(Dictionary, "read_all", lambda self: pytest.fail("the whole dictionary is read"))
    proposals = find_figures(report, lexicon)
    assert len(proposals) > 50
    for proposal in proposals:
        assert read_figure(report, proposal.figure.span, lexicon) is not None
    assert sum(1 for _ in explain(report, lexicon)) > len(proposals)
    assert 0 < len(segmenter._built().dictionary.counts) < 498_328 / 20


def test_threads_may_share_a_dictionary() -> None:
    found, texts = Dictionary(FILE.read_bytes()), ["地区生产总值", "固定资产投资", "粮食产量达到", "城镇新增就业"] * 50
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(found.read_for, texts))
    assert {text[:2] for text in texts} <= found.counts.keys()
    assert found.tags.get("达到") == "v"


def test_what_is_no_dictionary_is_refused() -> None:
    with pytest.raises(ValueError, match="dictionary"):
        Dictionary(b"no words")
