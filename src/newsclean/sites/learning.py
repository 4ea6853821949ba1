"""From documents, or from what was counted of them, to a profile."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from newsclean.document import Document
from newsclean.sites import file
from newsclean.sites.counts import LINES, PAGES, Counts, schemas
from newsclean.sites.crawl import Crawl, sites_in
from newsclean.sites.deciding import judged
from newsclean.sites.editing import with_protected
from newsclean.sites.page import page_of
from newsclean.sites.spill import read_parts


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
    lines, pages = schemas()
    chunks = [chunk for folder in folders for chunk in sorted(folder.iterdir())]
    with file.written(path) as writer:
        parts = read_parts([each for each in chunks if each.name.endswith(PAGES)], pages)
        crawl = Crawl.of(site for part in parts for site in writer.add_sites(sites_in(part)))
        for part in read_parts([each for each in chunks if each.name.endswith(LINES)], lines):
            writer.add(with_protected(judged(part, crawl), protected))
    return Learned(len(crawl.totals), sum(pages for pages, _ in crawl.totals.values()), writer.learned)
