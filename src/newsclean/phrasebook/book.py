"""The phrasebook as it is read at run time: entries with ready patterns.

The phrases are written in ``LANG.toml``, with the examples that they hit and the look-alikes that they miss.
``tools/compile_phrasebook.py`` turns them into ``compiled.json`` (words, anchors) and ``compiled.jsonl`` (entries),
because reading twenty TOML files takes longer than cleaning a hundred articles; a test keeps them in step.
"""

from __future__ import annotations

import json
import re
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from newsclean.kinds import Kind


class Place(str, Enum):
    """Where a phrase must stand to count.

    ``LINE``      it is the whole line, but for bullets, arrows and end marks
    ``HEADER``    likewise, and a list of links follows
    ``START``     the line begins with it
    ``END``       the line ends with it, after the end of a sentence
    ``SENTENCE``  anywhere in a line; the sentence that holds it is noise
    ``SIGN``      anywhere in a line; it is only a sign, and takes nothing away
    """

    LINE = "line"
    HEADER = "header"
    START = "start"
    END = "end"
    SENTENCE = "sentence"
    SIGN = "sign"


class Entry(NamedTuple):
    """One phrase.

    Args:
        rule: its name in receipts, ``LANG/ID``.
        kind: the kind of noise that it speaks for.
        place: where it must stand.
        sure: how sure the phrase alone makes one, from 0 to 1.
        regex: its pattern, for folded text.
        bounded: whether it may only begin where a word does.
        widest: the most characters that a match has.
        ahead: the most of them that stand before an anchor.
        guard: literals of which every match holds one, if there are any.
    """

    rule: str
    kind: Kind
    place: Place
    sure: float
    regex: str
    bounded: bool
    widest: int
    ahead: int
    guard: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a text first holds one of the anchors."""
        return _pattern(self.regex)


@cache
def _pattern(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


@cache
def entry(number: int) -> Entry:
    """The entry of this number.

    >>> entry(0).rule.partition("/")[0]
    'ar'
    """
    rule, kind, place, sure, regex, bounded, widest, ahead, guard = json.loads(_rows()[number])
    return Entry(rule, Kind(kind), Place(place), sure, regex, bounded, widest, ahead, tuple(guard))


def entries() -> list[Entry]:
    """All entries of all languages.

    >>> {"en", "de", "ja"} <= {entry.rule.partition("/")[0] for entry in entries()}
    True
    """
    return [entry(number) for number in range(len(_rows()))]


# By anchor, a literal of which every match of its entries holds at least one: the most characters that its line may
# have, and the numbers of the entries.
Anchors = dict[str, list[int]]


def anchors() -> Anchors:
    """The anchors that may stand anywhere in a line."""
    found: Anchors = _compiled()["anchors"]
    return found


def openings() -> Anchors:
    """The anchors that only count where the line begins, bullets and the like aside."""
    found: Anchors = _compiled()["openings"]
    return found


@cache
def words(name: str) -> frozenset[str]:
    """The words of one list, such as ``voice``, of all languages together, folded.

    >>> {"we", "wir", "nous"} <= words("voice")
    True
    """
    return frozenset(_compiled()["words"][name])


@cache
def _compiled() -> dict[str, Any]:
    book: dict[str, Any] = json.loads(Path(__file__).with_name("compiled.json").read_text("utf-8"))
    return book


@cache
def _rows() -> list[bytes]:
    """The entries as JSON, one by one, because a run needs few of them."""
    return Path(__file__).with_name("compiled.jsonl").read_bytes().splitlines()
