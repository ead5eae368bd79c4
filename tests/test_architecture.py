"""The house rules that no reviewer should have to remember (docs/architecture.md)."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import get_args

import grimp
import pytest

from core.model.attributes import ATTRIBUTES, NAMES, AttributeName
from core.model.figure import Figure
from tests.entries import for_each

ROOT = Path(__file__).resolve().parent.parent
SAME_WORDS = 20  # characters in a row; shorter runs are headings and set phrases of the genre

PRODUCT = [ROOT / "main.py"] * (ROOT / "main.py").is_file() + sorted(
    path for room in ("core", "gui") for path in (ROOT / room).rglob("*.py")
)
TEXTS = {
    ".cfg",
    ".css",
    ".csv",
    ".in",
    ".ini",
    ".json",
    ".lock",
    ".md",
    ".py",
    ".spec",
    ".svg",
    ".toml",
    ".ts",
    ".txt",
    ".yml",
}
NOT_OURS = {".git", ".venv", "build", "dist"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def ours() -> list[Path]:
    """Return every text file of the project."""
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file()
        and not any(part in NOT_OURS or part.endswith("_cache") for part in path.relative_to(ROOT).parts)
        and (path.suffix in TEXTS or path.name in ("Makefile", "run", ".gitignore", ".editorconfig"))
    ]


def place(path: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if node is not None and hasattr(node, "lineno") else ""
    return f"{path.relative_to(ROOT).as_posix()}{line}"


def imported(path: Path) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module


def importers(*packages: str) -> set[str]:
    """Return the files that import one of the packages, at whatever depth of code."""
    return {place(path) for path in PRODUCT for _, name in imported(path) if name.split(".")[0] in packages}


def strings(path: Path) -> Iterator[ast.Constant]:
    """Yield the literals of a file that are not sentences about the code."""
    notes = {
        id(node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node


def uses(pattern: str, *, but: set[str]) -> list[str]:
    """Return where a name or an attribute matches, in files other than those it belongs to."""
    found = []
    for path in PRODUCT:
        if place(path) in but:
            continue
        for node in ast.walk(tree(path)):
            names = [node.attr] if isinstance(node, ast.Attribute) else [node.id] if isinstance(node, ast.Name) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
            found += [f"{place(path, node)} {name}" for name in names if re.fullmatch(pattern, name)]
    return found


def test_sql_is_spoken_in_one_folder() -> None:
    store = {place(path) for path in PRODUCT if place(path).startswith("core/store/")}
    assert importers("sqlite3", "sqlite_utils") <= store
    assert not uses("execute|executemany|executescript", but=store)
    sql = re.compile(r"\b(SELECT .* FROM|INSERT INTO|CREATE TABLE|CREATE TRIGGER|PRAGMA) ", re.S)
    assert not [
        place(path, text)
        for path in PRODUCT
        for text in strings(path)
        if sql.search(text.value) and place(path) not in store
    ]


def test_words_are_segmented_in_one_file() -> None:
    assert importers("jieba") <= {"core/detection/indicator/segmenter.py"}


def test_utf_16_is_known_to_one_file_of_the_window() -> None:
    """What is counted in it is Qt's affair; the loader may decode it, and labels that come in may be counted in it."""
    wide = [
        place(path, text)
        for path in PRODUCT
        for text in strings(path)
        if re.search(r"utf[-_]?16|^\uffff$", text.value, re.I)
    ]
    known = {"gui/text/offsets.py", "core/files/encoding.py", "core/formats/offset_counting.py"}
    assert not [where for where in wide if where.split(":")[0] not in known]


def test_a_reports_text_is_never_read_back_from_a_widget() -> None:
    assert not uses("toPlainText|selectedText|toHtml|toMarkdown", but={"gui/form/figure_form.py"})


def test_foreign_words_reach_no_place_that_reads_markup() -> None:
    """Labels are made in one file; a tool tip, or what else guesses, is plain() or a sentence of our own."""
    assert not uses("QLabel|QMessageBox", but={"gui/style/plain_text.py"})
    guessing = {
        "setToolTip": "plain",
        "setStatusTip": "plain",
        "setWhatsThis": "plain",
        "showText": "plain",
        "setWindowTitle": "in_title",
    }
    calls = [
        (path, node, guessing[node.func.attr])
        for path in PRODUCT
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in guessing
    ]
    assert len(calls) > 20
    assert not [
        place(path, node) for path, node, function in calls if not _said_by(node, (function, "tr", "translate"))
    ]


