"""Every action of the window as a row of one table: its words, its keys, its menu, whose method it calls."""

from core.model.decision import Reason
from core.model.figure import KINDS

from ..session.walk import BY_ATTRIBUTE, Order
from ..style.words import QT_TRANSLATE_NOOP
from .command import Command

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


def walk_orders() -> tuple[Command, ...]:
    return tuple(
        Command("walk_by", text, (f"Alt+{number}",), "go", "prefer", order, group=number == 1)
        for number, (order, text) in enumerate(ORDERS.items(), 1)
    )


SET_KIND = QT_TRANSLATE_NOOP("commands", "Kind: {kind}")


def set_kinds() -> tuple[Command, ...]:
    return tuple(
        Command("set_kind", SET_KIND, (str(number),), "decide", argument=kind, group=number == 1)
        for number, kind in enumerate(KINDS, 1)
    )


REJECT_FOR = QT_TRANSLATE_NOOP("commands", "Reject: {reason}")
# a key of its own for each, in place of X: a reason costs no further key, and no key means something else for a while
_REASON_KEYS: dict[Reason, str] = {
    "date": "D",
    "ordinal": "O",
    "name": "S",
    "qualifier": "Q",
    "count": "C",
    "other": "X",
}


def reasons() -> tuple[Command, ...]:
    return tuple(
        Command("reject_for", REJECT_FOR, (f"Shift+{key}",), "decide", "selected_rows", reason)
        for reason, key in _REASON_KEYS.items()
    )


_EDGE_KEYS: tuple[tuple[str, str, str, int], ...] = (
    ("move_start", QT_TRANSLATE_NOOP("commands", "Start one character to the left"), "[", -1),
    ("move_end", QT_TRANSLATE_NOOP("commands", "End one character to the right"), "]", 1),
    ("move_start", QT_TRANSLATE_NOOP("commands", "Start one character to the right"), "{", 1),
    ("move_end", QT_TRANSLATE_NOOP("commands", "End one character to the left"), "}", -1),
    ("move_start_word", QT_TRANSLATE_NOOP("commands", "Start one word to the left"), "Alt+[", -1),
    ("move_end_word", QT_TRANSLATE_NOOP("commands", "End one word to the right"), "Alt+]", 1),
    ("move_start_word", QT_TRANSLATE_NOOP("commands", "Start one word to the right"), "Alt+{", 1),
    ("move_end_word", QT_TRANSLATE_NOOP("commands", "End one word to the left"), "Alt+}", -1),
)


def span_edge_commands() -> tuple[Command, ...]:
    return tuple(
        Command(verb, text, (key,), "decide", "span_edges" if "word" in verb else "verdicts", by, group=key == "[")
        for verb, text, key, by in _EDGE_KEYS
    )


REPORTS: tuple[Command, ...] = (
    Command("toggle_done", QT_TRANSLATE_NOOP("commands", "This report is done"), ("Ctrl+D",), "report", "library"),
    Command(
        "go_undone",
        QT_TRANSLATE_NOOP("commands", "Next report not done"),
        ("Ctrl+Shift+PgDown",),
        "report",
        "library",
        group=True,
    ),
    Command("go_report", QT_TRANSLATE_NOOP("commands", "Next report"), ("Ctrl+PgDown",), "report", "library", 1),
    Command("go_report", QT_TRANSLATE_NOOP("commands", "Previous report"), ("Ctrl+PgUp",), "report", "library", -1),
    Command(
        "find_report", QT_TRANSLATE_NOOP("commands", "Find a report"), ("Ctrl+L",), "report", "reports", group=True
    ),
    Command(
        "choose_shown",
        QT_TRANSLATE_NOOP("commands", "List and sort the reports…"),
        ("Ctrl+Shift+L",),
        "report",
        "reports",
    ),
    Command(
        "describe_report",
        QT_TRANSLATE_NOOP("commands", "Name, region and year…"),
        ("Ctrl+R",),
        "report",
        "reports",
        group=True,
    ),
    Command(
        "choose_older",
        QT_TRANSLATE_NOOP("commands", "A newer version of…"),
        ("Ctrl+Shift+R",),
        "report",
        "newer_version",
    ),
    Command(
        "toggle_archived",
        QT_TRANSLATE_NOOP("commands", "Archive, or take out of the archive"),
        ("Ctrl+B",),
        "report",
        "library",
    ),
    Command(
        "toggle_removed", QT_TRANSLATE_NOOP("commands", "Remove, or bring back"), ("Ctrl+Del",), "report", "library"
    ),
    Command(
        "bring_back",
        QT_TRANSLATE_NOOP("commands", "Bring back what was removed or archived last"),
        ("Ctrl+Shift+Del",),
        "report",
        "library",
    ),
)

