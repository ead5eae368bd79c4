"""Alternatives to an indicator: the phrases near a figure that may be meant in place of the one that was read."""

from collections.abc import Iterator, Sequence

from ...model.figure import Figure, Span
from .segmenter import segment

MOST_WORDS = 3  # put before an indicator


def alternative_phrases(
    text: str, clause: Span, figure: Figure, evidence: Sequence[Span], neighbours: Sequence[str]
) -> Iterator[str]:
    """Yield phrases that an indicator may be, the likeliest first: shorter, longer, or those of the figures beside it.

    Most indicators that annotators correct were read a word too long or too short. `clause` is where the figure stands,
    `evidence` where its indicator was read, `neighbours` what the nearest figures measure; offsets are those of `text`.
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
    """Yield the indicator with one, two and three more words of its clause before it, but none of the figure."""
    if len(evidence) != 1 or text[slice(*evidence[0])] != figure.indicator:
        return
    at, phrase = evidence[0].start, figure.indicator
    before = segment(text[figure.end if at >= figure.end else clause.start : at])
    for word in before[: -MOST_WORDS - 1 : -1]:
        if not word.isalpha():
            return
        phrase = word + phrase
        yield phrase
