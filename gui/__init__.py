"""The window: Qt over core."""
