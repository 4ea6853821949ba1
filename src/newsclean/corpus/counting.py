"""The work on one shard when sites are learned: read, count, note. Harmless to repeat, and it goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from newsclean.corpus import addresses
from newsclean.corpus.answers import answers
from newsclean.corpus.cleaning import document_of
from newsclean.corpus.guard import Failure
from newsclean.corpus.plan import Shard
from newsclean.corpus.rows import Fields, Rejected, Row, Skipped, Task
from newsclean.corpus.shard import TELL, readable
from newsclean.sites.counts import Counts, reached
from newsclean.sites.page import Page, page_of

NO_ADDRESS = "it has no address; name its field with --url-field, or give --url"

_DONE = "done"
_ASIDE = ".rejected.jsonl"


class Job(NamedTuple):
    """What is to be done with every shard; picklable.

    Args:
        folder: where everything is counted, each shard in a folder of its own.
        fields: the columns to read.
        url: the address of rows that have none.
        seconds: the longest that a row may take.
        code: a digest of what counts.
        work: the pickled function for a row; only the guard's process opens it.
    """

    folder: Path
    fields: Fields
    url: str | None
    seconds: float
    code: str
    work: bytes

    def home(self, shard: Shard) -> Path:
        """The folder of a shard; another one when its files, the options or newsclean have changed."""
        files = [address for address, _ in shard.sources]
        known = [shard.format, files, shard.identity, tuple(self.fields), self.url, self.code]
        return self.folder / blake2b(repr(known).encode(), digest_size=12).hexdigest()


def page(task: Task) -> Page | None:
    """What a row adds to the counts of its site: the function that a guard runs.

    Raises:
        InputError: there is no text in a page.
    """
    return page_of(document_of(task))


def count(shard: Shard, job: Job) -> Iterator[int]:
    """Count the rows of a shard; says now and then how many documents are counted since it spoke last.

    Raises:
        InputError: not one row of the shard can be read.
        OSError: the shard cannot be read, or the counts cannot be written.
    """
    home = job.home(shard)
    home.mkdir(exist_ok=True)
    begun = reached(home)
    aside = _Aside(home, shard.name, begun)
    counts = Counts(home)
    rows = _addressed(readable(shard, job.fields, aside.add), job.url, aside.add)
    done = number = 0
    asked = ((each, each.task) for each in rows if each.number > begun)
    for row, answer in answers(job.work, job.seconds, asked):
        done, number = done + 1, row.number
        if isinstance(answer, Failure):
            aside.add(Rejected(number, answer.reason, row.task.url))
        elif answer:
            counts.add(answer)
            if counts.is_full:
                aside.write(number)
                counts.write(number)
        if done % TELL == 0:
            yield TELL
    aside.write()
    counts.write(number)
    with addresses.written(str(home / _DONE)):
        pass
    yield done % TELL


def is_done(home: Path) -> bool:
    """Whether a shard is counted."""
    return (home / _DONE).exists()


def rejected(home: Path) -> Iterator[bytes]:
    """The rows of a shard that were set aside, in their order, as lines of JSON."""
    for path in sorted(home.glob(f"*{_ASIDE}")):
        yield from path.read_bytes().splitlines(keepends=True)


def _addressed(rows: Iterator[Row], url: str | None, set_aside: Callable[[Rejected], None]) -> Iterator[Row]:
    """The rows, each with an address."""
    for row in rows:
        if address := row.task.url or url:
            yield row._replace(task=row.task._replace(url=address))
        else:
            set_aside(Rejected(row.number, NO_ADDRESS))


class _Aside:
    """The rows that are set aside, written chunk by chunk like the counts; rows are read ahead of them."""

    def __init__(self, home: Path, name: str, begun: int) -> None:
        self._home, self._name, self._begun = home, name, begun
        self._rows: list[Rejected] = []

    def add(self, row: Rejected | Skipped) -> None:
        """Set a row aside, unless that was done before the run was stopped."""
        if isinstance(row, Rejected) and row.number > self._begun:
            self._rows.append(row)

    def write(self, number: int | None = None) -> None:
        """Write what is set aside, of the rows up to this number."""
        rows = sorted(each for each in self._rows if number is None or each.number <= number)
        if rows:
            self._rows = [each for each in self._rows if each not in rows]
            with addresses.written(str(self._home / f"{rows[-1].number:012}{_ASIDE}")) as stream:
                for row in rows:
                    told = {"file": self._name, "row": row.number, "url": row.url, "reason": row.reason}
                    stream.write(msgspec.json.encode(told) + b"\n")
