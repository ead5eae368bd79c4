"""The measure of exports: rows a second of the processor, and memory, from a store of 200,000 figures."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench_open import apart
from tools.bench_timing import CLOCK, Line

REPORTS, DECISIONS = 900, 250
QUICK = ("csv", "jsonl")
FORMATS = (*QUICK, "xlsx", "label-studio")
ROWS_A_SECOND, MEGABYTES = 15_000, 200


def exported(place: Path) -> dict[str, float]:
    """Export the store beside a place in the format by which the place is called; return figures, seconds and MB."""
    import resource

    from core.jobs.engines import ProcessExecutor
    from core.jobs.export import ExportRequest, export
    from core.jobs.progress import finish
    from core.jobs.selection import Selection
    from core.store import Store

    with Store.open(place.parent / "large.biaoshu") as store, ProcessExecutor(1) as executor:
        request = ExportRequest(place.name, Selection(), place.with_suffix(".out"))
        annotators = list(store.annotators().items())
        start = CLOCK()
        count = finish(export(store, request, annotators, executor)).count
        taken = CLOCK() - start
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"figures": count, "seconds": taken, "MB": held / (2**20 if sys.platform == "darwin" else 2**10)}


def large_export() -> Iterator[Line]:
    """Export a large store in four formats, each in a process of its own."""
    from tools.large_store import fill

    if sys.platform == "win32":
        print("Windows does not tell what a process held: the exports are left out.", file=sys.stderr)
        return
    with TemporaryDirectory() as folder:
        fill(Path(folder) / "large.biaoshu", REPORTS, DECISIONS, kept=False)
        for name in FORMATS:
            took = apart("tools.bench_export:exported", Path(folder) / name)
            figures, seconds, held = took["figures"], took["seconds"], took["MB"]
            said = f"{figures:,} figures in {seconds:.1f} s of the processor"
            if name in QUICK:
                rate = figures / seconds
                yield Line(f"rows a second as {name} / {ROWS_A_SECOND:,}", rate / ROWS_A_SECOND, 1, said, least=True)
            yield Line(f"memory of an export as {name} / {MEGABYTES} MB", held / MEGABYTES, 1, f"{held:.0f} MB; {said}")
