"""The words for a step of the log in the user's language: what it decided, filed, did to a label or in the panel."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from core.model.attributes import ATTRIBUTES, Attribute
from core.model.changes import Before
from core.model.decision import Decision, Remark, SectionCorrection
from core.model.figure import Figure
from core.model.label import Label
from core.model.panel_act import AnswerWord, Assignment, OwnConcept, PanelAct, QuestionAnswer, ValueChoice, is_withdrawn

from . import labels, words
from .words import QT_TRANSLATE_NOOP

RowsOf = Callable[[str], Sequence[Decision]]
BeforeOf = Callable[[Decision], Before | None]

_VERDICTS = {
    "confirm": QT_TRANSLATE_NOOP("acts", "confirm {words}"),
    "reject": QT_TRANSLATE_NOOP("acts", "reject {words}"),
    "add": QT_TRANSLATE_NOOP("acts", "add {words}"),
    "remark": QT_TRANSLATE_NOOP("acts", "flag or note on {words}"),
}
_CHANGED = QT_TRANSLATE_NOOP("acts", "{said}: {changes}")
_SPAN = QT_TRANSLATE_NOOP("acts", "words {was} → {now}")
_MOVED = QT_TRANSLATE_NOOP("acts", "move the ends {was} → {now}")
_FLAGGED = QT_TRANSLATE_NOOP("acts", "flag {words}")
_UNFLAGGED = QT_TRANSLATE_NOOP("acts", "take the flag off {words}")
_NOTED = QT_TRANSLATE_NOOP("acts", "note on {words}: {note}")
_UNNOTED = QT_TRANSLATE_NOOP("acts", "remove the note on {words}: {note}")
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
_IN_PANEL = {
    "assign": QT_TRANSLATE_NOOP("acts", "assign “{words}” to {concept}"),
    "assign to none": QT_TRANSLATE_NOOP("acts", "assign “{words}” to no concept"),
    "assign no more": QT_TRANSLATE_NOOP("acts", "leave “{words}” to the catalogue"),
    "concept": QT_TRANSLATE_NOOP("acts", "concept {concept}"),
    "retire concept": QT_TRANSLATE_NOOP("acts", "retire concept {concept}"),
    "choose": QT_TRANSLATE_NOOP("acts", "choose the value that stands"),
    "choose no more": QT_TRANSLATE_NOOP("acts", "choose no value any more"),
    "answer": QT_TRANSLATE_NOOP("acts", "answer: {answer}"),
    "ask again": QT_TRANSLATE_NOOP("acts", "ask a question again"),
}
_ANSWERS = {
    "reading_wrong": QT_TRANSLATE_NOOP("acts", "reading wrong"),
    "report_says_so": QT_TRANSLATE_NOOP("acts", "the report says so"),
    "revised": QT_TRANSLATE_NOOP("acts", "revised series"),
    "other_area_or_base": QT_TRANSLATE_NOOP("acts", "other area or base"),
    "explained": QT_TRANSLATE_NOOP("acts", "explained"),
}
_SETTLED_SO = QT_TRANSLATE_NOOP("acts", "settle: {said}")
_MORE = QT_TRANSLATE_NOOP("acts", "{said} and {count} more")
_UNDO, _REDO = QT_TRANSLATE_NOOP("acts", "undo: {said}"), QT_TRANSLATE_NOOP("acts", "redo: {said}")
_NOTHING = QT_TRANSLATE_NOOP("acts", "nothing")


def _nothing_before(_: Decision) -> None:
    return None


def act_words(rows: Sequence[Decision], text: str, rows_of: RowsOf, before_of: BeforeOf = _nothing_before) -> str:
    """Return in words what a step did; `text` is the report's, `rows_of` returns the rows of a step that was undone.

    Where `before_of` says what held before a row, each attribute that it changed is named, old → new.
    """
    if not rows:
        return _word(_NOTHING)
    first = rows[0]
    if first.undoes is not None:
        undone = rows_of(first.undoes)
        if undone and undone[0].undoes is not None:
            return _word(_REDO).format(said=act_words(rows_of(undone[0].undoes), text, rows_of, before_of))
        return _word(_UNDO).format(said=act_words(undone, text, rows_of, before_of))
    if first.label is not None:
        return _labelled(first.label, first.was)
    if first.panel:
        return _done_in_panel(first)
    if first.learnt is not None:
        return _word(_LEARNT if first.learnt.is_on else _NOT_LEARNT).format(words=first.learnt.words)
    if first.section is not None:
        said = ", ".join(_said_of_section(row.section) for row in rows if row.section is not None)
        surface = words.surface(text, first.section.span)
        return _word(_SECTION).format(words=surface, value=said)
    act = _filed(first) if first.field is not None else _decided(first, text, before_of(first), is_alone=len(rows) == 1)
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


def _done_in_panel(row: Decision) -> str:
    """Return what a row did in the panel; a concept made for a wording is named with the wording, as one act."""
    names = {act.code: _concept_name(act) for act in row.panel if isinstance(act, OwnConcept)}
    assigned = [act for act in row.panel if isinstance(act, Assignment)]
    first = (assigned or row.panel)[0]
    key = _panel_key(first)
    said = _word(_IN_PANEL[key]).format(
        words=first.wording if isinstance(first, Assignment) else "",
        concept=_concept_name(first) if isinstance(first, OwnConcept) else _assigned_to(first, names),
        answer=answer_words(first) if isinstance(first, QuestionAnswer) and first.answer else "",
    )
    said = _word(_SETTLED_SO).format(said=said) if row.settles else said
    more = len(assigned or row.panel)
    return said if more == 1 else _word(_MORE).format(said=said, count=more - 1)


def answer_words(answer: QuestionAnswer) -> str:
    """Return what an answer to a question says, in words; "" where it asks the question again."""
    return answer_word(answer.answer)


def answer_word(answer: AnswerWord) -> str:
    """Return the user's word for an answer, "" for none."""
    return _word(_ANSWERS[answer]) if answer else ""


