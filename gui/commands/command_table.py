"""Every action of the window as a row of one table: its name, its words, its keys, its menu, and what it does.

What a command does is a callable that is given the window, so that an editor and a type checker can follow a key to the
method it ends in. A part of the window that is made when first asked for is made by the call, not by the table. To add
a command add a row; `tests/gui/commands` checks that each name and each key stands once.
"""

from core.model.decision import Reason
from core.model.figure import KINDS, Kind

from ..session.walk import BY_ATTRIBUTE, Order
from ..style.words import QT_TRANSLATE_NOOP
from .command import Command, Effect

_BY_ATTRIBUTE = (
    QT_TRANSLATE_NOOP("commands", "By kind"),
    QT_TRANSLATE_NOOP("commands", "By unit"),
    QT_TRANSLATE_NOOP("commands", "By indicator"),
)
ORDERS: dict[Order, str] = {
    "text": QT_TRANSLATE_NOOP("commands", "In text order"),
    "confidence": QT_TRANSLATE_NOOP("commands", "Least confident first"),
    **dict(zip(BY_ATTRIBUTE, _BY_ATTRIBUTE, strict=True)),
}


def _walks_by(order: Order) -> Effect:
    return lambda window: window.preference_actions.walk_by(order)


def walk_orders() -> tuple[Command, ...]:
    return tuple(
        Command(f"walk_by:{order}", text, (f"Alt+{number}",), "go", _walks_by(order), group=number == 1)
        for number, (order, text) in enumerate(ORDERS.items(), 1)
    )


SET_KIND = QT_TRANSLATE_NOOP("commands", "Kind: {kind}")


def _sets_kind(kind: Kind) -> Effect:
    return lambda window: window.parts.selected_rows.set_kind(kind)


def set_kinds() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"set_kind:{kind}",
            SET_KIND,
            (str(number),),
            "decide",
            _sets_kind(kind),
            group=number == 1,
            decides=True,
            keeps_draft=True,
        )
        for number, kind in enumerate(KINDS, 1)
    )


REJECT_FOR = QT_TRANSLATE_NOOP("commands", "Reject: {reason}")
# each reason has its own key in place of X: it costs no further key, and no key changes its meaning for a while
_REASON_KEYS: dict[Reason, str] = {
    "date": "D",
    "ordinal": "O",
    "name": "S",
    "qualifier": "Q",
    "count": "C",
    "other": "X",
}


def _rejects_for(reason: Reason) -> Effect:
    return lambda window: window.parts.selected_rows.reject_for(reason)


def reasons() -> tuple[Command, ...]:
    return tuple(
        Command(f"reject_for:{reason}", REJECT_FOR, (f"Shift+{key}",), "decide", _rejects_for(reason), decides=True)
        for reason, key in _REASON_KEYS.items()
    )


TAKE_CANDIDATE = QT_TRANSLATE_NOOP("commands", "Indicator: candidate {number}")
MOST_CANDIDATES = 7


def _takes_candidate(number: int) -> Effect:
    return lambda window: window.form.take_candidate(number)


def take_candidates() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"take_candidate:{number}",
            TAKE_CANDIDATE,
            (f"Ctrl+{number}",),
            "decide",
            _takes_candidate(number),
            group=number == 1,
            decides=True,
            keeps_draft=True,
        )
        for number in range(1, MOST_CANDIDATES + 1)
    )


TAKE_TIME = QT_TRANSLATE_NOOP("commands", "Period: candidate {number}")
TIME_KEYS = ("8", "9")


def _takes_time(number: int) -> Effect:
    return lambda window: window.form.take_time(number)


def take_times() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"take_time:{number}",
            TAKE_TIME,
            (key,),
            "decide",
            _takes_time(number),
            decides=True,
            keeps_draft=True,
        )
        for number, key in enumerate(TIME_KEYS, 1)
    )


