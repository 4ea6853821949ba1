"""The words of lines as places in the scorer's table: words, stems, pairs of words, openings and closings."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer.reading import STEM, Numbers, Places, Reading

BITS = 15  # the table has 2**BITS places; SPEED.md of the design measured no gain from more
SHORT_LINE = 80  # characters up to which a line has a place as a whole

_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # the multipliers of SplitMix64


class Grams(NamedTuple):
    """Places in the table: three for each word, five for each line. Place 0 stands for nothing."""

    of_words: NDArray[np.int64]
    of_lines: NDArray[np.int64]


def grams(reading: Reading) -> Grams:
    """The places of a reading's words and lines."""
    words, pairs = reading.word_hash, reading.pair_hash
    has_stem = reading.word_lengths > STEM
    of_words = np.stack(
        [places(words, 1), places(reading.stem_hash, 2) * has_stem, places(pairs, 3) * (pairs != 0)], axis=1
    )
    if not len(words):
        return Grams(of_words, np.zeros((len(reading.starts), 5), np.int64))
    first = np.minimum(reading.first_word, len(words) - 1)
    last = np.maximum(first + reading.words - 1, 0)
    any_word, two_words = reading.words > 0, reading.words > 1
    short = reading.ends - reading.starts < SHORT_LINE
    of_lines = np.stack(
        [
            places(words[first], 4) * any_word,
            places(pairs[first], 5) * two_words,
            places(words[last], 6) * any_word,
            places(pairs[np.maximum(last - 1, 0)], 7) * two_words,
            places(reading.line_hash, 8) * short,
        ],
        axis=1,
    )
    return Grams(of_words, of_lines)


def places(hashes: Numbers, salt: int, bits: int = BITS) -> Places:
    """A place in a table of 2**bits for each hash; another salt gives other places."""
    mixed = (hashes + np.uint64(salt)) * _MIX[0]
    mixed ^= mixed >> np.uint64(29)
    found: Places = ((mixed * _MIX[1]) >> np.uint64(64 - bits)).astype(np.int64)
    return found
