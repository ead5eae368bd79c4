"""The start page, which is shown while no report is open."""
