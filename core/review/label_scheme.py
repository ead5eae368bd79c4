"""The label scheme: the labels of a store as they stand, and which changes of them are allowed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..model.decision import Decision
from ..model.figure import KINDS
from ..model.label import KEYS, LONGEST_NAME, Label, LabelError


class Scheme:
    """The labels of a store as they stand."""

    def __init__(self, versions: Iterable[Label] = ()) -> None:
        self._labels = {version.id: version for version in versions}

    @property
    def labels(self) -> Sequence[Label]:
        """Every label, retired, merged and taken back ones too, in the order they were made."""
        return list(self._labels.values())

    @property
    def live(self) -> Sequence[Label]:
        """The labels that can be put on a span."""
        return [label for label in self._labels.values() if label.is_live]

    def get(self, label: str) -> Label | None:
        """Return a label by its id."""
        return self._labels.get(label)

    def reading(self, kind: str) -> str:
        """Return what a figure's kind counts as: itself, or the label into which it was merged."""
        seen = set()
        while (label := self._labels.get(kind)) is not None and label.merged_into and kind not in seen:
            seen.add(kind)
            kind = label.merged_into
        return kind

    def exported(self, kind: str) -> str:
        """Return a kind as exported files have it: a label by its name."""
        if kind not in self._labels:
            return kind
        label = self._labels.get(self.reading(kind))
        return kind if label is None else label.exported_name

    def through(self, log: Iterable[Decision]) -> list[Decision]:
        """Return a log in which merged labels are replaced by the labels into which they were merged."""
        merged = {label.id: self.reading(label.id) for label in self._labels.values() if label.merged_into}
        return [_reread(row, merged) if row.figure is not None and row.figure.kind in merged else row for row in log]

    def checked(self, label: Label) -> Label:
        """Return a version of a label that may be written.

        Raise LabelError where it has no name, or the name or key of another.
        """
        if not label.chinese or len(label.chinese) > LONGEST_NAME or len(label.english) > LONGEST_NAME:
            raise LabelError("A label needs a Chinese name of at most {most} characters.", most=LONGEST_NAME)
        if label.key and label.key not in KEYS:
            raise LabelError("The key {key} cannot be used. Choose a letter, or 8, 9 or 0.", key=label.key)
        others = [other for other in self.live if other.id != label.id]
        for name in filter(None, (label.chinese, label.english)):
            if name in KINDS or any(name in (other.chinese, other.english) for other in others):
                raise LabelError("There is a label or kind named {name} already. Choose another name.", name=name)
        for other in others:
            if label.key and other.key == label.key:
                raise LabelError(
                    "The key {key} already belongs to {name}. Choose another key.", key=label.key, name=other.chinese
                )
        return label

    def retired(self, label: Label, uses: int) -> Label:
        """Return the version that retires a label; raise LabelError while figures have it."""
        if uses:
            raise LabelError(
                "{name} is on {count} figures and cannot be retired. Merge it into another label instead.",
                name=label.chinese,
                count=uses,
            )
        return replace(label, retired=True)

    def merged(self, label: Label, into: Label) -> Label:
        """Return the version that merges a label into another; raise LabelError where the other cannot take it."""
        if into.id == label.id or not into.is_live or not label.is_live:
            raise LabelError("{name} can only be merged into another label that is in use.", name=label.chinese)
        return replace(label, merged_into=into.id)

    def restored(self, label: Label) -> Label:
        """Return the version that brings back a label not in use.

        Raise LabelError where its name was taken meanwhile.
        """
        key = "" if any(other.key == label.key for other in self.live) else label.key
        return self.checked(replace(label, key=key, retired=False, merged_into=None, taken_back=False))


def _reread(row: Decision, merged: Mapping[str, str]) -> Decision:
    assert row.figure is not None
    return replace(row, figure=replace(row.figure, kind=merged[row.figure.kind]))
