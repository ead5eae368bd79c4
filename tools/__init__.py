"""What a developer runs: set-up, checks, measurements and packaging, on the standard library alone."""
