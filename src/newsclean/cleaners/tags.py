"""Topics, sections and breadcrumbs."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("tags", kind=Kind.TAGS)
def tags(document: Document) -> Iterator[Cut]:
    """Topics and sections: "Tags: bridge, ferry", "Filed under", "Topics" with its list."""
    yield from stock_cuts(document, Kind.TAGS)
