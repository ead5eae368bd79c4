"""The Chinese catalogue: every sentence of the sources with its translation, in resources/i18n."""

import ast
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

TS = Path("resources/i18n/biaoshu_zh_CN.ts")
FIELDS = re.compile(r"\{\w*[^{}]*\}|%n|%\d")

Key = tuple[str, str, str]
"""A sentence's context, its English, and the comment that tells it from another with the same words."""


@dataclass
class Sources:
    """What the sources say: sentences in order of appearance, whether they count something, and what cannot be read."""

    sentences: dict[Key, bool] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def update(root: Path, python: Path, *, check: bool) -> int:
    """Write the catalogue and its compiled form, or with `check` only compare; return 1 where anything is amiss.

    Amiss are: sentences that are no literals, translations missing or with other fields than the English, and, with
    `check`, files that are not what would be written.
    """
    sources = collect(root)
    known = read(root / TS)
    written = render(sources.sentences, known)
    problems = sources.problems + faults(sources.sentences, known)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / TS.name).write_text(written, encoding="utf-8", newline="\n")
        compiled = _compile(python, place / TS.name)
        for path, content in ((root / TS, written.encode()), (root / TS.with_suffix(".qm"), compiled)):
            if path.is_file() and path.read_bytes() == content:
                continue
            if check:
                problems.append(f"{path.name} is out of date: run python3 tools/dev.py i18n")
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    print(f"catalogue: {len(sources.sentences)} sentences, {len(problems)} problems")
    for problem in problems:
        print(f"  {problem}", file=sys.stderr)
    return int(bool(problems))


def _compile(python: Path, ts: Path) -> bytes:
    """Return the compiled catalogue; the compiler comes with Qt, in the environment."""
    compiled = ts.with_suffix(".qm")
    program = "from PySide6.scripts.pyside_tool import lrelease; lrelease()"
    command = [str(python), "-c", program, "-silent", str(ts), "-qm", str(compiled)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return compiled.read_bytes()


def collect(root: Path) -> Sources:
    """Read every sentence of the window (tr, translate, QT_TR*_NOOP) and of the engine's errors (context "errors")."""
    sources = Sources()
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in _modules(root)}
    errors = _error_classes(list(trees.values()))
    for path, tree in trees.items():
        constants = _constants(tree)
        for scope, call in _calls(tree, ""):
            found, readable = _sentences(scope, call, errors, constants)
            for key, counts in found:
                sources.sentences[key] = sources.sentences.get(key, False) or counts
            if not readable:
                sources.problems.append(f"{path.relative_to(root)}:{call.lineno}: no literal sentence")
    return sources


def _modules(root: Path) -> list[Path]:
    return [root / "main.py"] * (root / "main.py").is_file() + sorted(
        path for folder in ("gui", "core") for path in (root / folder).rglob("*.py")
    )


def _calls(node: ast.AST, scope: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the class it stands in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield scope, child
        yield from _calls(child, child.name if isinstance(child, ast.ClassDef) else scope)


def _error_classes(trees: list[ast.Module]) -> set[str]:
    """Return what speaks in the context "errors": UserError, every class below it, and a loader's Note."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    names = {"UserError", "Note"}
    for _ in classes:
        names |= {node.name for node in classes if any(_name(base) in names for base in node.bases)}
    return names


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    """Return the module's own names for strings."""
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _strings(node: ast.expr, constants: dict[str, ast.expr]) -> list[str]:
    """Return the strings an expression can be: a literal, a module's constant, or either branch of a condition."""
    if isinstance(node, ast.IfExp):
        return _strings(node.body, constants) + _strings(node.orelse, constants)
    if isinstance(node, ast.Name) and node.id in constants:
        node = constants[node.id]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _sentences(
    scope: str, call: ast.Call, errors: set[str], constants: dict[str, ast.expr]
) -> tuple[list[tuple[Key, bool]], bool]:
    """Return the sentences of one call, and whether it could be read."""
    name, given = _name(call.func), [_strings(node, constants) for node in call.args]
    if name in errors:
        found = given[0] if given else []
        is_read_elsewhere = bool(call.args) and isinstance(
            call.args[0], ast.Subscript | ast.Starred
        )  # out of a pipe or a row
        return [(("errors", text, ""), False) for text in found], bool(found) or is_read_elsewhere
    if name in ("tr", "QT_TR_NOOP"):
        given = [[scope], *given]
    elif name not in ("translate", "QT_TRANSLATE_NOOP"):
        return [], True
    if len(given) < 2 or not given[0] or not given[1]:
        return [], name == "translate"  # a look-up of what was marked elsewhere
    comment = given[2][0] if len(given) > 2 and given[2] else ""
    return [((given[0][0], text, comment), len(given) > 3) for text in given[1]], bool(given[0][0])


def read(path: Path) -> dict[Key, list[str]]:
    """Read the finished translations of a catalogue."""
    known: dict[Key, list[str]] = {}
    if not path.is_file():
        return known
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type"):
                continue
            key = (context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
            forms = [form.text or "" for form in translation.iter("numerusform")]
            known[key] = forms or [translation.text or ""]
    return known


def faults(sentences: dict[Key, bool], known: dict[Key, list[str]]) -> list[str]:
    """Tell which sentences have no translation, or one whose fields are not those of the English."""
    found = []
    for key in sentences:
        context, source, _ = key
        if not all(known.get(key, [""])):
            found.append(f"not translated: {context}: {source!r}")
        elif any(sorted(FIELDS.findall(text)) != sorted(FIELDS.findall(source)) for text in known[key]):
            found.append(f"other fields than the English: {context}: {source!r}")
    return found


def render(sentences: dict[Key, bool], known: dict[Key, list[str]]) -> str:
    """Write a catalogue as Qt Linguist reads it, contexts in alphabetical order."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        '<TS version="2.1" language="zh_CN" sourcelanguage="en">',
    ]
    for context in sorted({context for context, _, _ in sentences}):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for key, counts in sentences.items():
            if key[0] == context:
                lines += _message(key, counts, known.get(key, [""]))
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _message(key: Key, counts: bool, forms: list[str]) -> list[str]:
    quotes = {'"': "&quot;", "'": "&apos;"}
    _, source, comment = (escape(part, quotes) for part in key)
    texts = [escape(text, quotes) for text in forms]
    kind = "" if all(texts) else ' type="unfinished"'
    body = "".join(f"<numerusform>{text}</numerusform>" for text in texts) if counts else texts[0]
    return [
        '    <message numerus="yes">' if counts else "    <message>",
        f"        <source>{source}</source>",
        *([f"        <comment>{comment}</comment>"] if comment else []),
        f"        <translation{kind}>{body}</translation>",
        "    </message>",
    ]
