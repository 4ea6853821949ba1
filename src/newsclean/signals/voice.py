"""The voice of a newsroom that speaks of itself to its readers."""

from __future__ import annotations

from newsclean.phrasebook.book import words
from newsclean.signals.quotes import quoted
from newsclean.signals.words import words_of


def voice_words(text: str) -> int:
    """How many words outside quotation marks speak as "we" or to "you", in any language of the phrasebook.

    >>> voice_words("We choose not to lock you out, “we” said.")
    2
    """
    outside: list[str] = []
    position = 0
    for start, end in quoted(text):
        outside.append(text[position:start])
        position = end
    outside.append(text[position:])
    voice = words("voice")
    return sum(word in voice for word in words_of(" ".join(outside)))
