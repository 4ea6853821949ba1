"""The words of a text, folded; in scripts without spaces, its characters."""

from __future__ import annotations

import re

from newsclean.phrasebook.fold import MARKS, fold

_WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")

FIRST_UNSPACED = "\u0e00"  # no character before this one belongs to a script without spaces


def is_unspaced(character: str) -> bool:
    """Whether a character belongs to a script without spaces between words: kana, Han characters, Thai.

    A comparison, not a class of a regular expression: to compile such a class takes longer than all of Latin's.

    >>> is_unspaced("橋"), is_unspaced("b")
    (True, False)
    """
    return "\u3040" <= character <= "\u9fff" or "\u0e00" <= character <= "\u0e7f"


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in folded form, without punctuation.

    >>> words_of("Der Fluß, 1945")
    ('der', 'fluss', '1945')
    """
    folded = fold(text)
    found = _WORD.findall(folded)
    if max(folded, default="") < FIRST_UNSPACED:
        return tuple(found)
    return tuple(piece for word in found for piece in _pieces(word))


def _pieces(word: str) -> list[str]:
    """A word of letters as it is; one of a script without spaces by its characters."""
    if not any(map(is_unspaced, word)):
        return [word]
    pieces: list[str] = []
    for character in word:
        if pieces and not is_unspaced(character) and not is_unspaced(pieces[-1][-1]):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def width(text: str) -> int:
    """How wide a text is, in letters of a spaced script: one character of the others says as much as three letters.

    >>> width("bridge"), width("橋")
    (6, 3)
    """
    return len(text) + (2 * sum(map(is_unspaced, text)) if max(text, default="") >= FIRST_UNSPACED else 0)
