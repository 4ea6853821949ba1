"""The phrasebook as it is read at run time: entries with ready patterns, from ``compiled.json``.

The phrases are written in ``LANG.toml``, with the examples that they hit and the look-alikes that they miss.
``tools/compile_phrasebook.py`` turns them into ``compiled.json``, because reading twenty TOML files takes longer than
cleaning a hundred articles; a test keeps the two in step.
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
    """

    rule: str
    kind: Kind
    place: Place
    sure: float
    regex: str

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
    rule, kind, place, sure, regex = _compiled()["phrases"][number]
    return Entry(rule, Kind(kind), Place(place), sure, regex)


def entries() -> list[Entry]:
    """All entries of all languages.

    >>> {"en", "de", "ja"} <= {entry.rule.partition("/")[0] for entry in entries()}
    True
    """
    return [entry(number) for number in range(len(_compiled()["phrases"]))]


def anchors() -> dict[str, list[int]]:
    """The anchors, each with the numbers of the entries that it belongs to.

    An anchor is a literal of which every match of the entry holds at least one.
    """
    found: dict[str, list[int]] = _compiled()["anchors"]
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
