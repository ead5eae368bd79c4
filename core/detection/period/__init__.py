"""The period a figure is about: time expressions, the times of sections, and the period of one figure."""
