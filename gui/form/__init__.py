"""Every attribute of the figure under decision."""
