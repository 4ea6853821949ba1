"""The second look at the lines of a page: the scorer's odds, weighed together with what the page says of each line."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.document import Document, Line
from newsclean.kinds import Kind
from newsclean.page import Hint, Page
from newsclean.scorer.evidence import evidence, glance
from newsclean.scorer.judging import APART, MOST_LINES, Verdict, log_odds
from newsclean.scorer.network import Matrix, Weights, probabilities, weights
from newsclean.scorer.page_columns import Scored, columns

DEFAULT = Path(__file__).with_name("page_weights.json")
CAPTIONS = frozenset({"in-figure", "in-figcaption", "named-caption", "alt"})
TITLES = frozenset(
    {"headline", "part-of-headline", "description", "named-headline", "named-lead", "under-lead", "in-h1"}
)


class PageWeights(NamedTuple):
    """The numbers that ``tools/train_page_hints.py`` found.

    Args:
        marks: the marks that have a weight.
        weights: a weight for each column, those of the marks last.
        offset: what is added to the weighted sum to give the log odds of noise.
        odds, confidences: where the log odds have a confidence, both rising; in a straight line between.
    """

    marks: tuple[str, ...]
    weights: Matrix
    offset: float
    odds: Matrix
    confidences: Matrix


@cache
def page_weights(path: Path = DEFAULT) -> PageWeights:
    """The weights in a file; those of the package when no other is named."""
    table = json.loads(path.read_text("utf-8"))
    floats = (np.array(table[name], np.float32) for name in ("weights", "odds", "confidences"))
    found, odds, confidences = floats
    return PageWeights(tuple(table["marks"]), found, table["offset"], odds, confidences)


def page_verdicts(
    document: Document, page: Page, least: float, learned: Weights | None = None, second: PageWeights | None = None
) -> list[Verdict]:
    """The lines that are noise with at least this confidence, as :func:`newsclean.scorer.judging.verdicts` has them.

    Args:
        document: the text.
        page: what the page says of it.
        least: the confidence from which a line is reported, from 0 to 1.
        learned, second: other weights than those of the package, as cross-validation has them.
    """
    learned, second = learned or weights(), second or page_weights()
    found: list[Verdict] = []
    for first in range(0, len(document.lines), MOST_LINES):
        block = document.lines[first : first + MOST_LINES]
        hints = [page.hint(line.text) for line in block]
        matrix, chances = look(document, block, hints, learned, second.marks)
        sure = np.interp(matrix @ second.weights + second.offset, second.odds, second.confidences).round(3)
        found += (
            Verdict(first + int(row), _kind(hints[row], chances[row], learned), float(sure[row]))
            for row in np.flatnonzero(sure >= least)
        )
    return found


def look(
    document: Document, block: tuple[Line, ...], hints: list[Hint], learned: Weights, marks: tuple[str, ...]
) -> tuple[Matrix, Matrix]:
    """The columns of some neighbouring lines, and the scorer's chances of each kind."""
    seen = evidence(document, block, glance(document, block), learned.characters)
    chances = probabilities(seen, learned)
    return columns(block, hints, Scored(seen, chances, log_odds(chances, learned.kinds)), marks), chances


def _kind(hint: Hint, chances: NDArray[np.float32], learned: Weights) -> Kind:
    """The kind that the page names, or else the one that the scorer finds likeliest."""
    caption, title = (learned.kinds.index(name) for name in (Kind.CAPTION.value, Kind.TITLE.value))
    likeliest = learned.kinds[1 + int(chances[1:].argmax())]
    if likeliest in APART:
        return Kind(likeliest)
    if hint.marks & CAPTIONS and chances[caption] * 4 > chances[1:].max():
        return Kind.CAPTION
    if hint.marks & TITLES and chances[title] * 4 > chances[1:].max():
        return Kind.TITLE
    return Kind(likeliest)
