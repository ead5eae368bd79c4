"""Work behind the panes: stores and reports are opened, imported and exported; processes, threads, backups."""
