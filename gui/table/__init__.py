"""Every figure of the report as a row."""
