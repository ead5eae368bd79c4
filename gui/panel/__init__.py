"""The panel: what all reports say as one table, by concept, year or region."""
