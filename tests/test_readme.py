"""What README promises: the two commands first, the keys the window has, every word of the field."""

import ast
import re
import shlex
import sys
from pathlib import Path

from core.files.load import load
from gui.commands import COMMANDS, MENUS, REJECT_FOR, SET_KIND, text_of
from gui.style.words import KINDS, REASONS
from tools import catalogue, dev

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WORDS = [
    *("report", "span", "figure", "kind", "label", "value", "unit", "bound", "indicator", "status", "period"),
    *("area", "base", "attribute"),
    *(
        "lexicon",
        "proposal",
        "decision",
        "verdict",
        "filing",
        "step",
        "log",
        "store",
        "annotator",
        "agreement",
        "dispute",
        "source",
    ),
]
KEY_NAMES = {"Return": "Enter", "PgDown": "Page Down", "PgUp": "Page Up"}


def key_table() -> list[str]:
    """Return the table of keys as README shows it: the commands that have keys, menu by menu, with their Chinese."""
    chinese = {
        (context, source): texts[0] for (context, source, _), texts in catalogue.read(ROOT / catalogue.TS).items()
    }
    rows = ["| key | does | 作用 |", "| --- | --- | --- |"]
    for menu in MENUS:
        for command in COMMANDS:
            if command.menu == menu and command.keys:
                names = (re.sub("Return|PgDown|PgUp", lambda key: KEY_NAMES[key[0]], key) for key in command.keys)
                shown = " ".join(f"`{name}`" for name in dict.fromkeys(names))
                says = chinese["commands", command.text]
                if command.text in (SET_KIND, REJECT_FOR):
                    said = chinese["words", (KINDS | REASONS)[str(command.argument)]]
                    says = says.format(kind=said, reason=said)
                rows.append(f"| {shown} | {text_of(command)} | {says} |")
    return rows


def test_the_two_commands_come_first() -> None:
    first = README.split("```")[1].splitlines()[1:]
    assert [line.split("#")[0].strip() for line in first if line] == ["make run", "make test"]
    assert README.index("make test") < README.index("docs/images/window.png") < README.index("## Keys")


def test_ci_calls_the_test_command_of_readme() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith(("#", "set ", "cd "))] == [
        "CI=true make test",
        "CI=true make test-stock",
        "make package-test ARGS=--short",
    ]


def test_every_verb_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {line.removeprefix(".PHONY: ") for line in makefile.splitlines() if line.startswith(".PHONY")} == {
        " ".join(dev.VERBS)
    }
    assert set(re.findall(r"`?make ([\w-]+)", README)) <= set(dev.VERBS)
    assert set(re.findall(r"tools[/\\]dev\.py (\w+)", README)) <= set(dev.VERBS)


def test_keys_are_the_windows() -> None:
    shown = README.split("<!-- keys -->\n")[1].split("<!-- /keys -->")[0].splitlines()
    assert shown == key_table()


def test_glossary_is_complete() -> None:
    rows = [line.split("|")[1:-1] for line in README.split("## Glossary")[1].splitlines() if line.startswith("| ")]
    assert [row[0].strip() for row in rows[2:]] == WORDS
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in rows)


def test_the_command_lines_are_understood(sample: Path) -> None:
    """Each line of "Without a window" names a verb of the command line with options it knows."""
    from core.cli import verbs

    lines = README.split("## Without a window")[1].split("```")[1].splitlines()[1:]
    commands = [shlex.split(line, comments=True)[2:] for line in lines]
    shown = ["find", "import", "import", "stats", "agreement", "propose", "export", "repair"]
    assert [words[0] for words in commands] == shown
    for name, *words in commands:
        verb = verbs.commands[name]
        given = [word.rstrip("…").replace("REPORT", str(sample)) for word in words]
        verb.make_context(name, given)


def test_the_sample_is_what_run_opens(sample: Path) -> None:
    assert sample == ROOT / dev.SAMPLE
    assert load(sample).text.startswith("云汀区2026年")


def test_the_map_shows_every_module() -> None:
    """docs/architecture.md lists the rooms as they are: every module of core and gui, and no other."""
    rooms = ARCHITECTURE.split("## The rooms")[1].split("```")[1]
    named, way = set(), []
    for indent, name in re.findall(r"^( *)([a-z_]+(?:/|\.py)) ", rooms, re.M):
        way[len(indent) // 2 :] = [name]
        named.add("".join(way))
    there = {path.relative_to(ROOT).as_posix() for room in ("core", "gui") for path in (ROOT / room).rglob("*.py")}
    assert {name for name in named if name.endswith(".py")} - {"main.py"} == {
        name for name in there if not name.endswith("__init__.py")
    }


def test_the_tools_stand_on_the_standard_library() -> None:
    """Set-up runs before anything is installed; what measures or draws the program, run in the environment, uses it."""
    using = ("bench", "ablation", "draw", "fuzz", "oracle", "pictures")
    using += ("area_base", "compare", "first_sight")
    for path in (ROOT / "tools").glob("*.py"):
        if not path.stem.startswith(using):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
            names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
            assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names | {"tools"}, path.name
