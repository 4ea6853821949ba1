"""Pointers to other stories: "Read more at ...", "READ MORE: headline", "You may also like" with its list."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("read_more", kind=Kind.READ_MORE)
def read_more(document: Document) -> Iterator[Cut]:
    """Pointers to other stories: "Read more at ...", "READ MORE: headline", "Related" with its list."""
    yield from stock_cuts(document, Kind.READ_MORE)
