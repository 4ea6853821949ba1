"""Lines that the document's site repeats on its pages, as a site profile has learned them.

One look-up for each line. A sentence of a longer line is looked up too where the site repeats sentences: the space
between noise and text is often lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut
from newsclean.repeats import Repeats, Support
from newsclean.signals.normalised import SHORTEST, normalised, normalised_of
from newsclean.signals.sentences import sentences_of

DOUBT = 0.2  # of the share of pages that may be without the line, what is taken from the confidence


@cleaner("site", kind=Kind.SITE)
def site(document: Document) -> Iterator[Cut]:
    """Lines that the site repeats on its pages; they are known when a site profile is given."""
    known = document.repeats
    if known is None:
        return
    for number, line in enumerate(document.lines):
        support = known.lines.get(normalised_of(document, number))
        if support:
            yield _cut(line.start, line.end, known, support)
        elif known.has_prose:
            yield from _sentences(document, number, known)


def _sentences(document: Document, number: int, known: Repeats) -> Iterator[Cut]:
    line, spans = document.lines[number], sentences_of(document, number)
    for start, end in spans if len(spans) > 1 else ():
        support = known.lines.get(normalised(line.text[start:end])) if end - start >= SHORTEST else None
        if support and support.is_prose:
            yield _cut(line.start + start, line.start + end, known, support)


def _cut(start: int, end: int, known: Repeats, support: Support) -> Cut:
    rule = f"in {support.documents:,} of {support.of:,} pages of {known.site}"
    return Cut(start, end, rule, 1 - DOUBT * (1 - support.bound), support.kind)
