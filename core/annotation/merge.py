"""The merge: stores put together by content, in one step that can be looked at before and taken back after."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from core.annotation.store import Store
from core.annotation.store.merging import Merged, Merging
from core.annotation.store.stranger import stranger


def merge(store: Store, others: Sequence[Path], *, dry: bool = False) -> Merged:
    """Take other stores' reports, decisions, labels and proposals into an open one, all of them or nothing.

    Reports meet by the hash of their texts and decisions by their places in their hands, so that the order of merges,
    or merging twice, makes no difference. With `dry` nothing is written. Raise StoreError where a file is no store, is
    open in a window, or has other decisions under the same numbers.
    """
    with ExitStack() as opened:
        strangers = [opened.enter_context(stranger(path)) for path in others]
        return Merging(store).merge(strangers, dry=dry)


def take_back_merge(store: Store) -> int:
    """Take out what came with the last merge; return how many decisions went. Merging again brings them back."""
    return Merging(store).take_back()


def last_merge(store: Store) -> tuple[str, list[str]] | None:
    """Tell when the last merge that can be taken back was, and the names of its files."""
    return Merging(store).last()
