"""The labels of a store: the versions its annotators made of them, and the undos of these, in order."""

from collections.abc import Iterator
from heapq import merge
from operator import itemgetter

from ..model.decision import Decision
from ..model.figure import phrase_from
from ..model.label import Label
from ..model.standing import standing_labels
from .log import HOLDING, Log
from .log_row import from_label_row


class Labels(Log):
    """The verbs of labels."""

    def labels(self) -> list[Label]:
        """Return each label as it stands, those not in use too, in the order they were made."""
        return standing_labels(row for _, row in self._versions())

    def acts(self, report: str, annotator: str) -> list[Decision]:
        """Read what an annotator did at a report ("" for none) and to the labels, in the order of the ticks.

        Raise StoreError where a row is not as it was written.
        """
        own = (entry for entry in self._versions() if entry[1].annotator == annotator)
        return [row for _, row in merge(self._ticked(report, annotator), own, key=itemgetter(0))]

    def _versions(self) -> Iterator[tuple[int, Decision]]:
        with self._believing():
            for row in self._rows("SELECT * FROM label ORDER BY tick, version"):
                yield row["tick"], from_label_row(self._sound("label", row))

    def label_uses(self) -> dict[str, int]:
        """Return how many figures that hold are of each kind: of a label by its id, of the seven by their names."""
        sql = f"SELECT json_extract(figure, '$.kind') AS kind, count(*) AS times FROM ({HOLDING}) GROUP BY 1"
        with self._believing():
            return {
                phrase_from(row["kind"], "kind"): row["times"] for row in self._holding(sql) if row["kind"] is not None
            }
