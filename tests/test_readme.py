"""What README, its Chinese, the manual and CONTRIBUTING promise: commands, keys and the words of the field are so."""

import ast
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import __version__
from core.files.load import load
from gui.commands import COMMANDS, MENUS, REJECT_FOR, SET_KIND, TAKE_CANDIDATE, TAKE_TIME, text_of
from gui.style.words import KINDS, REASONS
from tests.entries import for_each
from tools import catalogue, dev

ROOT = Path(__file__).resolve().parent.parent
README, CHINESE, CONTRIBUTING = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md", "CONTRIBUTING.md")
)
WORDS = [
    *("report", "span", "figure", "kind", "label", "value", "unit", "bound", "indicator", "status", "period"),
    *("area", "base", "attribute", "lexicon", "rule", "proposal", "decision", "verdict", "filing", "step", "log"),
    *("store", "annotator", "agreement", "dispute", "source", "concept", "panel"),
]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
KEY_NAMES = {"Return": "Enter", "PgDown": "Page Down", "PgUp": "Page Up"}


def key_table(language: str) -> list[str]:
    """Return the table of keys as a manual shows it: the commands that have keys, menu by menu."""
    chinese = {
        (context, source): texts[0] for (context, source, _), texts in catalogue.read(ROOT / catalogue.TS).items()
    }
    rows = ["| key | does |" if language == "en" else "| 键 | 作用 |", "| --- | --- |"]
    for menu in MENUS:
        for command in COMMANDS:
            if command.menu == menu and command.keys:
                names = (re.sub("Return|PgDown|PgUp", lambda key: KEY_NAMES[key[0]], key) for key in command.keys)
                shown = " ".join(f"`{name}`" for name in dict.fromkeys(names))
                says = text_of(command)
                if language != "en":
                    says = chinese["commands", command.text]
                    if command.text in (TAKE_CANDIDATE, TAKE_TIME):
                        says = says.format(number=command.argument)
                    if command.text in (SET_KIND, REJECT_FOR):
                        said = chinese["words", (KINDS | REASONS)[command.argument]]
                        says = says.format(kind=said, reason=said)
                rows.append(f"| {shown} | {says} |")
    return rows


@pytest.mark.parametrize("text", [README, CHINESE], ids=["en", "zh"])
def test_the_two_commands_come_first(text: str) -> None:
    first = text.split("```")[1].splitlines()[1:]
    assert [line.split("#")[0].strip() for line in first if line] == ["make run", "make test"]
    assert text.index("make test") < text.index("docs/images/") < text.index("py tools")


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
    for text in (README, CHINESE, CONTRIBUTING):
        assert set(re.findall(r"`make ([\w-]+)", text)) <= set(dev.VERBS)
        assert set(re.findall(r"tools[/\\]dev\.py (\w+)", text)) <= set(dev.VERBS)
    assert re.findall(r"^\| `make ([\w-]+)` ", CONTRIBUTING, re.M) == sorted(
        dev.VERBS, key=re.findall(r"`make ([\w-]+)", CONTRIBUTING.split("## The commands")[1]).index
    )


@pytest.mark.parametrize(("language", "name"), [("en", "manual.md"), ("zh", "manual.zh.md")])
def test_keys_of_the_manual_are_the_windows(language: str, name: str) -> None:
    manual = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert manual.split("<!-- keys -->\n")[1].split("<!-- /keys -->")[0].splitlines() == key_table(language)


def table(text: str) -> list[list[str]]:
    """Return the cells of the first table of a text, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]


def test_glossary_is_complete() -> None:
    rows = table(README.split("## Glossary")[1])
    assert [row[0] for row in rows] == WORDS
    assert all(len(row) == 4 and all(row) for row in rows)


def test_the_chinese_glossary_has_the_same_words() -> None:
    rows = table(CHINESE.split("## 词汇")[1])
    assert [(row[1], row[0]) for row in rows] == [(row[0], row[1]) for row in table(README.split("## Glossary")[1])]
    assert all(len(row) == 3 and all(row) for row in rows)


@pytest.mark.parametrize(
    ("text", "heading"), [(README, "## Without a window"), (CHINESE, "## 不用窗口")], ids=["en", "zh"]
)
def test_the_command_lines_are_understood(text: str, heading: str, sample: Path) -> None:
    """Each line of "Without a window" names a verb of the command line with options it knows; no verb is left out."""
    from core.cli import verbs

    lines = text.split(heading)[1].split("```")[1].splitlines()[1:]
    commands = [shlex.split(line, comments=True)[2:] for line in lines]
    shown = [
        "find",
        "explain",
        "import",
        "import",
        "stats",
        "agreement",
        "propose",
        "export",
        "panel",
        "check",
        "merge",
        "repair",
    ]
    assert [words[0] for words in commands] == shown
    assert set(shown) == set(verbs.commands)
    for name, *words in commands:
        verb = verbs.commands[name]
        given = [re.sub("REPORT|^报告", str(sample), word.rstrip("…")) for word in words]
        verb.make_context(name, given)


def test_what_is_cited_is_this_version() -> None:
    """CITATION.cff is read by GitHub and by libraries; it is flat enough to be held against its schema by hand."""
    lines = (ROOT / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    fields = dict(line.split(": ", 1) for line in lines if re.match(r"[a-z-]+: ", line))
    assert fields["cff-version"] == "1.2.0"
    assert fields["type"] == "software"
    assert fields["version"] == __version__
    assert fields["license"] == "MIT"
    assert {"message", "title", "abstract"} <= fields.keys()
    # a plain scalar with a colon and a blank, or with a comment's sign, would be other YAML than it looks
    assert all(": " not in one and " #" not in one for one in fields.values() if not one.startswith('"'))
    assert "authors:" in lines
    assert lines[lines.index("authors:") + 1].startswith("  - name: ")
    assert not [line for line in lines if "\t" in line]


def links(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the file and the heading that each link of a document leads to, but for those to other machines."""
    for there in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in there:
            yield (there.partition("#")[0], there.partition("#")[2])


def anchors(path: Path) -> set[str]:
    """Return how a document's headings are linked to: small letters, blanks as hyphens, no punctuation."""
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@for_each("path", DOCUMENTS)
def test_every_link_leads_somewhere(path: Path) -> None:
    for file, heading in links(path):
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), file
        assert not heading or heading in anchors(target), f"{file}#{heading}"


def test_the_sample_is_what_run_opens(sample: Path) -> None:
    assert sample == ROOT / dev.SAMPLE
    assert load(sample).text.startswith("云汀区2026年")


def test_the_tools_stand_on_the_standard_library() -> None:
    """Set-up runs before anything is installed; what measures or draws the program, run in the environment, uses it."""
    using = ("bench", "ablation", "draw", "fuzz", "oracle", "pictures")
    using += (
        "area_base",
        "compare",
        "dictionary",
        "first_sight",
        "reach",
        "derivations",
        "calibrate",
        "large_store",
        "learning",
        "regions",
        "pdf_",
        "read_tables",
    )
    for path in (ROOT / "tools").glob("*.py"):
        if not path.stem.startswith(using):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
            names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
            assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names | {"tools"}, path.name
