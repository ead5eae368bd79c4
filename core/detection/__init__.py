"""Detection: the figures of a report's text, as proposals; a pure function of the text and the lexicon."""
