"""Every action of the window as a row of one table: its words, its keys, its place in the menus, whose verb it is."""

from gui.commands.command import Command
from gui.commands.families import edges, reasons, set_kinds, walk_orders
from gui.commands.report_rows import HISTORY, REPORTS, TABLE
from gui.commands.several import other_readings, several_hands
from gui.commands.store_rows import STORES
from gui.looks.words import QT_TRANSLATE_NOOP

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
        "rows_chosen",
    ),
    Command(
        "list_undecided",
        QT_TRANSLATE_NOOP("commands", "Confirm many…"),
        ("Shift+Return", "Shift+Enter"),
        "decide",
        "many",
    ),
    Command("reject", QT_TRANSLATE_NOOP("commands", "Reject: no figure"), ("X",), "decide", "rows_chosen"),
    Command("list_alike", QT_TRANSLATE_NOOP("commands", "More like the last…"), ("A",), "decide", "alike"),
    *reasons(),
    Command(
        "toggle_flag", QT_TRANSLATE_NOOP("commands", "Flag, to come back"), ("F",), "decide", "rows_chosen", group=True
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
    *edges(),
    Command("split", QT_TRANSLATE_NOOP("commands", "Split at the caret or each numeral"), ("/",), "decide", "edges"),
    Command("join", QT_TRANSLATE_NOOP("commands", "Join with the next figure"), ("&",), "decide", "edges"),
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
        "leftover",
        1,
        group=True,
    ),
    Command(
        "go_leftover",
        QT_TRANSLATE_NOOP("commands", "Previous numeral nobody has read"),
        ("Shift+L",),
        "go",
        "leftover",
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
    *several_hands(),
    *TABLE,
    *HISTORY,
    *REPORTS,
    Command("show_keys", QT_TRANSLATE_NOOP("commands", "Keys"), ("F1", "?"), "help", "ask"),
    Command("save_key_sheet", QT_TRANSLATE_NOOP("commands", "Key sheet to print…"), ("Ctrl+P",), "help", "sheet"),
    Command("toggle_guideline", QT_TRANSLATE_NOOP("commands", "Guideline"), ("F2",), "help", "guideline"),
    Command("open_sample", QT_TRANSLATE_NOOP("commands", "Open the sample report"), (), "help", "desk", group=True),
    Command(
        "copy_diagnostics", QT_TRANSLATE_NOOP("commands", "Copy diagnostics"), (), "help", "diagnostics", group=True
    ),
    Command("show_log", QT_TRANSLATE_NOOP("commands", "Show the log"), (), "help", "diagnostics"),
    Command("show_about", QT_TRANSLATE_NOOP("commands", "About Biaoshu"), (), "help", "ask"),
)
