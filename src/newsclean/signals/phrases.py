"""The phrases of the phrasebook in a document, by kind and by line."""

from __future__ import annotations

from bisect import bisect_right

from newsclean.document import Document, per_document
from newsclean.kinds import Kind
from newsclean.phrasebook import matcher
from newsclean.phrasebook.book import Place
from newsclean.phrasebook.matcher import Hit
from newsclean.signals.folded import folded_text
from newsclean.signals.quotes import is_quoted, is_speech
from newsclean.signals.shape import is_separator

# The places that make the whole line noise.
WHOLE_LINE = frozenset({Place.LINE, Place.HEADER, Place.START})


@per_document
def _hits(document: Document) -> dict[Kind, list[Hit]]:
    found: dict[Kind, list[Hit]] = {}
    for hit in all_hits(document):
        found.setdefault(hit.entry.kind, []).append(hit)
    return found


@per_document
def all_hits(document: Document) -> list[Hit]:
    """The phrases of all kinds in the document, in order; those that somebody says do not count."""
    return [hit for hit in _all(document) if not _is_said(document, hit)]


@per_document
def _all(document: Document) -> list[Hit]:
    """Every hit in order. A line that the pass before has read already is not searched again."""
    if document.before is None:
        return matcher.hits(document.text, folded_text(document))
    known = _by_line(document.before.text, _all(document.before))
    new = "\n".join(line for line in dict.fromkeys(document.text.split("\n")) if line not in known)
    known.update(_by_line(new, matcher.hits(new)))
    found: list[Hit] = []
    start = 0
    for line in document.text.split("\n"):
        found += (hit._replace(start=start + hit.start, end=start + hit.end) for hit in known[line])
        start += len(line) + 1
    return found


def _by_line(text: str, found: list[Hit]) -> dict[str, list[Hit]]:
    """By line, the hits in it, in code points of the line; all hits of a text, in order, are given."""
    by_line: dict[str, list[Hit]] = {}
    start = index = 0
    for line in text.split("\n"):
        end = start + len(line)
        there = by_line[line] = []
        while index < len(found) and found[index].start <= end:
            there.append(found[index]._replace(start=found[index].start - start, end=found[index].end - start))
            index += 1
        start = end + 1
    return by_line


def hits(document: Document, kind: Kind) -> list[Hit]:
    """The phrases of this kind in the document, in order; those that somebody says do not count.

    >>> [hit.entry.rule for hit in hits(Document("Originally published by Pinewood Press"), Kind.SOURCE_LINK)]
    ['en/originally-published']
    """
    return _hits(document).get(kind, [])


def _is_said(document: Document, hit: Hit) -> bool:
    """Whether the phrase is somebody's words. A whole line after a dash is an item of a list, a sentence is speech."""
    number = line_of(document, hit.start)
    spoken = hit.entry.place not in WHOLE_LINE and is_speech(document.lines[number].text)
    return spoken or is_quoted(document, number, hit.start)


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
    stock = stock_lines(document)
    first = len(document.lines)
    while first and (first - 1 in stock or is_separator(document.lines[first - 1].text)):
        first -= 1
    return first


@per_document
def stock_lines(document: Document) -> frozenset[int]:
    r"""The numbers of the lines that are stock phrases as a whole, or begin with one that introduces them.

    >>> stock_lines(Document("The bridge is open.\nSource link"))
    frozenset({1})
    """
    return frozenset(line_of(document, hit.start) for hit in _all(document) if hit.entry.place in WHOLE_LINE)


@per_document
def _starts(document: Document) -> list[int]:
    return [line.start for line in document.lines]
