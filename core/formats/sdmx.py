"""SDMX-CSV 2.0: one observation in each row, as statistical offices exchange them."""

from collections import Counter
from typing import TextIO

from ..model.attributes import LATER
from ..model.figure import exact_number
from .csv import csv_line
from .exported import LEFT_OUT, notes_of
from .format import Format, Writing
from .observation import NUMBERLESS, TIMELESS, Observation, count_losses, observations
from .sentences import QT_TRANSLATE_NOOP

FLOW = "BIAOSHU:FIGURES(1.0.0)"
DIMENSIONS = ("REF_AREA", "INDICATOR", "KIND", "STATUS", "REPORT", "POSITION", "PART", "ANNOTATOR", "TIME_PERIOD")
ATTRIBUTES = ("UNIT_MEASURE", "BOUND", "DECIMALS", "SOURCE_TEXT", *(attribute.name.upper() for attribute in LATER))
COLUMNS = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)


def write_sdmx(file: TextIO) -> Writing:
    """Write the figures that hold as observations; return what is lost.

    Each number of a range or a composition is a row of its own, numbered by PART. A figure without a period is left
    out, because every observation has a time. A report without a region is named by its name. Texts are written so that
    no spreadsheet runs them as formulas.
    """
    file.write(csv_line(COLUMNS))
    lost = Counter[str]()
    while (part := (yield)) is not None:
        for one in observations(part):
            cells = ["dataflow", FLOW, "M", *_dimensions(one), exact_number(one.value), *_attributes(one)]
            file.write(csv_line(cells))
        count_losses(lost, part)
    return notes_of(lost)


def _dimensions(one: Observation) -> tuple[str, ...]:
    row, figure = one.row, one.row.figure
    place = (row.region or row.report, figure.indicator or "_Z", figure.kind, figure.status, row.digest)
    return (*place, f"{figure.start}-{figure.end}", str(one.number), row.annotator or "_Z", time_period(one))


def _attributes(one: Observation) -> tuple[str, ...]:
    figure = one.row.figure
    later = (attribute.text(getattr(figure, attribute.name)) for attribute in LATER)
    return figure.unit, figure.bound, str(one.decimals), one.row.text, *later


def time_period(one: Observation) -> str:
    """Return a time as SDMX writes it: a year, a month, or a first day and a duration."""
    months = (one.end.year - one.begin.year) * 12 + one.end.month - one.begin.month
    if one.begin.day > 1 or one.end.day > 1:
        days = (one.end - one.begin).days
        return one.begin.isoformat() if days == 1 else f"{one.begin.isoformat()}/P{days}D"
    if months == 12 and one.begin.month == 1:
        return str(one.begin.year)
    if months == 1:
        return f"{one.begin.year}-{one.begin.month:02}"
    return f"{one.begin.isoformat()}/" + (f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M")


FORMAT = Format(
    name="sdmx-csv",
    ending=".csv",
    title=QT_TRANSLATE_NOOP("formats", "SDMX-CSV: one observation per row, for statistics"),
    write=write_sdmx,
    losses=(LEFT_OUT, TIMELESS, NUMBERLESS),
)
