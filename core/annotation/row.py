"""The row: a decision as the store's table holds it, its records packed as JSON."""

import json
from typing import Any

from core.annotation.decision import Decision, decision_from_record, decision_to_record


def to_row(decision: Decision) -> dict[str, object]:
    """Turn a decision into a row."""
    record = decision_to_record(decision)
    start, end = record.pop("target") or (None, None)
    packed = {name: record[name] and _json(record[name]) for name in ("figure", "proposed")}
    packed |= record.pop("remark") or {"note": None, "flagged": None}
    return record | {"start": start, "end": end} | packed


def from_row(row: dict[str, Any]) -> Decision:
    """Read a decision back; raise ValueError on a word outside the vocabulary or what is no JSON."""
    target = None if row["start"] is None else [row["start"], row["end"]]
    unpacked = {name: row[name] and json.loads(row[name]) for name in ("figure", "proposed")}
    remark = None if row["note"] is None else {"note": row["note"], "flagged": bool(row["flagged"])}
    return decision_from_record(row | {"target": target, "remark": remark} | unpacked)


def _json(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
