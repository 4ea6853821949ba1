"""Who wrote the text, and how to reach them.

Besides the stock phrases: lines of nothing but names where a page puts its author, next to the date or a phrase of
bylines. A name alone is not enough: obituaries, casts and lists of winners have those too. Where the page says who
wrote it, the author's name alone is enough, above the text and below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document, per_document, per_line
from newsclean.kinds import Kind
from newsclean.phrasebook.book import words
from newsclean.phrasebook.fold import fold
from newsclean.registry import cleaner
from newsclean.removal import Cut
from newsclean.signals.dates import when, whens
from newsclean.signals.names import people, people_of
from newsclean.signals.phrases import hits, line_of
from newsclean.signals.words import words_of
from newsclean.signals.zones import head_end, paragraphs, tail_start

DEEPEST = 12  # lines that may stand above the author's name
LONGEST = 90  # characters of such a line
BY_NAME = 0.9  # "By Ana Silva" between the headline and the text
BESIDE = 0.85  # a name beside the date or a phrase of bylines
WITH_DATE = 0.9  # a name and a date on one line
ROLE = 5  # words of an office or a place after the name

_BAR = re.compile(r"\s*[|•·–—/]\s*|\s+-\s+|,\s*(?=\d)")


@cleaner("byline", kind=Kind.BYLINE)
def byline(document: Document) -> Iterator[Cut]:
    """Who wrote it: "By Jane Doe", "Reporting by ...; editing by ...", "Follow her on ..."."""
    yield from stock_cuts(document, Kind.BYLINE)
    for number in range(1, min(DEEPEST, head_end(document, 2))):
        line = document.lines[number]
        rule, sure = _shape_of(document, number)
        if sure and (rule != "name" or _is_beside_furniture(document, number)) and line.text != document.title:
            yield Cut(line.start, line.end, rule, sure)
    yield from _authors(document)


def _authors(document: Document) -> Iterator[Cut]:
    """The lines before the first paragraph and after the last that are nothing but the page's author."""
    names = set(map(words_of, document.page.authors)) - {()} if document.page else set()
    tail = tail_start(document) if names else 0
    for number, line in enumerate(document.lines if names else ()):
        if not head_end(document) <= number < tail and len(line.text) <= LONGEST and words_of(line.text) in names:
            yield Cut(line.start, line.end, "page-author", BESIDE)


def _is_beside_furniture(document: Document, number: int) -> bool:
    return not {number - 1, number + 1}.isdisjoint(_furniture(document)) and not _names_its_sections(document)


@per_document
def _furniture(document: Document) -> set[int]:
    """The numbers of the lines that hold phrases of bylines or datelines, or are nothing but a date."""
    phrased = (hit for kind in (Kind.BYLINE, Kind.DATELINE) for hit in hits(document, kind))
    dated = {number for number, each in whens(document).items() if each.dates == 1 or each.label}
    return dated | {line_of(document, hit.start) for hit in phrased}


@per_document
def _names_its_sections(document: Document) -> bool:
    """Whether names stand above paragraphs further down, as in obituaries and portraits of several people."""
    return any(people_of(document, number - 1) for number in paragraphs(document)[2:])


def _shape(text: str) -> tuple[str, float]:
    """The rule by which a line could name the author, and how sure it is."""
    if len(text) > LONGEST:
        return "", 0.0
    first, _, rest = text.partition(" ")
    if first[0].isupper() and fold(first) in words("by") and _is_signed(rest):
        return "by-name", BY_NAME
    pieces = [piece for piece in _BAR.split(text) if piece]
    dated = [piece for piece in pieces if (said := when(piece)) and (said.dates or said.clock)]
    if dated and len(dated) < len(pieces) and people(pieces[0]):
        return "name-and-date", WITH_DATE
    return ("name", BESIDE) if people(text) else ("", 0.0)


_shape_of = per_line(_shape)


def _is_signed(text: str) -> bool:
    """Whether a text is names, with or without an office or a place after a comma."""
    name, _, role = text.partition(",")
    return people(text) > 0 or (people(name) > 0 and len(role.split()) <= ROLE and not role.endswith((".", "!", "?")))
