"""The text format: a file is one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from newsclean.cli.chunk import Chunk
from newsclean.corpus.rows import BOM
from newsclean.document import Document
from newsclean.removal import Cleaned, Removal


class Text(NamedTuple):
    """A file's text. A byte order mark is no part of it, but is written back."""

    chunk: Chunk
    document: Document

    def with_text(self, text: str) -> bytes:
        """The text as bytes, its newlines as they are."""
        mark = BOM if self.chunk.data.startswith(BOM) else b""
        return mark + text.encode()

    @property
    def origin(self) -> dict[str, Any]:
        """The file."""
        return {"file": self.chunk.file}

    def kept(self) -> Cleaned | None:
        """Nothing: a text comes without receipts."""
        return None

    def receipts(self, removals: Iterable[Removal]) -> Iterator[dict[str, Any]]:
        """Removals with their file and line."""
        line, reached = 1, 0
        for removal in removals:
            noise = removal.start + len(removal.text) - len(removal.text.lstrip())
            line += self.document.text.count("\n", reached, noise)
            reached = noise
            yield {**self.origin, "line": line, **removal.to_dict()}


def parsed(chunk: Chunk, url: str | None) -> Text:
    """The text of a file, which came from this address.

    Raises:
        InputError: it is not UTF-8.
    """
    return Text(chunk, Document(chunk.decoded(), url=url))
