"""``newsclean restore``: the original texts of a corpus."""

from __future__ import annotations

from argparse import Namespace

from newsclean.cli.corpus import require_extra
from newsclean.cli.messages import say


def run(options: Namespace) -> int:
    """Give the originals back; the exit code.

    Raises:
        NewscleanError: they cannot be had.
        OSError: they cannot be written.
    """
    require_extra()
    from newsclean.corpus.restoring import restored

    count = sum(1 for _ in restored(options.folder, options.out))
    say(f"{count:,} files given back")
    return 0
