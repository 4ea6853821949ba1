"""What a stock phrase takes with it: its line, the list under it, its sentence, or the end of its line."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.phrasebook.book import Place
from newsclean.phrasebook.matcher import Hit
from newsclean.removal import Cut
from newsclean.signals.lists import list_end
from newsclean.signals.phrases import footers_from, hits, line_of
from newsclean.signals.sentences import sentences_around, sentences_of
from newsclean.signals.shape import is_bulleted, is_separator

LONGEST_POINTER = 260  # characters of a line such as "READ MORE: headline"; a longer one holds more than the pointer
CLOSED = 0.15  # what a full stop takes from the confidence of such a line
HEADLINE = 3  # spaces that most headlines have at least, and names have not

_MARKS = " \t\u00a0*|•·»›>→#=_~–—-(["  # what may stand between a sentence and the footer glued to it


def stock_cuts(document: Document, kind: Kind) -> Iterator[Cut]:
    """The cuts that the phrases of one kind make on their own.

    A phrase is surer among the footers, where nothing but stock phrases follows.
    """
    tail = None
    for hit in hits(document, kind):
        tail = footers_from(document) if tail is None else tail
        number = line_of(document, hit.start)
        span = _span(document, hit, number, tail)
        if span:
            surer = number >= tail or _heads_links(document, hit, number, span[1])
            yield Cut(*span, hit.entry.rule, 1 - (1 - _sure(document, hit, number)) / (2 if surer else 1))


def _sure(document: Document, hit: Hit, number: int) -> float:
    """How sure the phrase is in this line: a pointer to a story has no full stop, as the story's headline has none."""
    closed = hit.entry.place is Place.START and document.lines[number].text.endswith((".", "。", "।"))
    return hit.entry.sure - (CLOSED if closed else 0)


def _heads_links(document: Document, hit: Hit, number: int, end: int) -> bool:
    """Whether the phrase heads a list of headlines that bears bullets or runs to the end of the text."""
    last = line_of(document, end - 1)
    if hit.entry.place is not Place.HEADER or last == number:
        return False
    items = [line.text for line in document.lines[number + 1 : last + 1]]
    wordy = sum(text.count(" ") >= HEADLINE for text in items)
    return 2 * wordy > len(items) and (end == document.lines[-1].end or all(map(is_bulleted, items)))


def _span(document: Document, hit: Hit, number: int, tail: int) -> tuple[int, int] | None:
    line = document.lines[number]
    place = hit.entry.place
    if place is Place.SIGN:
        return None
    if place is Place.SENTENCE:
        return _sentence(document, hit, number)
    if place is Place.END:
        return _glued(document, hit, number)
    if place is Place.START and (len(line.text) > LONGEST_POINTER or len(sentences_of(document, number)) > 3):
        return None
    first = number
    while number >= tail and first > 0 and is_separator(document.lines[first - 1].text):
        first -= 1
    last = list_end(document, number) - 1 if place is Place.HEADER else number
    return document.lines[first].start, document.lines[last].end


def _sentence(document: Document, hit: Hit, number: int) -> tuple[int, int]:
    """The sentences that the phrase stands in."""
    start = document.lines[number].start
    spans = sentences_of(document, number)
    first, stop = sentences_around(document, number, hit.start, hit.end)
    return start + spans[first][0], start + spans[stop - 1][1]


def _glued(document: Document, hit: Hit, number: int) -> tuple[int, int]:
    """From the phrase to the end of its line, with the marks that stand between the last sentence and it."""
    line = document.lines[number]
    kept = line.text[: hit.start - line.start].rstrip(_MARKS)
    return line.start + len(kept), line.end
