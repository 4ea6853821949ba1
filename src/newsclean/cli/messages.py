"""What is said on stderr, and the exit code."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from newsclean.errors import NewscleanError

FAILED = 1
USAGE = 2
SET_ASIDE = 3
INTERRUPTED = 130
BROKEN_PIPE = 141

MOST_MESSAGES = 20  # about single documents; a wrong field name would say the same of a million rows


class UsageError(NewscleanError):
    """A command line that cannot be carried out; the message says what to write instead."""


def say(message: str) -> None:
    """Tell the person at the terminal."""
    if sys.stderr:  # else print() would write to stdout, among the results
        print(f"newsclean: {message}", file=sys.stderr)


def reason(error: OSError) -> str:
    """What the system says, and of which file."""
    what = error.strerror or str(error)
    return what if error.filename is None else f"{shown(os.fsdecode(error.filename))}: {what}"


def shown(name: str) -> str:
    """A file's name for people.

    >>> shown("-")
    'standard input'
    """
    return "standard input" if name == "-" else name


class Report:
    """What became of the documents of a run; ``passed`` counts those that were cleaned."""

    def __init__(self, options: Namespace) -> None:
        self._noun = {"jsonl": "row", "html": "page"}.get(options.format, "text")
        self._strict = options.strict_input
        self.passed = self._set_aside = self._unreadable = self._messages = 0

    def aside(self, place: str, error: NewscleanError) -> None:
        """Tell that a document is left out, and why.

        Raises:
            SystemExit: the run is a strict one.
        """
        self._set_aside += 1
        self._about(f"{place}: {self._noun} set aside: {error}")
        if self._strict:
            raise SystemExit(SET_ASIDE)

    def cannot_read(self, name: str, error: OSError) -> None:
        """Tell that a file is left out, and why.

        Raises:
            SystemExit: the run is a strict one.
        """
        self._unreadable += 1
        say(f"{shown(name)}: cannot be read: {error.strerror or error}")
        if self._strict:
            raise SystemExit(FAILED)

    def warn(self, place: str, warning: str) -> None:
        """Tell what a person should know of a result."""
        self._about(f"{place}: warning: {warning}")

    def _about(self, message: str) -> None:
        self._messages += 1
        if self._messages <= MOST_MESSAGES:
            say(message)
        elif self._messages == MOST_MESSAGES + 1:
            say("more of the like; they are only counted from here on")

    @property
    def count(self) -> str:
        """How many documents came through, such as ``1,204 rows``."""
        return f"{self.passed:,} {self._noun}{'s' * (self.passed != 1)}"

    def close(self) -> int:
        """Tell the closing count, where there is one to tell, and give the exit code."""
        total = self.passed + self._set_aside
        if self._set_aside and total > 1:
            say(f"{self._set_aside:,} of {total:,} {self._noun}s set aside")
        if self._unreadable:
            return FAILED
        return SET_ASIDE if self._set_aside else 0
