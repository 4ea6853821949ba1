"""Lines that a learned scorer takes for noise, by all that can be seen of them and of their neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut

LEAST = 0.5  # no preset asks for less confidence


@cleaner("line_scorer", kind=Kind.NAVIGATION)
def line_scorer(document: Document) -> Iterator[Cut]:
    """Lines that words, shape, place, neighbours and phrases together make noise; each cut names its own kind."""
    from newsclean.scorer.judging import verdicts  # NumPy is loaded when there is a text to score

    for number, kind, confidence in verdicts(document, LEAST):
        line = document.lines[number]
        yield Cut(line.start, line.end, f"looks-like-{kind.value}", confidence, kind)
