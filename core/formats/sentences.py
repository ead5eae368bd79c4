"""The mark of a sentence that the user's language has: titles of formats, and what a format loses."""


def QT_TRANSLATE_NOOP(context: str, sentence: str) -> str:  # noqa: N802 (the name that the catalogue's tool looks for)
    """Mark a sentence for the catalogue of translations and return it as it is; core has no Qt to translate it."""
    return sentence
