"""When the text was published or changed, and how long it takes to read."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("dateline", kind=Kind.DATELINE)
def dateline(document: Document) -> Iterator[Cut]:
    """When it was published: "Published 3 March 2026, 10:15", "5 min read"."""
    yield from stock_cuts(document, Kind.DATELINE)
