"""Text of audio and video players and of galleries."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("player", kind=Kind.PLAYER)
def player(document: Document) -> Iterator[Cut]:
    """Text of players and galleries: "Listen to this article", "Video unavailable", "1/12"."""
    yield from stock_cuts(document, Kind.PLAYER)
