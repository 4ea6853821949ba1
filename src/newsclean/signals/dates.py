"""Lines that are nothing but a date or a time, in any language of the phrasebook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from newsclean.document import Document, per_document, per_line
from newsclean.phrasebook.book import words
from newsclean.phrasebook.fold import MARKS, fold
from newsclean.signals.words import is_unspaced

LONGEST = 90  # characters of a line that only says when
WORDIEST = 4  # words of a label or a weekday that is written in several

_TOKEN = re.compile(rf"\d+|(?:[^\W\d_]|[{MARKS}])+(?:[.'](?=[^\W\d_]))?|[^\w\s]")
# Marks that stand between the parts of a date. No quotation marks, and no currency.
_PUNCTUATION = frozenset(".,:;/|•·-()[]@'")
# Time zones as abbreviations all over the world, what counts ordinals, and the T and Z of machines.
_FILLERS = re.compile(
    "utc|gmt|bst|ces?t|e[ds]t|c[ds]t|m[ds]t|p[ds]t|ist|msk|eest|eet|wib|wita?|[jk]st|hkt|sgt|myt|pht|aes?t|aedt|nz[ds]t"
    "|sast|eat|wat|cat|[ecmp]t|st|nd|rd|th|[ap]m?|[mhtz]"
)
_UNITS = frozenset("年月日號号時时點点分秒년월일시분초")
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d\s?[-./]\s?[01]?\d\s?[-./]\s?[0-3]?\d|[0-3]?\d\s?[-./]\s?[0-3]?\d\s?[-./]\s?(?:(?:19|20)\d\d|\d\d))(?!\d)"
)
_CJK = re.compile(r"\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일号號]")
_CLOCK = re.compile(r"(?<!\d)[0-2]?\d(?:[:.][0-5]\d(?!\d)|\s?(?:[ap]\.?m|h|時|时|시)\b)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|[年년]")


class When(NamedTuple):
    """What a line that is nothing but a date or a time says.

    Args:
        label: whether it says of itself that it tells when something was published.
        dates: how many days it names.
        year: whether it names a year.
        clock: whether it names a time of the day.
    """

    label: bool
    dates: int
    year: bool
    clock: bool


def when(text: str) -> When | None:
    """What a line says that is made of nothing but the words and figures of dates; nothing for other lines.

    >>> when("2026-03-03 10:15"), when("2026年3月3日")
    (When(label=False, dates=1, year=True, clock=True), When(label=False, dates=1, year=True, clock=False))
    >>> when("3 goals in 10 minutes")
    """
    if not 0 < len(text) <= LONGEST:
        return None
    folded = fold(text)
    named = _named(folded)
    if named is None:
        return None
    numeric = _NUMERIC.findall(folded)
    rest = _NUMERIC.sub(" ", folded)
    days = len(numeric) + len(_CJK.findall(folded))
    months = 0 if numeric and days else named.count("month")
    return When(
        "published" in named,
        days + (months if re.search(r"(?<!\d)[0-3]?\d(?!\d)", rest) else 0),
        bool(_YEAR.search(folded)),
        bool(_CLOCK.search(rest)),
    )


_when_of = per_line(when)


@per_document
def whens(document: Document) -> dict[int, When]:
    r"""What the lines say that are nothing but a date or a time, by the number of the line.

    >>> sorted(whens(Document("The bridge\n3/3/2026\n10:15")))
    [1, 2]
    """
    return {
        number: each
        for number, line in enumerate(document.lines)
        if len(line.text) <= LONGEST and (each := _when_of(document, number))
    }


def _named(folded: str) -> list[str] | None:
    """The lists that the words of a line stand in, in order; nothing if a word or a mark stands in none of them."""
    tokens = _TOKEN.findall(folded)
    found: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.isdigit() or token in _PUNCTUATION:
            index += 1
            continue
        taken = _longest(tokens, index)
        if taken:
            found.append(taken[0])
            index += taken[1]
        elif _FILLERS.fullmatch(token.strip(".'")):
            index += 1
        elif (parts := _parts(token)) is not None:
            found += parts
            index += 1
        else:
            return None
    return found


def _longest(tokens: list[str], index: int) -> tuple[str, int] | None:
    """The list that the longest run of tokens from here on stands in, and how many tokens it is."""
    for count in range(min(WORDIEST, len(tokens) - index), 0, -1):
        listed = _vocabulary().get(" ".join(tokens[index : index + count]).strip(".'"))
        if listed:
            return listed, count
    return None


def _parts(token: str) -> list[str] | None:
    """The lists that the pieces of a word without spaces stand in; nothing for other words."""
    if not any(is_unspaced(character) or character in _UNITS for character in token):
        return None
    found: list[str] = []
    position = 0
    while position < len(token):
        if token[position] in _UNITS and not _vocabulary().get(token[position:]):
            position += 1
            continue
        sizes = range(len(token) - position, 0, -1)
        size = next((size for size in sizes if token[position : position + size] in _vocabulary()), 0)
        if not size:
            return None
        found.append(_vocabulary()[token[position : position + size]])
        position += size
    return found


@cache
def _vocabulary() -> dict[str, str]:
    """Every word of the lists of dates, with the list that it stands in; the month wins where there are two."""
    return {key: name for name in ("clock", "published", "weekday", "month") for key in _spellings(name)}


def _spellings(name: str) -> Iterator[str]:
    for word in words(name):
        yield " ".join(_TOKEN.findall(word)).strip(".'")
