"""The formats: one module each, for files that leave the store and files of labels that come in."""
