"""Some of many, drawn by lot, the same ones each time."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def drawn(items: Iterable[T], number: int) -> list[T]:
    """As many items as asked for, or all where there are fewer; in their order, each with the same chance.

    Vitter (1985), "Random sampling with a reservoir", algorithm R: no more than that many are held at a time.

    >>> drawn("abc", 5), len(drawn(range(1000), 5))
    (['a', 'b', 'c'], 5)
    """
    lot = random.Random(0)
    held: list[tuple[int, T]] = []
    for place, item in enumerate(items):
        if place < number:
            held.append((place, item))
        elif (seat := lot.randrange(place + 1)) < number:
            held[seat] = place, item
    return [item for _, item in sorted(held, key=lambda each: each[0])]
