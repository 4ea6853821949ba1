"""The file of a site profile: a Parquet table with a row for each line of each site.

It holds all that was counted, so that files can be merged as if their pages had been counted together: ``pages`` are
the numbers of the pages that hold the line, and ``places`` are the places on each of them. Rows without a line hold the
pages of a site, and ``sketches`` are those of each. A pruned file has the learned lines only, without these lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.errors import NewscleanError
from newsclean.sites.crawl import Site
from newsclean.sites.evidence import PLACES
from newsclean.sites.page import SKETCH
from newsclean.sites.spill import arrow

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT = b"newsclean.sites"  # in the file's metadata, with the version of the format
VERSION = b"1"
GROUP = 8 << 20  # bytes of a row group, as they are in memory
ROW, NUMBER = 300, 8  # of them, those of a row without its pages, and of the number of a page
TOGETHER = 10_000  # pages in one row


@cache
def schema() -> pa.Schema:
    """The columns of the file."""
    pa = arrow()
    number, share = pa.int64(), pa.float64()
    columns = {"site": pa.string(), "line": pa.string(), "learned": pa.bool_(), "protected": pa.bool_()}
    columns |= {"documents": number, "of": number, "share": share, "bound": share, "place": pa.string()}
    columns |= {"kind": pa.string(), "stories": number, **dict.fromkeys(PLACES, number)}
    numbers = pa.list_(pa.uint64())
    columns |= {"pages": numbers, "places": pa.list_(pa.uint8()), "sketches": pa.list_(numbers)}
    return pa.schema(list(columns.items()), {FORMAT: VERSION})


class Writer:
    """Rows on their way into the file. Learned lines stand in row groups of their own, which a reader finds at once.

    Where a group ends depends on the rows alone, not on how they come, so that the same rows are the same file.
    """

    def __init__(self, file: Any) -> None:
        self._file = file
        self._waiting: dict[bool, list[Any]] = {True: [], False: []}
        self._weight = {True: 0, False: 0}  # of the rows that are waiting
        self.learned = 0

    def add(self, rows: pa.Table) -> None:
        """Write rows in which the columns that are left out are empty; ``protected`` is false then."""
        rows = _filled(rows)
        learned = rows["learned"].to_pylist()
        self.learned += sum(learned)
        start = 0
        for number, (is_learned, weight) in enumerate(zip(learned, _weights(rows), strict=True), 1):
            self._weight[is_learned] += weight
            if self._weight[is_learned] > GROUP:
                self._wait(rows.slice(start, number - start))
                self._write(is_learned)
                start = number
        self._wait(rows.slice(start))

    def _wait(self, rows: pa.Table) -> None:
        is_learned = rows["learned"]
        self._waiting[True].append(rows.filter(is_learned))
        self._waiting[False].append(rows.filter(arrow().compute.invert(is_learned)))

    def add_sites(self, sites: Iterable[Site]) -> Iterator[Site]:
        """Write the pages of sites, which pass on."""
        rows: list[dict[str, Any]] = []
        waiting = 0
        for site in sites:
            for start in range(0, len(site.pages), TOGETHER):
                pages, sketches = (each[start : start + TOGETHER] for each in (site.pages, site.sketches))
                row = {"site": site.name, "learned": False, "documents": len(pages), "of": len(site.pages)}
                rows.append({**row, "pages": pages, "sketches": sketches})
                waiting += len(pages)
                if waiting > TOGETHER:
                    self.add(_table(rows))
                    rows, waiting = [], 0
            yield site
        if rows:
            self.add(_table(rows))

    def close(self) -> None:
        """Write what is waiting."""
        self._write(True)
        self._write(False)

    def _write(self, is_learned: bool) -> None:
        if self._waiting[is_learned]:
            self._file.write_table(arrow().concat_tables(self._waiting[is_learned]).combine_chunks())
            self._waiting[is_learned], self._weight[is_learned] = [], 0


def _weights(rows: pa.Table) -> list[int]:
    """By row, about how many bytes it takes in memory."""
    pa = arrow()
    pages = pa.compute.fill_null(pa.compute.list_value_length(rows["pages"]), 0).to_pylist()
    is_line = rows["line"].is_valid().to_pylist()
    return [ROW + NUMBER * many * (1 if line else SKETCH) for many, line in zip(pages, is_line, strict=True)]


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    pa = arrow()
    return pa.table({name: pa.array([row[name] for row in rows], schema().field(name).type) for name in rows[0]})


def _filled(rows: pa.Table) -> pa.Table:
    pa = arrow()
    columns = []
    for field in schema():
        if field.name in rows.column_names:
            columns.append(rows[field.name].cast(field.type))
        elif field.name == "protected":
            columns.append(pa.array([False] * len(rows)))
        else:
            columns.append(pa.nulls(len(rows), field.type))
    return pa.table(columns, schema=schema())


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """A writer to a file that appears when it is complete; an exception leaves what stood there.

    Raises:
        NewscleanError: the file cannot be written.
    """
    from newsclean.corpus import addresses

    pq = _parquet()
    try:
        with addresses.written(str(path)) as stream, pq.ParquetWriter(stream, schema(), compression="zstd") as file:
            writer = Writer(file)
            yield writer
            writer.close()
    except OSError as error:
        raise NewscleanError(f"{path}: cannot be written: {error.strerror or error}") from None


def read(path: str | Path, columns: list[str] | None = None, *, learned: bool = False) -> Iterator[pa.Table]:
    """The rows of a profile, a group at a time.

    Args:
        path: the file.
        columns: those to read; all when left out.
        learned: whether only the learned lines are wanted.

    Raises:
        NewscleanError: the file cannot be read, or is no site profile.
    """
    try:
        with _parquet().ParquetFile(path) as file:
            if (file.metadata.metadata or {}).get(FORMAT) != VERSION:
                raise NewscleanError(f"{path}: not a site profile of this version; make it with newsclean learn")
            for number in range(file.num_row_groups):
                if not learned or _has_learned(file.metadata.row_group(number)):
                    yield file.read_row_group(number, columns)
    except (OSError, arrow().ArrowException) as error:
        raise NewscleanError(f"{path}: cannot be read as a site profile: {_reason(error)}") from None


def rewrite(source: Path, target: Path, change: Callable[[pa.Table], pa.Table]) -> int:
    """Write a profile with every group of rows changed, over itself too; the number of its learned lines.

    Raises:
        NewscleanError: the one cannot be read or the other not be written.
    """
    with written(target) as writer:
        for rows in read(source):
            writer.add(change(rows))
    return writer.learned


def _has_learned(group: Any) -> bool:
    statistics = group.column(schema().get_field_index("learned")).statistics
    return statistics is None or bool(statistics.max)


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error).partition("\n")[0]


def _parquet() -> Any:
    arrow()
    import pyarrow.parquet

    return pyarrow.parquet
