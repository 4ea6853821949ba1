"""Rows that come from files without columns: a WARC's records, texts, pages."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from newsclean.corpus.rows import REMOVED, Receipt


class Plain(NamedTuple):
    """A row of a few named strings; the text is not among them yet."""

    named: dict[str, str | None]

    def as_json(self, field: str, text: str, removed: list[Receipt] | None) -> bytes:
        """The row as JSON."""
        extra = {} if removed is None else {REMOVED: removed}
        return msgspec.json.encode({**self.named, field: text, **extra})

    def values(self) -> dict[str, Any]:
        """The row's columns."""
        return dict(self.named)
