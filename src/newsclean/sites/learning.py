"""From counted chunks to a profile, and from several profiles to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.document import Document
from newsclean.errors import NewscleanError
from newsclean.signals.normalised import normalised
from newsclean.sites import file
from newsclean.sites.counts import LINES, PAGES, Counts, schemas
from newsclean.sites.crawl import Crawl, sites_in
from newsclean.sites.deciding import judged
from newsclean.sites.page import number_of, page_of
from newsclean.sites.spill import arrow, read_parts, write_parts

if TYPE_CHECKING:
    import pyarrow as pa


class Learned(NamedTuple):
    """How much a profile holds: sites, their pages, and lines that are learned."""

    sites: int
    pages: int
    lines: int


def learn(documents: Iterable[Document], path: str | Path) -> Learned:
    """Learn what sites repeat on their pages, and write it as a profile.

    The documents stream through; what is counted goes to a temporary folder beside the file. The same documents give
    the same file, byte for byte, in whatever order they come and however often each comes.

    Args:
        documents: pages with their addresses; those without an address are left out.
        path: the Parquet file to write.

    Raises:
        NewscleanError: the file cannot be written, or pyarrow or publicsuffixlist is missing.
    """
    path = Path(path)
    with TemporaryDirectory(dir=path.absolute().parent, prefix=f".{path.name}.") as folder:
        Counts(Path(folder), "all").count(enumerate(map(page_of, documents), 1))
        return decide(Path(folder), path)


def decide(folder: Path, path: Path, protected: frozenset[tuple[str, str]] = frozenset()) -> Learned:
    """Judge what the chunks in a folder have counted, and write it as a profile.

    Args:
        folder: that of the chunks.
        path: the Parquet file to write.
        protected: sites with lines of theirs that are never to go.

    Raises:
        NewscleanError: the file cannot be written.
    """
    lines, pages = schemas()
    with file.written(path) as writer:
        parts = read_parts(sorted(folder.glob(f"*{PAGES}")), pages)
        crawl = Crawl.of(site for part in parts for site in writer.add_sites(sites_in(part)))
        for part in read_parts(sorted(folder.glob(f"*{LINES}")), lines):
            writer.add(_with_protected(judged(part, crawl), protected))
    return Learned(len(crawl.totals), sum(pages for pages, _ in crawl.totals.values()), writer.learned)


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
                protected.update(_pairs(chosen))
        return decide(Path(folder), path, frozenset(protected))


def prune(source: str | Path, target: str | Path) -> int:
    """Write a profile without the lines that were not learned and without the numbers of pages: small, but final.

    Returns:
        how many lines it has.

    Raises:
        NewscleanError: the profile cannot be read, or the other not be written.
    """
    return file.rewrite(Path(source), Path(target), _pruned)


def protect(path: str | Path, site: str, lines: Iterable[str]) -> list[str]:
    """Keep lines of a site in its articles though they were learned; they stay protected when profiles are merged.

    Args:
        path: the profile, which is changed.
        site: the registrable domain.
        lines: the lines, spelt as on the pages or as in the profile.

    Returns:
        those of the lines that were not learned; if there are any, nothing is changed.

    Raises:
        NewscleanError: the profile cannot be read or written.
    """
    wanted = {(site, normalised(line)): line for line in lines}
    known: set[tuple[str, str]] = set()
    for rows in file.read(path, ["site", "line", "learned"], learned=True):
        known.update(_pairs(rows.filter(rows["learned"])))
    missing = [line for pair, line in wanted.items() if pair not in known]
    if not missing:
        file.rewrite(Path(path), Path(path), lambda rows: _with_protected(rows, frozenset(wanted)))
    return missing


def _pruned(rows: pa.Table) -> pa.Table:
    return rows.filter(rows["learned"]).drop_columns(["pages", "places", "sketches"])


def _spill(rows: pa.Table, source: str | Path, folder: Path, stem: str) -> None:
    """Take rows of a profile apart again, into the sightings and pages that they were made of."""
    import numpy as np

    of_lines, of_pages = schemas()
    is_line = rows["line"].is_valid()
    for path, schema, chosen in (
        (folder / f"{stem}{LINES}", of_lines, rows.filter(is_line)),
        (folder / f"{stem}{PAGES}", of_pages, rows.filter(arrow().compute.invert(is_line))),
    ):
        lists = chosen["pages"].combine_chunks()
        if lists.null_count:
            raise NewscleanError(f"{source}: this profile was pruned, so its counts are gone; merge the unpruned ones")
        row = arrow().compute.list_parent_indices(lists)
        columns: dict[str, Any] = {"site": chosen["site"].take(row), "page": lists.flatten()}
        if "line" in schema.names:
            columns |= {"line": chosen["line"].take(row), "places": chosen["places"].combine_chunks().flatten()}
        else:
            columns["sketch"] = [sketch for each in chosen["sketches"].to_pylist() for sketch in each]
        by = chosen["line" if "line" in schema.names else "site"].to_pylist()
        columns["key"] = np.array([number_of(each) for each in by], np.uint64)[row.to_numpy()]
        write_parts(arrow().table({name: columns[name] for name in schema.names}, schema), "key", path)


def _with_protected(rows: pa.Table, protected: frozenset[tuple[str, str]]) -> pa.Table:
    """The rows, those of these lines marked besides the ones that are."""
    pa = arrow()
    marks = pa.array([pair in protected for pair in _pairs(rows)], pa.bool_())
    if "protected" not in rows.column_names:
        return rows.append_column("protected", marks)
    column = rows.column_names.index("protected")
    return rows.set_column(column, "protected", pa.compute.or_(rows["protected"], marks))


def _pairs(rows: pa.Table) -> Iterator[tuple[str, str]]:
    """The site and the line of each row."""
    return zip(rows["site"].to_pylist(), rows["line"].to_pylist(), strict=True)
