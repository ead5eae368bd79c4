"""What the user may set, and what the window remembers."""
