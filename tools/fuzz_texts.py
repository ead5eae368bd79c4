"""Texts for the fuzzer of the engine: made of committed seeds and of the pieces that the grammar knows, and changed."""

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from core.files.content import fold
from core.model.figure import Proposal

SEEDS = Path(__file__).resolve().parents[1] / "tests" / "seeds" / "engine.jsonl"
LONGEST = 300
"""How many characters a text has at most."""

NUMERALS = (
    *"0123456789", "12.5", "1,234", "1，234", "559.2", "0.30", "007", "5.", ".5", "1.2.3", "12,34", "9" * 28,
    "9" * 29, "1" * 41, *"一二两三四五六七八九十零〇百千万亿半几数廿卅壹贰叁", "一百二十", "二〇三五", "三点六",
    "十余", "几十", "上百", "数千", "三四", "七八", "两万五", "一二三四五六七八九", "百分之五", "三分之二",
    "二十分之一", "1/3", "九成", "七成五", "6:3:1", "6.6:49.8:43.6", "2：1", "３５", "１２．５", "第一", "第3",
    "前十", "首位", "翻番", "翻两番", "过半", "一半", "半数", "翻了三倍", "-3", "−2.1", "－5", "+4", "负2", "零下5",
    "⑤", "Ⅷ", "½", "²",
)  # fmt: skip
MAGNITUDES = ("万", "亿", "千", "百", "万亿", "百万", "亿亿", "兆", "千万")
UNITS = (
    "元", "%", "％", "‰", "个百分点", "百分点", "吨", "千瓦时", "千瓦", "公里", "平方公里", "亩", "家", "个", "项",
    "户", "人", "人次", "位", "名", "倍", "番", "成", "微克/立方米", "元/吨", "头（只）", "岁", "天", "年", "个月",
    "个工作日", "美元", "千米", "千伏", "GB", "km", "㎡", "℃", "个基点",
)  # fmt: skip
TIMES = (
    "2025年", "去年", "今年", "上年", "五年来", "“十四五”", "十四五期末", "前三季度", "上半年", "1—9月",
    "2021—2025年", "2025—2021年", "到2030年", "年均", "全年", "近三年", "二〇三五年", "连续四年", "2025-13-45",
    "截至2024年底", "比2019年", "一季度", "2025年13月", "10月1日", "同比", "未来五年", "第十届", "十五年",
)  # fmt: skip
WORDS = (
    "地区生产总值", "新增", "增长", "下降", "提高", "压减", "达到", "达", "超过", "近", "约", "不少于", "左右",
    "以上", "以内", "突破", "居全省", "列第", "占", "比重", "为", "从", "由", "增至", "分别", "其中", "城镇居民",
    "农村居民", "人均可支配收入", "工业", "项目", "企业", "引进", "完成投资", "失业率", "控制在", "高于全国",
    "比上年", "是", "的", "和", "及", "与", "、", "各", "每", "力争", "确保", "预期", "目标", "建成", "高速公路",
    "粮食产量", "空气质量优良天数", "县", "我市", "以来", "规模", "三次产业结构",
)  # fmt: skip
MARKS = (
    *"，。；：、！？（）()“”‘’《》【】[]—–-~～…·/／%％:：,.;",
    "——",
    "……",
    "至",
    "到",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\n— 12 —\n",
    "\n一、",
)
BLANKS = (" ", "\u3000", "\u00a0", "\t", "  ", " \n", "\n\u3000\u3000")
STRANGE = (
    "\ud7ff", "\ue000", "\ud800", "\udfff", "\U00020000", "\U0010fffd", "😀", "👨‍👩‍👧", "\u0301", "\u200b",
    "\u202e", "\ufeff", "\ufffe", "\x00", "\x1b[31m", "\u2028", "\x85", "\ufffd", "Ａ", "ﷺ", "㈠", "①", "萬", "億",
    "個百分點", "<b>", "&amp;", "=1+1", "\\", "{0}", "٣", "Ⅻ", "𝟘", "〇",
)  # fmt: skip
PIECES = (NUMERALS, NUMERALS, MAGNITUDES, UNITS, TIMES, WORDS, WORDS, MARKS, BLANKS, STRANGE)
_WIDE = str.maketrans("0123456789.,%:-", "０１２３４５６７８９．，％：－")


def seeds() -> list[str]:
    """Return the committed seeds, those first that once broke a law."""
    return [json.loads(line)["text"] for line in SEEDS.read_text(encoding="utf-8").splitlines()]


