"""One annotator at one report: the open report, the walk through its figures, and what decides on them."""
