"""A row of JSONL: an object, of which one field is read and the others stay as they are spelt."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec
from msgspec import Raw

from newsclean.corpus.rows import BOM, REMOVED, Fields, Receipt, Row, Task, decoded
from newsclean.errors import InputError

MOST_NAMES = 12  # fields that a message lists

_fields_of = msgspec.json.Decoder(dict[str, Raw]).decode
_string = msgspec.json.Decoder(str).decode
_json = msgspec.json.Encoder().encode


class JsonRecord(NamedTuple):
    """A line of JSON and the fields in it, undecoded."""

    line: bytes
    fields: dict[str, Raw]

    def as_json(self, field: str, text: str, removed: list[Receipt] | None) -> bytes:
        """The line with another text; the same bytes where the text is the same and no column is added.

        Raises:
            InputError: the column that is to be added is there already.
        """
        line = with_text(self, field, text)
        if removed is None:
            return line
        if REMOVED in self.fields:
            raise InputError(f"there is a field {REMOVED!r} already; write what went to files of its own")
        body, brace, end = line.rpartition(b"}")
        return body + b',"' + REMOVED.encode() + b'":' + _json(removed) + brace + end

    def values(self) -> dict[str, Any]:
        """The fields, still undecoded."""
        return dict(self.fields)


def row(number: int, line: bytes, fields: Fields) -> Row:
    """The row in a line of JSON, which is the given line of its file.

    Raises:
        InputError: it is not UTF-8; as in :func:`record`; or the field of the text is missing or no string.
    """
    decoded(line, number)  # msgspec looks at strings only when they are asked for
    known = record(line)
    text = string(known.fields, fields.text)
    return Row(number, Task(text, hint(known.fields.get(fields.title)), hint(known.fields.get(fields.url))), known)


def record(line: bytes) -> JsonRecord:
    """The object in a line of JSON.

    Raises:
        InputError: the line is no JSON object.
    """
    try:
        return JsonRecord(line, _fields_of(line.removeprefix(BOM)))
    except msgspec.ValidationError as error:
        raise InputError(f"not a JSON object: {error}; write one object in each line") from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(f"not JSON: {error}; write one object in each line, or say --format text") from None


def string(fields: dict[str, Raw], name: str) -> str:
    """The string of a field.

    Raises:
        InputError: the field is missing or no string.
    """
    if name not in fields:
        names = ", ".join(map(repr, list(fields)[:MOST_NAMES])) or "no field at all"
        raise InputError(f"no field {name!r}; the row has {names}; name the one with the text with --field")
    try:
        return _string(fields[name])
    except msgspec.ValidationError as error:
        raise InputError(f"field {name!r}: {error}; name the one with the text with --field") from None


def hint(value: Raw | None) -> str | None:
    """A title or an address where it is a string; cleaners do without it."""
    try:
        return None if value is None else _string(value)
    except msgspec.ValidationError:
        return None


def with_text(known: JsonRecord, field: str, text: str) -> bytes:
    """The line with another text in a field; the same bytes when the text is the same."""
    line, fields = known
    if text == _string(fields[field]):
        return line
    old, new = bytes(fields[field]), _json(text)
    if line.find(old) == line.rfind(old):
        return line.replace(old, new)
    # Another field holds the same string: only a new row says for certain which one is meant.
    return _json({**fields, field: Raw(new)}) + line[len(line.rstrip()) :]
