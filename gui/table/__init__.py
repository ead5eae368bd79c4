"""The table of the report's figures: model, view, columns and filter."""
