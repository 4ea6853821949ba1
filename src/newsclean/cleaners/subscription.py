"""Newsletter sign-ups, subscription offers, paywalls and log-in prompts."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("subscription", kind=Kind.SUBSCRIPTION)
def subscription(document: Document) -> Iterator[Cut]:
    """Sign-ups, offers and walls: "Sign up to our newsletter", "Subscribe to continue reading", "Log in"."""
    yield from stock_cuts(document, Kind.SUBSCRIPTION)
