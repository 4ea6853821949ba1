"""Who wrote the text, and how to reach them."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("byline", kind=Kind.BYLINE)
def byline(document: Document) -> Iterator[Cut]:
    """Who wrote it: "By Jane Doe", "Reporting by ...; editing by ...", "Follow her on ..."."""
    yield from stock_cuts(document, Kind.BYLINE)
