"""Counting: pages in, chunks on disk out, as often and in whatever order as one likes.

The counts are sets of pages, so a page that is counted twice changes nothing: a run that was killed may go on a little
before where it stopped, and shards may be counted in any order, by any number of processes, each into its own folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.sites.page import Page, number_of
from newsclean.sites.spill import arrow, write_parts

if TYPE_CHECKING:
    import pyarrow as pa

CHUNK = 250_000  # lines of a chunk, about 100 MB while it is counted

LINES, PAGES = ".lines.arrow", ".pages.arrow"


@cache
def schemas() -> tuple[pa.Schema, pa.Schema]:
    """The columns of the lines and of the pages, as they are spilled."""
    pa = arrow()
    number = pa.uint64()
    lines = {"key": number, "site": pa.string(), "page": number, "places": pa.uint8(), "line": pa.string()}
    pages = {"key": number, "site": pa.string(), "page": number, "sketch": pa.list_(number)}
    return pa.schema(list(lines.items())), pa.schema(list(pages.items()))


class Sightings:
    """Pages as the rows of these two tables."""

    def __init__(self) -> None:
        self._lines: dict[str, list[Any]]
        self._pages: dict[str, list[Any]]
        self._lines, self._pages = ({column: [] for column in schema.names} for schema in schemas())

    def __len__(self) -> int:
        """How many lines were seen."""
        return len(self._lines["key"])

    def __bool__(self) -> bool:
        """Whether any page was seen; a page may have no line that counts."""
        return bool(self._pages["key"])

    def add(self, page: Page) -> None:
        """Take in one page."""
        pages, lines = self._pages, self._lines
        for column, value in zip(pages.values(), (number_of(page.site), page.site, page.key, page.sketch), strict=True):
            column.append(value)
        lines["key"] += map(number_of, page.lines)
        lines["site"] += [page.site] * len(page.lines)
        lines["page"] += [page.key] * len(page.lines)
        lines["places"] += page.lines.values()
        lines["line"] += page.lines

    def tables(self) -> tuple[pa.Table, pa.Table]:
        """The lines and the pages."""
        of_lines, of_pages = schemas()
        return arrow().table(self._lines, of_lines), arrow().table(self._pages, of_pages)


class Counts:
    """The counts of one input, on their way into a folder.

    Args:
        folder: where the chunks of this input go; it must exist.
        chunk: lines to hold in memory before they are written.
    """

    def __init__(self, folder: Path, *, chunk: int = CHUNK) -> None:
        self._folder, self._chunk = folder, chunk
        self._seen = Sightings()

    def count(self, numbered: Iterable[tuple[int, Page | None]]) -> None:
        """Count pages with their numbers in the input, which say how far a chunk reaches; then write what is left."""
        number = 0
        for number, page in numbered:
            if page:
                self.add(page)
            if self.is_full:
                self.write(number)
        self.write(number)

    @property
    def is_full(self) -> bool:
        """Whether it is time to write what is in memory."""
        return len(self._seen) >= self._chunk

    def add(self, page: Page) -> None:
        """Count one page."""
        self._seen.add(page)

    def write(self, number: int) -> None:
        """Write what is in memory as a chunk that reaches to this number in the input; nothing where nothing is."""
        if self._seen:
            stem = f"{number:012}"
            lines, pages = self._seen.tables()
            write_parts(pages, self._folder / f"{stem}{PAGES}")
            # The lines last: they say that the chunk is complete.
            write_parts(lines, self._folder / f"{stem}{LINES}")
            self._seen = Sightings()


def reached(folder: Path) -> int:
    """The number to which the input of a folder has been counted already; 0 where it has not been begun."""
    return max((int(path.name.removesuffix(LINES)) for path in folder.glob(f"[0-9]*{LINES}")), default=0)
