"""A run over a corpus: plan, lock, work on what is not done yet, and put the report together."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

import msgspec

from newsclean.corpus import addresses, lock, manifest, plan, shard
from newsclean.corpus.cleaning import Clean
from newsclean.corpus.guard import SECONDS
from newsclean.corpus.manifest import Note
from newsclean.corpus.plan import Shard
from newsclean.corpus.report import Report, markdown
from newsclean.corpus.rows import Fields
from newsclean.corpus.runners import Runner, Watch, work_on
from newsclean.corpus.shard import Job
from newsclean.errors import NewscleanError
from newsclean.pipeline import Pipeline

REJECTED = f"{manifest.FOLDER}/rejected.jsonl"
REPORTS = f"{manifest.FOLDER}/report"

_SHARED = {REJECTED, f"{REPORTS}.json", f"{REPORTS}.md", manifest.RUN}  # which other parts may be writing


class Settings(NamedTuple):
    """What to do with a corpus.

    Args:
        inputs: addresses of files, folders or globs.
        out: the address of the output folder.
        fields: the columns to read.
        format: the inputs' format, where their suffixes do not tell.
        to: the output's format, ``jsonl`` or ``parquet``; the input's where left out.
        removed: write what went into a ``column``, into ``files`` of its own, or nowhere.
        seconds: the longest that a row may take.
        part: work on every n-th shard only, from the i-th; ``(i, n)``.
    """

    inputs: tuple[str, ...]
    out: str
    fields: Fields = Fields()
    format: str | None = None
    to: str | None = None
    removed: str | None = None
    seconds: float = SECONDS
    part: tuple[int, int] = (1, 1)


class Outcome(NamedTuple):
    """How a run ended.

    Args:
        report: of all shards that are done, also by other runs.
        failed: the shards that could not be worked on, with their errors.
        was_done: the shards that an earlier run had done.
    """

    report: Report
    failed: dict[str, Exception]
    was_done: int


class Plan(NamedTuple):
    """The shards that there are, and those to work on with their notes where they are done."""

    shards: list[Shard]
    mine: dict[Shard, Note | None]


def planned(settings: Settings) -> Plan:
    """What a run would do.

    Raises:
        PlanError: no such input, or none that can be told apart.
        OtherRunError: an output was made of another input.
    """
    shards = plan.plan(settings.inputs, settings.out, settings.format, settings.to)
    return Plan(shards, {each: manifest.note(settings.out, each) for each in plan.chosen(shards, settings.part)})


def run(settings: Settings, pipeline: Pipeline, runner: Runner, watch: Watch = lambda _, words: words) -> Outcome:
    """Clean a corpus, going on where an earlier run was stopped.

    Args:
        settings: what to do.
        pipeline: the cleaners.
        runner: where it is done.
        watch: as :func:`newsclean.corpus.runners.work_on` has it.

    Raises:
        PlanError: no such input, or none that can be told apart.
        OtherRunError: the output folder belongs to another run.
        BusyError: another run works on the same shards.
        OSError: the output cannot be written; what is done stays done.
    """
    planned(settings)  # before anything is written
    with lock.held(settings.out, settings.part):
        manifest.claim(settings.out, _configuration(settings, pipeline))
        what = planned(settings)
        todo = [each for each, note in what.mine.items() if note is None]
        _sweep(settings, what.mine)
        out = addresses.absolute(settings.out)  # workers elsewhere have working directories of their own
        job = Job(out, settings.fields, settings.removed, settings.seconds, pickle.dumps(Clean(pipeline)))
        failed = work_on(todo, runner, partial(shard.clean, job=job), watch)
        for each in todo:
            if each.name not in failed and manifest.note(settings.out, each) is None:
                failed[each.name] = NewscleanError(
                    f"it was worked on, but its output is not to be seen in {settings.out}; "
                    "all nodes of a cluster must reach the same folder under that address"
                )
        _sweep(settings, what.mine)
        return Outcome(_summed_up(settings.out, what.shards), failed, len(what.mine) - len(todo))


def _sweep(settings: Settings, shards: Iterable[Shard]) -> None:
    """Remove what killed runs and workers have left half written, also of files that others have completed since."""
    own = {name for each in shards for name in manifest.names(each)}
    addresses.sweep(settings.out, own | (_SHARED if settings.part == (1, 1) else set()))


def _configuration(settings: Settings, pipeline: Pipeline) -> dict[str, Any]:
    asked = {"fields": settings.fields._asdict(), "to": settings.to, "removed": settings.removed}
    return manifest.configuration(pipeline, **asked, format=settings.format)


def _summed_up(out: str, shards: Sequence[Shard]) -> Report:
    """Put the rejected rows and the report together, from all shards that are done.

    Other runs may be at work on other parts: when one of their shards was done meanwhile, it is all put together again,
    so that whoever comes last tells of everything.
    """
    while True:
        report = Report(len(shards))
        missing: list[Shard] = []
        with addresses.written(addresses.joined(out, REJECTED)) as rejected:
            for each in shards:
                note = manifest.note(out, each)
                if note is None:
                    missing.append(each)
                    continue
                report.add(note)
                if note.rejected:
                    side = addresses.joined(out, manifest.rejected(each))
                    with addresses.opened(side) as stream:
                        shutil.copyfileobj(stream, rejected)
        for suffix, content in ("json", msgspec.json.format(msgspec.json.encode(report))), ("md", markdown(report)):
            with addresses.written(addresses.joined(out, f"{REPORTS}.{suffix}")) as stream:
                stream.write(content if isinstance(content, bytes) else content.encode())
        if not any(manifest.note(out, each) for each in missing):
            return report
