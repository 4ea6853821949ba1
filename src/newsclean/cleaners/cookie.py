"""Consent banners, blocked external content, JavaScript notices."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("cookie", kind=Kind.COOKIE)
def cookie(document: Document) -> Iterator[Cut]:
    """Consent and technical notices: "We use cookies", "Please enable JavaScript", blocked embeds."""
    yield from stock_cuts(document, Kind.COOKIE)
