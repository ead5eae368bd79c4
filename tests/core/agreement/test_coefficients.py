"""The coefficients give what their authors published, and what their definitions give when followed to the letter."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.agreement.coefficients import (
    Coefficient,
    expected_disagreement,
    kappa,
    nominal_alpha,
    observed_disagreement,
    unitizing_alpha,
)
from core.model.figure import Span

LENGTH = 40


def said(*rows: str) -> list[list[str]]:
    """Turn a row an annotator, a character a unit, a dot for nothing said, into what is said of each unit."""
    return [[value for value in column if value != "."] for column in zip(*rows, strict=True)]


def units(*places: tuple[int, int]) -> list[Span]:
    """Turn the starts and lengths of Krippendorff's figure, whose continuum begins at 150, into spans."""
    return [Span(start - 150, start - 150 + length) for start, length in places]


# What was published


def test_cohens_own_example() -> None:
    """Cohen 1960, table 1, as 200 units: κ = .492."""
    table = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
    pairs = [pair for pair in product(range(3), repeat=2) for _ in range(table[pair[0]][pair[1]])]
    assert kappa(pairs).value == pytest.approx(0.492, abs=0.0005)


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_krippendorffs_own_examples(rows: Sequence[str], value: float) -> None:
    """Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", sections A, B and C (nominal)."""
    assert nominal_alpha(said(*rows)).value == pytest.approx(value, abs=0.0005)


def test_krippendorffs_own_example_of_unitizing() -> None:
    """Krippendorff 2004, "Measuring the Reliability of Qualitative Text Analysis Data", figure 2 and the sums below it.

    There the two disagreements are rounded before they are divided: .8591 where the unrounded ones give .8587.
    """
    c = [units((225, 70), (370, 30)), units((220, 80), (355, 20), (400, 20))]
    k = [units((180, 60), (300, 50))] * 2
    assert float(observed_disagreement(300, c)) == pytest.approx(0.0144, abs=0.00005)
    assert float(expected_disagreement(300, c)) == pytest.approx(0.0532, abs=0.00005)
    assert observed_disagreement(300, k) == 0
    assert float(expected_disagreement(300, k)) == pytest.approx(0.0490, abs=0.00005)
    both = [[*((span, "c") for span in c[at]), *((span, "k") for span in k[at])] for at in range(2)]
    assert unitizing_alpha(300, both).value == pytest.approx(0.8591, abs=0.0005)
    assert unitizing_alpha(300, [[(span, "c") for span in spans] for spans in c]).value == pytest.approx(
        0.7286, abs=5e-5
    )


# What has no value


def test_nothing_to_compare_is_said() -> None:
    assert kappa([]) == Coefficient(None, "no units")
    assert nominal_alpha([]) == Coefficient(None, "no units")
    assert nominal_alpha([[], []]) == Coefficient(None, "no units")
    assert unitizing_alpha(100, [[], []]) == Coefficient(None, "no units")
    assert unitizing_alpha(0, [[], []]) == Coefficient(None, "no units")
    assert unitizing_alpha(0, []) == Coefficient(None, "no units")


def test_one_annotator_agrees_with_nobody() -> None:
    assert nominal_alpha([["level"], [], ["growth"]]) == Coefficient(None, "one annotator")
    assert unitizing_alpha(100, [[(Span(3, 5), "level")]]) == Coefficient(None, "one annotator")


def test_all_saying_one_thing_of_everything_is_no_evidence() -> None:
    assert kappa([("level", "level")] * 9) == Coefficient(None, "one value")
    assert nominal_alpha([["level", "level"]] * 9) == Coefficient(None, "one value")
    assert unitizing_alpha(1, [[(Span(0, 1), "level")]] * 2) == Coefficient(None, "one value")


def test_all_agreeing_is_one() -> None:
    assert kappa([("level", "level"), ("rank", "rank")]) == Coefficient(1.0)
    assert nominal_alpha([["level"] * 3, ["rank"] * 2]) == Coefficient(1.0)
    assert unitizing_alpha(100, [[(Span(3, 5), "level")]] * 3) == Coefficient(1.0)
    assert unitizing_alpha(2, [[(Span(0, 2), "level")]] * 3) == Coefficient(1.0)


