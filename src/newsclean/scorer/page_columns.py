"""What the second look at a line is given: the scorer's odds, and what the page says of it and of those beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.document import Line
from newsclean.page import Hint
from newsclean.scorer.evidence import Evidence
from newsclean.scorer.network import Matrix

FAR = 8  # elements that Hint counts at most
CERTAIN = 4.0  # log odds beyond which the scorer's confidence says little more
ZONES = 5
BESIDE = (-2, -1, 1, 2)  # lines whose hints count too, by their distance
# What tells whether a line that only one of two extractors kept belongs to the article.
_ONE_KEPT = ("beside-running-text", "in-linked-body", "before-running-text", "after-running-text", "is-p", "is-li")
# Marks that say more together than apart: a headline that is all link among paragraphs, a description above them.
PAIRS = tuple(
    (one, other)
    for one, others in {
        "all-links": (
            "beside-running-text",
            "all-strong",
            "is-p",
            "is-li",
            "before-running-text",
            "after-running-text",
        ),
        "before-running-text": (
            "description",
            "named-lead",
            "named-headline",
            "in-header",
            "is-h2",
            "is-h3",
            "is-p",
            "is-li",
        ),
        "after-running-text": ("author", "is-p", "is-li", "is-h2", "is-h3", "named-related", "under-related"),
        "beside-running-text": (
            "is-h2",
            "is-h3",
            "all-strong",
            "in-em",
            "is-li",
            "in-linked-body",
            "not-in-linked-body",
        ),
        "kept-by-second": _ONE_KEPT,
        "kept-by-first": _ONE_KEPT,
    }.items()
    for other in others
)
WEIGHED = (
    "found",
    "beside-running-text",
    "in-linked-body",
    "not-in-linked-body",
)  # how far the scorer is to be trusted


class Scored(NamedTuple):
    """What the scorer makes of some lines.

    Args:
        seen: the evidence that it was given.
        chances: by line, the probability of each kind.
        odds: by line, the log odds of noise, and of noise, titles and captions.
    """

    seen: Evidence
    chances: Matrix
    odds: tuple[Matrix, Matrix]


def columns(
    lines: Sequence[Line],
    hints: Sequence[Hint],
    scored: Scored,
    marks: Sequence[str],
) -> Matrix:
    """A row a line; the marks' columns come last.

    Args:
        lines: some neighbouring lines.
        hints: what the page says of them.
        scored: what the scorer makes of them.
        marks: the marks that have a weight.
    """
    numbers, noise = _numbers(hints), scored.odds[0]
    weighed = np.array([[name in hint.marks for name in WEIGHED] for hint in hints], np.float32)
    near = np.concatenate([_scorer(lines, scored), numbers, weighed], axis=1)
    products = np.clip(noise, -CERTAIN, CERTAIN)[:, None] * np.concatenate([numbers[:, :1], weighed], axis=1)
    return np.concatenate(
        [
            near,
            *(_shifted(near, step) for step in BESIDE),
            scored.chances,
            products,
            _groups(lines, hints, noise),
            _marks(hints, marks),
        ],
        axis=1,
        dtype=np.float32,
    )


def _scorer(lines: Sequence[Line], scored: Scored) -> Matrix:
    seen, odds = scored.seen, scored.odds
    length = np.array([line.end - line.start for line in lines], np.float32)
    clipped = [np.clip(each, -CERTAIN, CERTAIN) for each in odds]
    zones = np.eye(ZONES, dtype=np.float32)[seen.zones]
    single = [*odds, *clipped, *zones.T, np.minimum(length, 300) / 300, np.log1p(length) / 6]
    return np.stack(single, axis=1).astype(np.float32)


def _numbers(hints: Sequence[Hint]) -> Matrix:
    table = np.array([hint[:7] for hint in hints], np.float32)
    table[:, 5:] /= FAR
    return table


def _shifted(rows: Matrix, step: int) -> Matrix:
    """The rows of the lines that stand ``step`` lines further down; nothing beyond the ends."""
    shifted = np.zeros_like(rows)
    if step > 0:
        shifted[:-step] = rows[step:]
    else:
        shifted[-step:] = rows[:step]
    return shifted


def _groups(lines: Sequence[Line], hints: Sequence[Hint], noise: Matrix) -> Matrix:
    """What the scorer makes of the other lines in the same sort of place: they are rarely of different kinds."""
    number = np.array([hint.group for hint in hints]) + 1
    weight = np.sqrt(np.array([line.end - line.start for line in lines], np.float32)) * (number > 0)
    size = np.bincount(number)[number]
    known = (size > 1) & (number > 0)
    others = np.where(known, np.bincount(number, weight)[number] - weight, 1)
    means = [
        np.where(known, (np.bincount(number, weight * value)[number] - weight * value) / np.maximum(others, 1e-6), 0)
        for value in (np.clip(noise, -6, 6), np.array([hint.links for hint in hints]))
    ]
    return np.stack([*means, known, np.where(known, np.minimum(size, FAR) / FAR, 0)], axis=1).astype(np.float32)


def _marks(hints: Sequence[Hint], marks: Sequence[str]) -> NDArray[np.float32]:
    column = {mark: number for number, mark in enumerate(marks)}
    found = np.zeros((len(hints), len(marks)), np.float32)
    for row, hint in enumerate(hints):
        found[row, [column[mark] for mark in together(hint.marks) if mark in column]] = 1
    return found


def together(marks: frozenset[str]) -> Iterator[str]:
    """The marks, and the pairs of them that count on their own.

    >>> sorted(together(frozenset({"all-links", "is-li"})))
    ['all-links', 'all-links & is-li', 'is-li']
    """
    yield from marks
    yield from (f"{one} & {other}" for one, other in PAIRS if one in marks and other in marks)
