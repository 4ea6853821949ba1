"""A line in the form in which the pages of a site are compared."""

from __future__ import annotations

import re

from newsclean.document import per_line
from newsclean.phrasebook.fold import fold

LONGEST = 600  # characters of a line that a site may repeat; what is longer is a text of its own
SHORTEST = 30  # characters from which a closed line is a sentence of its own and not a label with a full stop

_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_]", re.DOTALL)
_QUOTES = str.maketrans(dict.fromkeys("'«»‹›", '"'))


def normalised(text: str) -> str:
    """A line without what differs from page to page: case, digits, white space, the sort of quotation marks.

    Empty for what cannot be told apart without its digits (fewer than two letters), and for what is too long.

    >>> normalised("Updated:  14:05, 3 May"), normalised("«Share» it"), normalised("3 : 1")
    ('updated: 0, 0 may', '"share" it', '')
    """
    if len(text) > LONGEST:
        return ""
    plain = " ".join(_DIGITS.sub("0", fold(text)).translate(_QUOTES).split())
    return plain if _LETTERS.search(plain) else ""


normalised_of = per_line(normalised)
