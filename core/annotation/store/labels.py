"""The labels of a store: the versions of the kinds its annotators made, the latest of each holding."""

import json
from uuid import uuid4

from core.annotation.decision import timestamp
from core.annotation.label import Label, label_from_record, label_to_record
from core.annotation.store.log import STANDING, Log


class Labels(Log):
    """The verbs of labels."""

    def labels(self) -> list[Label]:
        """Return each label as its latest version has it, retired and merged ones too, in the order they were made."""
        rows = self._rows("SELECT record FROM label ORDER BY tick, version")
        with self._believing():
            versions = [label_from_record(json.loads(row["record"])) for row in rows]
        return list({version.id: version for version in versions}.values())

    def write_label(self, label: Label, annotator: str) -> None:
        """Write a label's next version, in an annotator's (by id) name; nothing is ever taken out."""
        row = {
            "version": uuid4().hex,
            "tick": self._tick + 1,
            "at": timestamp(self._clock),
            "annotator": annotator,
            "record": json.dumps(label_to_record(label), ensure_ascii=False),
        }
        with self._writing():
            self._db.table("label").insert(row)
        self._tick += 1

    def label_uses(self) -> dict[str, int]:
        """Return how many figures that hold are of each kind: of a label by its id, of the seven by their names."""
        sql = (
            f"SELECT json_extract(figure, '$.kind') AS kind, count(*) AS times FROM ({STANDING.format('')}) GROUP BY 1"
        )
        return {row["kind"]: row["times"] for row in self._rows(sql) if row["kind"] is not None}
