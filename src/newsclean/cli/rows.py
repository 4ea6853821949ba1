"""The JSONL format: every row is an object, and one field of it is a document's text."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from newsclean.cli.chunk import Chunk
from newsclean.corpus import json_rows
from newsclean.corpus.json_rows import JsonRecord
from newsclean.corpus.rows import REMOVED
from newsclean.document import Document
from newsclean.errors import InputError
from newsclean.removal import Cleaned, Removal, restore

_receipts = msgspec.json.Decoder(list[dict[str, Any]]).decode


class Row(NamedTuple):
    """A row of a JSONL file. Fields other than the text are never decoded, so they stay as they are spelt."""

    chunk: Chunk
    record: JsonRecord
    options: Namespace
    document: Document

    def with_text(self, text: str) -> bytes:
        """The row with another text; the same bytes when the text is the same."""
        return json_rows.with_text(self.record, self.options.field, text)

    @property
    def origin(self) -> dict[str, Any]:
        """The file and line, and the row's id and address where it has them."""
        fields = self.record.fields
        known = {"id": fields.get("id"), "url": fields.get(self.options.url_field)}
        place = {key: value for key, value in known.items() if value is not None}
        return {"file": self.chunk.file, "line": self.chunk.line, **place}

    def kept(self) -> Cleaned | None:
        """The result that the row brings along: it was cleaned before, and what went stands in its column ``removed``.

        Raises:
            InputError: what went does not belong to the text.
        """
        try:
            removals = tuple(map(Removal.from_dict, _receipts(self.record.fields[REMOVED])))
        except (KeyError, TypeError, ValueError, msgspec.DecodeError):
            return None  # a column of that name with something else in it
        text = self.document.text
        try:
            return Cleaned(self.document.with_text(restore(text, removals)), text, removals)
        except ValueError as error:
            raise InputError(f"field {REMOVED!r}: {error}") from None

    def receipts(self, removals: Iterable[Removal]) -> Iterator[dict[str, Any]]:
        """Removals with their file and line, and the row's id and address where it has them."""
        place = self.origin
        for removal in removals:
            yield {**place, **removal.to_dict()}


def parsed(chunk: Chunk, options: Namespace) -> Row:
    """The row in a line.

    Raises:
        InputError: the line is not UTF-8, or no JSON object, or its field of the text is missing or no string.
    """
    chunk.decoded()  # msgspec looks at strings only when they are asked for
    record = json_rows.record(chunk.data)
    text = json_rows.string(record.fields, options.field)
    title, url = (json_rows.hint(record.fields.get(name)) for name in (options.title_field, options.url_field))
    return Row(chunk, record, options, Document(text, title=title, url=url or options.url))
