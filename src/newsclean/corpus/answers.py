"""Rows answered one after the other by a guard, which is kept for the rows that come next."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any, NamedTuple, TypeVar, cast

from newsclean.corpus.guard import Failure, Guard, Sealed

A = TypeVar("A")
B = TypeVar("B")

IDLE = 4  # guards that a process keeps for the next time


class _Kept(NamedTuple):
    work: bytes
    seconds: float
    guard: Guard[Any, Any]


# By process: a forked one finds its parent's guards here, and must not touch them, not even by letting go of them.
_idle: dict[int, list[_Kept]] = {}


def answers(work: bytes, seconds: float, asked: Iterable[tuple[A, B | Failure]]) -> Iterator[tuple[A, Any]]:
    """What became of many items, each beside whatever it belongs to, in their order; some are taken ahead.

    Args:
        work: the pickled function, which a guarded process calls with each item.
        seconds: how long it may take for one item.
        asked: pairs of anything and an item; where the item is a failure already, it stays what it is.

    >>> import pickle
    >>> list(answers(pickle.dumps(len), 60, [("a", "one"), ("b", Failure("no text")), ("c", "three")]))
    [('a', 3), ('b', Failure(reason='no text')), ('c', 5)]
    """
    waiting: deque[tuple[A, B | Failure]] = deque()

    def items() -> Iterator[B]:
        for owner, item in asked:
            waiting.append((owner, item))
            if not isinstance(item, Failure):
                yield item

    def failed() -> Iterator[tuple[A, Failure]]:
        while waiting and isinstance(waiting[0][1], Failure):
            yield cast("tuple[A, Failure]", waiting.popleft())

    with _borrowed(work, seconds) as guard, closing(guard.map(items())) as found:
        for answer in found:
            yield from failed()
            yield waiting.popleft()[0], answer
    yield from failed()


@contextmanager
def _borrowed(work: bytes, seconds: float) -> Iterator[Guard[Any, Any]]:
    """A guard that nobody else uses meanwhile; afterwards it is kept, because its process needs a second to start."""
    idle = _idle.setdefault(os.getpid(), [])
    kept = _taken(idle, work, seconds) or _Kept(work, seconds, Guard(Sealed(work), seconds))
    try:
        yield kept.guard
    finally:
        idle.append(kept)
        while len(idle) > IDLE:
            idle.pop(0).guard.close()


def _taken(idle: list[_Kept], work: bytes, seconds: float) -> _Kept | None:
    for each in idle[::-1]:
        if (each.work, each.seconds) == (work, seconds):
            with suppress(ValueError):  # another thread was quicker
                idle.remove(each)
                return each
    return None
