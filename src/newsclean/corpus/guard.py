"""A guard for rows: a row that crashes or hangs its cleaner is given back as rejected, and the others go on.

The function runs in one supervised process. The guard is picklable and starts its process when it is first used, so it
can be handed to any engine: most of them lose, repeat or hang on a whole job where one row kills a process.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable
from typing import Any, Generic, NamedTuple, TypeVar, cast

from newsclean.corpus.child import Child, DiedError, LateError, UnfitError

A = TypeVar("A")
B = TypeVar("B")

SECONDS = 60.0  # for a row. The longest text that is let through takes 3 seconds here.
DEATHS = 3  # of the process on one row. Once or twice may be the system, which kills for want of memory.
AHEAD = 16  # rows that are sent before the first one is back, so that neither process waits for the other


class Failure(NamedTuple):
    """What became of an item that cannot be worked on."""

    reason: str


class Sealed(NamedTuple):
    """A pickled function; it is opened in the guard's process, and its parent need not load what it needs."""

    pickled: bytes

    def __reduce__(self) -> tuple[Any, ...]:
        return pickle.loads, (self.pickled,)


class Guard(Generic[A, B]):
    """A function in a supervised process.

    Args:
        function: what to call with each item; picklable, as items and results must be, or pickled already.
        seconds: how long it may take for one item.

    >>> with Guard(len) as guard:
    ...     list(guard.map(["one", 2, "three"]))
    [3, Failure(reason="TypeError: object of type 'int' has no len()"), 5]
    """

    def __init__(self, function: Callable[[A], B] | Sealed, seconds: float = SECONDS) -> None:
        self._function, self._seconds = function, seconds
        self._child: Child | None = None
        self._sent: deque[A] = deque()
        self._deaths = 0

    def __call__(self, item: A) -> B | Failure:
        """The function's result, or why there is none."""
        return next(iter(self.map((item,))))

    def map(self, items: Iterable[A]) -> Generator[B | Failure, None, None]:
        """The results of many items, in their order; some are taken ahead.

        Raises:
            UnfitError: the process cannot load the function, for example because its module is not to be found there.
        """
        try:
            for item in items:
                self._ask(item)
                if len(self._sent) > AHEAD:
                    yield self._answer()
            while self._sent:
                yield self._answer()
        finally:
            if self._sent:  # whoever asked has gone away; nobody else is to get these answers
                self._sent.clear()
                self.close()

    def _ask(self, item: A) -> None:
        if self._child is None:
            self._child = Child(self._function, self._seconds)
        self._child.send(item)
        self._sent.append(item)

    def _answer(self) -> B | Failure:
        while True:
            try:
                assert self._child
                answer: B | Failure = cast("B", self._child.receive())
            except LateError:
                answer = Failure(f"took more than {self._seconds:g} seconds")
                self._restart(list(self._sent)[1:])
            except DiedError as death:
                self._deaths += 1
                if self._deaths < DEATHS:
                    self._restart(list(self._sent))
                    continue
                answer = Failure(f"crashed its process {DEATHS} times: {death}")
                self._restart(list(self._sent)[1:])
            except UnfitError:
                raise
            except Exception as error:
                answer = Failure(f"{type(error).__name__}: {error}")
            self._sent.popleft()
            self._deaths = 0
            return answer

    def _restart(self, items: list[A]) -> None:
        self.close()
        if items:
            self._child = Child(self._function, self._seconds)
            for item in items:
                self._child.send(item)

    def close(self) -> None:
        """End the process; the guard can be used again."""
        if self._child:
            self._child.close()
            self._child = None

    def __enter__(self) -> Guard[A, B]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[Guard[A, B]], tuple[Any, ...]]:
        return type(self), (self._function, self._seconds)