def _said_by(call: ast.Call, functions: tuple[str, ...]) -> bool:
    """Tell whether the words of a call are made by one of some functions."""
    makers = [argument.func for argument in call.args if isinstance(argument, ast.Call)]
    return any(
        (maker.id if isinstance(maker, ast.Name) else getattr(maker, "attr", "")) in functions for maker in makers
    )


def test_keys_are_named_in_one_folder() -> None:
    commands = {place(path) for path in PRODUCT if path.parent.name == "commands"}
    assert not uses(r"QKeySequence|Key_\w+|StandardKey", but=commands)


def test_colours_are_named_in_one_file() -> None:
    theme = {"gui/style/theme.py"}
    assert not uses("QColor|GlobalColor", but=theme)
    colour = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|\brgba?\(")
    assert not [
        place(path, text)
        for path in PRODUCT
        for text in strings(path)
        if colour.search(text.value) and place(path) not in theme
    ]


def test_the_engine_knows_no_window_and_prints_nothing() -> None:
    assert not {path for path in importers("PySide6", "shiboken6", "gui") if path.startswith("core/")}
    assert not importers("main", "tools", "tests")
    assert not [where for where in uses("print|QSettings", but=set()) if where.startswith("core/")]
    # the command line, and the ends of pipes
    speakers = {"core/process.py", "core/asked_once.py"} | {
        place(path) for path in PRODUCT if place(path).startswith("core/cli/")
    }
    assert not [where for where in uses("stdout|stderr|echo", but=speakers) if where.startswith("core/")]


MOST_NAMES = 2
"""How many attributes one collection or chain may name: one that has a meaning of its own, and one beside it."""


def named_by_hand(path: Path) -> list[str]:
    """Return where a literal collection, the cases of a match or a chain of ifs names more attributes than it may.

    Attribute access (`figure.unit`) and a keyword argument are no literals: what one attribute means is said there.
    """
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            parts: list[ast.AST | None] = list(node.elts)
        elif isinstance(node, ast.Dict):
            parts = list(node.keys)
        elif isinstance(node, ast.Match):
            parts = [part for case in node.cases for part in ast.walk(case.pattern)]
            parts = [part.value for part in parts if isinstance(part, ast.MatchValue)]
        elif isinstance(node, ast.If):
            parts = [part for test in chained(node) for part in ast.walk(test)]
        else:
            continue
        named = {part.value for part in parts if isinstance(part, ast.Constant) and part.value in NAMES}
        if len(named) > MOST_NAMES:
            found.append(f"{place(path, node)} {sorted(named)}")
    return found


def chained(node: ast.If) -> Iterator[ast.AST]:
    """Yield the conditions of a chain of if and elif."""
    yield node.test
    for part in node.orelse if len(node.orelse) == 1 else []:
        if isinstance(part, ast.If):
            yield from chained(part)


@for_each("path", PRODUCT)
def test_what_a_figure_says_is_listed_once(path: Path) -> None:
    if place(path) != "core/model/attributes.py":
        assert named_by_hand(path) == []


def test_a_list_of_attributes_by_hand_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_architecture.ROOT", tmp_path)
    by_hand = (
        'NAMES = ("value", "unit", "period")',
        'told = {"kind": 1, "value": 2, "area": 3}',
        'if name == "value":\n    a()\nelif name == "unit":\n    b()\nelif name in ("base",):\n    c()',
        'match name:\n    case "kind":\n        a()\n    case "unit" | "status":\n        b()',
    )
    for number, code in enumerate(by_hand):
        path = tmp_path / f"by_hand{number}.py"
        path.write_text(code, encoding="utf-8")
        assert len(named_by_hand(path)) == 1, code
    allowed = tmp_path / "allowed.py"
    allowed.write_text(
        'told = {"kind": figure.kind, "unit": 1, "start": 2}\nset(figure.area, base=1)', encoding="utf-8"
    )
    assert named_by_hand(allowed) == []


def test_a_figure_has_a_field_for_each_attribute_in_the_tables_order() -> None:
    assert [one.name for one in fields(Figure)] == ["start", "end", *NAMES]
    assert get_args(AttributeName) == NAMES
    for order in ("file_order", "window_order"):
        assert sorted(getattr(one, order) for one in ATTRIBUTES) == list(range(1, len(ATTRIBUTES) + 1))
    assert all(one.english and one.chinese for one in ATTRIBUTES)


@for_each("path", PRODUCT)
def test_a_module_says_in_a_sentence_what_it_is(path: Path) -> None:
    sentence = ast.get_docstring(tree(path))
    assert sentence
    assert sentence.splitlines()[0].endswith((".", ":"))
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "handler", "misc", "common"}


