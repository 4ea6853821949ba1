"""Counts on disk: tables too large for memory, in parts that can be read one at a time.

Each chunk is one Arrow file whose record batches are the parts that have rows, by the leading bits of a number that is
spread evenly. So all rows of one line stand in the same part of every chunk, and a part of all chunks together fits
into memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.sites.host import missing

if TYPE_CHECKING:
    import pyarrow as pa

TOGETHER = 50_000  # rows that are given at once, where no single key has more
_FILLED = b"newsclean.parts"  # in the metadata of a file, which parts it has rows of

PARTS = 256  # of 100 million rows with their texts, one part is about 40 MB


def arrow() -> Any:
    """The package pyarrow.

    Raises:
        NewscleanError: it is missing.
    """
    try:
        import pyarrow
        import pyarrow.compute
    except ImportError as error:
        raise missing("pyarrow") from error
    return pyarrow


def write_parts(table: pa.Table, path: Path) -> None:
    """Write a table in parts by its keys, which are 64-bit numbers; the file appears when it is complete."""
    import numpy as np

    from newsclean.corpus.addresses import written

    pa = arrow()
    part = table["key"].to_numpy() >> np.uint64(64 - (PARTS - 1).bit_length())
    order = np.argsort(part, kind="stable")
    filled, starts = np.unique(part[order], return_index=True)
    rows = table.take(order).combine_chunks()
    schema = table.schema.with_metadata({_FILLED: filled.astype(np.uint16).tobytes()})
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with written(str(path)) as file, pa.ipc.new_file(file, schema, options=options) as writer:
        for start, end in pairwise([*starts.tolist(), len(rows)]):
            writer.write_table(rows.slice(start, end - start))


def read_parts(paths: list[Path], schema: pa.Schema) -> Iterator[pa.Table]:
    """The rows of all files, some at a time: keys in rising order, each with all its rows."""
    filled = {path: _filled(path) for path in paths}
    together: list[Any] = []
    for part in range(PARTS):
        for path, numbers in filled.items():
            if part in numbers:
                together.append(_batch(path, numbers.index(part)))
        if sum(each.num_rows for each in together) > TOGETHER or part == PARTS - 1:
            table = arrow().Table.from_batches(together, schema).combine_chunks()
            together = []  # or the rows would be in memory twice while the pieces are worked on
            yield from _pieces(table)
            del table
            arrow().default_memory_pool().release_unused()


def _pieces(table: pa.Table) -> Iterator[pa.Table]:
    """The rows in pieces that are small enough to work on, by ranges of keys: working on them takes more than they."""
    import numpy as np

    keys = table["key"].to_numpy()
    order = np.argsort(keys, kind="stable")
    start = 0
    while start < len(order):
        last = keys[order[min(start + TOGETHER, len(order)) - 1]]
        end = int(np.searchsorted(keys, last, "right", order))
        yield table.take(order[start:end])
        start = end


def _filled(path: Path) -> list[int]:
    """The numbers of the parts that a file has rows of, in order."""
    import numpy as np

    pa = arrow()
    with pa.OSFile(str(path), "rb") as file:
        metadata = pa.ipc.open_file(file).schema.metadata
    filled: list[int] = np.frombuffer(metadata[_FILLED], np.uint16).tolist()
    return filled


def _batch(path: Path, number: int) -> Any:
    pa = arrow()
    with pa.OSFile(str(path), "rb") as file:  # opened anew each time: there may be more files than may be open
        return pa.ipc.open_file(file).get_batch(number).replace_schema_metadata()