TABLE: tuple[Command, ...] = (
    Command(
        "filter_by",
        QT_TRANSLATE_NOOP("commands", "Filter the table…"),
        ("Ctrl+Shift+F",),
        "view",
        "table",
        "state",
        True,
    ),
    Command(
        "want_all", QT_TRANSLATE_NOOP("commands", "Show every figure in the table"), ("Ctrl+Shift+A",), "view", "table"
    ),
    Command(
        "choose_columns", QT_TRANSLATE_NOOP("commands", "Columns of the table…"), ("Ctrl+Shift+C",), "view", "table"
    ),
)

HISTORY: tuple[Command, ...] = (
    Command("toggle_history", QT_TRANSLATE_NOOP("commands", "History"), ("Ctrl+H",), "edit", "history"),
    Command(
        "undo_back", QT_TRANSLATE_NOOP("commands", "Undo back to the step chosen"), ("Ctrl+Shift+U",), "edit", "history"
    ),
)


def other_readings() -> tuple[Command, ...]:
    return (
        Command(
            "take_other",
            QT_TRANSLATE_NOOP("commands", "Take the other source's reading"),
            ("R",),
            "decide",
            "annotator_actions",
            1,
            group=True,
        ),
        Command(
            "take_other",
            QT_TRANSLATE_NOOP("commands", "Take the third source's reading"),
            ("Shift+R",),
            "decide",
            "annotator_actions",
            2,
        ),
        Command(
            "settle_disputes", QT_TRANSLATE_NOOP("commands", "Settle disputes…"), ("S",), "decide", "annotator_actions"
        ),
    )


def annotator_commands() -> tuple[Command, ...]:
    return (
        Command(
            "show_agreement",
            QT_TRANSLATE_NOOP("commands", "Agreement…"),
            ("Ctrl+G",),
            "view",
            "annotator_actions",
            group=True,
        ),
        Command(
            "toggle_blind",
            QT_TRANSLATE_NOOP("commands", "Hide others' decisions, or show"),
            ("Ctrl+Shift+H",),
            "view",
            "annotator_actions",
        ),
    )


STORES: tuple[Command, ...] = (
    Command(
        "merge_stores", QT_TRANSLATE_NOOP("commands", "Merge stores…"), ("Ctrl+M",), "file", "store_actions", group=True
    ),
    Command("take_back_merge", QT_TRANSLATE_NOOP("commands", "Take back the last merge"), (), "file", "store_actions"),
    Command("share_copy", QT_TRANSLATE_NOOP("commands", "Share a copy…"), (), "file", "store_actions"),
    Command("restore_store", QT_TRANSLATE_NOOP("commands", "Restore a backup…"), (), "file", "store_actions"),
    Command("check_store", QT_TRANSLATE_NOOP("commands", "Check the store"), (), "file", "store_actions"),
    Command("repair_store", QT_TRANSLATE_NOOP("commands", "Repair a damaged store…"), (), "file", "store_actions"),
    Command(
        "save_unwritten", QT_TRANSLATE_NOOP("commands", "Save what could not be written…"), (), "file", "store_actions"
    ),
)