def test_no_file_names_a_registry_or_a_machine() -> None:
    hosts = ["pypi" + ".org", "python" + "hosted", "file" + "://", "/simple" + "/", "mirrors" + ".", "index-" + "url"]
    places = ["/" + folder + "/" for folder in ("work", "root", "home")]
    found = [
        f"{place(path)}: {word}"
        for path in ours()
        for word in hosts + places
        if word in path.read_text(encoding="utf-8")
    ]
    assert not found


def test_no_sentence_of_the_labelled_reports_is_in_the_project(shared: Path) -> None:
    """They are for measuring only; what is shipped, tested and shown is our own writing."""
    runs: set[str] = set()
    for source in [*(shared / "gold").glob("*.txt"), *(shared / "corpus").glob("*.txt")]:
        runs.update(_runs(source))
    assert len(runs) > 10_000
    found = {place(path): sorted(shared_runs)[:3] for path in ours() if (shared_runs := runs.intersection(_runs(path)))}
    assert not found


def _runs(path: Path) -> Iterator[str]:
    """Yield every stretch of SAME_WORDS characters of a line that holds Chinese, blanks left out."""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if re.search(r"[\u4e00-\u9fff]{2}", line):
            packed = re.sub(r"\s", "", line)
            yield from (packed[at : at + SAME_WORDS] for at in range(len(packed) - SAME_WORDS + 1))


def test_no_modules_import_one_another_in_a_circle() -> None:
    """Wherever an import stands, at the top or in a function; those for the type checker alone never run."""
    graph = grimp.build_graph("core", "gui", cache_dir=None, exclude_type_checking_imports=True)
    circles = []
    while True:
        try:
            TopologicalSorter({one: graph.find_modules_directly_imported_by(one) for one in graph.modules}).prepare()
            break
        except CycleError as error:
            circle = error.args[1]
            circles.append(" ← ".join(circle))
            # the next one is looked for without this import
            graph.remove_import(importer=circle[1], imported=circle[0])
    assert not circles


COINED = frozenset(
    "over hands desk looks errand aside shelf ink laid going crew rival stranger deed told".split()  # noqa: SIM905
)
"""Words that once stood for things that have an ordinary name of the field or of Qt."""


