"""What the scorer makes of a document: for each line the likeliest kind of noise, and how sure that is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.scorer.evidence import evidence
from newsclean.scorer.network import Matrix, Weights, probabilities, weights

MOST_LINES = 2000  # lines read together; no article has more, and the memory for other texts stays bounded
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
        table = probabilities(evidence(document, block, learned.characters), learned)
        found += _verdicts(table, learned, first, least)
    return found


def _verdicts(table: Matrix, learned: Weights, first: int, least: float) -> list[Verdict]:
    """A headline or caption is reported as such unless it is surely other noise."""
    apart = [learned.kinds.index(name) for name in APART]
    kept = table[:, 0] + table[:, apart].sum(axis=1)
    noise = _confidence(1 - kept, learned)
    either = _confidence(1 - table[:, 0], learned)
    others = table.copy()
    others[:, [0, *apart]] = 0
    likeliest, of_apart = others.argmax(axis=1), table[:, apart].argmax(axis=1)
    found: list[Verdict] = []
    for row in np.flatnonzero(either >= least):
        if noise[row] >= least:
            found.append(Verdict(first + int(row), Kind(learned.kinds[likeliest[row]]), float(noise[row])))
        else:
            found.append(Verdict(first + int(row), Kind(APART[of_apart[row]]), float(either[row])))
    return found


def _confidence(share: Matrix, learned: Weights) -> Matrix:
    """From the network's probability to the confidence that held-out pages bear out."""
    odds = np.log((share + 1e-9) / (1 - share + 1e-9))
    return np.asarray(np.round(np.interp(odds, learned.knots[0], learned.knots[1]), 3))
