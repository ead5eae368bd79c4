"""What holds on the figures of a report for one annotator, as far as something is learnt from it."""

import json
from typing import TYPE_CHECKING, Any

from ..model.decision import origin
from ..model.figure import Span, span_from
from ..model.judgement import Judgement
from .log_row import UNREADABLE
from .queries import HELD, UNDOS, undone_in

if TYPE_CHECKING:
    from .store import Store

# what is looked at of a figure, and of a proposal besides: so little is read of each that a whole store is gone through
_SAID = "'$.start', '$.end', '$.indicator', '$.unit', '$.value'"
_JUDGED = HELD.format(
    columns=f'decision.id, at, verdict, start, "end", json_extract(figure, {_SAID}) AS said, '
    f"json_extract(proposed, {_SAID}, '$.why') AS proposed_said",
    condition="AND decision.report = :report AND decision.annotator = :annotator",
)


def judgements(store: "Store", report: str, annotator: str) -> list[Judgement]:
    """Return what holds in a report, by its digest, for an annotator, by id, in text order.

    The rows are not held against their hashes, as they are where a report is opened: nothing is decided by them. A row
    that cannot be read is left out. Raises StoreError where the file cannot be read.
    """
    undone = undone_in(store.file.rows(UNDOS.format("AND report = :report"), {"report": report}))
    values = {"report": report, "annotator": annotator, "undone": json.dumps(undone)}
    found = []
    for row in store.file.rows(_JUDGED, values):
        try:
            found.append(_judgement(row))
        except UNREADABLE:
            continue
    return sorted(found, key=lambda one: one.target)


def _judgement(row: dict[str, Any]) -> Judgement:
    after = json.loads(row["said"]) if row["said"] and row["verdict"] != "reject" else None
    *before, why = json.loads(row["proposed_said"]) if row["proposed_said"] else [None] * 6
    target = span_from([row["start"], row["end"]])
    stands: list[Any] = after or before
    return Judgement(
        decision=origin(row["id"]),
        at=row["at"],
        target=target,
        figure_span=Span(*stands[:2]) if stands[0] is not None else target,
        was_indicator=before[2],
        was_unit=before[3],
        indicator=after[2] if after is not None else None,
        unit=after[3] if after is not None else None,
        is_same_value=after is not None and before[0] is not None and after[4] == before[4],
        why=why or "",
    )
