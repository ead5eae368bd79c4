"""The commands on a store's labels: make, change, merge, retire and bring back one.

Each is a step that can be undone.
"""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.model.decision import new_step
from core.model.errors import StoreError
from core.model.figure import is_label
from core.model.label import Label, new_label

from ..session.session import Session


class LabelActions:
    """Each method raises UserError, and changes nothing, where a label cannot be so or the store cannot be written."""

    def __init__(self, session: Session, actions: Mapping[str, QAction], window: QWidget) -> None:
        self._session, self._actions, self._window = session, actions, window

    def manage_labels(self) -> None:
        """Open the dialog with the store's labels."""
        from .labels_dialog import LabelsDialog

        if self._session.store is None:
            raise StoreError("No store is open. Open one first, or make a new one with Ctrl+N.")
        LabelsDialog(self._session, self, [self._actions[name] for name in ("undo", "redo")], self._window).open()

    def uses(self) -> dict[str, int]:
        """Return how many figures have each kind or label; merged labels count as those they were merged into."""
        store, scheme = self._session.store, self._session.scheme
        found: dict[str, int] = {}
        for kind, times in (store.label_uses() if store is not None else {}).items():
            read = scheme.reading(kind) if is_label(kind) else kind
            found[read] = found.get(read, 0) + times
        return found

    def make(self, chinese: str, english: str, colour: str, key: str) -> Label:
        """Make a label and return it."""
        return self._write(self._session.scheme.checked(new_label(chinese, english, colour, key)))

    def change(self, label: Label, chinese: str, english: str, colour: str, key: str) -> Label:
        """Give a label other names, another colour or another key; the figures that have it follow."""
        changed = replace(label, chinese=chinese.strip(), english=english.strip(), colour=colour, key=key)
        return label if changed == label else self._write(self._session.scheme.checked(changed), label)

    def merge(self, label: Label, into: Label) -> Label:
        """Have the figures of a label count as having another one; their rows stay, so it can be undone."""
        return self._write(self._session.scheme.merged(label, into), label)

    def retire(self, label: Label) -> Label:
        """Do not offer a label any more; raise UserError where figures have it."""
        return self._write(self._session.scheme.retired(label, self.uses().get(label.id, 0)), label)

    def restore(self, label: Label) -> Label:
        """Bring back a label that is not in use, with the figures that had it."""
        return self._write(self._session.scheme.restored(label), label)

    def _write(self, version: Label, was: Label | None = None) -> Label:
        self._session.write([new_step(self._session.annotator).label(version, was)])
        return version
