"""Where the text came from, or where it goes on: "Source link", "The post … appeared first on …"."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("source_link", kind=Kind.SOURCE_LINK)
def source_link(document: Document) -> Iterator[Cut]:
    """Where the text came from: "Source link", "The post ... appeared first on ...", "Originally published by ..."."""
    yield from stock_cuts(document, Kind.SOURCE_LINK)
