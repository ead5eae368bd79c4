"""The store: one file of reports and of an append-only log of decisions; the only SQL is in this folder."""

from .schema import APPLICATION_ID, SCHEMA_VERSION
from .store import ReportEntry, Store

__all__ = ["APPLICATION_ID", "SCHEMA_VERSION", "ReportEntry", "Store"]
