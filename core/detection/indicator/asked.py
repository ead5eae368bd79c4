"""What the steps of an indicator look at: the numbers of a list, the words around them, and what was offered so far."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from ...model.figure import Figure, Span
from ..lexicon import Lexicon
from ..number_list import NumberList
from ..survey import Survey
from .phrase import NOTHING, Phrase, begins_share, phrase_patterns
from .segmenter import tokens

Place = Literal[
    "amount", "rate", "behind", "listed", "shared", "predicate", "action", "subject", "topic", "heading", "actor"
]
"""Where a stretch stands, by which it is trimmed: before an amount, before a rate or a rank, behind the number …"""

Group = Literal[
    "before", "own_subject", "behind", "listed", "predicate", "shared", "action", "parts", "topic", "earlier",
    "subject_parts", "in_turn", "joined", "counted", "figure", "actor", "goes_on", "heading",
    "done",
]  # fmt: skip
"""What a candidate is; of the rules that offer one group the first that applies does."""

# What a plant makes in a certain time is its size (15亿立方米/年煤制气项目).
_YEARLY = re.compile("[/／](?:[年月天日]|小时)$")
Named = Literal["behind", "before", "nothing"]
"""What names a number: the noun behind it, a phrase before it, or nothing around it."""

_OWNERS = ("candidate.owner_of_head", "candidate.owner_of_heads", "candidate.spent_on", "candidate.spent_next")
# A work or a rank between two numbers, that the noun behind the second belongs to (9个疫情防控和5个应急救援项目).
_BESIDE = re.compile("(?P<work>(?:(?!的)[\u4e00-\u9fff]){2,10})[、和与及]")
# How many characters such a name has, and the verb that belongs to it.
_PUT_IN = 2
_WORTH = ("重点", "重大", "标志性", "骨干")
_MARKS_BEHIND = "，。；：！？,;:、"
_LONGEST_SHARE = 16
_NO_COUNT = ("%", "‰", "百分点", "倍", "")


class Stretch(NamedTuple):
    """Words that a candidate rule offers, as they stand; `grown_from` is the phrase that they go on with."""

    place: Place
    span: Span
    grown_from: Phrase = NOTHING


class Asked:
    """A list of numbers whose indicators are asked for, and what was offered so far.

    `unit` is the unit of its first number, `previous` are the figures already read in the sentence, in text order,
    `first` is where the first number stands, `lead` are the words before it. `is_counted` says that a verb may have the
    number as its object, `is_ranked` that it is a rank, `follows_of` that 的 stands right behind the numbers, `runs_on`
    that more than a mark stands there. `unit_class` is the class of the unit (money, count …), `size_class` also of a
    unit a year.

    `offered` are the candidates by group, trimmed, one phrase for all numbers or one for each. `before` is what stands
    before the number: its own words, else the subject of the statement before its mark. `head` is its last part, and
    `own_before` is that head alone where it names nothing and 的 leads on to a noun that was not found. `behind` is the
    noun behind the number, `named_behind` the same with those listed behind it. `subject` is what the sentence is
    about, else the subject of an earlier clause.
    """

    __slots__ = (
        "before",
        "behind",
        "count",
        "first",
        "follows_of",
        "head",
        "is_counted",
        "is_ranked",
        "lead",
        "lexicon",
        "named_behind",
        "number_list",
        "offered",
        "own_before",
        "patterns",
        "previous",
        "runs_on",
        "size_class",
        "subject",
        "survey",
        "text",
        "unit",
        "unit_class",
    )  # fmt: skip

    def __init__(
        self, survey: Survey, number_list: NumberList, unit: str, previous: Sequence[Figure], lexicon: Lexicon
    ) -> None:
        first = number_list.members[0]
        self.survey, self.number_list, self.unit, self.previous = survey, number_list, unit, previous
        self.lexicon, self.patterns, self.text = lexicon, phrase_patterns(lexicon), survey.text
        self.count, self.first = len(number_list.members), first.span
        self.lead = self.text[number_list.start : first.span.start]
        self.unit_class = self.size_class = lexicon.unit_class(unit)
        if self.unit_class is None:
            self.size_class = lexicon.unit_class(_YEARLY.sub("", unit))
        self.is_counted = first.shape == "quantity" and unit not in _NO_COUNT
        self.is_ranked = first.shape == "rank"
        self.follows_of = self.text.startswith("的", number_list.numbers_end)
        behind = self.text[number_list.numbers_end : min(number_list.numbers_end + 1, number_list.end)]
        self.runs_on = behind != "" and behind not in _MARKS_BEHIND
        self.offered: dict[Group, tuple[Phrase, ...]] = {}
        self.before = self.own_before = self.behind = self.named_behind = self.subject = NOTHING
        self.head = ""

    def add(self, group: Group, phrases: tuple[Phrase, ...]) -> None:
        """Take in what a group offers."""
        self.offered[group] = phrases
        for named in phrases:
            if named.text:
                break
        else:
            return
        if group in ("before", "own_subject"):
            self.before = self.own_before = named
            self.head = named.text.rpartition("、")[2]
            if self.follows_of and self.head in self.patterns.dependent and self.head != named.text:
                self.own_before = named._replace(text=self.head)
        elif group in ("behind", "listed"):
            self.named_behind = named
            if group == "behind":
                self.behind = named
        elif group in ("topic", "earlier", "heading"):
            self.subject = named

    @property
    def named(self) -> Named:
        """What names the number so far."""
        return "behind" if self.behind.text else "before" if self.before.text else "nothing"

    def one(self, group: Group) -> Phrase:
        """Return the candidate of a group, NOTHING where none was offered."""
        found = self.offered.get(group)
        return found[0] if found else NOTHING

    @property
    def begun_share(self) -> str:
        """Return of what a share is told whose owner stands behind (占生产总值近【四成】的制造业), "" elsewhere."""
        lead = self.patterns.bound_last.sub("", self.lead).lstrip("，、；。：\n\u3000 的")
        return lead if 2 < len(lead) <= _LONGEST_SHARE and begins_share(lead) else ""

    @property
    def is_head_alone(self) -> bool:
        """Whether the last part before the number names nothing, and 的 leads on to a noun that was not found."""
        return self.follows_of and self.head in self.patterns.dependent

    @property
    def has_owner_behind(self) -> bool:
        """Whether the noun behind the number is what the head before it is said of."""
        return self.behind.rule in _OWNERS

    @property
    def is_named_behind(self) -> bool:
        """Whether the noun behind the number is what it measures, and not one that its head belongs to."""
        is_other = self.behind.rule == "candidate.one_more_size" or self.has_owner_behind
        return bool(self.behind.text) and not is_other

    @property
    def put_in(self) -> str:
        """Return the name before the number with its verb, where it tells little without (投入资金), "" elsewhere."""
        if len(self.before.text) != _PUT_IN or not self.before.spans:
            return ""
        start, end = self.before.spans[0]
        name = self.text[max(self.number_list.start, start - _PUT_IN) : end]
        return name if name in self.patterns.put_in else ""

    @property
    def work_beside(self) -> str:
        """Return the work behind a count whose noun stands behind the next number of its unit, "" elsewhere.

        9个疫情防控和5个应急救援项目: 疫情防控.
        """
        following = self.number_list.next_span
        if following is None or self.count > 1 or not self.unit or self.unit_class != "count":
            return ""
        if following.start - self.number_list.numbers_end > _LONGEST_SHARE:
            return ""
        found = _BESIDE.fullmatch(self.text, self.number_list.numbers_end, following.start)
        if found is None or not self.text.endswith(self.unit, following.start, following.end):
            return ""
        work = found["work"]
        last = tokens(work)[-1]
        is_work = work.endswith(_WORTH) or last in self.patterns.works_beside
        return work if is_work else ""

    @property
    def is_attributive(self) -> bool:
        """Whether 的 behind the number leads on to a noun."""
        return self.patterns.attributive.match(self.text, self.number_list.numbers_end) is not None

    @property
    def is_paid_for(self) -> bool:
        """Whether money is put in, and what is done with it follows (投资【3亿元】实施供水工程)."""
        if not self.before.text.endswith(tuple(self.patterns.paid_heads)):
            return False
        return self.patterns.paid_for.match(self.text, self.number_list.numbers_end, self.number_list.end) is not None

    @property
    def has_arrived(self) -> bool:
        """Whether the number is what something arrived at (达到)."""
        start = max(self.number_list.start, self.first.start - 3)
        return self.patterns.arrive.search(self.text, start, self.first.start) is not None
