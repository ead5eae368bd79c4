"""The engine: reports in, proposals, decisions, datasets out; no Qt."""
