"""How far a long run has come, for the person who waits for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from time import monotonic
from typing import TYPE_CHECKING

from newsclean.cli.messages import say

if TYPE_CHECKING:
    from newsclean.cli.chunk import Chunk
    from newsclean.corpus.runners import Word

PATIENCE = 1.0  # seconds that a run may take before it tells anything
LOG_SECONDS = 30.0  # between two lines about a corpus, where there is no terminal for a bar


def watched(chunks: Iterator[Chunk], files: Sequence[str], *, is_in_the_way: bool) -> Iterator[Chunk]:
    """The same rows; a long run tells on stderr how far it is, where that is a terminal with nothing else on it.

    Args:
        chunks: the rows.
        files: what they are read from.
        is_in_the_way: whether something goes to standard output meanwhile.
    """
    if (is_in_the_way and os.isatty(1)) or not (sys.stderr and sys.stderr.isatty()):
        return chunks
    return _told(chunks, _size(files))


def _told(chunks: Iterator[Chunk], size: int | None) -> Iterator[Chunk]:
    rows = done = 0
    begun = monotonic()
    for chunk in chunks:
        yield chunk
        rows, done = rows + 1, done + len(chunk.data)
        if monotonic() - begun > PATIENCE:
            break
    else:
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.fields[rows]:,} rows"), BarColumn(), TimeRemainingColumn(elapsed_when_finished=True))
    with Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=2) as progress:
        task = progress.add_task("", total=size, completed=done, rows=rows)
        for chunk in chunks:
            yield chunk
            rows, done = rows + 1, done + len(chunk.data)
            progress.update(task, completed=done, rows=rows)


def _size(files: Sequence[str]) -> int | None:
    """The bytes to read, where all inputs are regular files, as they are."""
    if any(name.lower().endswith(".gz") for name in files):
        return None
    try:
        found = [os.fstat(0) if name == "-" else Path(name).stat() for name in files]
    except OSError:
        return None
    return sum(each.st_size for each in found) if all(S_ISREG(each.st_mode) for each in found) else None


def of_corpus(inputs: int, words: Iterator[Word]) -> Iterator[Word]:
    """The same words of a corpus run; stderr is told how far it is: a bar on a terminal, else a line now and then."""
    from newsclean.corpus.runners import Progress as Done

    show = _bar(inputs) if sys.stderr and sys.stderr.isatty() else _log(inputs)
    with show as told:
        documents = finished = 0
        for word in words:
            if isinstance(word, Done):
                documents += word.documents
            else:
                finished += 1
            told(finished, documents)
            yield word


@contextmanager
def _bar(inputs: int) -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.completed:,} of {task.total:,} inputs"),
        BarColumn(),
        TextColumn("{task.fields[documents]:,} documents"),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=2) as progress:
        task = progress.add_task("", total=inputs, documents=0)
        yield lambda finished, documents: progress.update(task, completed=finished, documents=documents)


@contextmanager
def _log(inputs: int) -> Iterator[Callable[[int, int], None]]:
    said = monotonic()

    def told(finished: int, documents: int) -> None:
        nonlocal said
        if monotonic() - said > LOG_SECONDS:
            said = monotonic()
            say(f"{finished:,} of {inputs:,} inputs, {documents:,} documents")

    yield told
