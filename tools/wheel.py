"""The wheel: the engine, the window and their data as one Python package `biaoshu`, the same bytes each time.

In the sources core/, gui/, resources/ and main.py lie side by side, and gui and main.py import `core`. In the wheel all
of them lie under `biaoshu`, so these imports are rewritten while it is built; all others are relative and stay. The
wheel is made by the setuptools of the lock, without the network.
"""

import ast
import json
import os
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tools.package import NAME, PackageError, epoch, version

ROOMS = ("core", "gui")
ENTRY_POINTS = {"scripts": {NAME: f"{NAME}.main:run"}, "gui-scripts": {f"{NAME}-gui": f"{NAME}.main:run_window"}}
PACKAGE = f'''"""Biaoshu 标数: the figures of Chinese government work reports, found and reviewed.

>>> from {NAME}.core.detection.lexicon import load_lexicon
>>> from {NAME}.core.detection.pipeline import find_figures
>>> from {NAME}.core.model.report import Report
>>> find_figures(Report("name", "全年完成投资12.5亿元。"), load_lexicon())[0].figure.unit
'元'
"""

from .core import __version__ as __version__
'''
MAIN = '''"""Runs the program: python -m biaoshu."""

import sys

from .main import run

if __name__ == "__main__":
    sys.exit(run())
'''
_BUILD = "import sys; from setuptools.build_meta import build_wheel; print(build_wheel(sys.argv[1]))"


def build(root: Path, python: Path, target: Path) -> Path:
    """Build the wheel of the sources in `root` into the folder `target` by the setuptools of `python`; return it.

    Raise PackageError where setuptools fails, with what it said.
    """
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        lay_out(root, tree)
        fixed = os.environ | {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(max(epoch(root), 315_532_800))}
        made = subprocess.run(
            [python, "-c", _BUILD, target.resolve()],
            cwd=tree,
            env=fixed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            # the rights of what setuptools writes are in the wheel
            umask=0o022,
        )
    if made.returncode:
        raise PackageError(f"{made.stderr[-3000:]}\nsetuptools failed: see above.")
    return target / made.stdout.splitlines()[-1]


def lay_out(root: Path, tree: Path) -> None:
    """Write into a folder what setuptools builds the wheel of: the package, its metadata, README and licence."""
    package = tree / NAME
    for path in _sources(root):
        inside = package / path.relative_to(root)
        inside.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".py":
            inside.write_text(renamed(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
        else:
            shutil.copyfile(path, inside)
    (package / "__init__.py").write_text(PACKAGE, encoding="utf-8", newline="\n")
    (package / "__main__.py").write_text(MAIN, encoding="utf-8", newline="\n")
    # what is typed in the sources is typed for who imports it
    (package / "py.typed").touch()
    for name in ("README.md", "LICENSE"):
        shutil.copyfile(root / name, tree / name)
    (tree / "pyproject.toml").write_text(metadata(root), encoding="utf-8", newline="\n")
    for path in [tree, *tree.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def _sources(root: Path) -> Iterator[Path]:
    """Yield every file that goes into the package: modules of the rooms, main.py and all data."""
    yield root / "main.py"
    for room in ROOMS:
        yield from sorted((root / room).rglob("*.py"))
    for path in sorted((root / "resources").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path
    for page in manual_pages(root):
        yield root / "docs" / page


def manual_pages(root: Path) -> tuple[str, ...]:
    """Return the pages of docs/ that the window shows, as gui/dialogs/manual_pages.py names them; it needs Qt."""
    module = ast.parse((root / "gui" / "dialogs" / "manual_pages.py").read_text(encoding="utf-8"))
    named = (one.value for one in module.body if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "PAGES")
    pages: tuple[str, ...] = ast.literal_eval(next(named))
    return pages


def renamed(code: str) -> str:
    """Return a module's code as it stands in the wheel: `from core.x import y` becomes `from biaoshu.core.x import y`.

    Raise PackageError at `import core.x`, which binds a name that the wheel does not have.
    """
    lines = code.split("\n")
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] in ROOMS:
            line = lines[node.lineno - 1]
            # columns of ast count bytes, and only blanks stand before an import
            begin = len(line) - len(line.lstrip())
            lines[node.lineno - 1] = line[:begin] + line[begin:].replace("from ", f"from {NAME}.", 1)
        elif isinstance(node, ast.Import) and any(alias.name.split(".")[0] in ROOMS for alias in node.names):
            raise PackageError(f"line {node.lineno}: write `from core… import …`; the wheel has no module `core`")
    return "\n".join(lines)


def metadata(root: Path) -> str:
    """Return the pyproject.toml of the wheel: what the sources' says, with version, packages and entry points."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = sorted(
        ".".join((NAME, *path.parent.relative_to(root).parts)) for room in ROOMS for path in (root / room).rglob("*.py")
    )
    kept = {name: project[name] for name in ("name", "description", "readme", "license", "requires-python")}
    kept |= {"version": version(root), "license-files": ["LICENSE"], "dependencies": project["dependencies"]}
    tables: dict[str, dict[str, object]] = {
        "build-system": {"requires": ["setuptools>=82"], "build-backend": "setuptools.build_meta"},
        "project": kept,
        "project.optional-dependencies": project.get("optional-dependencies", {}),
        **{f"project.{name}": dict(points) for name, points in ENTRY_POINTS.items()},
        "tool.setuptools": {"packages": sorted({NAME, *packages}), "include-package-data": False},
        "tool.setuptools.package-data": {NAME: ["py.typed", "resources/**/*", "docs/*.md"]},
    }
    # strings, lists of them and truth values are written in JSON as in TOML
    return "\n".join(
        f"[{table}]\n" + "".join(f"{json.dumps(key)} = {json.dumps(one)}\n" for key, one in values.items())
        for table, values in tables.items()
    )
