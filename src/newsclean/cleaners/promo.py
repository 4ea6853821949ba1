"""Advertising and what the site has on offer: labels, podcasts, events, shops, apps."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("promo", kind=Kind.PROMO)
def promo(document: Document) -> Iterator[Cut]:
    """Advertising and the site's own offers: "Advertisement", "Download our app", "Listen to our podcast"."""
    yield from stock_cuts(document, Kind.PROMO)
