"""Parquet: rows in batches, so that one huge row group needs no more memory than many small ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from newsclean.corpus import addresses
from newsclean.corpus.formats import columns
from newsclean.corpus.json_rows import JsonRecord
from newsclean.corpus.rows import REMOVED, Fields, Read, Receipt, Rejected, Row, task
from newsclean.errors import InputError

BATCH = 8 << 20  # bytes of rows that are read at once, and characters that are written at once
MOST_ROWS = 2000  # in a batch and in a row group

_TYPES = {
    "string": pa.string(),
    "json": pa.string(),
    "int64": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
}

REMOVALS = pa.list_(
    pa.struct(
        [
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("kind", pa.string()),
            ("cleaner", pa.string()),
            ("rule", pa.string()),
            ("confidence", pa.float64()),
            ("text", pa.string()),
        ]
    )
)


class Cell(NamedTuple):
    """A row of a batch."""

    batch: Any
    place: int

    def as_json(self, field: str, text: str, removed: list[Receipt] | None) -> bytes:
        """The row as JSON; bytes become base64, dates ISO 8601."""
        extra = {} if removed is None else {REMOVED: removed}
        return msgspec.json.encode({**self.values(), field: text, **extra})

    def values(self) -> dict[str, Any]:
        """The row's columns."""
        row: dict[str, Any] = self.batch.slice(self.place, 1).to_pylist()[0]
        return row


def read(address: str, fields: Fields) -> Iterator[Read]:
    """The rows of a file.

    Raises:
        InputError: the file is damaged from here on, or has no such column.
        OSError: it cannot be read.
    """
    with addresses.opened(address) as stream, _understood():
        file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20)
        names = file.schema_arrow.names
        _check(names, fields)
        number = 0
        for batch in _batches(file):
            texts = batch.column(fields.text)
            hints = [batch.column(name) if name in names else None for name in (fields.title, fields.url)]
            for index in range(batch.num_rows):
                number += 1
                title, url = (hint[index].as_py() if hint is not None else None for hint in hints)
                try:
                    yield Row(number, task(fields, texts[index].as_py(), title, url), Cell(batch, index))
                except InputError as error:
                    yield Rejected(number, str(error), url if isinstance(url, str) else None)


def _batches(file: Any) -> Iterator[Any]:
    """The batches of a file; none has rows of two row groups, so that a damaged group takes no rows of others along."""
    rows = _rows_at_once(file.metadata)
    for group in range(file.num_row_groups):
        yield from file.iter_batches(rows, row_groups=[group])


def schema(address: str, fields: Fields) -> Any:
    """The schema of a file.

    Raises:
        InputError: it is no Parquet, or has no column of texts.
        OSError: it cannot be read.
    """
    with addresses.opened(address) as stream, _understood():
        found = pq.read_schema(stream)
    _check(found.names, fields)
    return found


def schema_of_json(kinds: dict[str, str], fields: Fields) -> Any:
    """The schema for rows of JSON whose columns have these types; the column of the text is always there."""
    kinds = {**kinds, fields.text: "string"}
    types = {
        "string": pa.string(),
        "json": pa.string(),
        "int64": pa.int64(),
        "double": pa.float64(),
        "bool": pa.bool_(),
    }
    return pa.schema([pa.field(name, types[kind], metadata={"newsclean": kind}) for name, kind in kinds.items()])


def schema_of_strings(names: list[str]) -> Any:
    """The schema for rows whose columns are all strings."""
    return pa.schema([(name, pa.string()) for name in names])


class Writer:
    """Rows as Parquet, compressed with zstd; columns that a row does not have are null."""

    def __init__(self, stream: BinaryIO, schema: Any, fields: Fields, *, has_removed: bool) -> None:
        self._source, self._text = schema, fields.text
        place = schema.get_field_index(fields.text)
        text = schema.field(place)
        if pa.types.is_dictionary(text.type):
            text = text.with_type(text.type.value_type)
        self._schema = schema.set(place, text)
        if has_removed:
            if REMOVED in schema.names:
                raise InputError(f"there is a column {REMOVED!r} already; write what went to files of its own")
            self._schema = self._schema.append(pa.field(REMOVED, REMOVALS))
        self._has_removed = has_removed
        self._file = pq.ParquetWriter(stream, self._schema, compression="zstd")
        self._rows: list[tuple[Any, str, list[Receipt] | None]] = []
        self._waiting = 0

    def write(self, row: Row, text: str, removed: list[Receipt] | None) -> None:
        """Write a row with another text."""
        self._rows.append((row.record, text, removed))
        self._waiting += len(text) + sum(len(value or b"") for value in _raw(row.record))
        if len(self._rows) == MOST_ROWS or self._waiting > BATCH:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the end of the file; the stream below stays open."""
        if self._rows:
            self._flush()
        self._file.close()

    def _flush(self) -> None:
        records, texts, removed = zip(*self._rows, strict=True)
        table = _table(records, self._source)
        arrays = dict(zip(table.schema.names, table.columns, strict=True))
        arrays[self._text] = pa.array(texts, self._schema.field(self._text).type)
        if self._has_removed:
            arrays[REMOVED] = pa.array(removed, REMOVALS)
        self._file.write_table(pa.table([arrays[name] for name in self._schema.names], schema=self._schema))
        self._rows.clear()
        self._waiting = 0


def _table(records: tuple[Any, ...], schema: Any) -> Any:
    """The rows with their old texts: taken from their batches, or built from their values."""
    if isinstance(records[0], Cell):
        batches: list[tuple[Any, list[int]]] = []
        for batch, index in records:
            if not batches or batches[-1][0] is not batch:
                batches.append((batch, []))
            batches[-1][1].append(index)
        return pa.Table.from_batches([batch.take(pa.array(indices)) for batch, indices in batches])
    if isinstance(records[0], JsonRecord):
        kinds = {field.name: field.metadata[b"newsclean"].decode() for field in schema}
        rows = [{name: columns.value(row.fields.get(name), kind) for name, kind in kinds.items()} for row in records]
    else:
        rows = [row.values() for row in records]
    return pa.Table.from_pylist(rows, schema)


def _check(names: list[str], fields: Fields) -> None:
    if fields.text not in names:
        known = ", ".join(map(repr, names))
        raise InputError(f"no column {fields.text!r}; the file has {known}; name the one with the text with --field")


def _raw(record: Any) -> Any:
    return record.fields.values() if isinstance(record, JsonRecord) else ()


def _rows_at_once(metadata: Any) -> int:
    size: int = sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))
    return max(1, min(MOST_ROWS, BATCH * int(metadata.num_rows) // max(1, size)))


@contextmanager
def _understood() -> Iterator[None]:
    """Errors of pyarrow about damaged data become ours."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise InputError(f"the Parquet data is cut short or damaged: {error}") from None
