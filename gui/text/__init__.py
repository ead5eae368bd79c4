"""The report as it is read: its page, marks and lights, how it scrolls."""
