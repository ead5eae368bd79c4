"""The commands: their table, the keys of lists and fields, and the actions made from them."""

from .actions import (
    first_key,
    give_keys,
    is_by_enter,
    make_actions,
    menu_title,
    menu_words,
    shown_keys,
    takes_key,
    text_of,
)
from .command import MENUS, Command, Menu
from .command_table import COMMANDS, MOST_CANDIDATES, ORDERS, REJECT_FOR, SET_KIND, TAKE_CANDIDATE, TAKE_TIME, TIME_KEYS
from .keymap import choose_keys, chosen_keys, holder, is_escape, keys_of, native, pressed_key, with_keys_in_force
from .widget_keys import figure_list_key, find_key, is_typing, line_key, list_key, same_cause_key

__all__ = [
    "COMMANDS",
    "MENUS",
    "MOST_CANDIDATES",
    "ORDERS",
    "REJECT_FOR",
    "SET_KIND",
    "TAKE_CANDIDATE",
    "TAKE_TIME",
    "TIME_KEYS",
    "Command",
    "Menu",
    "choose_keys",
    "chosen_keys",
    "figure_list_key",
    "find_key",
    "first_key",
    "give_keys",
    "holder",
    "is_by_enter",
    "is_escape",
    "is_typing",
    "keys_of",
    "line_key",
    "list_key",
    "make_actions",
    "menu_title",
    "menu_words",
    "native",
    "pressed_key",
    "same_cause_key",
    "shown_keys",
    "takes_key",
    "text_of",
    "with_keys_in_force",
]
