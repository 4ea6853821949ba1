"""Counts on disk: tables too large for memory, in parts that can be read one at a time.

Each chunk is one Arrow file whose record batches are the parts, by the leading bits of a number that is spread evenly.
So all rows of one line stand in the same part of every chunk, and a part of all chunks together fits into memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.sites.host import missing

if TYPE_CHECKING:
    import pyarrow as pa

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


def write_parts(table: pa.Table, by: str, path: Path) -> None:
    """Write a table in parts by its column of 64-bit numbers; the file appears when it is complete."""
    import numpy as np

    pa = arrow()
    part = table[by].to_numpy() >> np.uint64(64 - (PARTS - 1).bit_length())
    order = np.argsort(part, kind="stable")
    ends = np.searchsorted(part[order], np.arange(PARTS + 1))
    table = table.take(order).combine_chunks()
    aside = path.with_suffix(".part")
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.OSFile(str(aside), "wb") as file, pa.ipc.new_file(file, table.schema, options=options) as writer:
        for start, end in pairwise(ends):
            rows = table.slice(start, end - start).to_batches()
            writer.write_batch(rows[0] if rows else pa.RecordBatch.from_pylist([], table.schema))
    aside.replace(path)


def read_parts(paths: list[Path], schema: pa.Schema) -> Iterator[pa.Table]:
    """The parts, one after the other, each the rows of it in all files."""
    pa = arrow()
    for number in range(PARTS):
        batches = []
        for path in paths:  # opened anew each time: thousands of chunks are more files than may be open at once
            with pa.OSFile(str(path), "rb") as file:
                batches.append(pa.ipc.open_file(file).get_batch(number))
        yield pa.Table.from_batches(batches, schema)
