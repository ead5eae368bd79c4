"""Whose report it is, measured: the region and year that title and text tell, against the names of the files.

    python -m tools.regions                 the provincial reports beside the project
    python -m tools.regions FOLDER…         the texts of other folders, whose names tell region and year
    python -m tools.regions --errors …      with a line for each that is not right

The files' names are the truth and are not read: each text is taken under a name that says nothing. `wrong` is a region
or year other than the name's, `none` none at all, `unsure` what the program asks about, right or not. Nothing of the
texts is written anywhere.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from core.detection.region_and_year import RegionAndYear, attribute, contradictions
from core.files.load import load
from core.model.areas import find_areas
from core.store.store import HEAD

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
# The reports without a year in their name are of this one.
_YEAR = "2026"
_NAMED = re.compile(r"(?P<region>\D+?)_?(?P<year>(?:19|20)\d{2})?年?")
NAMELESS = "正文"


def judge(path: Path) -> tuple[str, str, str]:
    """Return how region and year of a text compare with its file's name, and a line that shows both."""
    named = _NAMED.fullmatch(path.stem)
    if named is None:
        return "unnamed", "unnamed", path.stem
    report = load(path)
    found = attribute(NAMELESS, report.about.title, report.text[:HEAD])
    region = named["region"].rstrip("_").split("_")[-1]
    year = named["year"] or _YEAR
    return (
        _compare(region, found.region, found.regions, found.year),
        "right" if found.year == year else "wrong" if found.year else "unsure" if found.years else "none",
        f"{path.stem}: {found.region or '、'.join(found.regions)} {found.year or '、'.join(found.years)}",
    )


def _compare(named: str, found: str, open_: Iterable[str], year: str) -> str:
    if not found:
        return "unsure" if tuple(open_) else "none"
    wrong = contradictions(RegionAndYear(named), RegionAndYear(found))
    same = find_areas(named, int(year or _YEAR)) == find_areas(found, int(year or _YEAR))
    return "wrong" if wrong or not same else "right"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    folders = options.folders or [CORPUS, CORPUS / "provinces"]
    regions: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
        region, year, line = judge(path)
        regions[region] += 1
        years[year] += 1
        if options.errors and (region, year) != ("right", "right"):
            print(f"{region:7} {year:7} {line}")
    for name, counts in (("region", regions), ("year", years)):
        said = ", ".join(f"{counts[kind]} {kind}" for kind in ("right", "wrong", "none", "unsure", "unnamed"))
        print(f"{name:6} of {counts.total()}: {said}")


if __name__ == "__main__":
    main()
