"""The words of a text, folded; in scripts without spaces, its characters."""

from __future__ import annotations

import re

from newsclean.phrasebook.fold import fold

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+")


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
