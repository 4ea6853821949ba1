"""A cleaned document as the page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from newsclean.removal import Cleaned, Removal


class Entry(NamedTuple):
    """A cleaned document and where it came from.

    Args:
        name: what people call it, such as ``crawl.jsonl:3``; its headline is shown where it has one.
        cleaned: what the pipeline gave back.
        origin: what finds it again, such as its ``file``, ``line`` and ``id``; it goes into the marks as it is.
    """

    name: str
    cleaned: Cleaned
    origin: Mapping[str, Any] = {}

    def to_dict(self) -> dict[str, Any]:
        r"""The entry as plain data for JSON; ``length`` is in code points, as the places of removals are.

        >>> import newsclean
        >>> plain = Entry("a.txt", newsclean.explain("Trams run again.\n\nSource link")).to_dict()
        >>> plain["name"], plain["length"], plain["removals"][0]["kind"]
        ('a.txt', 29, 'source_link')
        """
        document = self.cleaned.document
        return {
            "name": self.name,
            "origin": dict(self.origin),
            "title": document.title,
            "url": document.url,
            "text": document.text,
            "length": len(document.text),
            "removals": [_place_and_reason(each) for each in self.cleaned.removals],
            "warnings": list(self.cleaned.warnings),
        }


def _place_and_reason(removal: Removal) -> dict[str, Any]:
    """A receipt without its text, which the page takes from the document's."""
    plain = removal.to_dict()
    del plain["text"]
    return plain