INDICATOR_EDGES: tuple[Command, ...] = (
    Command(
        "take_selection",
        QT_TRANSLATE_NOOP("commands", "Indicator from the selected text"),
        ("Q",),
        "decide",
        lambda window: window.form.take_selection(),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_indicator_start:-1",
        QT_TRANSLATE_NOOP("commands", "Indicator: start one character to the left"),
        ("Ctrl+[",),
        "decide",
        lambda window: window.parts.indicator_edges.move_start(-1),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_indicator_end:1",
        QT_TRANSLATE_NOOP("commands", "Indicator: end one character to the right"),
        ("Ctrl+]",),
        "decide",
        lambda window: window.parts.indicator_edges.move_end(1),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_indicator_start:1",
        QT_TRANSLATE_NOOP("commands", "Indicator: start one character to the right"),
        ("Ctrl+{",),
        "decide",
        lambda window: window.parts.indicator_edges.move_start(1),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_indicator_end:-1",
        QT_TRANSLATE_NOOP("commands", "Indicator: end one character to the left"),
        ("Ctrl+}",),
        "decide",
        lambda window: window.parts.indicator_edges.move_end(-1),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_indicator_start_word:-1",
        QT_TRANSLATE_NOOP("commands", "Indicator: start one word to the left"),
        (";",),
        "decide",
        lambda window: window.parts.indicator_edges.move_start_word(-1),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_indicator_end_word:1",
        QT_TRANSLATE_NOOP("commands", "Indicator: end one word to the right"),
        ("'",),
        "decide",
        lambda window: window.parts.indicator_edges.move_end_word(1),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_indicator_start_word:1",
        QT_TRANSLATE_NOOP("commands", "Indicator: start one word to the right"),
        (":",),
        "decide",
        lambda window: window.parts.indicator_edges.move_start_word(1),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_indicator_end_word:-1",
        QT_TRANSLATE_NOOP("commands", "Indicator: end one word to the left"),
        ('"',),
        "decide",
        lambda window: window.parts.indicator_edges.move_end_word(-1),
        decides=True,
        keeps_draft=True,
    ),
)


SPAN_EDGES: tuple[Command, ...] = (
    Command(
        "move_start:-1",
        QT_TRANSLATE_NOOP("commands", "Start one character to the left"),
        ("[",),
        "decide",
        lambda window: window.verdicts.move_start(-1),
        group=True,
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_end:1",
        QT_TRANSLATE_NOOP("commands", "End one character to the right"),
        ("]",),
        "decide",
        lambda window: window.verdicts.move_end(1),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_start:1",
        QT_TRANSLATE_NOOP("commands", "Start one character to the right"),
        ("{",),
        "decide",
        lambda window: window.verdicts.move_start(1),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_end:-1",
        QT_TRANSLATE_NOOP("commands", "End one character to the left"),
        ("}",),
        "decide",
        lambda window: window.verdicts.move_end(-1),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_start_word:-1",
        QT_TRANSLATE_NOOP("commands", "Start one word to the left"),
        ("Alt+[",),
        "decide",
        lambda window: window.parts.span_edges.move_start_word(-1),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_end_word:1",
        QT_TRANSLATE_NOOP("commands", "End one word to the right"),
        ("Alt+]",),
        "decide",
        lambda window: window.parts.span_edges.move_end_word(1),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_start_word:1",
        QT_TRANSLATE_NOOP("commands", "Start one word to the right"),
        ("Alt+{",),
        "decide",
        lambda window: window.parts.span_edges.move_start_word(1),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "move_end_word:-1",
        QT_TRANSLATE_NOOP("commands", "End one word to the left"),
        ("Alt+}",),
        "decide",
        lambda window: window.parts.span_edges.move_end_word(-1),
        decides=True,
        keeps_draft=True,
    ),
)


TOGGLE_PANE = QT_TRANSLATE_NOOP("commands", "Pane: {pane}")
TOGGLE_PANE_VERB = "toggle_pane"
# by their names in `gui.panes`
PANES: dict[str, str] = {
    "reports": QT_TRANSLATE_NOOP("commands", "List of reports"),
    "outline": QT_TRANSLATE_NOOP("commands", "Outline"),
    "form": QT_TRANSLATE_NOOP("commands", "Form"),
    "table": QT_TRANSLATE_NOOP("commands", "Table"),
    "history": QT_TRANSLATE_NOOP("commands", "History"),
    "guideline": QT_TRANSLATE_NOOP("commands", "Guideline"),
    "reasons": QT_TRANSLATE_NOOP("commands", "How the figure was read"),
    "learnt": QT_TRANSLATE_NOOP("commands", "What was learnt"),
}


