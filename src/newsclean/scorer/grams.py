"""The words of lines as places in the scorer's table: words, stems, pairs of words, openings and closings."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer.reading import STEM, Numbers, Reading

BITS = 15  # the table has 2**BITS places; SPEED.md of the design measured no gain from more
SHORT_LINE = 80  # characters up to which a line has a place as a whole
OF_WORD, OF_LINE = 3, 5  # places of a word, and of a line besides its words

_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # the multipliers of SplitMix64
_WORD_SALTS = np.arange(1, 1 + OF_WORD, dtype=np.uint64)[:, None]
_LINE_SALTS = np.arange(1 + OF_WORD, 1 + OF_WORD + OF_LINE, dtype=np.uint64)[:, None]


class Grams(NamedTuple):
    """Places in the table: three for each word, five for each line. Place 0 stands for nothing."""

    of_words: NDArray[np.int64]
    of_lines: NDArray[np.int64]


def grams(reading: Reading) -> Grams:
    """The places of a reading's words and lines."""
    words, pairs = reading.word_hash, reading.pair_hash
    hashes = np.empty((OF_WORD, len(words)), np.uint64)
    hashes[0], hashes[1], hashes[2] = words, reading.stem_hash, pairs
    of_words = places(hashes, _WORD_SALTS)
    of_words[1] *= reading.word_lengths > STEM
    of_words[2] *= pairs != 0
    of_lines = np.zeros((OF_LINE, len(reading.starts)), np.uint64)
    of_lines[4] = reading.line_hash
    there = np.zeros(of_lines.shape, np.bool_)
    there[4] = reading.ends - reading.starts < SHORT_LINE
    if len(words):
        first = np.minimum(reading.first_word, len(words) - 1)
        last = np.maximum(first + reading.words - 1, 0)
        of_lines[0], of_lines[1] = words[first], pairs[first]
        of_lines[2], of_lines[3] = words[last], pairs[np.maximum(last - 1, 0)]
        there[:3:2], there[1:4:2] = reading.words > 0, reading.words > 1
    return Grams(of_words.T, (places(of_lines, _LINE_SALTS) * there).T)


def places(hashes: Numbers, salts: Numbers) -> NDArray[np.int64]:
    """A place in a table of 2**BITS for each hash; another salt gives other places."""
    mixed = (hashes + salts) * _MIX[0]
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX[1]
    mixed >>= np.uint64(64 - BITS)
    found: NDArray[np.int64] = mixed.view(np.int64)
    return found
