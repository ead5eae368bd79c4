"""How far several annotators agree on a report, and how their disputes are settled; it knows `model` alone."""