def words_of(name: str) -> set[str]:
    """Return the words of a name, split at _ and at capitals, in small letters."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def coined(path: Path) -> Iterator[str]:
    """Yield each name of a module, class, function or parameter that has a coined word.

    The name of a test is a sentence of its own, and is left out.
    """
    parts = path.relative_to(ROOT).with_suffix("").parts
    yield from (f"{place(path)} {part}" for part in parts if words_of(part) & COINED)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            named = "" if node.name.startswith("test_") else node.name
        else:
            named = node.arg if isinstance(node, ast.arg) else ""
        if words_of(named) & COINED:
            yield f"{place(path, node)} {named}"


@for_each("path", [*PRODUCT, *sorted(path for room in ("tools", "tests") for path in (ROOT / room).rglob("*.py"))])
def test_names_are_the_ordinary_ones(path: Path) -> None:
    assert list(coined(path)) == []


def coined_locals(path: Path) -> list[str]:
    """Return the local names, attributes and constants assigned in a module that have a coined word."""
    stored = [node for node in ast.walk(tree(path)) if isinstance(getattr(node, "ctx", None), ast.Store)]
    named = [(node, getattr(node, "id", "") or getattr(node, "attr", "")) for node in stored]
    return [f"{place(path, node)} {name}" for node, name in named if words_of(name) & COINED]


@for_each("path", [path for path in PRODUCT if "detection" not in path.parts])
def test_local_names_are_the_ordinary_ones(path: Path) -> None:
    """The names of core/detection are left out while its rules are being rewritten."""
    assert coined_locals(path) == []


def test_a_coined_name_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_architecture.ROOT", tmp_path)
    path = tmp_path / "desk_keys.py"
    path.write_text(
        "class GoingOn: ...\ndef set_aside(told, *, overlay, drink, ink_colour): ...\nx = lambda HANDS: 1\n"
        "def test_what_is_told(): ...\nlaid = 1\n",
        encoding="utf-8",
    )
    found = [one.rpartition(" ")[2] for one in coined(path)]
    assert sorted(found) == sorted(["desk_keys", "GoingOn", "set_aside", "told", "ink_colour", "HANDS"])
    assert [one.rpartition(" ")[2] for one in coined_locals(path)] == ["laid"]


# A module imports at its top, where a reader looks for it. Where it imports in a function, this says why; a reason is
# that something measurable waits for it (core.store takes a quarter as long to load as all that the first paint needs,
# and so does the detector), that a system or an installation has no such module, or that a process loads it at its own
# time.
SEAMS = {
    "core/cli/translation.py": "the window asks this module for its language before its first paint",
    "core/detection/indicator/segmenter.py": "jieba takes long to load, and few verbs cut a text into words",
    "core/files/limits.py": "only POSIX has resource",
    "core/files/load.py": "a plain text does not wait for the parsers of other kinds",
    "core/files/reading_process.py": "each reading process loads, before it is confined, what its kind of file needs",
    "core/files/report_table.py": "what reads workbooks, pages and Parquet takes long to load; CSV needs none of it",
    "core/formats/xlsx.py": "xlsxwriter takes long to load, and the list of formats would wait for it",
    "core/held_files.py": "only Windows has these functions",
    "core/jobs/find.py": "distributed need not be there",
    "core/model/label.py": "the first paint makes no label: uuid",
    "core/model/report.py": "the first paint has no report: hashlib",
    "core/paths.py": "only Windows has these functions",
    "core/panel/__init__.py": "core.jobs.engines, which loads the detector: the window asks about a report without it",
    "core/pinyin.py": "pypinyin takes long to load, and the engine answers before",
    "core/process.py": "the first paint asks no process: json and subprocess",
    "core/store/location.py": "only POSIX has fcntl",
    "gui/annotators/annotator_actions.py": "a dialog, made when it is asked for",
    "gui/app.py": "a start by double click has no arguments, most have no input method to choose",
    "gui/background/asking.py": "core.panel, behind the first report",
    "gui/background/import_files.py": "core.jobs.read_files, behind the first paint",
    "gui/background/import_labels.py": "core.jobs.import_labels, which loads core.store, behind the first paint",
    "gui/background/learning.py": "core.jobs.learn, which loads core.store, behind the first paint",
    "gui/background/reading.py": "core.files.reading_client, behind the first paint",
    "gui/background/signature.py": "the first paint signs nothing: uuid",
    "gui/background/single_window.py": "most starts ask no other window: json; only Windows has the other functions",
    "gui/background/store_safety.py": "core.store and subprocess, behind the first paint",
    "gui/background/workspace.py": "core.store and the export, behind the first paint",
    "gui/dialogs/label_actions.py": "a dialog, made when it is asked for",
    "gui/library/report_list.py": "a dialog, made when it is asked for",
    "gui/parts.py": "the parts of a window that its first paint does not show",
    "gui/preferences/apply.py": "a dialog, made when it is asked for",
    "gui/session/detection.py": "the window's one door to core.detection, behind the first paint",
    "gui/table/figure_table.py": "core.formats.clipboard_table, for rows that are copied",
}
# one a part of the window that is made when first asked for (the manual and its key are the latest), one a kind of
# table that few files are, one for what a report leaves to ask, and one that keeps the detector out of the window's
# process for that
MOST_LATE_IMPORTS = 117
"""How many imports stand in functions, altogether: a seam is no leave for more of them."""


def late_imports(path: Path) -> list[str]:
    """Return where a file imports in a function."""
    found = {
        (node.lineno, place(path, node))
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return [where for _, where in sorted(found)]


def test_modules_import_at_their_top_but_at_the_seams() -> None:
    late = {place(path): found for path in PRODUCT if place(path) != "main.py" and (found := late_imports(path))}
    assert [where for name, found in late.items() if name not in SEAMS for where in found] == []
    assert set(SEAMS) - set(late) == set(), "these import at their top: take them off the list"
    assert sum(map(len, late.values())) <= MOST_LATE_IMPORTS


def test_an_import_in_a_function_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_architecture.ROOT", tmp_path)
    path = tmp_path / "late.py"
    path.write_text(
        "import os\ntry:\n    import x\nexcept ImportError:\n    x = None\n"
        "def f():\n    import a\n    class C:\n        def g(self):\n            from b import c\n",
        encoding="utf-8",
    )
    assert late_imports(path) == ["late.py:7", "late.py:10"]
