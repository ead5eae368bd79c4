"""The words around a number, which its kind, its bound and its status are read from.

What the rules of a step look at is built anew for every figure and read many times. It is therefore a dataclass with
slots that is not frozen, although nothing changes it: to build a frozen one takes four times as long, to read an
attribute of a named tuple twice as long.
"""

import re
from dataclasses import dataclass

from ..model.figure import Bound, Span

BOUND_ORDER: tuple[Bound, ...] = ("ge", "gt", "le", "lt", "approx")
"""The bounds that words name, in the order in which their words are looked for."""


@dataclass(slots=True)
class Context:
    """The words around a number: those of its clause up to it, and the first ones after it.

    `start` is the offset in the survey's text at which `before` begins.
    """

    before: str
    after: str
    start: int

    def span(self, found: re.Match[str], group: int | str = 0) -> Span:
        """Return where something stands in the text of the survey that was found in `before`."""
        return Span(self.start + found.start(group), self.start + found.end(group))
