"""The headline, where the text repeats it.

With the document's title at hand, its copies among the first lines go, and those further down that stand alone. Without
it, the first copy may be all that the reader has of the headline: only the later one goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut
from newsclean.signals.captions import has_caption_mark
from newsclean.signals.folded import folded_lines
from newsclean.signals.headlines import NEARLY, PART, is_addressed, title_likeness, titles
from newsclean.signals.sentences import ends_sentence
from newsclean.signals.shape import is_link_like
from newsclean.signals.words import width
from newsclean.signals.zones import head_end

SECOND = 0.85  # a later copy of a headline whose first copy stays
ADDRESSED = 0.7  # a line above the text that the address was made of
SHORTEST = 25  # letters of a line that looks like a headline
HEAD = 12  # lines of the head in a text that has no paragraphs


@cleaner("title", kind=Kind.TITLE)
def title(document: Document) -> Iterator[Cut]:
    """The headline repeated in the text: the page's title above the article, or a second copy of it."""
    if titles(document):
        yield from _known(document)
    else:
        yield from _second_copies(document)
    for line in document.lines[: _head(document)] if document.url else ():
        if is_addressed(document, line.text) and not ends_sentence(line.text):
            yield Cut(line.start, line.end, "address", ADDRESSED)


def _head(document: Document) -> int:
    """The number of the line where the head ends: before the second paragraph."""
    return head_end(document, 2) or min(HEAD, len(document.lines))


def _known(document: Document) -> Iterator[Cut]:
    """The lines that are the title: all of them in the head, copies further down."""
    head = _head(document)
    for number, (line, folded) in enumerate(zip(document.lines, folded_lines(document), strict=True)):
        if number < head or folded in titles(document):
            sure = title_likeness(document, line.text)
            if sure >= PART or (sure and number < head_end(document) and not ends_sentence(line.text)):
                yield Cut(line.start, line.end, "title", sure)
    for first, second in pairwise(document.lines[:head]):
        alone = max(title_likeness(document, line.text) for line in (first, second))
        if alone < NEARLY <= title_likeness(document, f"{first.text} {second.text}"):
            yield Cut(first.start, second.end, "title-in-two-lines", NEARLY)


def _second_copies(document: Document) -> Iterator[Cut]:
    """Later copies of a line above the first paragraph that has the shape of a headline."""
    seen: set[str] = set()
    head = head_end(document)
    for number, (line, folded) in enumerate(zip(document.lines, folded_lines(document), strict=True)):
        if folded in seen:
            yield Cut(line.start, line.end, "second-headline", SECOND)
        elif number < head and _is_headline(line.text):
            seen.add(folded)


def _is_headline(text: str) -> bool:
    """Whether a line has the shape of a headline, and not that of a caption or of a row."""
    return width(text) >= SHORTEST and is_link_like(text) and "|" not in text and not has_caption_mark(text)
