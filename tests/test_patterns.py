"""No pattern reads otherwise on an older Python: a possessive quantifier (a++, a*+, a?+) is broken before 3.11.5.

Debian 12 has 3.11.2, where a part tried before the right one is not given back: 36万千瓦 was read as 360,000,000 瓦. An
atomic group, (?>a+), means the same and is right on all.
"""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [ROOT / "main.py", *sorted(path for room in ("core", "gui", "tools") for path in (ROOT / room).rglob("*.py"))]
NO_PATTERNS = {"Ctrl++"}  # keys

# an escape and a set of characters are passed over: nothing in them repeats
PIECE = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<possessive>(?:[*+?]|\{[0-9]*,[0-9]*\}|\{[0-9]+\})\+)|.", re.DOTALL
)

COMPILES_ALL = """
import importlib, inspect, json, pkgutil, re, sys
from pathlib import Path

root = Path.cwd()
seen = []
compiler = getattr(re, "_compiler")
parse = compiler._parser.parse

def told(pattern, flags=0, *more):
    tree = parse(pattern, flags, *more)
    frame = sys._getframe(1)
    while "/re/" in frame.f_code.co_filename.replace("\\\\", "/") or "functools" in frame.f_code.co_filename:
        frame = frame.f_back
    place = Path(frame.f_code.co_filename)
    if root in place.parents and ".venv" not in place.parts:
        seen.append((f"{place.relative_to(root).as_posix()}:{frame.f_lineno}", str(pattern), possessive(tree)))
    return tree

def possessive(part):
    if isinstance(part, (list, tuple, compiler._parser.SubPattern)):
        return any(map(possessive, part))
    return str(part) == "POSSESSIVE_REPEAT"

compiler._parser.parse = told

import core, gui
for room in (core, gui):
    for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        importlib.import_module(found.name)

from core.detection.pipeline import find_figures
from core.detection.lexicon import load_lexicon
from core.files.load import load

lexicon = load_lexicon()
find_figures(load(Path(sys.argv[1])), lexicon)
for module in [module for name, module in sys.modules.items() if name.split(".")[0] == "core"]:
    for thing in list(vars(module).values()):
        # what is made once for a lexicon
        if hasattr(thing, "cache_info") and [*inspect.signature(thing).parameters] == ["lexicon"]:
            thing(lexicon)
print(json.dumps(seen))
"""


def possessive(piece: str) -> list[str]:
    """Return the possessive quantifiers that a piece of a pattern would hold."""
    return [found["possessive"] for found in PIECE.finditer(piece) if found["possessive"]]


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the strings of a source that may be pieces of a pattern, what is put into one as a letter; no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            passed |= {id(part) for part in node.values}
            yield node.lineno, "".join(part.value if isinstance(part, ast.Constant) else "a" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.lineno, node.value


@pytest.mark.parametrize("pattern", ["a++", "[ab]*+", "(?:a|b)?+", "a{1,3}+", "a{2}+", r"\++[+]++", "{x}{,4}+", "]++"])
def test_each_possessive_quantifier_is_seen(pattern: str) -> None:
    assert len(possessive(pattern)) == 1


@pytest.mark.parametrize(
    "pattern", ["(?>a+)b", "[*+][?+]", r"\*+", "a+?", "a*", "[]*+]", "[^]++]x", "x{1,2}?", r"\\\++"]
)
def test_nothing_else_is_taken_for_one(pattern: str) -> None:
    assert not possessive(pattern)


def test_no_piece_of_a_pattern_is_possessive() -> None:
    told = [
        f"{path.relative_to(ROOT).as_posix()}:{line}: {text}"
        for path in SOURCES
        for line, text in literals(path)
        if text not in NO_PATTERNS and possessive(text)
    ]
    assert not told, "Python before 3.11.5 reads a possessive quantifier wrongly; write (?>…) for it:\n" + "\n".join(
        told
    )


def test_no_pattern_that_is_compiled_is_possessive(sample: Path) -> None:
    """Composed ones too: of two pieces that are none, or with words of the lexicon."""
    done = subprocess.run(
        [sys.executable, "-c", COMPILES_ALL, str(sample)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert len(seen) > 100
    told = [f"{place}: {pattern}" for place, pattern, is_possessive in seen if is_possessive]
    assert not told, "\n".join(told)
