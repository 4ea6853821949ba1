"""The command: which verb it is, and how errors become messages and exit codes.

Thin: what is noise is decided elsewhere. One file for each verb; everything that a verb needs is imported when it runs.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module

from newsclean.cli import messages
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
        return messages.BROKEN_PIPE
    except KeyboardInterrupt:
        return messages.INTERRUPTED
    except (ConfigError, UnknownNameError, messages.UsageError) as error:
        messages.say(str(error))
        return messages.USAGE
    except NewscleanError as error:
        messages.say(str(error))
    except OSError as error:
        _abandon_stdout()
        messages.say(messages.reason(error))
    return messages.FAILED


def _run(words: list[str]) -> int:
    from newsclean.cli import arguments

    verb = words[0] if words and words[0] in arguments.VERBS else None
    options = arguments.VERBS[verb](words[1:]) if verb else arguments.parsed(arguments.filter_(), words)
    status: int = import_module(f"newsclean.cli.{verb or 'filter'}").run(options)
    return status


def _abandon_stdout() -> None:
    """Send what is still buffered nowhere: whoever was to read it is gone, and Python would complain at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
