"""The verbs on the labels of a store: make, change, merge, retire and bring back one; each a version written."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from core.annotation.label import Label, new_label
from core.errors import StoreError
from core.figure import is_label
from gui.session import Session


class Labelling:
    """Each verb raises UserError and changes nothing where a label cannot be so, or the disk refuses."""

    def __init__(self, session: Session, window: QWidget) -> None:
        self._session, self._window = session, window

    def manage_labels(self) -> None:
        """Open the dialog on the store's labels."""
        from gui.labels_dialog import LabelsDialog

        if self._session.store is None:
            raise StoreError("No store is open. Open one or make a new one by Ctrl+N first.")
        LabelsDialog(self._session, self, self._window).open()

    def uses(self) -> dict[str, int]:
        """Return how many figures that hold are of each kind, and of each label as merged ones are read."""
        store, scheme = self._session.store, self._session.scheme
        found: dict[str, int] = {}
        for kind, times in (store.label_uses() if store is not None else {}).items():
            read = scheme.reading(kind) if is_label(kind) else kind
            found[read] = found.get(read, 0) + times
        return found

    def make(self, chinese: str, english: str, colour: str, key: str) -> Label:
        """Make a label; return it."""
        return self._write(self._session.scheme.checked(new_label(chinese, english, colour, key)))

    def change(self, label: Label, chinese: str, english: str, colour: str, key: str) -> Label:
        """Give a label other names, another colour or key; the figures that have it follow."""
        changed = replace(label, chinese=chinese.strip(), english=english.strip(), colour=colour, key=key)
        return label if changed == label else self._write(self._session.scheme.checked(changed))

    def merge(self, label: Label, into: Label) -> Label:
        """Have the figures of a label read as another's; what is written of them stays, so it can be taken back."""
        return self._write(self._session.scheme.merged(label, into))

    def retire(self, label: Label) -> Label:
        """Offer a label no more, if no figure has it."""
        return self._write(self._session.scheme.retired(label, self.uses().get(label.id, 0)))

    def restore(self, label: Label) -> Label:
        """Bring a retired or merged label back, with the figures it had."""
        return self._write(self._session.scheme.restored(label))

    def _write(self, version: Label) -> Label:
        store = self._session.store
        if store is None:
            raise StoreError("No store is open. Open one or make a new one by Ctrl+N first.")
        store.write_label(version, self._session.annotator)
        self._session.relabel()
        return version
