"""Where on the page the lines of an extracted text stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsclean.html.tree import PageText
from newsclean.page import KEY

LONG = 60  # word characters of a line that hardly stands on a page twice with different meanings
SHORT = 8  # word characters under which a line must fill its element, or it could stand anywhere
TRIES = 20  # places at which a short line is tried
MOST_LINES = 2000  # lines that are looked for: with the size of the page they bound the time


class Place(NamedTuple):
    """A stretch of the page's word characters."""

    start: int
    end: int


def places(page: PageText, keys: Sequence[str]) -> list[Place | None]:
    """The place of each line, by its word characters; None where the page does not hold it.

    Long lines first, each behind the one before where it can be: they say where the short ones between them stand.
    """
    found: list[Place | None] = [None] * len(keys)
    reached = 0
    for number, key in enumerate(keys[:MOST_LINES]):
        if len(key) >= LONG:
            place = found[number] = _long(page.characters, key, reached)
            if place and place.start >= reached:
                reached = place.end
    limits = _limits(found, len(page.characters))
    reached = 0
    for number, key in enumerate(keys[:MOST_LINES]):
        place = found[number]
        if place:
            reached = place.end
        elif key:
            place = found[number] = _short(page, key, reached, limits[number])
            if place and reached <= place.start <= limits[number]:
                reached = place.end
    return found


def _long(characters: str, key: str, reached: int) -> Place | None:
    """The whole line, or else its beginning."""
    for sought in (key, key[:KEY]):
        start = characters.find(sought, reached)
        if start < 0:
            start = characters.find(sought, 0, reached + len(sought))
        if start >= 0:
            return Place(start, start + len(sought))
    return None


def _limits(found: Sequence[Place | None], end: int) -> list[int]:
    """By line, where the next long line begins."""
    limits = [end] * len(found)
    for number in range(len(found) - 1, -1, -1):
        limits[number] = end
        place = found[number]
        if place:
            end = place.start
    return limits


def _short(page: PageText, key: str, reached: int, limit: int) -> Place | None:
    """Between the long lines or else anywhere: where the line fills its element, or else where it stands first."""
    for low, high in ((reached, limit), (0, len(page.characters))):
        first = start = page.characters.find(key, low, high)
        for _ in range(TRIES):
            if start < 0:
                break
            if start in page.edges and start + len(key) in page.edges:
                return Place(start, start + len(key))
            start = page.characters.find(key, start + 1, high)
        if first >= 0 and len(key) >= SHORT:
            return Place(first, first + len(key))
    return None
