"""What is read of tables of reports, measured row by row: which rows came in, and whether region and year are theirs.

    python -m tools.read_tables                the workbooks beside the project
    python -m tools.read_tables FILE…          other tables
    python -m tools.read_tables --errors …     with a line for each row that is not right

The table's own columns of region and year are the truth, but where the row's title names another place and the program
says so: then the title is. Nothing of the texts is written anywhere.
"""

import argparse
from collections import Counter
from pathlib import Path

from core.detection.region_and_year import RegionAndYear, find_region_and_year
from core.files.containers import Container, Source
from core.files.report_table import (
    OTHER_REGION,
    OTHER_YEAR,
    ReportRows,
    chosen_sheets,
    look_at,
    open_table,
    reports_of,
)
from core.files.row_region import is_same_place
from core.model.errors import ReportError
from core.model.report import Report
from core.store.store import HEAD

TABLES = Path(__file__).parents[2] / "shared" / "corpus" / "tables"


def rows_of(path: Path) -> list[ReportRows]:
    """Return the rows of a table as they are, with the columns they are read by."""

    def sheets() -> list:  # type: ignore[type-arg]
        return open_table(path.open("rb"), path.name)[1]

    chosen = chosen_sheets([look_at(sheet) for sheet in sheets()], None, path.name)
    opened = sheets()
    return [
        found
        for place, columns in chosen
        for found in reports_of(opened[place], columns)
        if isinstance(found, ReportRows)
    ]


def reports(path: Path) -> list[Report | ReportError]:
    """Return what comes in of a table."""
    container, read, more = Container(), [], True
    while more:
        one, more = container.read(Source(str(path)), len(read), "", None)
        read.append(one)
    container.close()
    return read


def judge(row: ReportRows, report: Report) -> tuple[str, str, str]:
    """Return how a report's region and year compare with its row's columns, and a line that shows both."""
    found = find_region_and_year(RegionAndYear(), "", report.name, report.about.title, report.text[:HEAD])
    cells = row.rows[0].cells
    places = [cells.get(one, "") for one in row.columns.region]
    said = {note.sentence for note in report.notes}
    told = OTHER_REGION in said
    if told:
        region = "told" if found.region and found.region in report.about.title else "wrong"
    else:
        same = bool(places) and bool(found.region) and is_same_place(found.region, places[-1])
        region = "right" if same else "wrong" if found.region else "none"
    year = cells.get(row.columns.year, "")[:4]
    when = "told" if OTHER_YEAR in said else "right" if found.year == year else "wrong" if found.year else "none"
    return region, when, f"{row.number}: {''.join(places)} {year} – {found.region} {found.year}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    for path in options.files or sorted(TABLES.glob("*.xlsx")):
        rows = rows_of(path)
        with_text = [row for row in rows if row.has_text()]
        read = reports(path)
        came = [one for one in read if isinstance(one, Report)]
        regions: Counter[str] = Counter()
        years: Counter[str] = Counter()
        print(f"{path.name}: {len(rows)} rows, {len(with_text)} with a text; {len(came)} reports came in")
        for row, report in zip(with_text, came, strict=False):
            region, year, line = judge(row, report)
            regions[region] += 1
            years[year] += 1
            if options.errors and (region, year) != ("right", "right"):
                print(f"  {region:5} {year:5} {line}")
        for name, counts in (("region", regions), ("year", years)):
            print(f"  {name:6} {', '.join(f'{counts[kind]} {kind}' for kind in ('right', 'told', 'wrong', 'none'))}")
        for error in (one for one in read if isinstance(one, ReportError)):
            print(f"  {error}")


if __name__ == "__main__":
    main()
