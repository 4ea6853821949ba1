"""From the network's odds to confidences: how sure a line must be so that unseen pages lose no more than they may.

A line between two paragraphs is dearer to be wrong about than one behind the last: wrongly cut subheadings damage many
texts. So each zone of the text has bounds of its own, chosen together: those that remove most noise while the content
lost and the texts damaged on held-out publishers stay within a preset's budget.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer.judging import APART, log_odds

ZONES = 5
TRIED = 1000  # choices of bounds whose damage is counted together
BOUNDS = np.array([-1.5, -0.5, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 8, 9, 12], np.float32)
SLACK = 4.0  # log odds above the surest bound at which the confidence is 0.999, and below the least at which it is 0


class Held(NamedTuple):
    """What the network makes of a text that it was not trained on."""

    chances: NDArray[np.float32]
    zones: NDArray[np.int64]
    labels: tuple[str, ...]
    lengths: NDArray[np.float32]
    source: str


class Budget(NamedTuple):
    """What one confidence may cost: shares of the content's characters, and of the texts with any content lost."""

    confidence: float
    lost: float
    damaged: float


# What the presets promise, less what the other cleaners cost: cautious, standard and strict need these confidences.
NOISE = (Budget(0.95, 0.0002, 0.035), Budget(0.8, 0.0013, 0.049), Budget(0.6, 0.0042, 0.20))
EITHER = (Budget(0.95, 0.0002, 0.035), Budget(0.8, 0.0013, 0.049), Budget(0.6, 0.0055, 0.30))


def calibrated(held: Sequence[Held], kinds: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The confidences, rising, and their bounds by sort of odds and by zone."""
    confidences = np.array([0, *(budget.confidence for budget in reversed(NOISE)), 0.999], np.float32)
    bounds = [_bounds(_Costs(held, kinds, which), budgets) for which, budgets in enumerate((NOISE, EITHER))]
    return confidences, np.array(bounds, np.float32)


def _bounds(costs: _Costs, budgets: Sequence[Budget]) -> NDArray[np.float32]:
    """For each zone the odds of each confidence; a smaller confidence never asks for more."""
    most = [len(BOUNDS) - 1] * ZONES
    rows = []
    for budget in budgets:
        most = costs.best(budget, most)
        rows.append(BOUNDS[most])
    rows = [rows[0] + SLACK, *rows, rows[-1] - SLACK]
    rising: NDArray[np.float32] = np.array(rows[::-1]).T + np.arange(len(rows)) * 1e-3  # as interpolation wants it
    return rising


class _Costs:
    """By zone and bound: the noise removed, the content lost and which texts are damaged."""

    def __init__(self, held: Sequence[Held], kinds: Sequence[str], which: int) -> None:
        total = {each.source: 0.0 for each in held}
        noise = dict(total)
        for each in held:
            labels = np.array(each.labels)
            total[each.source] += float(each.lengths[labels == "content"].sum())
            noise[each.source] += float(self._wanted(labels, kinds, which).sum())
        shape = (ZONES, len(BOUNDS))
        self.removed, self.lost = np.zeros(shape), np.zeros(shape)
        self.damaged = np.zeros((*shape, len(held)), np.bool_)
        for number, each in enumerate(held):
            labels = np.array(each.labels)
            odds = log_odds(each.chances, kinds)[which]
            goes = odds[:, None] >= BOUNDS
            content, wanted = labels == "content", self._wanted(labels, kinds, which)
            for zone in range(ZONES):
                here = goes & (each.zones == zone)[:, None]
                self.removed[zone] += (here & wanted[:, None]).sum(axis=0) / noise[each.source] / len(total)
                lost = (here * (each.lengths * content)[:, None]).sum(axis=0)
                self.lost[zone] += lost / total[each.source] / len(total)
                self.damaged[zone, :, number] = lost > 0

    @staticmethod
    def _wanted(labels: NDArray[np.str_], kinds: Sequence[str], which: int) -> NDArray[np.bool_]:
        return np.isin(labels, [kind for kind in kinds[1:] if which or kind not in APART])

    def best(self, budget: Budget, most: Sequence[int]) -> list[int]:
        """The bounds, none above ``most``, that remove most within the budget."""
        shape = [last + 1 for last in most]
        removed, lost = (_sums(table, shape) for table in (self.removed, self.lost))
        allowed = np.flatnonzero(lost <= budget.lost)
        allowed = allowed[np.argsort(-removed[allowed], kind="stable")]
        for first in range(0, len(allowed), TRIED):
            chosen = np.unravel_index(allowed[first : first + TRIED], shape)
            damaged = np.logical_or.reduce([self.damaged[zone, bounds] for zone, bounds in enumerate(chosen)])
            fine = np.flatnonzero(damaged.mean(axis=1) <= budget.damaged)
            if len(fine):
                return [int(bounds[fine[0]]) for bounds in chosen]
        return list(most)


def _sums(table: NDArray[np.float64], shape: Sequence[int]) -> NDArray[np.float64]:
    """For each choice of a bound by zone, the sum of what the table has there."""
    total = np.zeros(1)
    for row, count in zip(table, shape, strict=True):
        total = np.add.outer(total, row[:count]).reshape(-1)
    return total
