"""A row of a corpus: what the cleaners read of it, and what is to stay as it is."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from newsclean.errors import InputError

LONGEST = 1_000_000  # characters of a text. Cleaning one takes 180 MB at this length, 290 MB at three times as much.
MARKUP = 8  # characters of an HTML page for each one of its text, at most, when it comes to how long it may be
LONGEST_ROW = 16 << 20  # bytes of a row as it is stored, for there may be other fields, and six bytes a character

BOM = b"\xef\xbb\xbf"
REMOVED = "removed"  # the column that receives what went

Receipt = dict[str, Any]  # a removal as plain data


class Fields(NamedTuple):
    """The names of the columns that a run reads."""

    text: str = "text"
    title: str = "title"
    url: str = "url"


class Task(NamedTuple):
    """What the cleaners read: a text, or the bytes of an HTML page; with its headline and address where known."""

    text: str | bytes
    title: str | None = None
    url: str | None = None


def task(fields: Fields, text: object, title: object, url: object) -> Task:
    """A text to clean, with its headline and address where they are strings; cleaners do without them.

    Raises:
        InputError: the text is no string.
    """
    if not isinstance(text, str):
        raise InputError(f"column {fields.text!r}: no string, but {type(text).__name__}")
    return Task(text, *(each if isinstance(each, str) else None for each in (title, url)))


def excess(task: Task) -> str | None:
    """Why a text or page is too long to be cleaned; nothing where it is not."""
    if len(task.text) > LONGEST * (MARKUP if isinstance(task.text, bytes) else 1):
        return f"too long: {len(task.text):,} characters"
    return None


class Record(Protocol):
    """Everything that a row holds, however it is stored."""

    def as_json(self, field: str, text: str, removed: list[Receipt] | None) -> bytes:
        """The row as a line of JSON without a newline, with this text, and what went where it is asked for."""

    def values(self) -> dict[str, Any]:
        """The row's columns as Python values."""


class Row(NamedTuple):
    """A row that can be read; ``number`` is its place in its shard, from 1, and of JSONL its line."""

    number: int
    task: Task
    record: Record


class Rejected(NamedTuple):
    """A row that is set aside, with its reason."""

    number: int
    reason: str
    url: str | None = None


class Skipped(NamedTuple):
    """A record that is no document, such as an image in a WARC."""

    number: int


Read = Row | Rejected | Skipped


def decoded(data: bytes, line: int = 1) -> str:
    """UTF-8 as text, without the byte order mark.

    Args:
        data: the bytes.
        line: the number of their first line, for the message.

    Raises:
        InputError: they are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line += data.count(b"\n", 0, error.start)
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise InputError(
            f"not UTF-8: byte 0x{data[error.start]:02x} in line {line}, column {column}; "
            "convert the file first, for example with iconv"
        ) from None
