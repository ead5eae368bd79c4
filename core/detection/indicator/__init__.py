"""The indicator of a figure: candidates, trimmed, and one of them chosen; the only user of the word segmenter."""
