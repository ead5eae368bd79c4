"""Saving decisions that a store does not take any more, in another store elsewhere."""

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
    """Write a copy of a store, and the decisions it refused; return whether all of the store is in it.

    Where the store can no longer be read, the copy has what is still known: the report, its `log` and what was refused.
    `names` are the annotators' by id. The copy merges into the store later. Raise StoreError where the copy cannot be
    written either.
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
    """Say a log's decisions again under ids of their own: the store that has them may come back and be merged."""
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
