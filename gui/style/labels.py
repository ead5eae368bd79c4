"""The labels of the open store as the window shows them: their names and colours, wherever a kind is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from core.model.label import Label
from core.review.label_scheme import Scheme


class _Open:
    """One store is open at a time, and words and marks are asked for by kind alone."""

    scheme = Scheme()


def show(scheme: Scheme) -> None:
    """Take another store's labels, or the same store's as they are now."""
    _Open.scheme = scheme


def live() -> Sequence[Label]:
    """Return the labels that can be put on a span."""
    return _Open.scheme.live


def name(label: str) -> str:
    """Return a label's name in the interface's language, by its id; a label nobody knows by the start of its id."""
    known = _Open.scheme.get(_Open.scheme.reading(label))
    if known is None:
        return f"? {label[:6]}"
    return name_of(known)


def name_of(label: Label) -> str:
    """Return a label's name in the interface's language, or in the other one where that is all it has."""
    return label.exported_name if is_english() else label.chinese


def is_english() -> bool:
    """Tell whether the interface speaks English: its words are the sources' own."""
    return QCoreApplication.translate("words", "Level") == "Level"


def colour(label: str) -> str:
    """Return the name of a label's colours, "" for a label nobody knows."""
    known = _Open.scheme.get(_Open.scheme.reading(label))
    return known.colour if known is not None else ""
