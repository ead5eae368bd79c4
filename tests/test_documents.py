"""What docs/ says of the code is so: rooms and files named are there, decisions are whole, how-to works."""

import re
import shutil
from pathlib import Path

from tests.entries import for_each

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
DECISIONS = sorted(path for path in (DOCS / "decisions").glob("*.md") if path.name != "README.md")
PARTS = ["Context", "Decision", "Rejected", "Cost", "Measured"]
OURS = ("core", "gui", "resources", "tests", "tools", "docs", "packaging", "main.py", "build.spec")


def is_there(name: str) -> bool:
    """Tell whether a file or folder that a document names is in the project: by its path, or by the end of one."""
    if (ROOT / name).exists():
        return True
    return name.endswith(".py") and any(
        path.match(name) for room in ("core", "gui", "tests", "tools") for path in (ROOT / room).rglob(Path(name).name)
    )


def names(text: str) -> set[str]:
    """Return the files and folders that a document names in backticks: modules by any path, others from the root."""
    marked = set(re.findall(r"`([\w./-]+)`", text))
    modules = {name for name in marked if re.fullmatch(r"[\w/-]*\w\.py", name)}
    return modules | {name for name in marked if "/" in name and name.split("/")[0] in OURS and "." not in name[:1]}


@for_each("path", sorted(DOCS.rglob("*.md")) + sorted(ROOT.glob("*.md")))
def test_every_file_that_is_named_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # what was gained tells of the house as it was then
    missing = {name for name in names(text) if not is_there(name)} if path.name != "CHANGELOG.md" else set()
    assert not missing


def rooms() -> set[str]:
    """Return the folders of core and gui that hold modules."""
    return {
        path.parent.relative_to(ROOT).as_posix()
        for room in ("core", "gui")
        for path in (ROOT / room).rglob("*.py")
        if path.parent != ROOT / room and path.name != "__init__.py"
    }


def tree() -> set[str]:
    """Return every path in the tree of docs/architecture.md."""
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    found, way = set(), []
    for line in text.split("## The rooms")[1].split("```")[1].splitlines():
        begin = re.match(r"^( *)((?:[\w.]+(?:/|\.py|\.spec) )+)", line + " ")
        for name in begin[2].split() if begin else []:
            way[len(begin[1]) // 2 :] = [name]
            found.add("".join(way).rstrip("/"))
    return found


def test_the_tree_names_every_room_and_nothing_that_is_not_there() -> None:
    assert rooms() <= tree()
    assert not [name for name in tree() if not (ROOT / name).exists()]
    assert len(tree()) > 40


def test_architecture_is_read_in_five_minutes() -> None:
    """Some 200 words a minute, the tree with them."""
    assert len((DOCS / "architecture.md").read_text(encoding="utf-8").split()) < 1_300


@for_each("path", DECISIONS)
def test_each_decision_has_its_parts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    number, title = re.match(r"# (\d{4})\. (.+)\n", text).groups()
    assert path.stem == f"{number}-" + re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    parts = re.split(r"^## ", text, flags=re.M)[1:]
    assert [part.split("\n")[0] for part in parts] == PARTS
    assert all(part.split("\n", 1)[1].strip() for part in parts)
    assert len(text.split()) < 500, "a page each"


def test_the_index_has_each_decision_once_and_in_order() -> None:
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d{4}) \| \[(.+)\]\((.+)\) \|$", index, re.M)
    titles = [
        path.read_text(encoding="utf-8").split("\n")[0].removeprefix(f"# {path.name[:4]}. ") for path in DECISIONS
    ]
    assert rows == [(path.name[:4], title, path.name) for path, title in zip(DECISIONS, titles, strict=True)]
    assert [int(number) for number, *_ in rows] == list(range(1, len(rows) + 1))


HOW_TO = (DOCS / "how-to.md").read_text(encoding="utf-8")


def test_how_to_has_each_addition_with_its_count() -> None:
    """The first table leads to every section, and says of each how many files it touches."""
    rows = re.findall(r"^\| \[([^]]+)\]\(#[\w-]+\) \| (\d+) \| (\d+) \|$", HOW_TO, re.M)
    heads = re.findall(r"^## (.+)$", HOW_TO, re.M)
    assert len(rows) == len(heads) >= 7
    assert all(int(rest) < int(files) for _, files, rest in rows)


def test_every_command_of_how_to_names_tests_that_are_there() -> None:
    given = re.findall(r"`make test ARGS=\"?([^`\"]+)\"?`", HOW_TO)
    assert len(given) > 6
    assert not [path for words in given for path in words.split() if path != "FILE" and not (ROOT / path).exists()]
    tools = re.findall(r"`python -m tools\.(\w+)", HOW_TO)
    assert tools
    assert not [name for name in tools if not (ROOT / "tools" / f"{name}.py").exists()]


def test_a_unit_is_read_once_its_line_stands_in_the_lexicon(tmp_path: Path) -> None:
    """As how-to says: one line in units.toml, and nothing else."""
    from core.detection.lexicon import Lexicon, load_lexicon, read_lists
    from core.detection.pipeline import find_figures
    from core.model.report import Report

    sentence = "全区合计达到12坩埚。"
    assert [one.figure.unit for one in find_figures(Report("x", sentence), load_lexicon())] != ["坩埚"]
    folder = shutil.copytree(ROOT / "resources" / "lexicon", tmp_path / "lexicon")
    units = (folder / "units.toml").read_text(encoding="utf-8")
    (folder / "units.toml").write_text(units.replace("count = [\n", 'count = [\n    "坩埚",\n', 1), encoding="utf-8")
    (proposal,) = find_figures(Report("x", sentence), Lexicon(read_lists(folder)))
    assert (proposal.figure.unit, proposal.figure.end - proposal.figure.start) == ("坩埚", 4)
