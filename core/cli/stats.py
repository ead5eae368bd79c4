"""The verb stats: how far the reports of a store are decided."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..jobs.engines import ProcessExecutor
from ..jobs.executor import BrokenOff
from ..jobs.stats import counts_of
from ..model.figure import KINDS
from ..review.label_scheme import Scheme
from ..store import Store
from .run import PATH, fail_for, row, verbs

if TYPE_CHECKING:
    from ..store.kept import Counts


@verbs.command()
@click.argument("store", type=PATH)
def stats(store: Path) -> int:
    """Print how far each report of STORE is decided, altogether and by kind and label, a line for each annotator."""
    status = 0
    with Store.reading(store) as opened, ProcessExecutor(1) as executor:
        scheme = Scheme(opened.labels())
        kinds = [*KINDS, *(label.id for label in scheme.live)]
        names = opened.annotators()
        row("report", "annotator", "decided", "total", *map(scheme.exported, kinds))
        for entry, counts in counts_of(opened, executor):
            if isinstance(counts, BrokenOff):
                status = fail_for(entry.name, counts)
                continue
            for identity, counted in counts.items():
                row(entry.name, names.get(identity, "-"), *_progress(counted, kinds))
    return status


def _progress(counts: "Counts", kinds: Sequence[str]) -> Iterator[str]:
    """Yield decided and total, then decided/total of each kind and label."""
    yield str(sum(decided for decided, _ in counts.values()))
    yield str(sum(total for _, total in counts.values()))
    yield from ("{}/{}".format(*counts.get(kind, (0, 0))) for kind in kinds)
