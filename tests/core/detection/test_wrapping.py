"""Lines broken by hand under a page's length run on; lists, addresses and headings of such length do not."""

import pytest

from core.detection.lexicon import load_lexicon
from core.detection.pipeline import find_figures
from core.detection.wrapping import wrapped_lines
from core.files.load import pasted

HEAD = ("云汀区2026年政府工作报告", "一、2025年工作回顾", "二、2026年工作安排")
REVIEW = (
    "过去一年，全区上下同心，克服困难，地区生产总值达到312.6亿元，增长5.8%，一般公共预算收入完成24.3亿元；"
    "城镇新增就业12600人，粮食总产量达到35.6万吨，固定资产投资下降2.1%，改造老旧小区46个，惠及居民1.3万户。"
)
PLAN = (
    "今年，我们将建设重点项目120个，完成投资85亿元，新建学校12所，新增学位8600个，地区生产总值增长5%左右，"
    "居民人均可支配收入增长6%，粮食产量稳定在35万吨以上，单位生产总值能耗下降3%左右。"
)


def broken(words: str, width: int, *, half: bool) -> list[str]:
    """Break words into lines of so many letters, or of so many where those of ASCII are halves."""
    lines, line, room = [], "", float(width)
    for letter in words:
        wide = 0.5 if half and letter.isascii() else 1
        if wide > room:
            lines.append(line)
            line, room = "", float(width)
        line, room = line + letter, room - wide
    return [*lines, line]


def said(text: str) -> list[tuple[object, ...]]:
    """Return what the figures of a text say, their words without blanks and line breaks."""
    report = pasted(text)
    figures = (one.figure for one in find_figures(report, load_lexicon()))
    return [
        ("".join(report.text[one.start : one.end].split()), one.value, one.unit, one.indicator, one.period, one.status)
        for one in figures
    ]


@pytest.mark.parametrize("shape", ["blank lines", "none", "indents", "shifted", "blanks behind"])
@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("width", [8, 9, 11, 13, 16, 17])
def test_lines_broken_by_hand_say_what_they_say_unbroken(width: int, half: bool, shape: str) -> None:
    indent = "\u3000\u3000" if shape == "indents" else ""
    parts = [broken(indent + words, width, half=half) for words in (REVIEW, PLAN)]
    if shape == "shifted":
        parts = [[f" {line}" for line in part] for part in parts]
    if shape == "blanks behind":
        parts = [[f"{line}  " for line in part] for part in parts]
    apart = "\n\n" if shape == "blank lines" else "\n"
    text = apart.join((HEAD[0], HEAD[1], "\n".join(parts[0]), HEAD[2], "\n".join(parts[1])))
    assert said(text) == said("\n\n".join((HEAD[0], HEAD[1], REVIEW, HEAD[2], PLAN)))


@pytest.mark.parametrize(
    "lines",
    [
        "云汀区发展和改革局\n云汀区财政和税务局\n云汀区统计调查大队\n云汀区农业农村工作局",
        "云汀区长安路12号，三楼\n望江县滨河街8号，二楼\n青石镇人民路106号，东侧\n白沙镇解放路7号，西侧",
        "地区生产总值增长5%\n粮食产量35万吨\n新建学校12所\n新增就业8600人\n改造老旧小区46个",
        "新建学校12所，新增学位8600个\n修缮校舍46所，惠及学生2万人\n改造公路120公里，新建桥梁3座\n培育企业56家，新增就业900人",
        "1月份完成产值12亿元，增长3%\n2月份完成产值11亿元，增长4%\n3月份完成产值13亿元，增长5%",
        "聚焦产业，提质增效有作为\n聚焦城乡，统筹发展有进展\n聚焦民生，共建共享有温度\n聚焦改革，激发活力有成果",
        "（一）聚焦产业，提质增效\n（二）聚焦城乡，统筹发展\n（三）聚焦民生，共建共享",
        "春天种下，秋天收获\n清水绕城，青山入画\n百业兴旺，万家安康\n道路通达，桥梁相连",
        "指标 总量，增速\n生产总值 312亿元，5.8%\n粮食 35万吨，1.2%\n就业 1.2万人，3%",
    ],
)
def test_a_list_is_not_broken_by_hand(lines: str) -> None:
    assert wrapped_lines(f"主要情况：\n{lines}\n").full == frozenset()
