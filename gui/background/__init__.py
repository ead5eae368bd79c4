"""What goes on behind the panes: stores and reports brought in and out, processes, threads, backups."""
