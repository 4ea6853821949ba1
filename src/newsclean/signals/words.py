"""The words of a text, folded; in scripts without spaces, its characters."""

from __future__ import annotations

import re

from newsclean.phrasebook.fold import MARKS, fold

_WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")

_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u9fff]")  # kana, Han characters, Thai


def is_unspaced(character: str) -> bool:
    """Whether a character belongs to a script without spaces between words: kana, Han characters, Thai.

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
    if folded.isascii() or not _UNSPACED.search(folded):
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
    return len(text) + (0 if text.isascii() else 2 * len(_UNSPACED.findall(text)))
