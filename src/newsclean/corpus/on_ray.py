"""Shards on a Ray cluster: one task for each, so that files, notes and resuming are the same as on one machine."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any

from newsclean.corpus.plan import PlanError
from newsclean.corpus.runners import DEATHS, Finished, Progress, Word

AHEAD = 2  # tasks that are handed over for each core of the cluster, so that none waits for the next


class Ray:
    """Tasks on a Ray cluster. A task whose worker or node is lost is done again elsewhere.

    Inputs and output must be at addresses that every node can reach, and newsclean installed on all of them.

    Args:
        address: of the cluster, such as ``auto`` or ``10.0.0.5:6379``; one on this machine, for this run, when left
            out.
        workers: how many shards are worked on at once, at most; as many as the cluster has cores when left out.
    """

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        self._address, self._workers = address, workers

    def run(self, work: Callable[[Any], Iterator[int]], items: Sequence[Any]) -> Generator[Word, None, None]:
        """As :class:`newsclean.corpus.runners.Runner` has it; progress is told shard by shard."""
        try:
            import ray
        except ModuleNotFoundError:
            raise PlanError("ray is missing: pip install 'newsclean[ray]'") from None
        ray.init(address=self._address or "local", log_to_driver=False, logging_level=logging.ERROR)
        try:
            # One core: the two processes of a shard, which read and clean, are seldom both busy.
            task = ray.remote(num_cpus=1, max_retries=DEATHS - 1)(_whole)
            shared = ray.put(work)
            cores: dict[str, float] = ray.cluster_resources()
            most = self._workers or AHEAD * max(1, int(cores.get("CPU", 1)))
            waiting = list(reversed(items))
            running: dict[Any, Any] = {}
            while waiting or running:
                while waiting and len(running) < most:
                    item = waiting.pop()
                    running[task.remote(shared, item)] = item
                [ready], _ = ray.wait(list(running), num_returns=1)
                yield from _words(ready, running.pop(ready))
        finally:
            ray.shutdown()


def _words(ready: Any, item: Any) -> Iterator[Word]:
    import ray

    try:
        documents = ray.get(ready)
    except ray.exceptions.RayTaskError as error:
        cause = error.cause
        yield Finished(item, cause if isinstance(cause, Exception) else error)
    except ray.exceptions.RayError as error:
        yield Finished(item, error)
    else:
        yield Progress(documents)
        yield Finished(item, None)


def _whole(work: Callable[[Any], Iterator[int]], item: Any) -> int:
    """All of a shard; how many documents were cleaned."""
    return sum(work(item))
