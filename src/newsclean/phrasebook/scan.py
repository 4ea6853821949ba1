"""Which anchors stand in which lines of a text: one scan for all of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

PREFIX = 3  # characters of an anchor that the plain scan looks up; shorter anchors are looked up whole
PATIENCE = 300_000  # characters read by the plain scan, after which building the automaton has paid

Found = set[tuple[int, int]]  # numbers of lines, and of the anchors that stand in them
Scan = Callable[[str], Found]


class Scanner:
    r"""Finds anchors in folded text.

    There are two scans with the same result. The plain one starts at once and reads about 10 MB a second. The
    automaton (Aho-Corasick, by the package ahocorasick_rs) reads ten times as much, but takes as long to build as the
    plain scan needs for a hundred articles: it is built when that much has been read, and where the package is
    installed.

    >>> sorted(Scanner(["read more", "source link"])("he left.\nsource link"))
    [(1, 1)]
    """

    def __init__(self, anchors: Sequence[str]) -> None:
        self._anchors = anchors
        self._scan = plain_scan(anchors)
        self._left = PATIENCE

    def __call__(self, folded: str) -> Found:
        """The lines that hold anchors, and which."""
        if self._left > 0:
            self._left -= len(folded)
            if self._left <= 0:
                self._scan = automaton_scan(self._anchors) or self._scan
        return self._scan(folded)


def plain_scan(anchors: Sequence[str]) -> Scan:
    """A scan that looks every few characters up in a dictionary."""
    by_prefix: dict[str, list[tuple[str, int]]] = {}
    for number, anchor in enumerate(anchors):
        by_prefix.setdefault(anchor[:PREFIX], []).append((anchor, number))
    short = {prefix for prefix in by_prefix if len(prefix) < PREFIX}

    def scan(folded: str) -> Found:
        found: Found = set()
        for number, line in enumerate(folded.split("\n")):
            for width in (PREFIX, *({PREFIX - 1} if short and not line.isascii() else ())):
                for start in range(len(line) - width + 1):
                    for anchor, index in by_prefix.get(line[start : start + width], ()):
                        if line.startswith(anchor, start):
                            found.add((number, index))
        return found

    return scan


def automaton_scan(anchors: Sequence[str]) -> Scan | None:
    """A scan by an automaton; nothing where the compiled package is not installed."""
    try:
        from ahocorasick_rs import BytesAhoCorasick, Implementation
    except ImportError:
        return None
    # Bytes, because the package takes no string with a lone surrogate; the DFA is faster, and slower to build.
    automaton = BytesAhoCorasick([anchor.encode() for anchor in anchors], implementation=Implementation.ContiguousNFA)

    def scan(folded: str) -> Found:
        encoded = folded.encode("utf-8", "surrogatepass")
        hits = automaton.find_matches_as_indexes(encoded, overlapping=True)
        if not hits:
            return set()
        breaks = [mark.start() for mark in re.finditer(b"\n", encoded)]
        return {(bisect_left(breaks, end), number) for number, _, end in hits}

    return scan
