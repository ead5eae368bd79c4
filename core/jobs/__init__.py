"""Long work on stores and files: each job yields its progress, and the command line and the window drive the same."""
