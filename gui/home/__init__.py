"""What is shown while no report is open."""
