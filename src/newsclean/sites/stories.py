"""Pages of one site that tell the same story: what they share, they share as copies and not as pages of the site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

MOST_PAGES = 500  # of a site on which copies are looked for; of more, no story's copies are the share that a line needs
COMMON = 0.6  # share of the shorter body's sentences that a near copy has
WHOLE = 0.75  # the same with the sentences that most pages have, which may be the site's own
LEAST = 3  # sentences that it has at least: two briefs may quote the same sentence


def stories(sketches: Sequence[Sequence[int]]) -> list[int]:
    """By page of a site, the first page that tells its story: itself, but for near copies of pages before it.

    Copies of copies are copies, so the result does not depend on the order but for the names.

    Args:
        sketches: by page, the numbers of sentences of its body, each at most once.

    >>> stories([(1, 2, 3, 4), (7, 8, 9), (1, 2, 3, 6), (5, 6, 7)])
    [0, 1, 0, 3]
    """
    import numpy as np

    names = list(range(len(sketches)))
    if not 1 < len(sketches) <= MOST_PAGES:
        return names
    sizes = np.array([len(each) for each in sketches])
    shared = _shared(sketches)
    rare = shared[:, 2 * shared.sum(0) <= len(sketches)]
    own = sizes - shared.sum(1) + rare.sum(1)  # sentences that are not on most pages
    copies = _near(rare, own, COMMON) | _near(shared, sizes, WHOLE)
    for later, earlier in np.argwhere(np.tril(copies, -1)).tolist():
        first, second = sorted((_root(names, earlier), _root(names, later)))
        names[second] = first
    return [_root(names, each) for each in names]


def _shared(sketches: Sequence[Sequence[int]]) -> Any:
    """By page and sentence, whether the page has the sentence, of all that stand on several pages."""
    import numpy as np

    page = np.repeat(np.arange(len(sketches)), [len(each) for each in sketches])
    sentence = np.array([number for each in sketches for number in each], np.uint64)
    _, column, seen = np.unique(sentence, return_inverse=True, return_counts=True)
    several = seen[column] > 1
    _, column = np.unique(column[several], return_inverse=True)
    held = np.zeros((len(sketches), column.max(initial=-1) + 1), np.float32)
    held[page[several], column] = 1
    return held


def _near(held: Any, sizes: Any, share: float) -> Any:
    """By two pages, whether they have enough sentences in common for the shorter one."""
    import numpy as np

    return held @ held.T >= np.maximum(LEAST, share * np.minimum(sizes[:, None], sizes[None, :]))


def _root(names: list[int], page: int) -> int:
    while names[page] != page:
        names[page] = names[names[page]]
        page = names[page]
    return page
