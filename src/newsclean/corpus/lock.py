"""Two runs must not work on the same shards of one folder at once.

The lock is the system's own, so it ends with its process, however that ends. At a remote address there is none to be
had: there it keeps apart the runs of one machine, and those of several do work twice, which costs time and nothing
else, for a shard is written as a whole and comes out the same.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from math import gcd
from pathlib import Path

from filelock import FileLock, Timeout

from newsclean.corpus import addresses, manifest
from newsclean.errors import NewscleanError


class BusyError(NewscleanError):
    """Another run works on the folder."""


@contextmanager
def held(out: str, part: tuple[int, int]) -> Iterator[None]:
    """Hold the lock of a part of the shards, the i-th of n.

    Raises:
        BusyError: another run works on some of the same shards.
    """
    folder = _folder(out)
    folder.mkdir(parents=True, exist_ok=True)
    mine = folder / f"{part[0]}-of-{part[1]}.lock"
    try:
        with FileLock(mine, blocking=False):
            for other in folder.glob("*.lock"):
                if other != mine and _overlap(part, _part(other)):
                    with FileLock(other, blocking=False):
                        pass
            yield
    except Timeout:
        raise BusyError(f"another run is at work in {out}; wait for its end, or name another folder") from None


def _folder(out: str) -> Path:
    if addresses.is_local(out):
        return Path(addresses.filesystem(out)[1]) / manifest.FOLDER / "locks"
    return Path(tempfile.gettempdir()) / f"newsclean-{blake2b(out.rstrip('/').encode(), digest_size=8).hexdigest()}"


def _part(lock: Path) -> tuple[int, int]:
    number, of = re.findall(r"\d+", lock.name)
    return int(number), int(of)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two parts share shards: i of n and j of m do where i and j are the same modulo gcd(n, m).

    >>> _overlap((1, 2), (2, 2)), _overlap((1, 1), (2, 2)), _overlap((1, 2), (2, 3))
    (False, True, True)
    """
    return (one[0] - other[0]) % gcd(one[1], other[1]) == 0