def _panel_key(act: PanelAct) -> str:
    match act:
        case Assignment():
            return "assign no more" if is_withdrawn(act) else "assign" if act.concept else "assign to none"
        case OwnConcept():
            return "retire concept" if act.is_retired else "concept"
        case ValueChoice():
            return "choose no more" if is_withdrawn(act) else "choose"
        case QuestionAnswer():
            return "ask again" if is_withdrawn(act) else "answer"


def _assigned_to(act: PanelAct, names: Mapping[str, str]) -> str:
    code = act.concept or "" if isinstance(act, Assignment) else ""
    return names.get(code, code)


def _concept_name(concept: OwnConcept) -> str:
    return (labels.is_english() and concept.english) or concept.chinese


def _filed(row: Decision) -> str:
    field, value = row.field or "", row.value or ""
    sentences = _FILED if value or field not in _TAKEN_BACK else _TAKEN_BACK
    return _word(sentences[field]).format(value=value or "–")


def _said_of_section(section: SectionCorrection) -> str:
    if not section.value:
        return _word(_BY_RULES)
    return words.word(section.value) if section.field == "status" else section.value


def _decided(row: Decision, text: str, before: Before | None, *, is_alone: bool) -> str:
    """Return in words what a row decided on a figure; `is_alone` says that its step has no other row.

    A row that moved the ends of the figure is named after that, and not as a confirmation; a row of several is not,
    because the ends are moved there as a part of something else, such as a split.
    """
    span = row.figure.span if row.figure is not None else row.target
    surface = words.surface(text, span) if span is not None else ""
    if row.remark is not None and before is not None:
        return " · ".join(_remarked(before.remark, row.remark, surface)) or _word(_VERDICTS["remark"]).format(
            words=surface
        )
    said = _SETTLED if row.settles else _CARRIED if row.carried else _VERDICTS.get(row.verdict, "{words}")
    act = _word(said).format(words=surface)
    if row.reason is not None:
        return f"{act} ({words.word(row.reason)})"
    was = before.figure if before is not None else None
    changes = _changes(was, row.figure)
    if was is not None and row.figure is not None and was.span != row.figure.span:
        ends = {"was": words.surface(text, was.span), "now": surface}
        if is_alone and not (row.settles or row.carried):
            act = _word(_MOVED).format(**ends)
        else:
            changes.insert(0, _word(_SPAN).format(**ends))
    return _word(_CHANGED).format(said=act, changes=" · ".join(changes)) if changes else act


def _remarked(was: Remark, now: Remark, surface: str) -> Iterator[str]:
    """Yield in words what became of the flag and the note of a figure."""
    if now.flagged != was.flagged:
        yield _word(_FLAGGED if now.flagged else _UNFLAGGED).format(words=surface)
    if now.note and now.note != was.note:
        note = f"{was.note} → {now.note}" if was.note else now.note
        yield _word(_NOTED).format(words=surface, note=note)
    elif now.note != was.note:
        yield _word(_UNNOTED).format(words=surface, note=was.note)


def _changes(was: Figure | None, now: Figure | None) -> list[str]:
    """Return in words each attribute in which a figure differs from what it was."""
    if was is None or now is None:
        return []
    return [
        f"{words.attribute(one)} {_value(one, was)} → {_value(one, now)}"
        for one in ATTRIBUTES
        if getattr(was, one.name) != getattr(now, one.name)
    ]


def _value(one: Attribute, figure: Figure) -> str:
    """Return what a figure says of an attribute, in few words: a bound by its sign, a number as people say it."""
    value = getattr(figure, one.name)
    if value in words.BOUND_SIGNS:
        return words.BOUND_SIGNS[value]
    return (words.edit_text(figure) if one.sort == "number" else words.attribute_value(one, figure)) or "–"


def _word(text: str) -> str:
    return QCoreApplication.translate("acts", text)
