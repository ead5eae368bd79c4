"""Exchange: one module a format, for what leaves the store and what comes back."""
