"""Lines that a learned scorer takes for noise, by all that can be seen of them and of their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.phrasebook.book import Place
from newsclean.phrasebook.matcher import Hit
from newsclean.registry import cleaner
from newsclean.removal import Cut
from newsclean.signals.phrases import all_hits, line_of

if TYPE_CHECKING:
    from newsclean.scorer.judging import Verdict
    from newsclean.scorer.network import Weights
    from newsclean.scorer.pages import PageWeights

LEAST = 0.5  # no preset asks for less confidence
SURE = 0.8  # a phrase that takes its sentence on its own
HEADLINE = 3  # spaces of a first line that may be the headline

_INSIDE = (Place.SENTENCE, Place.END)
_GLUED = re.compile(r"[^\W\d_]{2}[.!?…][^\W\d_a-z]")  # a sentence's end, and the next one's beginning right behind it


@cleaner("line_scorer", kind=Kind.NAVIGATION)
def line_scorer(document: Document) -> Iterator[Cut]:
    """Lines that words, shape, place, neighbours and phrases together make noise; each cut names its own kind."""
    yield from scored_cuts(document)


def scored_cuts(document: Document, learned: Weights | None = None, second: PageWeights | None = None) -> Iterator[Cut]:
    """The cuts that the scorer proposes, by the weights of the package or by others; a page has its say."""
    from newsclean.scorer.judging import APART  # NumPy is loaded when there is a text to score

    said = _phrases(document)
    for number, kind, confidence in _verdicts(document, learned, second):
        line, phrases = document.lines[number], said.get(number, [])
        if phrases and _is_shortened(line.text, phrases):
            continue
        against = any(hit.entry.place is not Place.SIGN for hit in phrases)
        if number == 0 and not against and kind.value not in APART and line.text.count(" ") >= HEADLINE:
            continue  # without a phrase against it, the first line is more likely the headline
        surest = max(phrases, key=lambda hit: hit.entry.sure, default=None)
        named = surest.entry.kind if surest else kind
        yield Cut(line.start, line.end, f"looks-like-{named.value}", confidence, named)


def _verdicts(document: Document, learned: Weights | None, second: PageWeights | None) -> list[Verdict]:
    """What the scorer makes of the lines, with what the page says of them where there is one."""
    if document.page:
        from newsclean.scorer.pages import page_verdicts

        return page_verdicts(document, document.page, LEAST, learned, second)
    from newsclean.scorer.judging import verdicts

    return verdicts(document, LEAST, learned)


def _phrases(document: Document) -> dict[int, list[Hit]]:
    """By line, the phrases that stand in it: they name the kind better than the scorer does."""
    found: dict[int, list[Hit]] = {}
    for hit in all_hits(document):
        found.setdefault(line_of(document, hit.start), []).append(hit)
    return found


def _is_shortened(text: str, phrases: list[Hit]) -> bool:
    """Whether a sharper rule may take only a sentence of the line: what is left of it is judged in the next pass."""
    inside = (hit.entry for hit in phrases if hit.entry.place in _INSIDE)
    return any(each.sure >= SURE or each.kind is Kind.ICON_LEGEND for each in inside) or bool(_GLUED.search(text))
