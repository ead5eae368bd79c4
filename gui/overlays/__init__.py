"""What lies over or beside the text while it is needed, and acts on many figures."""
