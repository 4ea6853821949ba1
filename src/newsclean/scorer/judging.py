"""What the scorer makes of a document: for each line the likeliest kind of noise, and how sure that is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.scorer.evidence import Evidence, evidence, glance
from newsclean.scorer.network import Matrix, Weights, probabilities, weights

MOST_LINES = 2000  # lines read together; no article has more, and the memory for other texts stays bounded
SURELY_NOT = 1e-6  # the chance below which single precision tells nothing
APART = (Kind.TITLE.value, Kind.CAPTION.value)  # kinds that only some readers call noise


class Verdict(NamedTuple):
    """What a line seems to be.

    Args:
        number: the line's number among the lines that are not blank.
        kind: the likeliest kind of noise.
        confidence: how sure it is that the line is noise of that or a similar kind, from 0 to 1.
    """

    number: int
    kind: Kind
    confidence: float


def verdicts(document: Document, least: float, learned: Weights | None = None) -> list[Verdict]:
    """The lines that are noise with at least this confidence; none in a text of nothing but bare paragraphs.

    Args:
        document: the text.
        least: the confidence from which a line is reported, from 0 to 1.
        learned: other weights than those of the package, as cross-validation has them.
    """
    learned = learned or weights()
    found: list[Verdict] = []
    for first in range(0, len(document.lines), MOST_LINES):
        block = document.lines[first : first + MOST_LINES]
        glanced = glance(document, block)
        if not glanced.bare.all():
            seen = evidence(document, block, glanced, learned.characters)
            judged = _verdicts(probabilities(seen, learned), seen, least, learned)
            found += (each._replace(number=first + each.number) for each in judged)
    return found


def _verdicts(table: Matrix, seen: Evidence, least: float, learned: Weights) -> Iterator[Verdict]:
    """A headline or caption is reported as such unless it is surely other noise."""
    apart = [learned.kinds.index(name) for name in APART]
    named = [number for number in range(1, len(learned.kinds)) if number not in apart], apart
    odds = [each.tolist() for each in log_odds(table, learned.kinds)]
    bounds, confidences = learned.bounds.tolist(), learned.confidences.tolist()
    for row, zone in enumerate(seen.zones.tolist()):
        sure = [_confidence(odds[which][row], bounds[which][zone], confidences) for which in (0, 1)]
        which = 0 if sure[0] >= least else 1
        if sure[which] >= least:
            likeliest = named[which][table[row, named[which]].argmax()]
            yield Verdict(row, Kind(learned.kinds[likeliest]), sure[which])


def _confidence(odds: float, bounds: Sequence[float], confidences: Sequence[float]) -> float:
    """The confidence that these log odds have, in a straight line between two bounds."""
    above = bisect_right(bounds, odds)
    if above in (0, len(bounds)):
        return round(confidences[min(above, len(bounds) - 1)], 3)
    share = (odds - bounds[above - 1]) / (bounds[above] - bounds[above - 1])
    return round(confidences[above - 1] + share * (confidences[above] - confidences[above - 1]), 3)


def log_odds(table: Matrix, kinds: Sequence[str]) -> tuple[Matrix, Matrix]:
    """The log odds of noise against the rest, and of noise, titles and captions against content."""
    apart = [kinds.index(name) for name in APART]
    content = table[:, 0]
    return _odds(1 - content - table[:, apart].sum(axis=1)), _odds(1 - content)


def _odds(share: Matrix) -> Matrix:
    share = np.clip(share, SURELY_NOT, 1 - SURELY_NOT)
    return np.asarray(np.log(share / (1 - share)))
