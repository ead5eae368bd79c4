"""The engine: reports in, proposals, decisions, datasets out; no Qt."""

__version__ = "0.1.0"