class Fuzz:
    """Makes texts of what is there and keeps those whose figures are of a new sort, to be changed further."""

    def __init__(self, seed: int | str) -> None:
        self._choice = random.Random(f"engine {seed}")
        self._pool = seeds()
        self._sorts: set[tuple[object, ...]] = set()

    def text(self) -> str:
        """Make the next text, folded as a report's is."""
        choice = self._choice
        text = choice.choice(self._pool) if choice.random() < 0.75 else self._clause()
        for _ in range(choice.choice((1, 1, 2, 2, 3, 5, 8))):
            text = choice.choice(_CHANGES)(text, self)
            start = choice.randrange(len(text) - LONGEST) if len(text) > LONGEST else 0
            text = text[start : start + LONGEST]
        return fold(text)[0]

    def keep(self, text: str, found: Sequence[Proposal]) -> None:
        """Keep a text where what is found in it is of a sort that was not met yet."""
        sort = tuple((one.figure.kind, one.figure.unit, one.figure.bound, type(one.figure.value)) for one in found[:3])
        if sort not in self._sorts and len(self._sorts) < 2000:
            self._sorts.add(sort)
            self._pool.append(text)

    def piece(self) -> str:
        """Choose a piece of the grammar, sometimes over and over."""
        piece = self._choice.choice(self._choice.choice(PIECES))
        return piece * (self._choice.choice((2, 3, 12, 60)) if self._choice.random() < 0.06 else 1)

    def place(self, text: str) -> int:
        """Choose a place in a text."""
        return self._choice.randint(0, len(text))

    def other(self) -> str:
        """Choose another text to splice with."""
        return self._choice.choice(self._pool)

    def quantity(self) -> str:
        """Write a quantity by the grammar, each of its parts there or not, with or without blanks."""
        choice = self._choice
        parts = [choice.choice(("", "", "-", "约", "近", "第", "前"))]
        for one in (NUMERALS, ("", "余", "多"), MAGNITUDES, UNITS):
            parts.append(choice.choice(one) if choice.random() < 0.75 else "")
        return (choice.choice(BLANKS) if choice.random() < 0.08 else "").join(parts)

    def _clause(self) -> str:
        choice = self._choice
        words = [choice.choice(TIMES) if choice.random() < 0.4 else "", choice.choice(WORDS), choice.choice(WORDS)]
        for _ in range(choice.randint(1, 4)):
            words += [
                self.quantity(),
                choice.choice(("、", "和", "，", "—", "至", "/", "：", "", "（", "）", "增长", "降至")),
            ]
        return "".join(words) + choice.choice(("。", "，", "\n", ""))


def _insert(text: str, fuzz: Fuzz) -> str:
    place = fuzz.place(text)
    return text[:place] + fuzz.piece() + text[place:]


def _insert_quantity(text: str, fuzz: Fuzz) -> str:
    place = fuzz.place(text)
    return text[:place] + fuzz.quantity() + text[place:]


def _cut(text: str, fuzz: Fuzz) -> str:
    start = fuzz.place(text)
    return text[:start] + text[start + 1 + fuzz.place(text[:8]) :]


def _replace(text: str, fuzz: Fuzz) -> str:
    start = fuzz.place(text)
    return text[:start] + fuzz.piece() + text[start + 1 :]


def _double(text: str, fuzz: Fuzz) -> str:
    start, end = sorted((fuzz.place(text), fuzz.place(text)))
    return text[:end] + text[start:]


def _move(text: str, fuzz: Fuzz) -> str:
    start, end = sorted((fuzz.place(text), fuzz.place(text)))
    rest = text[:start] + text[end:]
    place = fuzz.place(rest)
    return rest[:place] + text[start:end] + rest[place:]


def _splice(text: str, fuzz: Fuzz) -> str:
    other = fuzz.other()
    return text[: fuzz.place(text)] + other[fuzz.place(other) :]


def _widen(text: str, fuzz: Fuzz) -> str:
    start, end = sorted((fuzz.place(text), fuzz.place(text)))
    return text[:start] + text[start:end].translate(_WIDE) + text[end:]


_CHANGES: tuple[Callable[[str, Fuzz], str], ...] = (
    _insert, _insert, _insert_quantity, _cut, _replace, _replace, _double, _move, _splice, _widen,
)  # fmt: skip
