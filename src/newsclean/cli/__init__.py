"""The command: which verb it is, and how errors become messages and exit codes.

Thin: what is noise is decided elsewhere. One file for each verb; everything that a verb needs is imported when it runs.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

from newsclean.cli import report
from newsclean.errors import ConfigError, NewscleanError, UnknownNameError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code, which the help lists.

    Errors of a person's making end in a message, never in a traceback.

    Args:
        argv: the words after the command's name; those of the process when left out.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that unfinished files are removed
    try:
        try:
            return _run(list(sys.argv[1:] if argv is None else argv))
        finally:
            if sys.stdout:
                sys.stdout.flush()
    except BrokenPipeError:
        _abandon_stdout()
        return report.BROKEN_PIPE
    except KeyboardInterrupt:
        return report.INTERRUPTED
    except (ConfigError, UnknownNameError, report.UsageError) as error:
        report.say(str(error))
        return report.USAGE
    except NewscleanError as error:
        report.say(str(error))
    except OSError as error:
        _abandon_stdout()
        report.say(report.reason(error))
    return report.FAILED


def _run(words: list[str]) -> int:
    from newsclean.cli import arguments

    if words[:1] == ["cleaners"]:
        from newsclean.cli import cleaners

        return cleaners.run(arguments.cleaners().parse_args(words[1:]))
    if words[:1] == ["explain"]:
        from newsclean.cli import explain

        return explain.run(arguments.parsed(arguments.explain(), words[1:]))
    if words[:1] == ["corpus"]:
        from newsclean.cli import corpus

        return corpus.run(arguments.corpus().parse_intermixed_args(words[1:]))
    if words[:1] == ["restore"]:
        from newsclean.cli import restore

        return restore.run(arguments.restore().parse_args(words[1:]))
    if words[:1] == ["learn"]:
        from newsclean.cli import learn

        return learn.run(arguments.parsed(arguments.learn(), words[1:]))
    if words[:1] == ["sites"]:
        from newsclean.cli import sites

        return sites.run(arguments.sites().parse_args(words[1:]))
    from newsclean.cli import filter as filter_verb

    return filter_verb.run(arguments.parsed(arguments.filter_(), words))


def _abandon_stdout() -> None:
    """Send what is still buffered nowhere: whoever was to read it is gone, and Python would complain at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
