"""The way in: files of every kind become reports, each read in a process that may do nothing else."""
