"""Folding: the form in which texts and phrases are compared."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

# One way to write each: quotation marks, apostrophes, dashes, spaces. Written as escapes where the eye cannot tell.
_SAME = {
    "'": "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`",
    '"': "\u201c\u201d\u201e\u201f\u300c\u300d\u300e\u300f",  # not the angled ones, which are arrows too
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    ":": "\uff1a",
    "i": "\u0131",  # with the next line: Turkish dotted and dotless i are one
    "": "\u0307\u0640\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
}
_DELETED = re.compile(f"[{_SAME['']}]")
_REPLACED = tuple((variant, one) for one, variants in _SAME.items() for variant in variants)

# What belongs to a word though it is no letter to `re`: vowel signs and other combining marks. Ranges for a class.
MARKS = r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"


def fold(text: str) -> str:
    r"""The text in the form in which phrases are compared: no case, one kind of quotation mark, dash and space.

    Folds character by character, so the fold of a text is the folds of its parts in a row; a newline stays a newline.
    The length may change.

    >>> fold("Lire\u00a0AUSSI \u201cStraße\u201d \u0130LG\u0130L\u0130")
    'lire aussi "strasse" ilgili'
    """
    folded = text.casefold()
    if folded.isascii():
        return folded.replace("\t", " ").replace("`", "'")
    for variant, one in _REPLACED:
        folded = folded.replace(variant, one)
    return folded


class FoldedLine:
    """A line in folded form, with the way back to the code points that it comes from.

    >>> line = FoldedLine("Straße, dann")
    >>> line.folded[:7], line.original(0, 7)
    ('strasse', (0, 6))
    """

    def __init__(self, text: str, folded: str | None = None) -> None:
        self.text = text
        self.folded = fold(text) if folded is None else folded

    @cached_property
    def _keeps_places(self) -> bool:
        """Whether every code point folds to one: nothing was deleted, and the lengths are the same."""
        return self.text.isascii() or (len(self.text) == len(self.folded) and not _DELETED.search(self.text))

    @cached_property
    def _ends(self) -> list[int]:
        """By code point of the text, where its fold ends."""
        return list(accumulate(len(fold(character)) for character in self.text))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where the code points ``start:end`` of the folded form come from."""
        if self._keeps_places:
            return start, end
        first = bisect_right(self._ends, start)
        return first, max(first, bisect_left(self._ends, end) + 1)
