"""The commands of reports: which are listed, how they are filed, how one goes from one to another."""

from gui.commands.command import Command
from gui.looks.words import QT_TRANSLATE_NOOP

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
    Command("choose_older", QT_TRANSLATE_NOOP("commands", "A newer version of…"), ("Ctrl+Shift+R",), "report", "newer"),
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
