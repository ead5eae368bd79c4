"""The sentences of errors and notes in the interface's language, naming the keys that are in force."""

from PySide6.QtCore import QCoreApplication

from core.model.errors import UserError
from core.model.report import Note

from ..commands.keymap import with_keys_in_force
from ..style.activity_log import Sentence


def note(given: Note) -> str:
    """Return what a note says in the interface's language."""
    return QCoreApplication.translate("errors", given.sentence).format(number=given.number)


def sentence(error: UserError) -> str:
    """Return an error's sentence in the interface's language; keys it names are those in force, facts are filled in."""
    filled = with_keys_in_force(QCoreApplication.translate("errors", error.sentence)).format(**error.facts)
    # one that came through a pipe may be anything
    return Sentence.of(filled, "…" if "/" in error.sentence or "\\" in error.sentence else error.sentence)
