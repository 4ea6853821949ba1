"""Lines that only say who took a picture or made a video."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("credit", kind=Kind.CREDIT)
def credit(document: Document) -> Iterator[Cut]:
    """Who took the picture: "Photo: Jane Doe / Agency"."""
    yield from stock_cuts(document, Kind.CREDIT)
