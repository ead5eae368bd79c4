"""Extraction: a report's text turned into proposals; pure, no store."""
