"""Annotation: proposals turned into decisions; no extraction."""
