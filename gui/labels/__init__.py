"""The label scheme of the store."""
