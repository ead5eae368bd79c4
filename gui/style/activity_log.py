"""The activity log: what happened in the program, without anything about the user, to be sent to a maintainer.

In a finished line, a path or a name cannot be told from other words. So the activity log is written from records whose
parts are still separate: the program's own sentences and numbers are kept, and nothing else.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from types import FrameType

NOTHING = "…"
# the lines that faulthandler writes; all other lines in its file are left out
_CRASH = (
    re.compile(r"(Fatal Python error: [A-Za-z ]{1,40}|Windows fatal exception: [A-Za-z0-9 ]{1,40})(?![^\n])"),
    re.compile(r"((?:Current thread|Thread) 0x[0-9a-fA-F]+)\b.*"),
)
_CRASHED_IN = re.compile(r"  File \"(.*)\", line (\d+) in (.*)", re.DOTALL)
_QT = re.compile(r"[A-Z]\w*(?:::\w+)+", re.ASCII)
_CATEGORY = re.compile(r"[a-z]\w*(?:\.\w+)*", re.ASCII)


class Sentence(str):
    """A sentence as the user reads it, which remembers its source: the program's own words, without facts."""

    __slots__ = ("source",)

    source: str

    @classmethod
    def of(cls, filled: str, source: str) -> "Sentence":
        sentence = cls(filled)
        sentence.source = source
        return sentence


class ActivityLog(logging.Formatter):
    """Formats a record of the log as a line without facts, and an error with the lines where it was raised."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record without its facts."""
        lines = [f"{self.formatTime(record)} {record.levelname} {_with_facts(record)}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += _trace(record.exc_info[1], set())
        return "\n".join(lines)


def of_qt(category: object, text: str) -> Sentence:
    """Return the line for a message of Qt: its category, and the function that wrote it."""
    known = category if isinstance(category, str) and _CATEGORY.fullmatch(category) else NOTHING
    function = _QT.match(text)
    return Sentence.of(text, f"{known} {function[0] if function else NOTHING}")


def of_crash(lines: list[str]) -> Iterator[str]:
    """Yield the lines that a crash wrote, with each file as the name of its module."""
    modules = {getattr(module, "__file__", None): name for name, module in list(sys.modules.items())}
    for line in lines:
        where = _CRASHED_IN.fullmatch(line)
        if where:
            name = where[3] if where[3].isidentifier() and where[3].isascii() else NOTHING
            yield f"  {modules.get(where[1], NOTHING)}:{where[2]} in {name}"
            continue
        for pattern in _CRASH:
            known = pattern.fullmatch(line)
            if known:
                yield known[1]


def _with_facts(record: logging.LogRecord) -> str:
    """Return the text of a record with only those of its facts that are numbers or the program's own sentences."""
    text = str(record.msg)
    facts = record.args if isinstance(record.args, tuple) else ()
    try:
        return text % tuple(map(_fact, facts)) if facts else text
    except (TypeError, ValueError):
        return text


def _fact(fact: object) -> object:
    if isinstance(fact, Sentence):
        return fact.source
    return fact if isinstance(fact, int | float) else NOTHING


def _trace(error: BaseException, seen: set[int]) -> Iterator[str]:
    """Yield the lines where an error, and those that caused it, were raised, with their classes."""
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _trace(before, seen)
        yield "  and then"
    for frame, number in traceback.walk_tb(error.__traceback__):
        yield f"  {_module(frame)}:{number} in {_name(frame.f_code.co_name)}"
    kind = type(error)
    sort = _name(kind.__name__)
    code = getattr(error, "errno", None)
    yield f"{sort} {code}" if isinstance(code, int) else sort
    for one in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        if id(one) not in seen:
            yield from _trace(one, seen)


def _module(frame: FrameType) -> str:
    """Return the name of the module in which a frame runs; only modules that are really loaded are named."""
    name = frame.f_globals.get("__name__")
    module = sys.modules.get(name) if isinstance(name, str) else None
    return str(name) if module is not None and vars(module) is frame.f_globals else NOTHING


def _name(name: str) -> str:
    return name if name.strip("<>").isidentifier() and name.isascii() else NOTHING
