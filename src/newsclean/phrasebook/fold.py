"""Folding: the form in which texts and phrases are compared."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

T = TypeVar("T")

PATIENCE = 300_000  # characters after which what makes the next ones faster has paid for setting it up

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
_VARIANTS = frozenset("".join(_SAME.values()))
_REPLACED = tuple((variant, one) for one, variants in _SAME.items() for variant in variants)

# What belongs to a word though it is no letter to `re`: vowel signs and other combining marks. Ranges for a class.
MARKS = r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"


class Warming(Generic[T]):
    """A function of texts that starts in a way that costs nothing to set up, and goes on in a faster one.

    Args:
        plain: the way that is there at once.
        fast: sets the faster way up; gives nothing where a package is missing. Both have the same results.

    >>> length = Warming(len, lambda: str.__len__)
    >>> length("a" * PATIENCE), length.function is str.__len__
    (300000, True)
    """

    def __init__(self, plain: Callable[[str], T], fast: Callable[[], Callable[[str], T] | None]) -> None:
        self.function = plain
        self._fast = fast
        self._left = PATIENCE

    def __call__(self, text: str) -> T:
        """What the function gives for this text."""
        if self._left > 0:
            self._left -= len(text)
            if self._left <= 0:
                self.function = self._fast() or self.function
        return self.function(text)


def fold(text: str) -> str:
    r"""The text in the form in which phrases are compared: no case, one kind of quotation mark, dash and space.

    Folds character by character, so the fold of a text is the folds of its parts in a row; a newline stays a newline.
    The length may change.

    >>> fold("Lire\u00a0AUSSI \u201cStraße\u201d \u0130LG\u0130L\u0130")
    'lire aussi "strasse" ilgili'
    """
    if text.isascii():
        return text.lower().replace("\t", " ").replace("`", "'")
    return _fold(text)


def plain_fold(text: str) -> str:
    """The fold, by what Python has: about 100 MB a second."""
    folded = text.casefold()
    for variant, one in _REPLACED:
        folded = folded.replace(variant, one)
    return folded


def table_fold() -> Callable[[str], str] | None:
    """The fold by a table of all characters, three times as fast as the plain one; nothing where NumPy is missing.

    The table is made of plain folds. It knows one character for each; a text with one that folds to several is folded
    in the plain way, but for the German sharp s.
    """
    try:
        import numpy
    except ImportError:
        return None
    deleted, several, sharp = 0xFFFE, 0xFFFF, ord("ß")  # the first two are no characters
    table = numpy.arange(0x10000, dtype="<u2")
    for character in map(chr, range(0xFFFE)):
        if character.casefold() != character or character in _VARIANTS:
            folded = plain_fold(character)
            code = ord(folded) if len(folded) == 1 else deleted if not folded else several
            table[ord(character)] = sharp if folded == "ss" else code
    table[deleted] = several
    for character in map(chr, range(0x10000, 0x20000)):  # letters beyond these planes have no case
        if character.casefold() != character:
            table[int.from_bytes(character.encode("utf-16-le")[:2], "little")] = several

    def folded_by_table(text: str) -> str:
        try:
            units = text.encode("utf-16-le")
        except UnicodeEncodeError:  # a lone surrogate
            return plain_fold(text)
        folded = table.take(numpy.frombuffer(units, "<u2")).tobytes().decode("utf-16-le", "surrogatepass")
        if "\uffff" in folded:
            return plain_fold(text)
        return folded.replace("\ufffe", "").replace("ß", "ss")

    return folded_by_table


_fold = Warming(plain_fold, table_fold)


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

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where the code points ``start:end`` of the folded form come from."""
        if self._keeps_places:
            return start, end
        ends = range(1, len(self.text) + 1)  # by code point of the text, where it ends; its fold ends:
        first = bisect_right(ends, start, key=self._folded_length)
        return first, max(first, bisect_left(ends, end, key=self._folded_length) + 1)

    def _folded_length(self, end: int) -> int:
        return len(fold(self.text[:end]))
