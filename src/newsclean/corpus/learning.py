"""A run that learns what sites repeat: plan, lock, count what is not counted yet, and judge it all.

Counts go to a folder beside the profile and are judged at the end. After a run that was stopped the next one goes on
where it was; as counting a page twice changes nothing, it ends with the same profile.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from newsclean.corpus import addresses, lock, manifest
from newsclean.corpus.counting import Job, count, is_done, page, rejected
from newsclean.corpus.guard import SECONDS
from newsclean.corpus.plan import Shard, plan
from newsclean.corpus.rows import Fields
from newsclean.corpus.runners import Runner, Watch, work_on
from newsclean.sites.counts import LINES
from newsclean.sites.learning import Learned, decide


class Settings(NamedTuple):
    """What to learn from.

    Args:
        inputs: addresses of files, folders or globs.
        path: the profile to write, on this machine.
        fields: the columns to read.
        format: the inputs' format, where their suffixes do not tell.
        url: the address of what has none, or its host.
        seconds: the longest that a row may take.
    """

    inputs: tuple[str, ...]
    path: Path
    fields: Fields = Fields()
    format: str | None = None
    url: str | None = None
    seconds: float = SECONDS

    @property
    def folder(self) -> Path:
        """Where everything is counted meanwhile."""
        return self.path.with_name(f".{self.path.name}.learning")

    @property
    def rejected(self) -> Path:
        """Where the rows are told that were set aside."""
        return self.path.with_name(f"{self.path.name}.rejected")


class Outcome(NamedTuple):
    """How a run ended.

    Args:
        learned: how much the profile holds; None where no document came through, and no profile was written.
        rejected: how many rows were set aside.
        first: the first of them, as it stands in their file.
        failed: the shards that could not be worked on, with their errors.
        was_done: the shards that an earlier run had counted.
    """

    learned: Learned | None
    rejected: int
    first: dict[str, str | int | None]
    failed: dict[str, Exception]
    was_done: int


def run(settings: Settings, shards: Iterable[Shard], runner: Runner, watch: Watch = lambda _, words: words) -> Outcome:
    """Learn from a corpus, going on where an earlier run was stopped.

    Args:
        settings: what to do.
        shards: as :func:`planned` has them.
        runner: where it is counted.
        watch: as :func:`newsclean.corpus.runners.work_on` has it.

    Raises:
        BusyError: another run makes the same profile.
        NewscleanError: the profile cannot be written.
        OSError: the counts cannot be written; what is counted stays so.
    """
    work = pickle.dumps(page)
    job = Job(settings.folder, settings.fields, settings.url, settings.seconds, manifest.code(), work)
    homes = {job.home(each): each for each in shards}  # a file that is named twice is counted once
    with lock.held(str(settings.folder), (1, 1)):
        _forget_others(settings.folder, homes)
        addresses.sweep(str(settings.path.parent), (settings.path.name, settings.rejected.name))
        todo = [each for home, each in homes.items() if not is_done(home)]
        failed = work_on(todo, runner, partial(count, job=job), watch)
        done = [home for home in homes if is_done(home)]
        number, first = _tell_rejected(settings.rejected, done)
        has_counts = any(chunk for home in done for chunk in home.glob(f"*{LINES}"))
        learned = decide(done, settings.path) if has_counts else None
        if not failed:
            shutil.rmtree(settings.folder, ignore_errors=True)
    return Outcome(learned, number, first, failed, len(homes) - len(todo))


def planned(settings: Settings) -> list[Shard]:
    """What a run would read.

    Raises:
        PlanError: no such input.
    """
    return plan(settings.inputs, None, settings.format)


def _forget_others(folder: Path, homes: Iterable[Path]) -> None:
    """Remove what was counted of files that have changed since, or that are not asked for now."""
    kept = {folder / manifest.FOLDER, *homes}
    for each in folder.iterdir():
        if each not in kept:
            shutil.rmtree(each)


def _tell_rejected(path: Path, homes: Iterable[Path]) -> tuple[int, dict[str, str | int | None]]:
    """Write the rows that were set aside into a file, which is there only when there are any."""
    number, first = 0, b""
    with addresses.written(str(path)) as stream:
        for row in (row for home in homes for row in rejected(home)):
            stream.write(row)
            number, first = number + 1, first or row
    if not number:
        path.unlink()
    return number, msgspec.json.decode(first or b"{}")
