"""From documents, or from what was counted of them, to a profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from newsclean.document import Document
from newsclean.sites import file
from newsclean.sites.counts import LINES, PAGES, Counts, schemas
from newsclean.sites.crawl import Crawl, Site, sites_in
from newsclean.sites.deciding import judged
from newsclean.sites.editing import with_protected
from newsclean.sites.page import page_of
from newsclean.sites.spill import read_parts

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
        Counts(Path(folder)).count(enumerate(map(page_of, documents), 1))
        return decide([Path(folder)], path)


def decide(folders: Iterable[Path], path: Path, protected: frozenset[tuple[str, str]] = frozenset()) -> Learned:
    """Judge what the chunks in some folders have counted, and write it as a profile.

    Args:
        folders: those of the chunks.
        path: the Parquet file to write.
        protected: sites with lines of theirs that are never to go.

    Raises:
        NewscleanError: the file cannot be written.
    """
    of_lines, of_pages = schemas()
    chunks = [chunk for folder in folders for chunk in sorted(folder.iterdir())]
    pages = read_parts([each for each in chunks if each.name.endswith(PAGES)], of_pages)
    lines = read_parts([each for each in chunks if each.name.endswith(LINES)], of_lines)
    return written(
        path,
        (site for part in pages for site in sites_in(part)),
        lambda crawl: (with_protected(judged(part, crawl), protected) for part in lines),
    )


def written(path: Path, sites: Iterable[Site], lines: Callable[[Crawl], Iterable[pa.Table]]) -> Learned:
    """Write a profile, wherever its parts were judged.

    Args:
        path: the Parquet file to write.
        sites: the sites by number, which are written as they come.
        lines: gives the judged lines by number, once the crawl is known.

    Raises:
        NewscleanError: the file cannot be written.
    """
    with file.written(path) as writer:
        crawl = Crawl.of(writer.add_sites(sites))
        for part in lines(crawl):
            writer.add(part)
    return Learned(len(crawl.totals), sum(pages for pages, _ in crawl.totals.values()), writer.learned)
