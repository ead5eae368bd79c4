"""The panel: what many reports say, by concept, place and time.

`pandas.DataFrame(facts("reports.biaoshu", concept="GDP", kind="growth"))` is a table of all that the reports of a store
say of how GDP grew; `facts` is imported from here (docs/panel.md).
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from ..store import Store
from .long_table import rows
from .opening import open_panel

__all__ = ["facts"]


def facts(
    store: Path | str,
    *,
    concept: str | None = None,
    kind: str | None = None,
    status: str | None = None,
    confirmed_only: bool = False,
) -> list[dict[str, Any]]:
    """Return what the reports of a store say as rows that a DataFrame takes, one row a fact (`long_table.LongRow`).

    Of one concept (by its code), kind or status where these are given. Proposals that nobody has confirmed are among
    them unless `confirmed_only`; the column `state` tells them apart. Figures of reports in which nobody has looked for
    any are found first. Raise StoreError where the store cannot be read.
    """
    # behind the rest: who asks about a report that is open finds no figures
    from ..jobs.engines import ProcessExecutor

    with Store.reading(Path(store)) as opened, ProcessExecutor(1) as executor:
        panel = open_panel(opened, executor=executor)
        found = panel.facts(concept, kind, status, confirmed_only=confirmed_only)
        text_of = lru_cache(maxsize=8)(lambda digest: opened.report(digest).text)
        return [row._asdict() for row in rows(found, panel.catalogue, text_of, opened.annotators())]
