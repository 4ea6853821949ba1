"""Results out: complete files or none, and never over what is being read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from newsclean.cli.messages import UsageError, shown
from newsclean.corpus.rows import BOM
from newsclean.errors import NewscleanError


class Writer:
    """A stream whose errors say what could not be written."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name = stream, name
        self._is_live = stream.isatty()
        self._last = b""

    def write(self, data: bytes) -> None:
        """Write bytes as they are.

        Raises:
            NewscleanError: the file, as it is called, cannot be written.
            BrokenPipeError: nobody reads any more.
        """
        with _blaming(self._name):
            self._stream.write(data)
            if self._is_live:
                self._stream.flush()
        self._last = data[-1:] or self._last

    def write_document(self, data: bytes) -> None:
        """Write one of several documents: each begins on a line of its own, and a byte order mark opens only the first.

        Raises:
            NewscleanError, BrokenPipeError: as in :meth:`write`.
        """
        if self._last:
            data = data.removeprefix(BOM)
            if self._last != b"\n":
                data = b"\n" + data
        self.write(data)


@contextmanager
def opened(path: str) -> Iterator[Writer]:
    """A writer to a file that appears when everything is in it, or to standard output for ``-``.

    When the block is left by an exception, the file stays as it was. Pipes and devices are written to as they are.

    Raises:
        NewscleanError: the file cannot be written.
        BrokenPipeError: nobody reads any more.
    """
    name = "standard output" if path == "-" else path
    target = Path(os.path.realpath(path))  # a link stays a link
    is_special = path == "-" or (target.exists() and not target.is_file())
    aside = None if is_special else target.with_name(f".{target.name}.{os.getpid()}.part")
    with _blaming(name):
        stream = _stdout() if path == "-" else (aside or target).open("xb" if aside else "wb")
    try:
        try:
            yield Writer(stream, name)
        finally:
            with _blaming(name):
                stream.close()
        if aside:
            with _blaming(name):
                if target.exists():
                    aside.chmod(stat.S_IMODE(target.stat().st_mode))
                aside.replace(target)
    finally:
        if aside:
            aside.unlink(missing_ok=True)


def refuse_overwriting(inputs: Iterable[str], outputs: Iterable[str]) -> None:
    """Make sure that nothing is written over a file that is read, or twice over the same, whatever it is called.

    Raises:
        UsageError: something would be.
    """
    taken = {identity: f"the input {shown(name)}" for name in inputs if (identity := _identity(name, 0))}
    for name in outputs:
        identity = _identity(name, 1) or ("-" if name == "-" else None)
        mine = "standard output" if name == "-" else f"the output {name}"
        if identity in taken:
            raise UsageError(f"{mine} is the same file as {taken[identity]}; nothing was read, name another file")
        if identity:
            taken[identity] = mine


def _identity(name: str, stdio: int) -> object:
    """What tells a regular file from all others; None for pipes, terminals and devices."""
    try:
        found = os.fstat(stdio) if name == "-" else Path(name).stat()
    except OSError:
        return None if name == "-" else os.path.realpath(name)
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def _stdout() -> BinaryIO:
    return open(1, "wb", closefd=False)


@contextmanager
def _blaming(name: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NewscleanError(f"{name}: cannot be written: {error.strerror or error}") from None
