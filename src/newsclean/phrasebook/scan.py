"""Which anchors stand in which lines of a text: one scan for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from newsclean.phrasebook.book import Anchors
from newsclean.phrasebook.fold import Warming

PREFIX = 3  # characters of an anchor that the plain scan looks up; shorter anchors are looked up whole
OPENING = 7  # the same of an anchor that begins its line
MOST_STATES = 100_000  # bytes of anchors up to which the faster automaton is not too large

# What may stand before a phrase that is the whole line or begins it: bullets, arrows, stars, brackets, end marks.
# A quotation mark is none of these: there somebody else is speaking.
_BEFORE = re.compile(r"""(?:(?!["«]|»[^«\n]*«)[\W_]){0,12}""")

Found = set[tuple[int, str]]  # numbers of lines, and the anchors that stand in them
Scan = Callable[[str], Found]


def scanner(anchors: Anchors) -> Scan:
    r"""A function that finds anchors anywhere in folded text.

    There are two scans with the same result. The plain one starts at once and reads about 10 MB a second. The
    automaton (Aho-Corasick, by the package ahocorasick_rs) reads ten times as much, but takes as long to build as the
    plain scan needs for a hundred articles: it is built when that much has been read, and where the package is
    installed.

    >>> sorted(scanner({"read more": [99], "source link": [99]})("he left.\nsource link"))
    [(1, 'source link')]
    """
    return Warming(plain_scan(anchors), lambda: automaton_scan(anchors))


def plain_scan(anchors: Anchors) -> Scan:
    """A scan that looks every few characters up in a dictionary."""
    by_prefix: dict[str, list[str]] = {}
    for literal in anchors:
        by_prefix.setdefault(literal[:PREFIX], []).append(literal)
    short = {prefix for prefix in by_prefix if len(prefix) < PREFIX}

    def scan(folded: str) -> Found:
        found: Found = set()
        for number, line in enumerate(folded.split("\n")):
            for width in (PREFIX, *({PREFIX - 1} if short and not line.isascii() else ())):
                for start in range(len(line) - width + 1):
                    for literal in by_prefix.get(line[start : start + width], ()):
                        if line.startswith(literal, start) and len(line) <= anchors[literal][0]:
                            found.add((number, literal))
        return found

    return scan


def automaton_scan(anchors: Anchors) -> Scan | None:
    """A scan by an automaton; nothing where the compiled package is not installed."""
    try:
        from ahocorasick_rs import BytesAhoCorasick, Implementation
    except ImportError:
        return None
    encoded_anchors = [literal.encode() for literal in anchors]
    # The DFA is twice as fast, and ten times as large.
    small = sum(map(len, encoded_anchors)) <= MOST_STATES
    kind = Implementation.DFA if small else Implementation.ContiguousNFA
    # Bytes, because the package takes no string with a lone surrogate.
    automaton = BytesAhoCorasick(encoded_anchors, implementation=kind)
    limits = [(literal, row[0]) for literal, row in anchors.items()]

    def scan(folded: str) -> Found:
        encoded = folded.encode("utf-8", "surrogatepass")
        found: Found = set()
        number = size = line_start = 0
        line_end = -1
        for anchor, start, _ in automaton.find_matches_as_indexes(encoded, overlapping=True):
            if start > line_end:  # they come in order
                number += encoded.count(b"\n", line_start, start)
                line_start = encoded.rfind(b"\n", 0, start) + 1
                line_end = encoded.find(b"\n", start)
                if line_end < 0:
                    line_end = len(encoded)
                size = len(encoded[line_start:line_end].decode("utf-8", "surrogatepass"))
            literal, longest = limits[anchor]
            if size <= longest:
                found.add((number, literal))
        return found

    return scan


def beginning(line: str) -> int:
    """Where a folded line begins, behind bullets and the like.

    >>> beginning("* video"), beginning("video")
    (2, 0)
    """
    before = None if line[:1].isalnum() else _BEFORE.match(line)
    return before.end() if before else 0


def openings_scan(anchors: Anchors) -> Scan:
    r"""A scan for anchors where lines begin.

    >>> openings_scan({"video": [99], "play": [99]})("the video\n* video\na play")
    {(1, 'video')}
    """
    by_opening: dict[str, list[str]] = {}
    for literal in anchors:
        by_opening.setdefault(literal[:OPENING], []).append(literal)
    widths = sorted({len(opening) for opening in by_opening}, reverse=True)

    def scan(folded: str) -> Found:
        found: Found = set()
        for number, line in enumerate(folded.split("\n")):
            if not line:
                continue
            begin = beginning(line)
            head = line[begin : begin + OPENING]
            for width in widths:
                for literal in by_opening.get(head[:width], ()):
                    if line.startswith(literal, begin) and len(line) <= anchors[literal][0]:
                        found.add((number, literal))
        return found

    return scan
