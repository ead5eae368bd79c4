"""Agreement: what several annotators' logs say of one report, measured and settled; no extraction."""
