"""Two extractors and their agreement: what either of them keeps, in the order of the page, marked by who kept it.

What both kept is rarely noise; what one kept alone may be a paragraph that the other dropped, or noise that it left.
Nothing is decided here: the marks are evidence for the cleaners, like everything else that the page says.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.errors import ExtractorError
from newsclean.html.extractors import Extracted, Html, get
from newsclean.html.places import places
from newsclean.page import key, word_characters

FIRST, SECOND, WITHOUT = "trafilatura", "resiliparse", "justext"
OVERLAP = 0.3  # share of a line that stands in lines of the first extractor, from which it is theirs already
_WITHOUT = (
    "best-without-resiliparse: jusText stands in for Resiliparse; for better results pip install 'newsclean[fast]'",
)
BOTH, ONLY_FIRST, ONLY_SECOND = (frozenset({f"kept-by-{each}"}) for each in ("both", "first", "second"))


def extract(page: Html) -> Extracted:
    """The lines of trafilatura, and between them those that only Resiliparse kept; jusText where that is missing."""
    try:
        second, warnings = get(SECOND), tuple[str, ...]()
    except ExtractorError:
        second, warnings = get(WITHOUT), _WITHOUT
    lines = _lines(get(FIRST)(page).text)
    others = _lines(second(page).text)
    kept = "\n".join(map(word_characters, others))
    marks = {key(line): BOTH if word_characters(line) in kept else ONLY_FIRST for line in lines}
    added = _missing(page, lines, others)
    marks.update((key(line), ONLY_SECOND) for _, line in added)
    return Extracted("\n".join(_merged(page, lines, added)), marks=marks, warnings=warnings)


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if word_characters(line)]


def _missing(page: Html, lines: Sequence[str], others: Sequence[str]) -> list[tuple[int, str]]:
    """The other lines of which little stands in the first ones, each with its place on the page."""
    keys = list(map(word_characters, lines))
    taken = bytearray(len(page.words.characters))
    for stands in filter(None, places(page.words, keys)):
        taken[stands.start : stands.end] = b"\1" * (stands.end - stands.start)
    known, found = set(keys), []
    sought = list(map(word_characters, others))
    for line, letters, place in zip(others, sought, places(page.words, sought), strict=True):
        if place and letters not in known and taken.count(1, *place) <= OVERLAP * (place.end - place.start):
            found.append((place.start, line))
    return found


def _merged(page: Html, lines: Sequence[str], added: Sequence[tuple[int, str]]) -> list[str]:
    """All lines by their place; one whose place is unknown stays behind the line that it followed."""
    placed: list[tuple[int, int, int, str]] = []
    reached = -1
    for number, (line, place) in enumerate(
        zip(lines, places(page.words, list(map(word_characters, lines))), strict=True)
    ):
        reached = place.start if place else reached
        placed.append((reached, 0, number, line))
    placed += ((start, 1, number, line) for number, (start, line) in enumerate(added))
    return [line for *_, line in sorted(placed)]
