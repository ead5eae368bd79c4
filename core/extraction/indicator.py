"""The indicator: what a figure measures, as the shortest noun phrase that names it."""

import logging
import re
import threading
from functools import cache
from typing import Any

from core.extraction.lexicon import Lexicon

_lock = threading.Lock()


@cache
def _segmenter() -> Any:
    """Jieba with its dictionary built in memory: the cache in the shared temp folder is never read or written."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    with _lock:
        if not jieba.dt.initialized:
            jieba.dt.FREQ, jieba.dt.total = jieba.dt.gen_pfdict(jieba.dt.get_dict_file())
            jieba.dt.initialized = True
    return jieba


def warm() -> None:
    """Prepare the word segmenter; safe to call from any thread, any number of times."""
    _segmenter()


def segment(text: str) -> list[str]:
    """Cut a text into words."""
    return list(_segmenter().lcut(text))


@cache
def _strip(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(f"^{lexicon.either('indicators.lead')}"),
        re.compile(f"{lexicon.either('indicators.trail')}$"),
    )


def trim(phrase: str, lexicon: Lexicon) -> str:
    """Strip what is no part of a name at either edge of a phrase."""
    lead, trail = _strip(lexicon)
    while True:
        shorter = trail.sub("", lead.sub("", phrase.strip(" \n\t\u3000，、；：。,;:")))
        if shorter == phrase:
            return phrase
        phrase = shorter