def _toggles(pane: str) -> Effect:
    return lambda window: window.panes.toggle(pane)


def toggle_panes() -> tuple[Command, ...]:
    return tuple(
        Command(f"{TOGGLE_PANE_VERB}:{pane}", TOGGLE_PANE, (), "view", _toggles(pane), group=pane == "reports")
        for pane in PANES
    )


REPORTS: tuple[Command, ...] = (
    Command(
        "toggle_home",
        QT_TRANSLATE_NOOP("commands", "All reports (home page)"),
        ("H",),
        "report",
        lambda window: window.toggle_home(),
    ),
    Command(
        "toggle_panel",
        QT_TRANSLATE_NOOP("commands", "Panel (what all reports say)"),
        ("D",),
        "report",
        lambda window: window.toggle_panel(),
    ),
    Command(
        "turn_panel",
        QT_TRANSLATE_NOOP("commands", "Turn the panel: indicator, year, region"),
        ("V",),
        "report",
        lambda window: window.turn_panel(),
    ),
    Command(
        "toggle_plot",
        QT_TRANSLATE_NOOP("commands", "Panel: plot or table"),
        ("O",),
        "report",
        lambda window: window.toggle_plot(),
    ),
    Command(
        "list_wordings",
        QT_TRANSLATE_NOOP("commands", "Panel: wordings without an indicator"),
        (),
        "report",
        lambda window: window.show_in_panel("wordings"),
    ),
    Command(
        "list_questions",
        QT_TRANSLATE_NOOP("commands", "Panel: questions"),
        (),
        "report",
        lambda window: window.show_in_panel("questions"),
    ),
    Command(
        "toggle_done",
        QT_TRANSLATE_NOOP("commands", "Mark the report as done"),
        ("Ctrl+D",),
        "report",
        lambda window: window.library.toggle_done(),
        group=True,
    ),
    Command(
        "go_undone",
        QT_TRANSLATE_NOOP("commands", "Next unfinished report"),
        ("Ctrl+Shift+PgDown",),
        "report",
        lambda window: window.library.go_undone(),
    ),
    Command(
        "go_report:1",
        QT_TRANSLATE_NOOP("commands", "Next report"),
        ("Ctrl+PgDown",),
        "report",
        lambda window: window.library.go_report(1),
    ),
    Command(
        "go_report:-1",
        QT_TRANSLATE_NOOP("commands", "Previous report"),
        ("Ctrl+PgUp",),
        "report",
        lambda window: window.library.go_report(-1),
    ),
    Command(
        "find_report",
        QT_TRANSLATE_NOOP("commands", "Find a report"),
        ("Ctrl+L",),
        "report",
        lambda window: window.find_report(),
        group=True,
        keeps_draft=True,
    ),
    Command(
        "choose_shown",
        QT_TRANSLATE_NOOP("commands", "Filter and sort the reports…"),
        ("Ctrl+Shift+L",),
        "report",
        lambda window: window.choose_shown(),
        keeps_draft=True,
    ),
    Command(
        "describe_report",
        QT_TRANSLATE_NOOP("commands", "Name, region and year…"),
        ("Ctrl+R",),
        "report",
        lambda window: window.reports.describe_report(),
        group=True,
    ),
    Command(
        "choose_older",
        QT_TRANSLATE_NOOP("commands", "Mark as a newer version of…"),
        ("Ctrl+Shift+R",),
        "report",
        lambda window: window.parts.newer_version.choose_older(),
    ),
    Command(
        "toggle_archived",
        QT_TRANSLATE_NOOP("commands", "Archive or unarchive the report"),
        ("Ctrl+B",),
        "report",
        lambda window: window.library.toggle_archived(),
    ),
    Command(
        "toggle_removed",
        QT_TRANSLATE_NOOP("commands", "Remove or restore the report"),
        ("Ctrl+Del",),
        "report",
        lambda window: window.library.toggle_removed(),
    ),
    Command(
        "bring_back",
        QT_TRANSLATE_NOOP("commands", "Restore the report removed or archived last"),
        ("Ctrl+Shift+Del",),
        "report",
        lambda window: window.library.bring_back(),
    ),
)

