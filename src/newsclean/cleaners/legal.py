"""Copyright lines, terms, disclaimers, affiliate and moderation notices."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("legal", kind=Kind.LEGAL)
def legal(document: Document) -> Iterator[Cut]:
    """Copyright, terms and disclaimers: "All rights reserved", "We may earn a commission"."""
    yield from stock_cuts(document, Kind.LEGAL)
