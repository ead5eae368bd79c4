"""Reading: files of every kind become reports. Each file is read in a process that can do nothing else."""