TABLE: tuple[Command, ...] = (
    Command(
        "filter_by:state",
        QT_TRANSLATE_NOOP("commands", "Filter the table…"),
        ("Ctrl+Shift+F",),
        "view",
        lambda window: window.table.filter_by("state"),
        group=True,
        keeps_draft=True,
    ),
    Command(
        "want_all",
        QT_TRANSLATE_NOOP("commands", "Show every figure in the table"),
        ("Ctrl+Shift+A",),
        "view",
        lambda window: window.table.want_all(),
        keeps_draft=True,
    ),
    Command(
        "choose_columns",
        QT_TRANSLATE_NOOP("commands", "Columns of the table…"),
        ("Ctrl+Shift+C",),
        "view",
        lambda window: window.table.choose_columns(),
        keeps_draft=True,
    ),
)

HISTORY: tuple[Command, ...] = (
    Command(
        "toggle_reasons",
        QT_TRANSLATE_NOOP("commands", "How the figure was read"),
        ("W",),
        "view",
        lambda window: window.parts.reasons.toggle(),
    ),
    Command(
        "toggle_learnt",
        QT_TRANSLATE_NOOP("commands", "What was learnt"),
        ("Shift+W",),
        "view",
        lambda window: window.parts.learnt.toggle(),
    ),
    Command(
        "toggle_history",
        QT_TRANSLATE_NOOP("commands", "History"),
        ("Ctrl+H",),
        "edit",
        lambda window: window.parts.history.toggle_history(),
        keeps_draft=True,
    ),
    Command(
        "undo_back",
        QT_TRANSLATE_NOOP("commands", "Undo back to the selected step"),
        ("Ctrl+Shift+U",),
        "edit",
        lambda window: window.parts.history.undo_back(),
    ),
)


OTHER_READINGS: tuple[Command, ...] = (
    Command(
        "take_other:1",
        QT_TRANSLATE_NOOP("commands", "Use the other source's reading"),
        ("R",),
        "decide",
        lambda window: window.parts.annotator_actions.other_readings.take_other(1),
        group=True,
        decides=True,
    ),
    Command(
        "take_other:2",
        QT_TRANSLATE_NOOP("commands", "Use the third source's reading"),
        ("Shift+R",),
        "decide",
        lambda window: window.parts.annotator_actions.other_readings.take_other(2),
        decides=True,
    ),
    Command(
        "settle_disputes",
        QT_TRANSLATE_NOOP("commands", "Settle disputes…"),
        ("S",),
        "decide",
        lambda window: window.parts.annotator_actions.settling.settle_disputes(),
    ),
)


ANNOTATORS: tuple[Command, ...] = (
    Command(
        "show_agreement",
        QT_TRANSLATE_NOOP("commands", "Agreement…"),
        ("Ctrl+G",),
        "view",
        lambda window: window.parts.annotator_actions.show_agreement(),
        group=True,
    ),
    Command(
        "toggle_blind",
        QT_TRANSLATE_NOOP("commands", "Hide or show others' decisions"),
        ("Ctrl+Shift+H",),
        "view",
        lambda window: window.parts.annotator_actions.toggle_blind(),
    ),
)


STORES: tuple[Command, ...] = (
    Command(
        "merge_stores",
        QT_TRANSLATE_NOOP("commands", "Merge stores…"),
        ("Ctrl+M",),
        "file",
        lambda window: window.parts.store_actions.merge_stores(),
        group=True,
    ),
    Command(
        "take_back_merge",
        QT_TRANSLATE_NOOP("commands", "Take back the last merge"),
        (),
        "file",
        lambda window: window.parts.store_actions.take_back_merge(),
    ),
    Command(
        "share_copy",
        QT_TRANSLATE_NOOP("commands", "Share a copy…"),
        (),
        "file",
        lambda window: window.parts.store_actions.share_copy(),
    ),
    Command(
        "restore_store",
        QT_TRANSLATE_NOOP("commands", "Restore a backup…"),
        (),
        "file",
        lambda window: window.parts.store_actions.restore_store(),
    ),
    Command(
        "check_store",
        QT_TRANSLATE_NOOP("commands", "Check the store"),
        (),
        "file",
        lambda window: window.parts.store_actions.check_store(),
    ),
    Command(
        "repair_store",
        QT_TRANSLATE_NOOP("commands", "Repair a damaged store…"),
        (),
        "file",
        lambda window: window.parts.store_actions.repair_store(),
    ),
    Command(
        "save_unwritten",
        QT_TRANSLATE_NOOP("commands", "Save unwritten decisions elsewhere…"),
        (),
        "file",
        lambda window: window.parts.store_actions.save_unwritten(),
    ),
)


