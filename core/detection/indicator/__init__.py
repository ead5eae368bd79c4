"""What a figure measures: candidate phrases are found and trimmed, and one of them is chosen."""
