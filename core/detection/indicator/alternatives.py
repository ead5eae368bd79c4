"""The phrases near a figure that its indicator may be in place of the one read; pure."""

from collections.abc import Iterator, Sequence

from ...model.figure import Figure, Span
from .segmenter import segment

MOST_WORDS = 3  # put before an indicator


def alternative_phrases(
    text: str, clause: Span, figure: Figure, evidence: Sequence[Span], neighbours: Sequence[str]
) -> Iterator[str]:
    """Yield phrases, the likeliest first: with words left out at an end, taken in before, or of figures beside it.

    Most indicators that are put right were read a word too long or too short. `evidence` is where the indicator was
    read, `neighbours` what the nearest figures measure.
    """
    words = segment(figure.indicator)
    found = [(out, 0, "".join(words[out:])) for out in range(1, len(words))]
    found += [(out, 1, "".join(words[:-out])) for out in range(1, len(words))]
    found += [(taken, 2, phrase) for taken, phrase in enumerate(_longer(text, clause, figure, evidence), 1)]
    found += [(place, 3, phrase) for place, phrase in enumerate(neighbours, 1)]
    likeliest_first = (phrase.strip("、") for *_, phrase in sorted(found, key=lambda one: one[:2]))
    for phrase in dict.fromkeys(likeliest_first):
        if len(phrase) > 1 and phrase != figure.indicator:
            yield phrase


def _longer(text: str, clause: Span, figure: Figure, evidence: Sequence[Span]) -> Iterator[str]:
    """Yield the indicator with one, two and three more words of its clause before it, but none of the figure's."""
    if len(evidence) != 1 or text[slice(*evidence[0])] != figure.indicator:
        return
    at, phrase = evidence[0].start, figure.indicator
    before = segment(text[figure.end if at >= figure.end else clause.start : at])
    for word in before[: -MOST_WORDS - 1 : -1]:
        if not word.isalpha():
            return
        phrase = word + phrase
        yield phrase
