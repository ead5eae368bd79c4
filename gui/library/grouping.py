"""The reports of a list in groups by region or by year, on the home page and beside the text alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from PySide6.QtCore import QCoreApplication

from ..background.report_progress import ReportProgress
from ..style.collation import sort_key
from ..style.words import QT_TRANSLATE_NOOP

GroupBy = Literal["none", "region", "year"]
GROUPS: tuple[GroupBy, ...] = get_args(GroupBy)
GROUP_WORDS: dict[GroupBy, str] = {
    "none": QT_TRANSLATE_NOOP("home", "Not grouped"),
    "region": QT_TRANSLATE_NOOP("home", "By region"),
    "year": QT_TRANSLATE_NOOP("home", "By year"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Reports of one region or one year; `title` is "" where the reports are not grouped."""

    title: str
    rows: Sequence[ReportProgress]

    @property
    def sums(self) -> tuple[int, int]:
        """How many figures are decided, and of how many, in the reports of which that is known."""
        known = [row for row in self.rows if row.found is not None]
        return sum(min(row.decided, row.found or 0) for row in known), sum(row.found or 0 for row in known)


def grouped(rows: Iterable[ReportProgress], by: GroupBy) -> list[Group]:
    """Return rows in groups: regions in the order of their pinyin, the latest year first, what is not known last.

    In each group the rows keep their order. Where they are not grouped there is one group, which holds them all.
    """
    if by == "none":
        return [Group("", list(rows))]
    by_title: dict[str, list[ReportProgress]] = {}
    for row in rows:
        by_title.setdefault(row.region if by == "region" else row.year, []).append(row)
    known = sorted(filter(None, by_title), key=sort_key, reverse=by == "year")
    unknown = QCoreApplication.translate("home", "(not known)")
    return [Group(title or unknown, by_title[title]) for title in (*known, *([""] if "" in by_title else ()))]


def group_word(by: GroupBy) -> str:
    """Return the interface's word for a way to group."""
    return QCoreApplication.translate("home", GROUP_WORDS[by])
