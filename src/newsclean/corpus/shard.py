"""The work on one shard: read, clean, write aside, rename, note. The same wherever it runs, and harmless to repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any, BinaryIO, NamedTuple, Protocol

import msgspec

from newsclean.corpus import addresses, manifest
from newsclean.corpus.answers import answers
from newsclean.corpus.formats import columns, jsonl, texts, warc
from newsclean.corpus.guard import Failure
from newsclean.corpus.json_rows import JsonRecord
from newsclean.corpus.manifest import Note
from newsclean.corpus.plan import Shard
from newsclean.corpus.rows import Fields, Read, Receipt, Rejected, Row, Skipped, excess
from newsclean.corpus.tally import LINES_KEPT
from newsclean.errors import InputError

TELL = 500  # rows between two words on how far it is


class Job(NamedTuple):
    """What is to be done with every shard; picklable.

    Args:
        out: the address of the output folder.
        fields: the columns to read.
        removed: where what went is written: into a ``column``, into ``files`` of its own, or nowhere.
        seconds: the longest that a row may take.
        work: the pickled function for a row, from :class:`Task` to :class:`Done`; only the guard's process opens it.
    """

    out: str
    fields: Fields
    removed: str | None
    seconds: float
    work: bytes


class Writer(Protocol):
    """What writes rows in a format."""

    def write(self, row: Row, text: str, removed: list[Receipt] | None) -> None:
        """Write a row with another text, and with what went where it is to be a column."""

    def close(self) -> None:
        """Write what is left."""


def clean(shard: Shard, job: Job) -> Iterator[int]:
    """Work on a shard; says now and then how many documents are cleaned since it spoke last.

    Raises:
        InputError: not one row of the shard can be read, or the rows cannot be written as they are asked for.
        OSError: the input cannot be read, or the output cannot be written.
    """
    done = Note(shard.sources[0][0], shard.identity)
    with ExitStack() as stack:
        rejected = _Side(stack, addresses.joined(job.out, manifest.rejected(shard)))
        removed = _Side(stack, addresses.joined(job.out, manifest.removed(shard)))

        def set_aside(row: Rejected | Skipped) -> None:
            if isinstance(row, Skipped):
                done.skipped += 1
            else:
                done.rejected += 1
                rejected.write({"file": shard.name, "row": row.number, "url": row.url, "reason": row.reason})

        stream = stack.enter_context(addresses.written(addresses.joined(job.out, shard.output)))
        sink = stack.enter_context(closing(writer(stream, shard, job.fields, has_removed=job.removed == "column")))
        asked = ((row, row.task) for row in readable(shard, job.fields, set_aside))
        for row, answer in answers(job.work, job.seconds, asked):
            if isinstance(answer, Failure):
                set_aside(Rejected(row.number, answer.reason, row.task.url))
                continue
            sink.write(row, answer.text, answer.removed if job.removed == "column" else None)
            done.tally.add(shard.name, row.number, row.task.url, answer)
            if job.removed == "files":
                for each in answer.removed:
                    removed.write({"row": done.tally.documents, **each})
            if done.tally.documents % TELL == 0:
                yield TELL
    done.size = addresses.size(addresses.joined(job.out, shard.output)) or 0
    done.tally.lines = done.tally.most_lines(LINES_KEPT)
    manifest.put(job.out, shard, done)
    yield done.tally.documents % TELL


def read(shard: Shard, fields: Fields) -> Iterator[Read]:
    """The rows of a shard, in their order.

    Raises:
        InputError: the shard is damaged from here on, or has no such column.
        OSError: it cannot be read.
    """
    address = shard.sources[0][0]
    if shard.format == "jsonl":
        return jsonl.read(address, fields)
    if shard.format == "parquet":
        from newsclean.corpus.formats import parquet

        return parquet.read(address, fields)
    if shard.format == "warc":
        return warc.read(address)
    return texts.read(shard.sources, is_html=shard.format == "html")


def readable(
    shard: Shard, fields: Fields, set_aside: Callable[[Rejected | Skipped], None] = lambda _: None
) -> Iterator[Row]:
    """The rows that can be worked on; the others are set aside, and so is the place where a damaged file ends.

    Raises:
        InputError: not one row can be read.
        OSError: the file cannot be read.
    """
    number = 0
    try:
        for row in read(shard, fields):
            number = row.number
            if not isinstance(row, Row):
                set_aside(row)
            elif reason := excess(row.task):
                set_aside(Rejected(number, reason, row.task.url))
            else:
                yield row
    except InputError as error:
        if not number:
            raise
        set_aside(Rejected(number + 1, f"{error}; the {number:,} rows before it were read"))


def writer(
    stream: BinaryIO, shard: Shard, fields: Fields, *, has_removed: bool = False, without: str | None = None
) -> Writer:
    """What writes the rows of a shard as its output's name says.

    Args:
        stream: the file to write to.
        shard: the shard; its input tells the columns.
        fields: the columns that are read.
        has_removed: a column is added for what went.
        without: a column of the input that the rows come without.
    """
    if not shard.output.endswith(".parquet"):
        return jsonl.Writer(stream, shard.output, fields)
    from newsclean.corpus.formats import parquet

    schema = _schema(shard, fields)
    if without in schema.names:
        schema = schema.remove(schema.get_field_index(without))
    return parquet.Writer(stream, schema, fields, has_removed=has_removed)


def _schema(shard: Shard, fields: Fields) -> Any:
    from newsclean.corpus.formats import parquet

    if shard.format == "parquet":
        return parquet.schema(shard.sources[0][0], fields)
    if shard.format == "jsonl":
        return parquet.schema_of_json(columns.inferred(_objects(shard, fields)), fields)
    return parquet.schema_of_strings([*(warc.COLUMNS if shard.format == "warc" else texts.COLUMNS), fields.text])


def _objects(shard: Shard, fields: Fields) -> Iterator[dict[str, msgspec.Raw]]:
    try:
        for row in read(shard, fields):
            if isinstance(row, Row) and isinstance(row.record, JsonRecord):
                yield row.record.fields
    except InputError:
        pass  # told when the rows are read for good


class _Side:
    """A file of JSON lines beside the output, which is there only when something is in it."""

    def __init__(self, stack: ExitStack, address: str) -> None:
        self._stack, self._address = stack, address
        self._sink: Any = None
        addresses.remove(address)  # of an input that has changed since

    def write(self, content: Any) -> None:
        if self._sink is None:
            stream = self._stack.enter_context(addresses.written(self._address))
            self._sink = jsonl.compressed(stream, self._address)
            self._stack.callback(self._sink.close)
        self._sink.write(msgspec.json.encode(content) + b"\n")
