"""The store's reports."""
