"""Concepts: what reports measure under several wordings, and the catalogue of them (resources/panel/concepts.toml).

A wording belongs to a concept because the catalogue or an annotator says so, never because it looks like another one.
Concepts that are related (a predecessor, another scope, a part) are told as such and never joined into one.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import product
from typing import Any, NamedTuple, get_args

from ..languages import Language
from ..model.attributes import KINDS
from ..model.errors import ExchangeError
from ..model.panel_act import RELATION_KINDS, Assignment, OwnConcept, Relation
from .beside_words import said_before, words_beside
from .units import RESOURCES, measured


class Wording(NamedTuple):
    """A wording of an indicator, for figures of one kind and units of one family; "" for all of them."""

    words: str
    kind: str = ""
    family: str = ""


# kinds that are of another thing where a concept is not told in them; the others tell of any concept how it moves
OWN_KINDS = frozenset({"level", "ratio", "composition"})


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that reports measure.

    `unit` is how its column shows levels (亿元), `kinds` are the kinds that it has in reports. `families` are the
    families of units that its levels may have; none for any. `wordings` are those of the catalogue. `flow` is the
    concept of what came new (新增高新技术企业) where this is a stock. `read_as` says of which kind a figure is that
    reports word as another: a rate of growth that is the thing itself (人口自然增长率). `is_index` says that 102.5 is a
    growth of 2.5 %. `is_yearly` says that a value of it is of one year, never of several together (生产总值 in a
    paragraph about five years is that of the last). `pattern` matches whole wordings that measure it, where they have
    too many forms to be listed.
    """

    code: str
    chinese: str
    english: str = ""
    unit: str = ""
    kinds: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()
    relations: tuple[Relation, ...] = ()
    note: Mapping[Language, str] = field(default_factory=dict, compare=False)
    flow: str = ""
    read_as: Mapping[str, str] = field(default_factory=dict, compare=False)
    is_index: bool = False
    is_yearly: bool = False
    is_own: bool = False
    pattern: re.Pattern[str] | None = field(default=None, compare=False)

    def takes(self, kind: str, unit: str) -> bool:
        """Tell whether a figure of a kind and a unit may stand in its cells.

        Levels are in units of its families. A share of the product is none, nor is the rate at which a plan is
        fulfilled.
        """
        if kind == "level" and self.families and measured(unit).family not in self.families:
            return False
        return kind not in OWN_KINDS or not self.kinds or kind in self.kinds

    @property
    def grows_yearly(self) -> bool:
        """Whether growth of it is over the year before, unless words say otherwise: of money, of prices."""
        return self.is_yearly or self.is_index or self.unit.startswith("亿")

    def name(self, language: Language) -> str:
        """Return its name in a language; the Chinese one where it has no other."""
        return self.chinese if language == "zh" else self.english or self.chinese


