"""Lines as arrays: their characters by class, and their words as numbers.

Everything is computed for all lines at once. A word's number is a polynomial hash of its folded characters, taken from
one running sum over the text (Karp and Rabin 1987): any stretch costs two look-ups, whatever its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer.characters import DIGIT, LETTER, LOWER, PLANE, UNSPACED, UPPER, Tables

HEAD, TAIL = 160, 80  # characters of a long line that are read: its beginning and its end say what it is
STEM = 4  # characters of a word that stand for all its forms

_RADIX = 0x100000001B3  # the prime of the FNV hash; odd, so that it has an inverse among 64-bit numbers
_WORD = np.zeros(256, np.bool_)
_WORD[[UPPER, LOWER, DIGIT, LETTER, UNSPACED]] = True

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]


class Reading(NamedTuple):
    """What stands in some lines.

    Args:
        classes: the class of every character that is read, line after line, each line closed by a newline.
        starts, ends: where each line begins and ends among them.
        line_hash: a number for each line as a whole.
        word_starts, word_lengths: the words.
        line_of_word: the line that each word stands in.
        first_word, words: by line, its first word and how many it has.
        word_hash, stem_hash, pair_hash: a number for each word, for its first letters, and for it with the next word of
            its line (0 for the last).
    """

    classes: NDArray[np.uint8]
    starts: Places
    ends: Places
    line_hash: Numbers
    word_starts: Places
    word_lengths: Places
    line_of_word: Places
    first_word: Places
    words: Places
    word_hash: Numbers
    stem_hash: Numbers
    pair_hash: Numbers


def read(lines: Sequence[str], tables: Tables) -> Reading:
    """Read lines; none of them may be empty or hold a newline."""
    windows = [text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\x00{text[-TAIL:]}" for text in lines]
    joined = "\n".join(windows) + "\n"
    points = np.minimum(np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32), PLANE - 1)
    classes = tables.classes.take(points)
    lengths = np.fromiter(map(len, windows), np.int64, len(windows))
    ends = np.cumsum(lengths + 1) - 1
    starts = ends - lengths
    word_starts, word_ends = _words(classes)
    sums = _running_sums(tables.folded.take(points))
    word_hash = _stretch(sums, word_starts, word_ends)
    line_of_word = np.searchsorted(ends, word_starts)
    first_word = np.searchsorted(line_of_word, np.arange(len(lines) + 1))
    pair_hash = np.zeros_like(word_hash)
    pair_hash[:-1] = (word_hash[:-1] * np.uint64(31) + word_hash[1:]) * (line_of_word[1:] == line_of_word[:-1])
    return Reading(
        classes, starts, ends, _stretch(sums, starts, ends),
        word_starts, word_ends - word_starts, line_of_word, first_word[:-1], np.diff(first_word),
        word_hash, _stretch(sums, word_starts, np.minimum(word_ends, word_starts + STEM)), pair_hash,
    )  # fmt: skip


def _words(classes: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Where words begin and end; in scripts without spaces each character is a word."""
    letter = _WORD.take(classes)
    joined = letter[1:] & letter[:-1]
    alone = classes == UNSPACED
    if alone.any():
        joined &= ~(alone[1:] | alone[:-1])
    begins, closes = letter.copy(), letter.copy()
    begins[1:] &= ~joined
    closes[:-1] &= ~joined
    return np.flatnonzero(begins), np.flatnonzero(closes) + 1


def _running_sums(folded: NDArray[np.uint16]) -> Numbers:
    powers, _ = _powers(_room(len(folded)))
    sums = np.zeros(len(folded) + 1, np.uint64)
    np.cumsum((folded.astype(np.uint64) + np.uint64(1)) * powers[: len(folded)], out=sums[1:])
    return sums


def _stretch(sums: Numbers, starts: Places, ends: Places) -> Numbers:
    """The hash of each stretch, the same wherever it stands."""
    _, inverse = _powers(_room(len(sums) - 1))
    return (sums.take(ends) - sums.take(starts)) * inverse.take(starts)


def _room(length: int) -> int:
    """A size of tables that serves this length: the next power of two, so that few are ever made."""
    return 1 << max(13, (length + 1).bit_length())


@cache
def _powers(size: int) -> tuple[Numbers, Numbers]:
    """The powers of the radix and of its inverse, modulo 2 to the 64th."""
    powers, inverse = np.full(size, _RADIX, np.uint64), np.full(size, pow(_RADIX, -1, 1 << 64), np.uint64)
    powers[0] = inverse[0] = 1
    return np.cumprod(powers), np.cumprod(inverse)
