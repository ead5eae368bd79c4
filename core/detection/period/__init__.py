"""The period of a figure: time expressions, the times of sections, the time of one figure."""