@dataclass(frozen=True)
class Catalogue:
    """All concepts by code, and which wording measures which of them.

    What an annotator assigns comes before what the catalogue says, and what is said of one kind or family before what
    is said of all.
    """

    concepts: Mapping[str, Concept]
    assignments: tuple[Assignment, ...] = ()

    def with_own(self, concepts: Iterable[OwnConcept], assignments: Iterable[Assignment]) -> "Catalogue":
        """Return a catalogue with analysts' own concepts and assignments beside the bundled.

        A retired concept is left out, and what was assigned to it is assigned to nothing. Relations may make a circle
        here, which `check_relations` tells before one is stored: they are only shown, and nothing follows them.
        """
        own = {one.code: one for one in concepts}
        every = {**self.concepts, **{code: _own_concept(one) for code, one in own.items()}}
        kept = {code: one for code, one in every.items() if code not in own or not own[code].is_retired}
        return Catalogue(kept, tuple(assignments))

    def concept_of(self, words: str, kind: str = "", unit: str = "") -> str | None:
        """Return the code of the concept that a wording measures, of figures of a kind and a unit.

        "" where an annotator says that it measures none; None where nobody has said anything. A wording may say of
        which kind it is: 地区生产总值增速 grows as 地区生产总值 does, 进出口规模 is as much as 进出口.
        """
        words = folded(words)
        found = self._found(words, kind, unit)
        if found is None:
            for ending in _ENDINGS.get(kind, ()):
                if words.endswith(ending):
                    return self._found(words.removesuffix(ending), kind, unit)
        return found

    def may_measure(self, words: str) -> bool:
        """Tell whether a wording measures something for figures of some kind and unit, or of what stands before it."""
        words = folded(words)
        some = self._words
        return (
            words in some
            or self._by_pattern(words) is not None
            or any(words.endswith(one) and words.removesuffix(one) in some for one in _EVERY_ENDING)
            or any(one + words in some for one in said_before().values())
        )

    def _found(self, words: str, kind: str, unit: str) -> str | None:
        if words not in self._words:
            return self._by_pattern(words)
        family = measured(unit).family
        keys = Wording(words, kind, family), Wording(words, kind), Wording(words, "", family), Wording(words)
        for said in (self._own, self._bundled):
            for key in keys:
                if key in said:
                    return said[key]
        return None

    def _by_pattern(self, words: str) -> str | None:
        """Return the concept whose pattern a whole wording matches; None for none."""
        return next((one.code for one in self._patterned if one.pattern and one.pattern.fullmatch(words)), None)

    @cached_property
    def _patterned(self) -> tuple[Concept, ...]:
        return tuple(one for one in self.concepts.values() if one.pattern is not None)

    @cached_property
    def _own(self) -> Mapping[Wording, str]:
        """What annotators assign; nothing is assigned to a concept that is not there any more."""
        return {
            Wording(folded(one.wording), one.kind, one.unit_family): one.concept
            for one in self.assignments
            if one.concept is not None and (not one.concept or one.concept in self.concepts)
        }

    @cached_property
    def _bundled(self) -> Mapping[Wording, str]:
        return {key: one.code for one in self.concepts.values() for key in one.wordings}

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(key.words for key in (*self._own, *self._bundled))

    def words_of(self, code: str) -> tuple[str, ...]:
        """Return the wordings that measure a concept, for figures of any kind, sorted."""
        return self._by_concept.get(code, ())

    @cached_property
    def _by_concept(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for key, code in {**self._bundled, **self._own}.items():
            found[code].add(key.words)
        return {code: tuple(sorted(words)) for code, words in found.items()}


_BLANK = re.compile(r"\s")
_NOT_THEIRS = frozenset({"class", "compared", "stage", "begun"})
# what is planned or expected, as the words before a number end (固定资产投资计划安排)
_MEANT = ("计划", "争取", "力争", "预计")
# what a wording ends with that only says of which kind its figure is
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "growth": ("增速", "增幅", "增长率", "涨幅", "增长速度", "增长幅度", "总数", "数量", *_MEANT),
    "level": ("总量", "总规模", "规模", "总数", "数量", *_MEANT),
    "multiple": ("总量", "总规模", "规模"),
    "ratio": _MEANT,
}
_EVERY_ENDING = tuple(ending for endings in _ENDINGS.values() for ending in endings)
# as scanned texts have 收入
_SLIP = "收人"
# the letters behind a name that say it again: 地区生产总值（GDP）
# the parts of a form: [年末] and {各项|各类} apart from what is between them
_PARTS = re.compile(r"(\[[^\]]*\]|\{[^}]*\})")
_OF_FIVE = re.compile("^[五5]年(?:来|间)?(?:累计)?(?!期)")
# marks and verbs before a name: .全年完成外贸出口 is 外贸出口
_BEFORE_NAME = re.compile("^[.;:·•﹔—-]*(?:[0-9]+[.—-]+)?(?:全年|年度)?(?=[\u4e00-\u9fffA-Z])")
_MADE_SO = re.compile("^使(?:全[省市区县州]|我[省市区县州])?")
_BY_PRICES = re.compile("按[^按]{2,8}计算$")
_SAID_AGAIN = re.compile(r"\([A-Za-z&]+\)")


def bare(words: str, area: str) -> str:
    """Return the wording of a figure's indicator without the area that it begins with.

    An indicator keeps what stands there in the text (FIGURES.md): 兵团生产总值 of 兵团 is 生产总值.
    """
    return (words.removeprefix(area).removeprefix("的") or words) if area and words.startswith(area) else words


