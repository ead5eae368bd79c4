"""Stores as files: merged, checked, restored, shared; newer versions of reports."""
