"""The program as Windows runs it, under wine (make windows-test)."""
