"""The JSONL format: every row is an object, and one field of it is a document's text."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec
from msgspec import Raw

from newsclean.cli.chunk import BOM, Chunk
from newsclean.cli.report import InputError
from newsclean.document import Document
from newsclean.removal import Removal

MOST_NAMES = 12  # fields that a message lists

_fields_of = msgspec.json.Decoder(dict[str, Raw]).decode
_string = msgspec.json.Decoder(str).decode
_json = msgspec.json.Encoder().encode


class Row(NamedTuple):
    """A row of a JSONL file. Fields other than the text are never decoded, so they stay as they are spelt."""

    chunk: Chunk
    fields: dict[str, Raw]
    options: Namespace
    document: Document

    def with_text(self, text: str) -> bytes:
        """The row with another text; the same bytes when the text is the same."""
        line, field = self.chunk.data, self.options.field
        if text == self.document.text:
            return line
        old, new = bytes(self.fields[field]), _json(text)
        if line.find(old) == line.rfind(old):
            return line.replace(old, new)
        # Another field holds the same string: only a new row says for certain which one is meant.
        return _json({**self.fields, field: Raw(new)}) + line[len(line.rstrip()) :]

    def receipts(self, removals: Iterable[Removal]) -> Iterator[dict[str, Any]]:
        """Removals with their file and line, and the row's id and address where it has them."""
        known = {"id": self.fields.get("id"), "url": self.fields.get(self.options.url_field)}
        place = {key: value for key, value in known.items() if value is not None}
        for removal in removals:
            yield {"file": self.chunk.file, "line": self.chunk.line, **place, **removal.to_dict()}


def parsed(chunk: Chunk, options: Namespace) -> Row:
    """The row in a line.

    Raises:
        InputError: the line is not UTF-8, or no JSON object, or its field of the text is missing or no string.
    """
    chunk.decoded()  # msgspec looks at strings only when they are asked for
    try:
        fields = _fields_of(chunk.data.removeprefix(BOM))
    except msgspec.ValidationError as error:
        raise InputError(f"not a JSON object: {error}; write one object in each line") from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(f"not JSON: {error}; write one object in each line, or say --format text") from None
    if options.field not in fields:
        names = ", ".join(map(repr, list(fields)[:MOST_NAMES])) or "no field at all"
        raise InputError(f"no field {options.field!r}; the row has {names}; name the one with the text with --field")
    try:
        text = _string(fields[options.field])
    except msgspec.ValidationError as error:
        raise InputError(f"field {options.field!r}: {error}; name the one with the text with --field") from None
    title, url = (_hint(fields.get(name)) for name in (options.title_field, options.url_field))
    return Row(chunk, fields, options, Document(text, title=title, url=url or options.url))


def _hint(value: Raw | None) -> str | None:
    """A title or an address where it is a string; cleaners do without it."""
    try:
        return None if value is None else _string(value)
    except msgspec.ValidationError:
        return None
