"""The phrases of the phrasebook in a document, by kind and by line."""

from __future__ import annotations

from bisect import bisect_right

from newsclean.document import Document, per_document
from newsclean.kinds import Kind
from newsclean.phrasebook import matcher
from newsclean.phrasebook.book import Place
from newsclean.phrasebook.matcher import Hit
from newsclean.signals.folded import folded_text
from newsclean.signals.quotes import is_quoted
from newsclean.signals.shape import is_separator

# The places that make the whole line noise.
WHOLE_LINE = frozenset({Place.LINE, Place.HEADER, Place.START})


@per_document
def _hits(document: Document) -> dict[Kind, list[Hit]]:
    found: dict[Kind, list[Hit]] = {}
    for hit in matcher.hits(document.text, folded_text(document)):
        found.setdefault(hit.entry.kind, []).append(hit)
    return found


def hits(document: Document, kind: Kind) -> list[Hit]:
    """The phrases of this kind in the document, in order; those inside quotation marks do not count.

    >>> [hit.entry.rule for hit in hits(Document("Originally published by Pinewood Press"), Kind.SOURCE_LINK)]
    ['en/originally-published']
    """
    found = _hits(document).get(kind, [])
    return [hit for hit in found if not is_quoted(document, line_of(document, hit.start), hit.start)]


def line_of(document: Document, position: int) -> int:
    r"""The number, among the lines that are not blank, of the line that holds this code point.

    >>> line_of(Document("One.\n\nTwo."), 7)
    1
    """
    return bisect_right(_starts(document), position) - 1


def footers_from(document: Document) -> int:
    r"""The number of the line from which on to the end every line is a whole stock phrase or a separator.

    >>> footers_from(Document("The bridge is open.\n***\nSource link"))
    1
    """
    stock = _stock_lines(document)
    first = len(document.lines)
    while first and (first - 1 in stock or is_separator(document.lines[first - 1].text)):
        first -= 1
    return first


@per_document
def _stock_lines(document: Document) -> frozenset[int]:
    return frozenset(
        line_of(document, hit.start)
        for found in _hits(document).values()
        for hit in found
        if hit.entry.place in WHOLE_LINE
    )


@per_document
def _starts(document: Document) -> list[int]:
    return [line.start for line in document.lines]
