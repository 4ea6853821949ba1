"""Where shards are worked on: processes here; another runner does the same elsewhere."""

from __future__ import annotations

import errno
import queue
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from typing import Any, NamedTuple, Protocol

from newsclean.corpus.child import Child, DiedError, UnfitError
from newsclean.corpus.plan import Shard

DEATHS = 3  # of a worker on one shard

_FATAL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}  # every other shard would meet them too


class Progress(NamedTuple):
    """So many documents of some shard are cleaned."""

    documents: int


class Finished(NamedTuple):
    """An item is done, or failed with an error."""

    item: Any
    error: Exception | None


Word = Progress | Finished
Watch = Callable[[int, Iterator[Word]], Iterator[Word]]


class Runner(Protocol):
    """What works on items somewhere."""

    def run(self, work: Callable[[Any], Iterator[int]], items: Sequence[Any]) -> Generator[Word, None, None]:
        """Work on all items, in any order, and tell of each when it is done.

        Closing the iterator ends all work. ``work`` and the items must be picklable, and repeating an item harmless.
        """


def work_on(
    shards: Sequence[Shard], runner: Runner, work: Callable[[Any], Iterator[int]], watch: Watch
) -> dict[str, Exception]:
    """Work on all shards; the names of those that failed, with their errors.

    Args:
        shards: what to work on; the largest are begun first, so that none of them is left for the end.
        runner: where it is done.
        work: what is done with each.
        watch: is told how many there are, sees every word of progress go by, and hands the words on.

    Raises:
        OSError: what every other shard would meet too, such as a full disk.
        UnfitError: the work cannot be had in another process.
    """
    failed: dict[str, Exception] = {}
    with closing(runner.run(work, sorted(shards, key=lambda each: -each.size))) as words:
        for word in watch(len(shards), words):
            if isinstance(word, Finished) and word.error:
                if isinstance(word.error, UnfitError) or getattr(word.error, "errno", None) in _FATAL:
                    raise word.error
                failed[word.item.name] = word.error
    return failed


class Processes:
    """Supervised processes on this machine. One that is killed is replaced, and its item done again.

    Args:
        workers: how many.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def run(self, work: Callable[[Any], Iterator[int]], items: Sequence[Any]) -> Generator[Word, None, None]:
        """As :class:`Runner` has it."""
        waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
        for item in items:
            waiting.put(item)
        told: queue.SimpleQueue[Word] = queue.SimpleQueue()
        supervisors = [_Supervisor(work, waiting, told) for _ in range(min(self._workers, len(items)))]
        left = len(items)
        try:
            for each in supervisors:
                each.start()
            while left:
                word = told.get()
                left -= isinstance(word, Finished)
                yield word
        finally:
            for each in supervisors:
                each.stop()


class _Supervisor:
    """Keeps one worker process at work."""

    def __init__(self, work: Callable[[Any], Iterator[int]], waiting: Any, told: Any) -> None:
        self._serve, self._waiting, self._told = _Served(work), waiting, told
        self._child: Child | None = None
        self._is_over = False
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begin, in a thread."""
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while not self._is_over:
            try:
                item = self._waiting.get_nowait()
            except queue.Empty:
                break
            self._told.put(Finished(item, self._done(item)))
        self._end()

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._is_over = True
        self._end()

    def _done(self, item: Any) -> Exception | None:
        for _ in range(DEATHS):
            try:
                child = self._alive()
                child.send(item)
                while (documents := child.receive()) is not None:
                    self._told.put(Progress(documents))
                return None
            except DiedError as death:
                last: Exception = death
                self._end()
                if self._is_over:
                    break
            except Exception as error:
                return error
        return RuntimeError(f"its worker died {DEATHS} times: {last}")

    def _alive(self) -> Child:
        with self._lock:
            if self._is_over:
                raise DiedError("stopped")
            if self._child is None:
                self._child = Child(self._serve)
            return self._child

    def _end(self) -> None:
        with self._lock:
            if self._child:
                self._child.close()
                self._child = None


class _Served:
    """The work, with a word at its end."""

    def __init__(self, work: Callable[[Any], Iterator[int]]) -> None:
        self._work = work

    def __call__(self, item: Any) -> Iterator[int | None]:
        yield from self._work(item)
        yield None
