"""What an indicator may be in place of the one read: fewer words at an end, more before it, a neighbour's."""

from decimal import Decimal

from core.detection.indicator.alternatives import alternative_phrases
from core.model.figure import Figure, Span


def phrases(text: str, read: str, number: str, *neighbours: str, at: str = "") -> list[str]:
    """Ask for the phrases near a figure of a text that is one clause; its indicator was read from `at`, or as it is."""
    start, words = text.index(number), text.index(at or read)
    figure = Figure(start, start + len(number), "level", Decimal(1), "", "eq", read, "actual", None)
    evidence = [Span(words, words + len(at or read))]
    return list(alternative_phrases(text, Span(0, len(text)), figure, evidence, neighbours))


def test_words_are_left_out_at_either_end_the_fewest_first() -> None:
    assert phrases("但茶园面积扩大3亩", "但茶园面积", "3亩") == ["茶园面积", "但茶园", "面积"]


def test_words_of_the_clause_are_taken_in_before_it() -> None:
    found = phrases("全县完成农村道路改造6公里", "改造", "6公里")
    assert found == ["道路改造", "农村道路改造", "完成农村道路改造"]


def test_none_reach_over_the_figure_or_a_sign() -> None:
    assert phrases("建成28公里山区绿道", "绿道", "28公里") == ["山区绿道"]
    assert phrases("县里“双提升”改造6公里", "改造", "6公里") == []


def test_words_that_stand_elsewhere_are_not_lengthened() -> None:
    assert phrases("茶园和果园面积6亩", "茶园面积", "6亩", at="茶园") == ["面积", "茶园"]


def test_neighbours_measures_come_after_what_is_as_near() -> None:
    found = phrases("茶园面积3亩", "茶园面积", "3亩", "果园产值", "鱼塘")
    assert found == ["面积", "茶园", "果园产值", "鱼塘"]