# What the definitions say


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=20))
def test_kappa_is_what_its_definition_says(pairs: list[tuple[str, str]]) -> None:
    number = len(pairs)
    if not pairs:
        return
    agreed = Fraction(sum(one == other for one, other in pairs), number)
    by_chance = sum(Fraction(one == other) for (one, _), (_, other) in product(pairs, repeat=2)) / number**2
    expected = None if by_chance == 1 else float((agreed - by_chance) / (1 - by_chance))
    assert kappa(pairs).value == expected


@settings(max_examples=300)
@given(st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=12))
def test_nominal_alpha_is_what_its_definition_says(said_of: list[list[str]]) -> None:
    pairable = [said for said in said_of if len(said) > 1]
    values = [value for said in pairable for value in said]
    within = sum(
        (Fraction(one != other, len(said) - 1) for said in pairable for one, other in permutations(said, 2)), Fraction()
    )
    among = sum(one != other for one, other in permutations(values, 2))
    alpha = nominal_alpha(said_of)
    if among:
        assert alpha.value == float(1 - within / len(values) / Fraction(among, len(values) * (len(values) - 1)))
    else:
        assert alpha.value is None
        assert alpha.lack in ("no units", "one annotator", "one value")


def readings() -> st.SearchStrategy[list[list[Span]]]:
    """Draw some annotators' units, apart from one another."""
    cuts = st.lists(st.integers(0, LENGTH), unique=True, max_size=8).map(sorted)
    apart = cuts.map(lambda at: [Span(*pair) for pair in zip(at[::2], at[1::2], strict=False)])
    return st.lists(apart, min_size=2, max_size=4)


def sections(spans: Sequence[Span]) -> list[tuple[int, int, int]]:
    """Cut the whole continuum into units (1) and gaps (0), each with its start and length."""
    found, at = [], 0
    for span in [*spans, Span(LENGTH, LENGTH)]:
        if span.start > at:
            found.append((at, span.start - at, 0))
        if span.end > span.start:
            found.append((span.start, span.end - span.start, 1))
        at = span.end
    return found


def distance(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    """Follow Krippendorff's four cases to the letter."""
    (b, length, v), (b2, length2, v2) = one, other
    if v and v2 and -length < b - b2 < length2:
        return (b - b2) ** 2 + (b + length - b2 - length2) ** 2
    if v and not v2 and length2 - length >= b - b2 >= 0:
        return length**2
    if not v and v2 and length2 - length <= b - b2 <= 0:
        return length2**2
    return 0


@settings(max_examples=300)
@given(readings())
def test_unitizing_is_what_its_definition_says(read: list[list[Span]]) -> None:
    cut, number = [sections(spans) for spans in read], len(read)
    observed = sum(distance(a, b) for one, other in permutations(cut, 2) for a, b in product(one, other))
    flat = [section for one in cut for section in one]
    count, total, own = sum(v for _, _, v in flat), Fraction(), 0
    for _, length, v in flat:
        if v:
            total += Fraction((count - 1) * (2 * length**3 - 3 * length**2 + length), 3)
            total += length**2 * sum((1 - v2) * (l2 - length + 1) for _, l2, v2 in flat if l2 >= length)
            own += length * (length - 1)
    assert observed_disagreement(LENGTH, read) == Fraction(observed, number * (number - 1) * LENGTH**2)
    places = number * LENGTH * (number * LENGTH - 1) - own
    assert expected_disagreement(LENGTH, read) == Fraction(2, LENGTH) * total / places


@settings(max_examples=100)
@given(readings())
def test_alpha_of_units_is_one_only_where_all_are_alike(read: list[list[Span]]) -> None:
    value = unitizing_alpha(LENGTH, [[(span, "level") for span in spans] for spans in read]).value
    alike = all(spans == read[0] for spans in read)
    assert (value is None) == (not any(read))
    assert value is None or (value == 1) == alike
