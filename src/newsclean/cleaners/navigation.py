"""Menus, buttons, pagination, form fields."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("navigation", kind=Kind.NAVIGATION)
def navigation(document: Document) -> Iterator[Cut]:
    """Menus and buttons: "Skip to content", "Back to top", "Next page"."""
    yield from stock_cuts(document, Kind.NAVIGATION)
