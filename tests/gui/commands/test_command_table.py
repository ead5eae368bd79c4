"""Each command of the table has a name of its own and does something that the window has."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import get_type_hints

from gui.commands import COMMANDS, Command, needs
from gui.window import MainWindow


def test_each_name_and_each_key_stands_once() -> None:
    names = Counter(command.name for command in COMMANDS)
    assert [name for name, count in names.items() if count > 1] == []
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for command in COMMANDS:
        for key in command.keys:
            by_key[key].append(command.name)
    assert {key: names for key, names in by_key.items() if len(names) > 1} == {}


def test_what_a_command_does_is_typed_so_that_mypy_follows_it_to_its_end() -> None:
    known = get_type_hints(Command, localns={"MainWindow": MainWindow})
    assert known["do"] == Callable[[MainWindow], object]


def test_each_command_ends_in_something_the_window_can_do(window: MainWindow) -> None:
    for command in COMMANDS:
        # the names a callable reads, in their order: "parts", "find_bar", "find_on"
        path = command.do.__code__.co_names
        end: object = window
        for name in path:
            end = getattr(end, name)
        assert path, command.name
        assert callable(end), command.name


def test_what_a_command_needs_is_said_of_commands_that_exist_and_differs_from_their_menu() -> None:
    """That a command does nothing where it is missing is tried in tests/gui/overlays/test_command_palette.py."""
    menus = {command.verb: command.menu for command in COMMANDS}
    assert set(needs._OF_VERB) - set(menus) == set()
    assert [verb for verb, need in needs._OF_VERB.items() if needs._OF_MENU[menus[verb]] == need] == []
    assert {needs.need_of(command) for command in COMMANDS if command.decides} == {"figure", "words"}
