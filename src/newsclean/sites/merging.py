"""Several profiles made one, as if their pages had been counted together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from newsclean.errors import NewscleanError
from newsclean.sites import file
from newsclean.sites.counts import LINES, PAGES, schemas
from newsclean.sites.editing import pairs
from newsclean.sites.learning import Learned, decide
from newsclean.sites.page import number_of
from newsclean.sites.spill import arrow, write_parts

if TYPE_CHECKING:
    import pyarrow as pa


def merge(paths: Iterable[str | Path], path: str | Path) -> Learned:
    """Join profiles to the one that would have been learned from all their pages together.

    Args:
        paths: profiles as :func:`learn` writes them; lines that are protected in one of them stay so.
        path: the Parquet file to write; it may be one of those that are read.

    Raises:
        NewscleanError: a profile cannot be read or was pruned, or the file cannot be written.
    """
    path = Path(path)
    protected: set[tuple[str, str]] = set()
    with TemporaryDirectory(dir=path.absolute().parent, prefix=f".{path.name}.") as folder:
        for number, source in enumerate(paths):
            for group, rows in enumerate(file.read(source)):
                _spill(rows, source, Path(folder), f"{number:06}-{group:06}")
                chosen = rows.filter(rows["protected"])
                protected.update(pairs(chosen))
        return decide([Path(folder)], path, frozenset(protected))


def _spill(rows: pa.Table, source: str | Path, folder: Path, stem: str) -> None:
    """Take rows of a profile apart again, into the sightings and pages that they were made of."""
    is_line = rows["line"].is_valid()
    lines, sites = rows.filter(is_line), rows.filter(arrow().compute.invert(is_line))
    if lines["pages"].null_count:
        raise NewscleanError(f"{source}: this profile was pruned, so its counts are gone; merge the unpruned ones")
    of_lines, of_pages = schemas()
    seen: dict[str, Any] = {"line": _repeated(lines, "line"), "places": lines["places"].combine_chunks().flatten()}
    sketches = [sketch for each in sites["sketches"].to_pylist() for sketch in each]
    for schema, chosen, by, columns, suffix in (
        (of_lines, lines, "line", seen, LINES),
        (of_pages, sites, "site", {"sketch": sketches}, PAGES),
    ):
        columns |= {"site": _repeated(chosen, "site"), "page": chosen["pages"].combine_chunks().flatten()}
        columns["key"] = list(map(number_of, _repeated(chosen, by).to_pylist()))
        table = arrow().table({name: columns[name] for name in schema.names}, schema)
        write_parts(table, folder / f"{stem}{suffix}")


def _repeated(rows: pa.Table, column: str) -> Any:
    """A column with each value as often as the row has pages."""
    return rows[column].take(arrow().compute.list_parent_indices(rows["pages"].combine_chunks()))
