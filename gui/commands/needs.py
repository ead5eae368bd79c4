"""What must be there before a command can be done: a store, a report, a figure, selected words, unwritten decisions."""

from typing import Literal

from .command import Command, Menu

Need = Literal["nothing", "store", "report", "figure", "words", "unwritten"]

# most commands of a menu are about one thing; those that are not stand below, by their verbs
_OF_MENU: dict[Menu, Need] = {
    "file": "nothing",
    "decide": "figure",
    "edit": "report",
    "go": "report",
    "report": "store",
    "view": "nothing",
    "help": "nothing",
}
_OF_VERB: dict[str, Need] = {
    "read_again": "report",
    "paste_report": "store",
    "export": "store",
    "import_labels": "store",
    "take_back_import": "store",
    "merge_stores": "store",
    "take_back_merge": "store",
    "share_copy": "store",
    "check_store": "store",
    "save_unwritten": "unwritten",
    "list_undecided": "report",
    "list_same_cause": "report",
    "list_pairs": "report",
    "list_labels": "report",
    "correct_section": "report",
    "settle_disputes": "report",
    "add_selection": "words",
    "add_selection_over": "words",
    "take_selection": "words",
    "manage_labels": "store",
    "show_preferences": "nothing",
    "toggle_history": "nothing",
    "walk_by": "nothing",
    "toggle_done": "report",
    "choose_older": "report",
    "describe_report": "report",
    "show_agreement": "store",
    "filter_by": "report",
    "want_all": "report",
    "choose_columns": "report",
}


def need_of(command: Command) -> Need:
    """Return what must be there before a command can be done; where it is missing the command changes nothing."""
    return _OF_VERB.get(command.verb, _OF_MENU[command.menu])


_AMONG_PANES = frozenset(
    {"filter_by", "want_all", "choose_columns", "toggle_reasons", "toggle_learnt", "toggle_guideline", "toggle_pane"}
)


def is_among_panes(command: Command) -> bool:
    """Tell whether what a command shows stands in a pane, which the home page covers."""
    return command.verb in _AMONG_PANES
