"""``newsclean corpus``: a corpus, shard by shard."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING

from newsclean.cli import arguments, progress
from newsclean.cli.messages import FAILED, MOST_MESSAGES, SET_ASIDE, UsageError, say
from newsclean.pipeline import Pipeline

if TYPE_CHECKING:
    from newsclean.corpus.run import Outcome, Settings
    from newsclean.corpus.runners import Runner


def run(options: Namespace) -> int:
    """Clean a corpus, or show what that would do, and give the exit code.

    Raises:
        NewscleanError: it cannot be carried out as the options say.
        OSError: the output cannot be written.
    """
    require_extra()
    from newsclean.corpus import run as corpus
    from newsclean.corpus.manifest import OtherRunError
    from newsclean.corpus.plan import PlanError
    from newsclean.corpus.rows import Fields

    settings = corpus.Settings(
        tuple(options.inputs),
        options.out,
        Fields(options.field, options.title_field, options.url_field),
        options.format,
        options.to,
        options.removed,
        options.row_seconds,
        options.shard,
    )
    pipeline = arguments.pipeline(options)
    if options.address and options.runner != "ray":
        raise UsageError("--address is of a Ray cluster; say --runner ray too")
    try:
        if options.dry_run:
            return _show_plan(settings)
        if options.sample:
            return _show_sample(settings, pipeline, options.sample)
        return _told(settings, corpus.run(settings, pipeline, _runner(options), progress.of_corpus))
    except (PlanError, OtherRunError) as error:
        raise UsageError(str(error)) from None


def require_extra() -> None:
    """Make sure that the packages for a corpus are installed.

    Raises:
        UsageError: one is not.
    """
    missing = [
        name for name in ("filelock", "fsspec", "publicsuffixlist", "pyarrow", "zstandard") if not find_spec(name)
    ]
    if missing:
        raise UsageError(f"a corpus needs {' and '.join(missing)}: pip install 'newsclean[corpus]'")


def _runner(options: Namespace) -> Runner:
    if options.runner == "ray":
        from newsclean.corpus.on_ray import Ray

        return Ray(options.address, options.workers)
    from newsclean.corpus.runners import Processes

    return Processes(options.workers or os.cpu_count() or 1)


def _told(settings: Settings, outcome: Outcome) -> int:
    from newsclean.corpus import addresses
    from newsclean.corpus.run import REJECTED, REPORTS

    report = outcome.report
    if outcome.was_done:
        say(f"{outcome.was_done:,} inputs were done already")
    say(
        f"{report.tally.documents:,} documents of {report.done:,} of {report.shards:,} inputs are clean; "
        f"what went: {addresses.joined(settings.out, REPORTS)}.md"
    )
    if report.rejected:
        say(f"{report.rejected:,} rows set aside: {addresses.joined(settings.out, REJECTED)}")
    if outcome.failed:
        tell_failed(outcome.failed, "cleaned")
        return FAILED
    return SET_ASIDE if report.rejected else 0


def tell_failed(failed: Mapping[str, Exception], what: str) -> None:
    """Tell which inputs could not be worked on, and why."""
    for name, error in list(failed.items())[:MOST_MESSAGES]:
        say(f"{name}: cannot be {what}: {error}")
    say(f"{len(failed):,} inputs could not be {what}; the same command tries them again")


def _show_plan(settings: Settings) -> int:
    from newsclean.corpus.run import planned

    plan = planned(settings)
    for shard, note in plan.mine.items():
        print(f"{shard.name} -> {shard.output}  {shard.format}, {shard.size:,} bytes{', done' if note else ''}")
    todo = [shard for shard, note in plan.mine.items() if note is None]
    print(f"{len(todo):,} of {len(plan.shards):,} inputs to clean, {sum(shard.size for shard in todo):,} bytes")
    return 0


def _show_sample(settings: Settings, pipeline: Pipeline, number: int) -> int:
    from newsclean.corpus.report import ablation
    from newsclean.corpus.run import planned
    from newsclean.corpus.sample import sample

    tally = sample(planned(settings).shards, number, pipeline, settings.fields, settings.seconds)
    print(ablation(tally), end="")
    return 0