def worded(words: str, sign: str) -> str:
    """Return the wording by which a figure is looked up and listed; "" for one that says nothing of its region.

    What stands right before the number is said of it: 口袋公园 behind 新建 is 新增口袋公园, 生产总值 behind 人均 is
    人均生产总值. Figures of a class (超10亿元的县), and comparisons with others, are not the region's own; a stage
    on the way to a later one has no year, and what is only begun is none of what there is.
    """
    if not words or sign in _NOT_THEIRS:
        return ""
    return words if words.startswith(words_beside()["said_already"]) else said_before().get(sign, "") + words


def folded(words: str) -> str:
    """Return a wording as it is compared: without blanks, full-width signs and letters as ASCII has them.

    年人均 is 人均: what one person has in a year. 收人 is 收入, as scanned texts have it.
    地区生产总值（GDP） is 地区生产总值: the letters say it again. That it is of five years its time says, and by which
    prices it is counted its kind (五年实际利用外资, 人均生产总值按当年价格计算); 使全省森林覆盖率 is 森林覆盖率.
    """
    if not unicodedata.is_normalized("NFKC", words) or _BLANK.search(words) is not None:
        words = "".join(unicodedata.normalize("NFKC", words).split())
    words = _SAID_AGAIN.sub("", words.replace("年人均", "人均").replace(_SLIP, "收入")) or words
    return _OF_FIVE.sub("", _BY_PRICES.sub("", _MADE_SO.sub("", _BEFORE_NAME.sub("", words)))) or words


def check_relations(concepts: Iterable[Concept]) -> None:
    """Raise ExchangeError where relations make a circle; one to a concept that is not there any more is passed over."""
    by_code = {one.code: one for one in concepts}
    # another scope may be said of both sides: it leads nowhere
    for kind in ("predecessor", "part_of"):
        graph = {
            one.code: [to.concept for to in one.relations if to.kind == kind and to.concept in by_code]
            for one in by_code.values()
        }
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            names = " → ".join(by_code[code].chinese for code in error.args[1])
            raise ExchangeError(
                "The relations of these concepts make a circle: {names}. Take one of them away.", names=names
            ) from error


@cache
def load_catalogue() -> Catalogue:
    """Return the catalogue that comes with the program."""
    read = tomllib.loads((RESOURCES / "concepts.toml").read_text(encoding="utf-8"))
    concepts = {code: _concept(code, said) for code, said in read.items()}
    check_relations(concepts.values())
    return Catalogue(concepts)


def forms(form: str) -> Iterator[str]:
    """Yield the wordings that a form of the catalogue stands for.

    In square brackets is what may stand there or not, in curly ones what has to, with | between the alternatives:
    [年末]{各项|各类}贷款余额 is four wordings. So they are looked up at once, where a pattern is tried on each wording.
    """
    parts = [
        [part] if not mark else [*(("",) if mark == "[" else ()), *part.split("|")]
        for mark, part in (
            (part[:1] if part[:1] in ("[", "{") else "", part.strip("[]{}")) for part in _PARTS.split(form)
        )
    ]
    return map("".join, product(*parts))


def _own_concept(said: OwnConcept) -> Concept:
    return Concept(
        said.code,
        said.chinese,
        said.english,
        said.unit,
        said.kinds,
        (said.unit_family,) if said.unit_family else (),
        relations=said.relations,
        note=dict.fromkeys(get_args(Language), said.note),
        is_own=True,
    )


def _concept(code: str, said: Mapping[str, Any]) -> Concept:
    """Return a concept as its table of the file says.

    `only` has wordings for figures of one kind, or of units of one family.
    """
    wordings = [Wording(folded(words)) for form in said["wordings"] for words in forms(form)]
    for limit, some in said.get("only", {}).items():
        of_kind = limit in KINDS
        limits = (limit, "") if of_kind else ("", limit)
        wordings += [Wording(folded(words), *limits) for form in some for words in forms(form)]
    return Concept(
        code,
        said["zh"],
        said["en"],
        said.get("unit", ""),
        tuple(said["kinds"]),
        tuple(said.get("families", ())),
        tuple(dict.fromkeys(wordings)),
        tuple(Relation(kind, to) for kind in RELATION_KINDS for to in said.get(kind, ())),
        {language: said[f"note_{language}"] for language in get_args(Language) if f"note_{language}" in said},
        said.get("flow", ""),
        said.get("read_as", {}),
        said.get("is_index", False),
        said.get("is_yearly", False),
        pattern=re.compile("|".join(said["patterns"])) if "patterns" in said else None,
    )
