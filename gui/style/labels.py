"""The labels of the open store as the window shows them: names and colours, wherever a kind is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from core.model.label import Label
from core.review.label_scheme import Scheme


class _Open:
    """The labels of the open store. There is one, since words and colours are asked for by kind alone."""

    scheme = Scheme()


def show(scheme: Scheme) -> None:
    """Use the labels of another store, or the same store's as they are now."""
    _Open.scheme = scheme


def live() -> Sequence[Label]:
    """Return the labels that can be put on a span."""
    return _Open.scheme.live


def name(label: str) -> str:
    """Return the name of a label (by id) in the interface's language; the start of the id where it is unknown."""
    known = _Open.scheme.get(_Open.scheme.reading(label))
    if known is None:
        return f"? {label[:6]}"
    return name_of(known)


def name_of(label: Label) -> str:
    """Return the name of a label in the interface's language, or in the other one where it has no other name."""
    return label.exported_name if is_english() else label.chinese


def is_english() -> bool:
    """Tell whether the interface is in English, which is the language of the sources."""
    return QCoreApplication.translate("words", "Level") == "Level"


def colour(label: str) -> str:
    """Return the name of a label's colours, "" where the label is unknown."""
    known = _Open.scheme.get(_Open.scheme.reading(label))
    return known.colour if known is not None else ""
