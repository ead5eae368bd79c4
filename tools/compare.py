"""The comparison: what two commits find in every text beside the project, and where they differ.

    python -m tools.compare BASE [OTHER] [--texts DIR ...] [--sample N] [--jobs 2] [--examples 3]

BASE and OTHER are commits (OTHER is HEAD if not given; `.` is the working directory as it is). Each commit is checked
out into a temporary worktree and finds the figures of the same texts by its own command line, the first-sight texts
left out (tools/first_sight.py). Prints how often each attribute differs, with examples that name a text by the
beginning of its digest, and a hash of all that each commit found, by which a later run is known to have seen the same;
exits with 1 where anything differs. Attributes that one of the two does not know are named and not compared.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.first_sight import SHARED, every_report, is_first_sight

ROOT = Path(__file__).resolve().parent.parent
# what a line of `find` says beside the attributes
_NO_ATTRIBUTES = {"report", "start", "end", "text"}
# a file of reports is kept well below what the program reads of one
_IN_ONE_FILE = 500

Found = dict[tuple[str, int, int], dict[str, Any]]
"""The figures of all texts: by digest, start and end; of each its attributes."""


@dataclass
class Differences:
    """What two commits found otherwise: how often by attribute, and a few examples of each."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)
    new: tuple[str, ...] = ()
    """The attributes that only one of the two knows."""

    def add(self, name: str, example: str, most: int) -> None:
        """Count one difference."""
        self.counts[name] += 1
        shown = self.examples.setdefault(name, [])
        if len(shown) < most:
            shown.append(example)


def write_texts(folders: Sequence[Path], sample: int, into: Path) -> list[Path]:
    """Write the texts to be read as tables, each under its digest, the first-sight texts left out; return the files.

    A sample takes the texts whose digests come first, which are the same in every run.
    """
    reports = [one for one in every_report(folders) if not is_first_sight(one)]
    reports.sort(key=lambda one: one.digest)
    if sample:
        reports = reports[:sample]
    files = []
    for first in range(0, len(reports), _IN_ONE_FILE):
        file = into / f"texts{first}.jsonl"
        lines = (
            json.dumps({"name": one.digest, "text": one.text}) + "\n" for one in reports[first : first + _IN_ONE_FILE]
        )
        file.write_text("".join(lines), encoding="utf-8")
        files.append(file)
    return files


@contextmanager
def checked_out(commit: str, folder: Path) -> Iterator[Path]:
    """Check a commit out into a folder for as long as it is needed; `.` is the working directory itself."""
    if commit == ".":
        yield ROOT
        return
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", folder, commit], cwd=ROOT, check=True)
    try:
        yield folder
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", folder], cwd=ROOT, check=True)


def find(place: Path, texts: Sequence[Path], jobs: int, output: Path) -> Found:
    """Find the figures of the texts with the program that stands in a folder."""
    command = [sys.executable, "main.py", "find", "--jobs", str(jobs), "-o", output, *texts]
    options = ["--text-column", "text", "--name-columns", "name"]
    subprocess.run([*command, *options], cwd=place, check=True, env=os.environ | {"PYTHONPATH": str(place)})
    return read_found(output)


def read_found(output: Path) -> Found:
    """Read the figures that `find` wrote."""
    found: Found = {}
    with output.open("rb") as lines:
        for line in lines:
            said = json.loads(line)
            place = said["report"], said["start"], said["end"]
            found[place] = {name: value for name, value in said.items() if name not in _NO_ATTRIBUTES}
    return found


def differences(base: Found, other: Found, examples: int) -> Differences:
    """Compare figures that are in the same place attribute by attribute, and name those that only one of both has."""
    named = [set(next(iter(found.values()), {})) for found in (base, other)]
    result = Differences(new=tuple(sorted(named[0] ^ named[1])))
    common = sorted(named[0] & named[1])
    for place in sorted(base.keys() | other.keys()):
        where = f"{place[0][:12]} {place[1]}–{place[2]}"
        one, two = base.get(place), other.get(place)
        if one is None or two is None:
            result.add(
                "only in the other" if one is None else "only in the base",
                f"{where} {_said(one or two or {})}",
                examples,
            )
            continue
        for name in common:
            if one[name] != two[name]:
                result.add(name, f"{where} {one[name]!r} → {two[name]!r}", examples)
    return result


def common_hash(found: Found, left_out: Sequence[str]) -> str:
    """Hash all figures with the attributes that both commits know."""
    digest = hashlib.sha256()
    for place, said in sorted(found.items()):
        kept = {name: value for name, value in sorted(said.items()) if name not in left_out}
        digest.update(json.dumps([*place, kept]).encode())
    return digest.hexdigest()


def _said(attributes: Mapping[str, Any]) -> str:
    return " ".join(str(value) for value in attributes.values())


def main() -> int:
    """Compare two commits; return 1 where they differ."""
    options = argparse.ArgumentParser(prog="compare", description=__doc__.splitlines()[0])
    options.add_argument("base", help="a commit")
    options.add_argument("other", nargs="?", default="HEAD", help="a commit, or . for the working directory")
    options.add_argument("--texts", type=Path, nargs="+", default=[SHARED / "corpus", SHARED / "gold"])
    options.add_argument("--sample", type=int, default=0, help="so many texts only")
    options.add_argument("--jobs", type=int, default=2, help="how many processes find figures at a time")
    options.add_argument("--examples", type=int, default=3, help="how many examples of each difference are printed")
    chosen = options.parse_args()
    if not all(folder.exists() for folder in chosen.texts):
        print("The texts beside the project (../shared) are not there: name others with --texts.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="compare-") as folder:
        place = Path(folder)
        texts = write_texts([path.resolve() for path in chosen.texts], chosen.sample, place)
        found = []
        for number, commit in enumerate((chosen.base, chosen.other)):
            with checked_out(commit, place / f"tree{number}") as tree:
                found.append(find(tree, texts, chosen.jobs, place / f"found{number}.jsonl"))
    result = differences(*found, chosen.examples)
    print(f"{len(found[0])} figures in {len({place[0] for place in found[0]})} texts, then {len(found[1])}")
    if result.new:
        print(f"known to one of both alone, not compared: {', '.join(result.new)}")
    for one, commit in zip(found, (chosen.base, chosen.other), strict=True):
        print(f"{common_hash(one, result.new)} {commit}")
    for name, count in result.counts.most_common():
        print(f"{name}: {count} differ")
        print("".join(f"    {example}\n" for example in result.examples[name]), end="")
    return int(bool(result.counts))


if __name__ == "__main__":
    sys.exit(main())
