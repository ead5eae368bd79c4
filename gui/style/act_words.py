"""The words for a step of the log, in the user's language: what it decided, filed or did to a label."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from core.model.decision import Decision, SectionCorrection
from core.model.label import Label

from . import labels, words
from .words import QT_TRANSLATE_NOOP

RowsOf = Callable[[str], Sequence[Decision]]

_VERDICTS = {
    "confirm": QT_TRANSLATE_NOOP("acts", "confirm {words}"),
    "reject": QT_TRANSLATE_NOOP("acts", "reject {words}"),
    "add": QT_TRANSLATE_NOOP("acts", "add {words}"),
    "remark": QT_TRANSLATE_NOOP("acts", "flag or note on {words}"),
}
_SETTLED = QT_TRANSLATE_NOOP("acts", "settle {words}")
_CARRIED = QT_TRANSLATE_NOOP("acts", "correct {words} with what has the same cause")
_FILED = {
    "name": QT_TRANSLATE_NOOP("acts", "name: {value}"),
    "region": QT_TRANSLATE_NOOP("acts", "region: {value}"),
    "year": QT_TRANSLATE_NOOP("acts", "year: {value}"),
    "archived": QT_TRANSLATE_NOOP("acts", "archive the report"),
    "removed": QT_TRANSLATE_NOOP("acts", "remove the report"),
    "done": QT_TRANSLATE_NOOP("acts", "mark the report as done"),
    "blind": QT_TRANSLATE_NOOP("acts", "hide what others decided"),
    "version_of": QT_TRANSLATE_NOOP("acts", "make it a newer version of another report"),
}
_TAKEN_BACK = {
    "archived": QT_TRANSLATE_NOOP("acts", "take the report out of the archive"),
    "removed": QT_TRANSLATE_NOOP("acts", "bring the report back"),
    "done": QT_TRANSLATE_NOOP("acts", "mark the report as not done"),
    "blind": QT_TRANSLATE_NOOP("acts", "show what others decided"),
    "version_of": QT_TRANSLATE_NOOP("acts", "no longer a version of another report"),
}
_SECTION = QT_TRANSLATE_NOOP("acts", "section “{words}”: {value}")
_BY_RULES = QT_TRANSLATE_NOOP("acts", "as it is read")
_LEARNT = QT_TRANSLATE_NOOP("acts", "use what was learnt: {words}")
_NOT_LEARNT = QT_TRANSLATE_NOOP("acts", "do not use what was learnt: {words}")
_LABELLED = {
    "add": QT_TRANSLATE_NOOP("acts", "add label {name}"),
    "rename": QT_TRANSLATE_NOOP("acts", "rename label {was} to {name}"),
    "key": QT_TRANSLATE_NOOP("acts", "key {key} for label {name}"),
    "no key": QT_TRANSLATE_NOOP("acts", "no key for label {name}"),
    "colour": QT_TRANSLATE_NOOP("acts", "colour of label {name}: {colour}"),
    "merge": QT_TRANSLATE_NOOP("acts", "merge label {name} into {into}"),
    "retire": QT_TRANSLATE_NOOP("acts", "retire label {name}"),
    "bring back": QT_TRANSLATE_NOOP("acts", "bring back label {name}"),
}
_MORE = QT_TRANSLATE_NOOP("acts", "{said} and {count} more")
_UNDO, _REDO = QT_TRANSLATE_NOOP("acts", "undo: {said}"), QT_TRANSLATE_NOOP("acts", "redo: {said}")
_NOTHING = QT_TRANSLATE_NOOP("acts", "nothing")


def act_words(rows: Sequence[Decision], text: str, rows_of: RowsOf) -> str:
    """Return in words what a step did; `text` is the report's, `rows_of` returns the rows of a step that was undone."""
    if not rows:
        return _word(_NOTHING)
    first = rows[0]
    if first.undoes is not None:
        undone = rows_of(first.undoes)
        if undone and undone[0].undoes is not None:
            return _word(_REDO).format(said=act_words(rows_of(undone[0].undoes), text, rows_of))
        return _word(_UNDO).format(said=act_words(undone, text, rows_of))
    if first.label is not None:
        return _labelled(first.label, first.was)
    if first.learnt is not None:
        return _word(_LEARNT if first.learnt.is_on else _NOT_LEARNT).format(words=first.learnt.words)
    if first.section is not None:
        said = ", ".join(_said_of_section(row.section) for row in rows if row.section is not None)
        surface = words.surface(text, first.section.span)
        return _word(_SECTION).format(words=surface, value=said)
    act = _filed(first) if first.field is not None else _decided(first, text)
    return act if len(rows) == 1 else _word(_MORE).format(said=act, count=len(rows) - 1)


def _labelled(label: Label, was: Label | None) -> str:
    change = _change(label, was)
    name, before = labels.name_of(label), labels.name_of(was or label)
    if change == "rename" and name == before:
        # the name in the interface's language did not change, so the other one did
        name, before = _other_name(label), _other_name(was or label)
    return _word(_LABELLED[change]).format(
        name=name,
        was=before,
        key=label.key.upper(),
        colour=words.colour(label.colour),
        into=labels.name(label.merged_into or ""),
    )


def _other_name(label: Label) -> str:
    return (label.chinese if labels.is_english() else label.english) or "–"


def _change(label: Label, was: Label | None) -> str:
    """Return which change a version of a label makes; of several changes at once, the first that a user sees."""
    if was is None:
        return "add"
    if label.merged_into is not None:
        return "merge"
    if label.retired:
        return "retire"
    if not was.is_live:
        return "bring back"
    if (label.chinese, label.english) != (was.chinese, was.english):
        return "rename"
    if label.key != was.key:
        return "key" if label.key else "no key"
    return "colour"


def _filed(row: Decision) -> str:
    field, value = row.field or "", row.value or ""
    sentences = _FILED if value or field not in _TAKEN_BACK else _TAKEN_BACK
    return _word(sentences[field]).format(value=value or "–")


def _said_of_section(section: SectionCorrection) -> str:
    if not section.value:
        return _word(_BY_RULES)
    return words.word(section.value) if section.field == "status" else section.value


def _decided(row: Decision, text: str) -> str:
    span = row.figure.span if row.figure is not None else row.target
    surface = words.surface(text, span) if span is not None else ""
    said = _SETTLED if row.settles else _CARRIED if row.carried else _VERDICTS.get(row.verdict, "{words}")
    act = _word(said).format(words=surface)
    return f"{act} ({words.word(row.reason)})" if row.reason is not None else act


def _word(text: str) -> str:
    return QCoreApplication.translate("acts", text)
