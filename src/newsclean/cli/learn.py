"""``newsclean learn``: site profiles from a corpus."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.cli import outputs, progress
from newsclean.cli.corpus import require_extra, tell_failed
from newsclean.cli.messages import FAILED, SET_ASIDE, UsageError, say

if TYPE_CHECKING:
    from newsclean.corpus.learning import Outcome, Settings


def run(options: Namespace) -> int:
    """Learn from a corpus, and give the exit code.

    Raises:
        NewscleanError: it cannot be carried out as the options say.
        OSError: what is counted cannot be written.
    """
    require_extra()
    from newsclean.corpus import learning
    from newsclean.corpus.plan import PlanError
    from newsclean.corpus.rows import Fields
    from newsclean.corpus.runners import Processes

    settings = learning.Settings(
        tuple(options.inputs),
        Path(options.output),
        Fields(options.field, options.title_field, options.url_field),
        options.format,
        options.url,
        options.row_seconds,
    )
    try:
        shards = learning.planned(settings)
    except PlanError as error:
        raise UsageError(str(error)) from None
    outputs.refuse_overwriting((address for each in shards for address, _ in each.sources), (options.output,))
    runner = Processes(options.workers or os.cpu_count() or 1)
    return _told(settings, learning.run(settings, shards, runner, progress.of_corpus))


def _told(settings: Settings, outcome: Outcome) -> int:
    if outcome.was_done:
        say(f"{outcome.was_done:,} inputs were counted already by a run that was stopped")
    if outcome.learned:
        sites, pages, lines = outcome.learned
        say(f"{settings.path}: lines learned: {lines:,}, sites: {sites:,}, pages: {pages:,}")
    else:
        say("nothing was learned: no document with an address came through")
    if outcome.rejected:
        first = outcome.first
        say(f"{outcome.rejected:,} rows set aside: {settings.rejected}")
        say(f"the first of them: {first['file']}, row {first['row']}: {first['reason']}")
    if outcome.failed:
        tell_failed(outcome.failed, "learned from")
        return FAILED
    return SET_ASIDE if outcome.rejected else 0
