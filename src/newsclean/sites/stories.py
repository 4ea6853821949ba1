"""Pages of one site that tell the same story: what they share, they share as copies and not as pages of the site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

MOST_PAGES = 500  # of a site on which copies are looked for; of more, no story's copies are the share that a line needs
COMMON = 0.5  # share of the shorter body's sentences that a near copy has
LEAST = 3  # sentences that it has at least: two briefs may quote the same sentence


def stories(sketches: Sequence[Sequence[int]]) -> list[int]:
    """By page of a site, the first page that tells its story: itself, but for near copies of pages before it.

    Copies of copies are copies, so the result does not depend on the order but for the names.

    Args:
        sketches: by page, the numbers of sentences of its body, each at most once.

    >>> stories([(1, 2, 3, 4), (7, 8, 9), (1, 2, 3, 6)])
    [0, 1, 0]
    """
    import numpy as np

    names = list(range(len(sketches)))
    if not 1 < len(sketches) <= MOST_PAGES:
        return names
    common = _common(sketches)
    sizes = np.array([len(each) for each in sketches])
    least = np.maximum(LEAST, COMMON * np.minimum(sizes[:, None], sizes[None, :]))
    for later, earlier in np.argwhere(np.tril(common >= least, -1)).tolist():
        first, second = sorted((_root(names, earlier), _root(names, later)))
        names[second] = first
    return [_root(names, each) for each in names]


def _common(sketches: Sequence[Sequence[int]]) -> Any:
    """How many sentences each two pages have in common."""
    import numpy as np

    page = np.repeat(np.arange(len(sketches)), [len(each) for each in sketches])
    sentence = np.array([number for each in sketches for number in each], np.uint64)
    _, column, seen = np.unique(sentence, return_inverse=True, return_counts=True)
    shared = seen[column] > 1
    _, column = np.unique(column[shared], return_inverse=True)
    held = np.zeros((len(sketches), column.max(initial=-1) + 1), np.float32)
    held[page[shared], column] = 1
    return held @ held.T


def _root(names: list[int], page: int) -> int:
    while names[page] != page:
        names[page] = names[names[page]]
        page = names[page]
    return page
