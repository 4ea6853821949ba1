"""Reader comments and the prompts around them, polls, report-an-error prompts."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut


@cleaner("comments", kind=Kind.COMMENTS)
def comments(document: Document) -> Iterator[Cut]:
    """Prompts around comments: "Join the conversation", "Leave a comment", "Report an error"."""
    yield from stock_cuts(document, Kind.COMMENTS)