COMMANDS: tuple[Command, ...] = (
    Command(
        "open_files",
        QT_TRANSLATE_NOOP("commands", "Open reports or a store…"),
        ("Ctrl+O",),
        "file",
        lambda window: window.parts.dialogs.open_files(),
    ),
    Command(
        "open_folder",
        QT_TRANSLATE_NOOP("commands", "Open a folder of reports…"),
        ("Ctrl+Shift+O",),
        "file",
        lambda window: window.parts.dialogs.open_folder(),
    ),
    Command(
        "paste_report",
        QT_TRANSLATE_NOOP("commands", "New report from the clipboard"),
        ("Ctrl+Shift+V",),
        "file",
        lambda window: window.workspace.paste_report(),
    ),
    Command(
        "read_again",
        QT_TRANSLATE_NOOP("commands", "Read with another encoding…"),
        (),
        "file",
        lambda window: window.parts.dialogs.read_again(),
    ),
    Command(
        "show_refused",
        QT_TRANSLATE_NOOP("commands", "What was noticed about the files…"),
        (),
        "file",
        lambda window: window.parts.dialogs.show_refused(),
        keeps_draft=True,
    ),
    Command(
        "new_store",
        QT_TRANSLATE_NOOP("commands", "New store…"),
        ("Ctrl+N",),
        "file",
        lambda window: window.parts.dialogs.new_store(),
    ),
    Command(
        "export",
        QT_TRANSLATE_NOOP("commands", "Export figures…"),
        ("Ctrl+E",),
        "file",
        lambda window: window.parts.dialogs.export(),
        group=True,
    ),
    Command(
        "export_panel",
        QT_TRANSLATE_NOOP("commands", "Export the panel…"),
        (),
        "file",
        lambda window: window.export_panel(),
    ),
    Command(
        "import_labels",
        QT_TRANSLATE_NOOP("commands", "Import labels…"),
        ("Ctrl+Shift+E",),
        "file",
        lambda window: window.parts.dialogs.import_labels(),
    ),
    Command(
        "take_back_import",
        QT_TRANSLATE_NOOP("commands", "Take back the last import"),
        (),
        "file",
        lambda window: window.parts.dialogs.take_back_import(),
    ),
    *STORES,
    Command(
        "name_annotator",
        QT_TRANSLATE_NOOP("commands", "Annotator…"),
        (),
        "file",
        lambda window: window.parts.dialogs.name_annotator(),
        group=True,
    ),
    Command(
        "close", QT_TRANSLATE_NOOP("commands", "Quit"), ("Ctrl+Q",), "file", lambda window: window.close(), group=True
    ),
    Command(
        "confirm",
        QT_TRANSLATE_NOOP("commands", "Confirm and go to the next undecided"),
        ("Return", "Space", "Enter"),
        "decide",
        lambda window: window.parts.selected_rows.confirm(),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "list_undecided",
        QT_TRANSLATE_NOOP("commands", "Confirm several…"),
        ("Shift+Return", "Shift+Enter"),
        "decide",
        lambda window: window.parts.figure_list.list_undecided(),
    ),
    Command(
        "reject",
        QT_TRANSLATE_NOOP("commands", "Reject: not a figure"),
        ("X",),
        "decide",
        lambda window: window.parts.selected_rows.reject(),
        decides=True,
    ),
    Command(
        "list_alike",
        QT_TRANSLATE_NOOP("commands", "Decide similar figures…"),
        ("A",),
        "decide",
        lambda window: window.parts.similar_figures.list_similar(),
    ),
    Command(
        "list_same_cause",
        QT_TRANSLATE_NOOP("commands", "Go through what has the same cause…"),
        ("C",),
        "decide",
        lambda window: window.parts.same_cause.enter(),
    ),
    *reasons(),
    Command(
        "toggle_flag",
        QT_TRANSLATE_NOOP("commands", "Flag, to come back later"),
        ("F",),
        "decide",
        lambda window: window.parts.selected_rows.toggle_flag(),
        group=True,
        decides=True,
    ),
    Command(
        "write_note",
        QT_TRANSLATE_NOOP("commands", "Note…"),
        ("M",),
        "decide",
        lambda window: window.parts.note_bar.write_note(),
    ),
    Command(
        "add_selection",
        QT_TRANSLATE_NOOP("commands", "New figure from the selected text"),
        ("N",),
        "decide",
        lambda window: window.view.add_selection(),
        decides=True,
    ),
    Command(
        "add_selection_over",
        QT_TRANSLATE_NOOP("commands", "New figure on top of existing ones"),
        ("Shift+N",),
        "decide",
        lambda window: window.view.add_selection_overlapping(),
        decides=True,
    ),
    Command(
        "list_pairs",
        QT_TRANSLATE_NOOP("commands", "Pair indicators and figures…"),
        ("P",),
        "decide",
        lambda window: window.parts.pairs.list_pairs(),
    ),
    Command(
        "list_labels",
        QT_TRANSLATE_NOOP("commands", "Label…"),
        ("I",),
        "decide",
        lambda window: window.parts.label_palette.list_labels(),
        keeps_draft=True,
    ),
    Command(
        "edit",
        QT_TRANSLATE_NOOP("commands", "Edit in the form"),
        ("E",),
        "decide",
        lambda window: window.form.edit(),
        keeps_draft=True,
    ),
    Command(
        "apply",
        QT_TRANSLATE_NOOP("commands", "Apply the form"),
        ("Ctrl+Return",),
        "decide",
        lambda window: window.form.apply(),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "apply_and_go_on",
        QT_TRANSLATE_NOOP("commands", "Apply the form and go to the next"),
        (),
        "decide",
        lambda window: window.form.apply_and_go_on(),
        decides=True,
        keeps_draft=True,
    ),
    *set_kinds(),
    Command(
        "set_bound:eq",
        QT_TRANSLATE_NOOP("commands", "Bound: exactly"),
        ("=",),
        "decide",
        lambda window: window.parts.selected_rows.set_bound("eq"),
        group=True,
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "set_bound:ge",
        QT_TRANSLATE_NOOP("commands", "Bound: at least"),
        (".",),
        "decide",
        lambda window: window.parts.selected_rows.set_bound("ge"),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "set_bound:gt",
        QT_TRANSLATE_NOOP("commands", "Bound: more than"),
        (">",),
        "decide",
        lambda window: window.parts.selected_rows.set_bound("gt"),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "set_bound:le",
        QT_TRANSLATE_NOOP("commands", "Bound: at most"),
        (",",),
        "decide",
        lambda window: window.parts.selected_rows.set_bound("le"),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "set_bound:lt",
        QT_TRANSLATE_NOOP("commands", "Bound: less than"),
        ("<",),
        "decide",
        lambda window: window.parts.selected_rows.set_bound("lt"),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "set_bound:approx",
        QT_TRANSLATE_NOOP("commands", "Bound: about"),
        ("~",),
        "decide",
        lambda window: window.parts.selected_rows.set_bound("approx"),
        decides=True,
        keeps_draft=True,
    ),
    Command(
        "toggle_status",
        QT_TRANSLATE_NOOP("commands", "Actual or target"),
        ("T",),
        "decide",
        lambda window: window.parts.selected_rows.toggle_status(),
        group=True,
        decides=True,
        keeps_draft=True,
    ),
    *take_times(),
    *take_candidates(),
    *INDICATOR_EDGES,
    Command(
        "correct_section",
        QT_TRANSLATE_NOOP("commands", "Time of the section…"),
        ("Y",),
        "decide",
        lambda window: window.parts.section_bar.correct_here(),
    ),
    *OTHER_READINGS,
    *SPAN_EDGES,
    Command(
        "split",
        QT_TRANSLATE_NOOP("commands", "Split at the cursor, or at each number"),
        ("/",),
        "decide",
        lambda window: window.parts.span_edges.split(),
        decides=True,
    ),
    Command(
        "join",
        QT_TRANSLATE_NOOP("commands", "Join with the next figure"),
        ("&",),
        "decide",
        lambda window: window.parts.span_edges.join(),
        decides=True,
    ),
    Command(
        "undo", QT_TRANSLATE_NOOP("commands", "Undo"), ("U", "Ctrl+Z"), "edit", lambda window: window.verdicts.undo()
    ),
    Command(
        "redo",
        QT_TRANSLATE_NOOP("commands", "Redo"),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "edit",
        lambda window: window.verdicts.redo(),
    ),
    Command(
        "manage_labels",
        QT_TRANSLATE_NOOP("commands", "Labels…"),
        ("Ctrl+I",),
        "edit",
        lambda window: window.parts.label_actions.manage_labels(),
        group=True,
    ),
    Command(
        "copy",
        QT_TRANSLATE_NOOP("commands", "Copy the selection"),
        ("Ctrl+C",),
        "edit",
        lambda window: window.copy(),
        group=True,
        keeps_draft=True,
    ),
    Command(
        "find_words",
        QT_TRANSLATE_NOOP("commands", "Find in text, figures and notes"),
        ("Ctrl+F",),
        "edit",
        lambda window: window.parts.find_bar.find_words(),
        group=True,
    ),
    Command(
        "find_on:1",
        QT_TRANSLATE_NOOP("commands", "Next match"),
        ("F3",),
        "edit",
        lambda window: window.parts.find_bar.find_on(1),
    ),
    Command(
        "find_on:-1",
        QT_TRANSLATE_NOOP("commands", "Previous match"),
        ("Shift+F3",),
        "edit",
        lambda window: window.parts.find_bar.find_on(-1),
    ),
    Command(
        "show_preferences",
        QT_TRANSLATE_NOOP("commands", "Preferences…"),
        ("Ctrl+,",),
        "edit",
        lambda window: window.preference_actions.show_preferences(),
        group=True,
        keeps_draft=True,
    ),
    Command(
        "go:1", QT_TRANSLATE_NOOP("commands", "Next figure"), ("Tab", "J"), "go", lambda window: window.session.go(1)
    ),
    Command(
        "go:-1",
        QT_TRANSLATE_NOOP("commands", "Previous figure"),
        ("Shift+Tab", "K"),
        "go",
        lambda window: window.session.go(-1),
    ),
    Command(
        "go_undecided:1",
        QT_TRANSLATE_NOOP("commands", "Next undecided figure"),
        ("Ctrl+J",),
        "go",
        lambda window: window.session.go_undecided(1),
        group=True,
    ),
    Command(
        "go_undecided:-1",
        QT_TRANSLATE_NOOP("commands", "Previous undecided figure"),
        ("Ctrl+K",),
        "go",
        lambda window: window.session.go_undecided(-1),
    ),
    Command(
        "go_flagged:1",
        QT_TRANSLATE_NOOP("commands", "Next flagged figure"),
        ("G",),
        "go",
        lambda window: window.session.go_flagged(1),
    ),
    Command(
        "go_flagged:-1",
        QT_TRANSLATE_NOOP("commands", "Previous flagged figure"),
        ("Shift+G",),
        "go",
        lambda window: window.session.go_flagged(-1),
    ),
    Command(
        "go_last_decided",
        QT_TRANSLATE_NOOP("commands", "Last decided figure"),
        ("B",),
        "go",
        lambda window: window.session.go_last_decided(),
    ),
    *walk_orders(),
    Command(
        "go_leftover:1",
        QT_TRANSLATE_NOOP("commands", "Next unrecognised number"),
        ("L",),
        "go",
        lambda window: window.unread_numerals.go_leftover(1),
        group=True,
    ),
    Command(
        "go_leftover:-1",
        QT_TRANSLATE_NOOP("commands", "Previous unrecognised number"),
        ("Shift+L",),
        "go",
        lambda window: window.unread_numerals.go_leftover(-1),
    ),
    Command(
        "go_pane:1",
        QT_TRANSLATE_NOOP("commands", "Next pane"),
        ("F6",),
        "go",
        lambda window: window.go_pane(1),
        group=True,
        keeps_draft=True,
    ),
    Command(
        "go_text",
        QT_TRANSLATE_NOOP("commands", "Back to the text"),
        ("Esc",),
        "go",
        lambda window: window.go_text(),
        keeps_draft=True,
    ),
    Command(
        "zoom:1",
        QT_TRANSLATE_NOOP("commands", "Larger text"),
        ("Ctrl++", "Ctrl+="),
        "view",
        lambda window: window.view.zoom(1),
        keeps_draft=True,
    ),
    Command(
        "zoom:-1",
        QT_TRANSLATE_NOOP("commands", "Smaller text"),
        ("Ctrl+-",),
        "view",
        lambda window: window.view.zoom(-1),
        keeps_draft=True,
    ),
    Command(
        "zoom:0",
        QT_TRANSLATE_NOOP("commands", "Normal text size"),
        ("Ctrl+0",),
        "view",
        lambda window: window.view.zoom(0),
        keeps_draft=True,
    ),
    Command(
        "choose_scheme:system",
        QT_TRANSLATE_NOOP("commands", "System colours"),
        (),
        "view",
        lambda window: window.preference_actions.choose_scheme("system"),
        group=True,
        keeps_draft=True,
    ),
    Command(
        "choose_scheme:light",
        QT_TRANSLATE_NOOP("commands", "Light"),
        (),
        "view",
        lambda window: window.preference_actions.choose_scheme("light"),
        keeps_draft=True,
    ),
    Command(
        "choose_scheme:dark",
        QT_TRANSLATE_NOOP("commands", "Dark"),
        (),
        "view",
        lambda window: window.preference_actions.choose_scheme("dark"),
        keeps_draft=True,
    ),
    *toggle_panes(),
    *ANNOTATORS,
    *TABLE,
    *HISTORY,
    *REPORTS,
    Command(
        "show_keys",
        QT_TRANSLATE_NOOP("commands", "Keys"),
        ("F1", "?"),
        "help",
        lambda window: window.parts.dialogs.show_keys(),
        keeps_draft=True,
    ),
    Command(
        "show_manual",
        QT_TRANSLATE_NOOP("commands", "Manual"),
        ("Shift+F1",),
        "help",
        lambda window: window.parts.manual.show_manual(),
        keeps_draft=True,
    ),
    Command(
        "show_legend",
        QT_TRANSLATE_NOOP("commands", "Legend of colours and marks"),
        (),
        "help",
        lambda window: window.parts.dialogs.show_legend(),
        keeps_draft=True,
    ),
    Command(
        "find_command",
        QT_TRANSLATE_NOOP("commands", "Command palette"),
        ("Ctrl+Shift+P",),
        "help",
        lambda window: window.parts.command_palette.toggle(),
        keeps_draft=True,
    ),
    Command(
        "save_key_sheet",
        QT_TRANSLATE_NOOP("commands", "Print the key list…"),
        ("Ctrl+P",),
        "help",
        lambda window: window.parts.key_sheet.save_key_sheet(),
    ),
    Command(
        "toggle_guideline",
        QT_TRANSLATE_NOOP("commands", "Guideline"),
        ("F2",),
        "help",
        lambda window: window.parts.guideline.toggle(),
        keeps_draft=True,
    ),
    Command(
        "open_sample",
        QT_TRANSLATE_NOOP("commands", "Open the sample report"),
        (),
        "help",
        lambda window: window.workspace.open_sample(),
        group=True,
    ),
    Command(
        "copy_diagnostics",
        QT_TRANSLATE_NOOP("commands", "Copy diagnostics"),
        (),
        "help",
        lambda window: window.parts.diagnostics.copy_diagnostics(),
        group=True,
        keeps_draft=True,
    ),
    Command(
        "show_log",
        QT_TRANSLATE_NOOP("commands", "Show the log"),
        (),
        "help",
        lambda window: window.parts.diagnostics.show_log(),
        keeps_draft=True,
    ),
    Command(
        "show_about",
        QT_TRANSLATE_NOOP("commands", "About Biaoshu"),
        (),
        "help",
        lambda window: window.parts.dialogs.show_about(),
        keeps_draft=True,
    ),
)
