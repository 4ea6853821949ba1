"""How much of a line stands in the article that was cut out by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Words; in scripts that are written without spaces each character is one.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W_]+")
LENGTH = 4


class Gold:
    """The article's word 4-grams."""

    def __init__(self, text: str) -> None:
        words = _WORD.findall(text.lower())
        self._grams = Counter(_grams(words))
        self._words = f" {' '.join(words)} "

    def shares(self, lines: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """By line, the share of its 4-grams in the article, and how many it has; a shorter line is one gram."""
        shares, counts = [], []
        for line in lines:
            grams = _grams(_WORD.findall(line.lower()))
            hit = sum(map(self._has, grams))
            shares.append(hit / len(grams) if grams else 0.5)
            counts.append(len(grams))
        return np.array(shares, np.float32), np.array(counts, np.float32)

    def _has(self, gram: tuple[str, ...]) -> bool:
        return gram in self._grams if len(gram) == LENGTH else f" {' '.join(gram)} " in self._words


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    if not words:
        return []
    return [tuple(words[first : first + LENGTH]) for first in range(max(1, len(words) - LENGTH + 1))]
