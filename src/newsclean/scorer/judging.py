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
    named = [number for number in range(1, len(learned.kinds)) if number not in apart], apart
    noise, either = log_odds(table, learned.kinds)
    enough = _odds_of(least, learned)
    is_noise = noise >= enough[0].take(zones)
    found: list[Verdict] = []
    for row in np.flatnonzero(is_noise | (either >= enough[1].take(zones))).tolist():
        which, odds = (0, noise) if is_noise[row] else (1, either)
        confidence = np.interp(odds[row], learned.bounds[which, zones[row]], learned.confidences)
        likeliest = named[which][table[row, named[which]].argmax()]
        found.append(Verdict(first + row, Kind(learned.kinds[likeliest]), round(float(confidence), 3)))
    return found


def _odds_of(confidence: float, learned: Weights) -> Matrix:
    """By sort of odds and zone, the log odds from which a line has this confidence."""
    above = max(1, int(np.searchsorted(learned.confidences, confidence)))
    low, high = learned.confidences[above - 1 : above + 1]
    share = (confidence - low) / (high - low)
    return np.asarray(learned.bounds[:, :, above - 1] * (1 - share) + learned.bounds[:, :, above] * share)


def log_odds(table: Matrix, kinds: Sequence[str]) -> tuple[Matrix, Matrix]:
    """The log odds of noise against the rest, and of noise, titles and captions against content."""
    apart = [kinds.index(name) for name in APART]
    content = table[:, 0]
    return _odds(1 - content - table[:, apart].sum(axis=1)), _odds(1 - content)


def _odds(share: Matrix) -> Matrix:
    share = np.clip(share, SURELY_NOT, 1 - SURELY_NOT)
    return np.asarray(np.log(share / (1 - share)))
