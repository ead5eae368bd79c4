"""Saves decisions that a store can no longer take into another store elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from ..model.decision import Decision
from ..model.errors import StoreError
from ..model.report import Report
from .copying import share
from .store import Store


def save_elsewhere(
    store: Store,
    path: Path,
    report: Report,
    names: Mapping[str, str],
    log: Sequence[Decision],
    refused: Sequence[Decision],
) -> bool:
    """Write a copy of a store together with the decisions that the store refused.

    Returns whether the copy has all of the store. Where the store can no longer be read, the copy has what the program
    still knows: the report, its `log` and the refused decisions. `names` are the annotators' names by id. The copy can
    be merged into the store later. Raises StoreError where the copy cannot be written either.
    """
    if path.exists():
        raise StoreError("{path} already exists. Give the copy another name.", path=path)
    try:
        share(store.file, path)
    except StoreError:
        whole = False
    else:
        whole = True
    with Store.open(path) as copy:
        copy.add_report(report)
        for annotator, name in names.items():
            copy.annotator(name, annotator)
        copy.append([*(() if whole else _with_new_ids(log)), *refused])
    return whole


def _with_new_ids(log: Iterable[Decision]) -> list[Decision]:
    """Return the decisions of a log with new ids: the store that has them may come back and be merged."""
    steps: dict[str, str] = {}
    return [
        replace(
            row,
            id=uuid4().hex,
            step=steps.setdefault(row.step, uuid4().hex),
            undoes=row.undoes and steps.get(row.undoes, row.undoes),
        )
        for row in log
    ]
