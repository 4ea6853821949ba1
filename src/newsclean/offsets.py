"""Where the characters that are left stood in the original."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class OffsetMap:
    """From places in the text that is left to places in the original.

    Kept stretches only, so it is as small as the number of cuts.

    >>> places = OffsetMap(10)
    >>> places.cut([(2, 4)])
    >>> places.original(0, 8)
    [(0, 2), (4, 10)]
    """

    def __init__(self, length: int) -> None:
        self._origins = [0]  # where each kept stretch begins in the original
        self._starts = [0, length]  # where it begins in what is left; the last entry is the length

    def original(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches of the original that ``start:end`` of the text that is left consists of."""
        pieces: list[tuple[int, int]] = []
        index = bisect_right(self._starts, start) - 1
        while start < end:
            stop = min(end, self._starts[index + 1])
            origin = self._origins[index] + start - self._starts[index]
            if stop > start:
                pieces.append((origin, origin + stop - start))
            start, index = stop, index + 1
        return pieces

    def cut(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take these spans, in order and not overlapping, out of the text that is left."""
        kept: list[tuple[int, int]] = []
        position = 0
        for start, end in spans:
            kept += self.original(position, start)
            position = end
        kept += self.original(position, self._starts[-1])
        self._origins = [a for a, _ in kept]
        self._starts = [0]
        for a, b in kept:
            self._starts.append(self._starts[-1] + b - a)
