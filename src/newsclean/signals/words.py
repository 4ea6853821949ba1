"""The words of a text, folded; in scripts without spaces, its characters."""

from __future__ import annotations

import re

from newsclean.phrasebook.fold import MARKS, fold

UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f"  # scripts that write no spaces between words
_UNSPACED = re.compile(f"[{UNSPACED}]")
_WORD = re.compile(rf"[{UNSPACED}]|(?:[^\W_{UNSPACED}]|[{MARKS}])+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in folded form, without punctuation.

    >>> words_of("Der Fluß, 1945")
    ('der', 'fluss', '1945')
    """
    return words_in(fold(text))


def words_in(folded: str) -> tuple[str, ...]:
    """The words of a text that is folded already.

    >>> words_in("der fluss, 1945")
    ('der', 'fluss', '1945')
    """
    return tuple(_WORD.findall(folded))


def width(text: str) -> int:
    """How wide a text is, in letters of a spaced script: one character of the others says as much as three letters.

    >>> width("bridge"), width("橋")
    (6, 3)
    """
    return len(text) + 2 * len(_UNSPACED.findall(text)) if not text.isascii() else len(text)
