"""What the scorer makes of a document: for each line the likeliest kind of noise, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.scorer.evidence import evidence
from newsclean.scorer.network import Matrix, Weights, probabilities, weights

MOST_LINES = 2000  # lines read together; no article has more, and the memory for other texts stays bounded
# Paragraphs without any phrase that may go from one text. Where more look like noise, it is the text that is unlike
# those the scorer knows: one live blog lost more content than all other held-out texts together.
MOST_BARE = 3
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
    """The lines that are noise with at least this confidence.

    Args:
        document: the text.
        least: the confidence from which a line is reported, from 0 to 1.
        learned: other weights than those of the package, as cross-validation has them.
    """
    learned = learned or weights()
    lines = document.lines
    found: list[Verdict] = []
    for first in range(0, len(lines), MOST_LINES):
        block = lines[first : first + MOST_LINES]
        seen = evidence(document, block, learned.characters)
        judged = _verdicts(probabilities(seen, learned), seen.zones, learned, first, least)
        unsaid = {each for each in judged if seen.bare[each.number - first]}
        found += [each for each in judged if len(unsaid) <= MOST_BARE or each not in unsaid]
    return found


def _verdicts(table: Matrix, zones: NDArray[np.int64], learned: Weights, first: int, least: float) -> list[Verdict]:
    """A headline or caption is reported as such unless it is surely other noise."""
    apart = [learned.kinds.index(name) for name in APART]
    noise, either = confidences(table, zones, learned)
    others = table.copy()
    others[:, [0, *apart]] = 0
    likeliest, of_apart = others.argmax(axis=1), table[:, apart].argmax(axis=1)
    found: list[Verdict] = []
    for row in np.flatnonzero(np.maximum(noise, either) >= least):
        if noise[row] >= least:
            found.append(Verdict(first + int(row), Kind(learned.kinds[likeliest[row]]), float(noise[row])))
        else:
            found.append(Verdict(first + int(row), Kind(APART[of_apart[row]]), float(either[row])))
    return found


def confidences(table: Matrix, zones: NDArray[np.int64], learned: Weights) -> tuple[Matrix, Matrix]:
    """By line, how sure held-out pages make it that it is noise; and that it is noise, a title or a caption."""
    noise, either = log_odds(table, learned.kinds)
    return (
        _interpolated(noise, learned.bounds[0][zones], learned.confidences),
        _interpolated(either, learned.bounds[1][zones], learned.confidences),
    )


def _interpolated(odds: Matrix, bounds: Matrix, confidences: Matrix) -> Matrix:
    """The confidence of each line's odds, in a straight line between the bounds of its own row."""
    above = np.clip((odds[:, None] >= bounds).sum(axis=1), 1, len(confidences) - 1)
    row = np.arange(len(odds))
    low, high = bounds[row, above - 1], bounds[row, above]
    share = np.clip((odds - low) / (high - low), 0, 1)
    return np.asarray((confidences[above - 1] + share * (confidences[above] - confidences[above - 1])).round(3))


def log_odds(table: Matrix, kinds: Sequence[str]) -> tuple[Matrix, Matrix]:
    """The log odds of noise against the rest, and of noise, titles and captions against content."""
    apart = [kinds.index(name) for name in APART]
    content = table[:, 0]
    return _odds(1 - content - table[:, apart].sum(axis=1)), _odds(1 - content)


def _odds(share: Matrix) -> Matrix:
    share = np.clip(share, SURELY_NOT, 1 - SURELY_NOT)
    return np.asarray(np.log(share / (1 - share)))