COMMANDS: tuple[Command, ...] = (
    Command("open_files", QT_TRANSLATE_NOOP("commands", "Open reports or a store…"), ("Ctrl+O",), "file", "ask"),
    Command(
        "open_folder", QT_TRANSLATE_NOOP("commands", "Open a folder of reports…"), ("Ctrl+Shift+O",), "file", "ask"
    ),
    Command(
        "paste_report", QT_TRANSLATE_NOOP("commands", "New report from the clipboard"), ("Ctrl+Shift+V",), "file", "ask"
    ),
    Command("read_again", QT_TRANSLATE_NOOP("commands", "Read with another encoding…"), (), "file", "ask"),
    Command("show_refused", QT_TRANSLATE_NOOP("commands", "What could not be read…"), (), "file", "ask"),
    Command("new_store", QT_TRANSLATE_NOOP("commands", "New store…"), ("Ctrl+N",), "file", "ask"),
    Command("export", QT_TRANSLATE_NOOP("commands", "Export figures…"), ("Ctrl+E",), "file", "ask", group=True),
    Command("import_labels", QT_TRANSLATE_NOOP("commands", "Import labels…"), ("Ctrl+Shift+E",), "file", "ask"),
    Command("take_back_import", QT_TRANSLATE_NOOP("commands", "Take back the last import"), (), "file", "ask"),
    *STORES,
    Command("name_annotator", QT_TRANSLATE_NOOP("commands", "Annotator…"), (), "file", "ask", group=True),
    Command("close", QT_TRANSLATE_NOOP("commands", "Quit"), ("Ctrl+Q",), "file", "window", group=True),
    Command(
        "confirm",
        QT_TRANSLATE_NOOP("commands", "Confirm, go to the next undecided"),
        ("Return", "Space", "Enter"),
        "decide",
        "selected_rows",
    ),
    Command(
        "list_undecided",
        QT_TRANSLATE_NOOP("commands", "Confirm many…"),
        ("Shift+Return", "Shift+Enter"),
        "decide",
        "many",
    ),
    Command("reject", QT_TRANSLATE_NOOP("commands", "Reject: no figure"), ("X",), "decide", "selected_rows"),
    Command("list_alike", QT_TRANSLATE_NOOP("commands", "More like the last…"), ("A",), "decide", "alike"),
    *reasons(),
    Command(
        "toggle_flag",
        QT_TRANSLATE_NOOP("commands", "Flag, to come back"),
        ("F",),
        "decide",
        "selected_rows",
        group=True,
    ),
    Command("write_note", QT_TRANSLATE_NOOP("commands", "Note…"), ("M",), "decide", "note"),
    Command(
        "add_selection", QT_TRANSLATE_NOOP("commands", "New figure from the selected text"), ("N",), "decide", "view"
    ),
    Command(
        "add_selection_over",
        QT_TRANSLATE_NOOP("commands", "New figure over those there"),
        ("Shift+N",),
        "decide",
        "view",
    ),
    Command("list_pairs", QT_TRANSLATE_NOOP("commands", "Pairs of the clause…"), ("P",), "decide", "pairs"),
    Command("list_labels", QT_TRANSLATE_NOOP("commands", "Label…"), ("I",), "decide", "label_palette"),
    Command("edit", QT_TRANSLATE_NOOP("commands", "Edit in the form"), ("E",), "decide", "form"),
    Command("apply", QT_TRANSLATE_NOOP("commands", "Keep what the form says"), ("Ctrl+Return",), "decide", "form"),
    Command("apply_and_go_on", QT_TRANSLATE_NOOP("commands", "Keep what the form says, go on"), (), "decide", "form"),
    *set_kinds(),
    Command("set_bound", QT_TRANSLATE_NOOP("commands", "Bound: exactly"), ("=",), "decide", argument="eq", group=True),
    Command("set_bound", QT_TRANSLATE_NOOP("commands", "Bound: at least"), (".",), "decide", argument="ge"),
    Command("set_bound", QT_TRANSLATE_NOOP("commands", "Bound: more than"), (">",), "decide", argument="gt"),
    Command("set_bound", QT_TRANSLATE_NOOP("commands", "Bound: at most"), (",",), "decide", argument="le"),
    Command("set_bound", QT_TRANSLATE_NOOP("commands", "Bound: less than"), ("<",), "decide", argument="lt"),
    Command("set_bound", QT_TRANSLATE_NOOP("commands", "Bound: about"), ("~",), "decide", argument="approx"),
    Command("toggle_status", QT_TRANSLATE_NOOP("commands", "Actual or target"), ("T",), "decide", group=True),
    *other_readings(),
    *span_edge_commands(),
    Command(
        "split", QT_TRANSLATE_NOOP("commands", "Split at the caret or each numeral"), ("/",), "decide", "span_edges"
    ),
    Command("join", QT_TRANSLATE_NOOP("commands", "Join with the next figure"), ("&",), "decide", "span_edges"),
    Command("undo", QT_TRANSLATE_NOOP("commands", "Undo"), ("U", "Ctrl+Z"), "edit"),
    Command("redo", QT_TRANSLATE_NOOP("commands", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "edit"),
    Command("manage_labels", QT_TRANSLATE_NOOP("commands", "Labels…"), ("Ctrl+I",), "edit", "labelling", group=True),
    Command("copy", QT_TRANSLATE_NOOP("commands", "Copy what is selected"), ("Ctrl+C",), "edit", "window", group=True),
    Command(
        "find_words",
        QT_TRANSLATE_NOOP("commands", "Find in text, figures and notes"),
        ("Ctrl+F",),
        "edit",
        "find",
        group=True,
    ),
    Command("find_on", QT_TRANSLATE_NOOP("commands", "Next hit"), ("F3",), "edit", "find", 1),
    Command("find_on", QT_TRANSLATE_NOOP("commands", "Previous hit"), ("Shift+F3",), "edit", "find", -1),
    Command(
        "show_preferences", QT_TRANSLATE_NOOP("commands", "Preferences…"), ("Ctrl+,",), "edit", "prefer", group=True
    ),
    Command("go", QT_TRANSLATE_NOOP("commands", "Next figure"), ("Tab", "J"), "go", "session", 1),
    Command("go", QT_TRANSLATE_NOOP("commands", "Previous figure"), ("Shift+Tab", "K"), "go", "session", -1),
    Command(
        "go_undecided",
        QT_TRANSLATE_NOOP("commands", "Next undecided figure"),
        ("Ctrl+J",),
        "go",
        "session",
        1,
        group=True,
    ),
    Command(
        "go_undecided", QT_TRANSLATE_NOOP("commands", "Previous undecided figure"), ("Ctrl+K",), "go", "session", -1
    ),
    Command("go_flagged", QT_TRANSLATE_NOOP("commands", "Next flagged figure"), ("G",), "go", "session", 1),
    Command("go_flagged", QT_TRANSLATE_NOOP("commands", "Previous flagged figure"), ("Shift+G",), "go", "session", -1),
    Command("go_last_decided", QT_TRANSLATE_NOOP("commands", "Figure decided last"), ("B",), "go", "session"),
    *walk_orders(),
    Command(
        "go_leftover",
        QT_TRANSLATE_NOOP("commands", "Next numeral nobody has read"),
        ("L",),
        "go",
        "unread_numerals",
        1,
        group=True,
    ),
    Command(
        "go_leftover",
        QT_TRANSLATE_NOOP("commands", "Previous numeral nobody has read"),
        ("Shift+L",),
        "go",
        "unread_numerals",
        -1,
    ),
    Command("go_pane", QT_TRANSLATE_NOOP("commands", "Next pane"), ("F6",), "go", "window", argument=1, group=True),
    Command("go_text", QT_TRANSLATE_NOOP("commands", "Back to the text"), ("Esc",), "go", "window"),
    Command("zoom", QT_TRANSLATE_NOOP("commands", "Larger text"), ("Ctrl++", "Ctrl+="), "view", "view", argument=1),
    Command("zoom", QT_TRANSLATE_NOOP("commands", "Smaller text"), ("Ctrl+-",), "view", "view", argument=-1),
    Command("zoom", QT_TRANSLATE_NOOP("commands", "Normal text size"), ("Ctrl+0",), "view", "view", argument=0),
    Command(
        "choose_scheme",
        QT_TRANSLATE_NOOP("commands", "Colours of the system"),
        (),
        "view",
        "prefer",
        "system",
        group=True,
    ),
    Command("choose_scheme", QT_TRANSLATE_NOOP("commands", "Light"), (), "view", "prefer", "light"),
    Command("choose_scheme", QT_TRANSLATE_NOOP("commands", "Dark"), (), "view", "prefer", "dark"),
    *annotator_commands(),
    *TABLE,
    *HISTORY,
    *REPORTS,
    Command("show_keys", QT_TRANSLATE_NOOP("commands", "Keys"), ("F1", "?"), "help", "ask"),
    Command("save_key_sheet", QT_TRANSLATE_NOOP("commands", "Key sheet to print…"), ("Ctrl+P",), "help", "sheet"),
    Command("toggle_guideline", QT_TRANSLATE_NOOP("commands", "Guideline"), ("F2",), "help", "guideline"),
    Command(
        "open_sample", QT_TRANSLATE_NOOP("commands", "Open the sample report"), (), "help", "workspace", group=True
    ),
    Command(
        "copy_diagnostics", QT_TRANSLATE_NOOP("commands", "Copy diagnostics"), (), "help", "diagnostics", group=True
    ),
    Command("show_log", QT_TRANSLATE_NOOP("commands", "Show the log"), (), "help", "diagnostics"),
    Command("show_about", QT_TRANSLATE_NOOP("commands", "About Biaoshu"), (), "help", "ask"),
)
