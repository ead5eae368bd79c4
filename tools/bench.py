"""The benchmark: ratios of two things taken in one run, each with what it must be, and what confidence is worth."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import groupby

from tools.bench_calibration import Band, calibration
from tools.bench_export import large_export
from tools.bench_first import first_figures, store_stats
from tools.bench_growth import growth, memory, pathological
from tools.bench_jobs import jobs
from tools.bench_library import large_library
from tools.bench_open import opening
from tools.bench_package import package
from tools.bench_panel import large_panel
from tools.bench_speed import against_recognizers, against_segmentation
from tools.bench_store import soak, store_growth
from tools.bench_timing import Line
from tools.bench_window import window_and_keys

MEASURES: dict[str, Callable[[], Iterator[Line]]] = {
    "speed": against_segmentation,
    "peer": against_recognizers,
    "growth": growth,
    "memory": memory,
    "lines": pathological,
    "window": window_and_keys,
    "open": opening,
    "library": large_library,
    "panel": large_panel,
    "first": first_figures,
    "stats": store_stats,
    "jobs": jobs,
    "store": store_growth,
    "export": large_export,
    "soak": soak,
    "package": package,
}


def say(line: Line) -> None:
    """Print a line: its ratio, what it must be, and what it was taken from."""
    sign = "≥" if line.least else "≤"
    verdict = "" if line.holds else "  MISSED"
    print(f"{line.name}: {line.ratio:.2f} {sign} {line.bound:g}  ({line.taken}){verdict}", flush=True)


def say_bands(rows: list[tuple[str, Band]]) -> None:
    """Print the calibration tables."""
    if not rows:
        print("Calibration: the labelled reports (../shared/score.py) are not beside the project.")
    for name, group in groupby(rows, key=lambda row: row[0]):
        print(f"\nConfidence, {name}: proposals, and the share of them that are whole right records")
        for _, band in group:
            share = "    -" if band.share is None else f"{100 * band.share:5.1f}"
            reach = f"{band.low:.1f} and above" if band.high > 1 else f"{band.low:.1f} to {band.high:.1f}"
            print(f"  {reach:13} {band.proposals:5}  {share} %{'' if band.holds else '  MISSED'}")


def main() -> int:
    """Print every line, or those named (the measures, and confidence); --json as data.

    Return 1 where a bound is missed.
    """
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    quiet = "--json" in sys.argv
    if strange := set(words) - {*MEASURES, "confidence"}:
        print(f"No such measure: {', '.join(sorted(strange))}; there are {', '.join(MEASURES)}, confidence.")
        return 2
    lines: list[Line] = []
    for name, measure in MEASURES.items():
        for line in measure() if not words or name in words else ():
            lines.append(line)
            if not quiet:
                say(line)
    rows = list(calibration()) if not words or "confidence" in words else []
    if quiet:
        table = [{"reports": name} | asdict(band) for name, band in rows]
        print(json.dumps({"lines": [asdict(line) for line in lines], "confidence": table}, ensure_ascii=False))
    elif not words or "confidence" in words:
        say_bands(rows)
    return int(not all(line.holds for line in lines) or not all(band.holds for _, band in rows))


if __name__ == "__main__":
    sys.exit(main())
