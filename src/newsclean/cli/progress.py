"""How far a long run has come, for the person who waits for it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from stat import S_ISREG
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.cli.chunk import Chunk

PATIENCE = 1.0  # seconds that a run may take before it tells anything


def watched(chunks: Iterator[Chunk], options: Namespace) -> Iterator[Chunk]:
    """The same rows; a long run tells on stderr how far it is, where that is a terminal with nothing else on it."""
    in_the_way = options.output is None and os.isatty(1)
    if in_the_way or not (sys.stderr and sys.stderr.isatty()):
        return chunks
    return _told(chunks, _size(options.files))


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
    """The bytes to read, where all inputs are regular files."""
    try:
        found = [os.fstat(0) if name == "-" else Path(name).stat() for name in files]
    except OSError:
        return None
    return sum(each.st_size for each in found) if all(S_ISREG(each.st_mode) for each in found) else None
