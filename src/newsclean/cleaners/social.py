"""Prompts to follow, like and share, share bars, counters."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("social", kind=Kind.SOCIAL)
def social(document: Document) -> Iterator[Cut]:
    """Prompts to follow, like and share: "Follow us on Facebook", "Share this article", "1.2k shares"."""
    yield from stock_cuts(document, Kind.SOCIAL)
