"""The versions of a disputed passage side by side: each in its sentence, with the differences highlighted."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from core.agreement.passages import Passage, PassageVersion
from core.model.attributes import ATTRIBUTES, Attribute
from core.model.figure import Figure, Span

from ..style import theme, words
from ..style.words import QT_TRANSLATE_NOOP

AROUND = 60  # at most so many characters of the sentence are shown at each side of the passage
NO_FIGURE = QT_TRANSLATE_NOOP("versions", "No figure here")


def attribute_text(figure: Figure, one: Attribute) -> str:
    """Return one attribute of a figure in the user's language; an attribute that came later has its name before it."""
    value = words.attribute_value(one, figure) or "–"
    return f"{words.attribute(one)} {value}" if one.is_later else value


class VersionPane(QTextEdit):
    """One version: its number, who read it so, the sentence and the attributes; its text is never read back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_version(self, head: str, version: PassageVersion, passage: Passage, text: str, sentence: Span) -> None:
        """Show a version of a passage in its sentence; what differs from another version is highlighted."""
        self.setPalette(theme.page_palette())
        self.clear()
        cursor = self.textCursor()
        cursor.insertText(head + "\n", _bold(theme.muted_format()))
        self._write_sentence(cursor, version, passage, text, sentence)
        others = [other.figures for other in passage.versions if other is not version]
        if not version.figures:
            cursor.insertText("\n" + QCoreApplication.translate("versions", NO_FIGURE), _lit(is_lit=True))
            reasons = {words.word(row.reason) for row in version.decisions if row.reason is not None}
            cursor.insertText("".join(f" ({reason})" for reason in sorted(reasons)), theme.plain_format())
        for place, figure in enumerate(version.figures):
            against = [figures[place] for figures in others if place < len(figures)]
            self._write_figure(cursor, figure, against)

    def _write_sentence(
        self, cursor: QTextCursor, version: PassageVersion, passage: Passage, text: str, sentence: Span
    ) -> None:
        start = max(min(sentence.start, passage.span.start), passage.span.start - AROUND)
        end = min(max(sentence.end, passage.span.end), passage.span.end + AROUND)
        elsewhere = {figure.span for other in passage.versions if other is not version for figure in other.figures}
        cursor.insertText("…" if start > sentence.start else "", theme.plain_format())
        at = start
        for figure in version.figures:
            cursor.insertText(_one_line(text[at : figure.start]), theme.plain_format())
            look = _lit(is_lit=figure.span not in elsewhere)
            cursor.insertText(_one_line(text[max(at, figure.start) : figure.end]), _bold(look))
            at = max(at, figure.end)
        cursor.insertText(_one_line(text[at:end]).rstrip(), theme.plain_format())
        cursor.insertText("…" if end < sentence.end else "", theme.plain_format())

    def _write_figure(self, cursor: QTextCursor, figure: Figure, against: Sequence[Figure]) -> None:
        """Write the attributes of a figure on one or more lines.

        Those in which some other version differs are highlighted.
        """
        cursor.insertText("\n", theme.plain_format())
        for number, one in enumerate(ATTRIBUTES):
            value = getattr(figure, one.name)
            is_lit = any(getattr(other, one.name) != value for other in against)
            # attributes that hardly any figure has are shown only where it has them
            if one.is_later and value is None and not is_lit:
                continue
            cursor.insertText(" · " if number else "", theme.muted_format())
            cursor.insertText(attribute_text(figure, one), _lit(is_lit=is_lit))


def heads(passage: Passage, name: Callable[[str], str]) -> list[str]:
    """Return the heading of each version: its key, and who read it so."""
    return [
        f"{number}   " + "、".join(name(annotator) for annotator in version.annotators)
        for number, version in enumerate(passage.versions, 1)
    ]


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _lit(*, is_lit: bool) -> QTextCharFormat:
    return theme.hit_format(is_current=True) if is_lit else theme.plain_format()


def _bold(look: QTextCharFormat) -> QTextCharFormat:
    look.setFontWeight(QFont.Weight.Bold)
    return look
