"""The original texts of a corpus, given back from the cleaned ones and what went."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any, NamedTuple

import msgspec

from newsclean import Cleaned, Document, Removal, restore
from newsclean.corpus import addresses, manifest, shard
from newsclean.corpus.json_rows import JsonRecord
from newsclean.corpus.plan import Shard, plan
from newsclean.corpus.rows import REMOVED, Fields, Receipt, Row
from newsclean.corpus.streams import Stream
from newsclean.errors import NewscleanError

Taken = Callable[[int, Row], tuple[Row, list[Receipt]]]


class RestoreError(NewscleanError):
    """The originals cannot be given back; the message says why."""


class Kept(NamedTuple):
    """A row of a corpus as it was cleaned.

    Args:
        file: the file that it stands in.
        number: its place there, from 1; of JSONL its line.
        bare: the row, without a column of what went.
        cleaned: what became of its text.
    """

    file: str
    number: int
    bare: Row
    cleaned: Cleaned


def restored(folder: str, out: str) -> Iterator[str]:
    """Give the originals of all shards of a corpus back; tells the name of each one that is done.

    Rows that were set aside are not among them. Of pages, the text is given back that was extracted from them.

    Args:
        folder: the output folder of a corpus run that kept what went.
        out: the folder for the originals.

    Raises:
        RestoreError: the run did not keep what went, or it does not belong to these texts.
        PlanError: there is nothing in the folder.
    """
    known = _known(folder)
    fields = Fields(**known["fields"])
    for each in plan((folder,), out):
        with ExitStack() as stack:
            stream = stack.enter_context(addresses.written(addresses.joined(out, each.output)))
            writer = stack.enter_context(closing(shard.writer(stream, each, fields, without=REMOVED)))
            for kept in _kept(folder, each, known):
                writer.write(kept.bare, kept.cleaned.document.text, None)
        yield each.name


def kept(folder: str) -> Iterator[Kept]:
    """All rows of a corpus as they were cleaned.

    Args:
        folder: the output folder of a corpus run that kept what went.

    Raises:
        RestoreError, PlanError: as in :func:`restored`.
    """
    known = _known(folder)
    for each in plan((folder,), None):
        yield from _kept(folder, each, known)


def _known(folder: str) -> dict[str, Any]:
    """The configuration that a corpus was made with, which has kept what went."""
    known = manifest.configured(folder)
    if known is None:
        raise RestoreError(f"{folder} is no output of newsclean corpus")
    if not known.get("removed"):
        raise RestoreError(f"{folder} was made without --removed: what went was not kept, only the inputs have it")
    return known


def _kept(folder: str, part: Shard, known: dict[str, Any]) -> Iterator[Kept]:
    taken = _from_column() if known["removed"] == "column" else _from_file(folder, part)
    for number, row in enumerate(shard.read(part, Fields(**known["fields"])), 1):
        if not isinstance(row, Row) or not isinstance(row.task.text, str):
            raise RestoreError(f"{part.name}: row {number} is not as it was written")
        bare, receipts = taken(number, row)
        removals = tuple(map(Removal.from_dict, receipts))
        try:
            text = restore(row.task.text, removals)
        except ValueError as error:
            raise RestoreError(f"{part.name}: row {number}: {error}") from None
        document = Document(text, url=row.task.url, title=row.task.title)
        yield Kept(part.name, number, bare, Cleaned(document, row.task.text, removals))


def _from_column() -> Taken:
    whole: Any = None  # the last batch that was seen, so that the column is taken out once
    without: Any = None

    def taken(_: int, row: Row) -> tuple[Row, list[Receipt]]:
        nonlocal whole, without
        record: Any = row.record
        if isinstance(record, JsonRecord):
            fields = {name: value for name, value in record.fields.items() if name != REMOVED}
            bare: Any = JsonRecord(msgspec.json.encode(fields), fields)
            return row._replace(record=bare), msgspec.json.decode(record.fields[REMOVED])
        if record.batch is not whole:
            whole, without = record.batch, record.batch.drop_columns([REMOVED])
        return row._replace(record=record._replace(batch=without)), whole.column(REMOVED)[record.place].as_py()

    return taken


def _from_file(folder: str, part: Shard) -> Taken:
    address = addresses.joined(folder, manifest.removed(part))
    receipts = _receipts(address) if addresses.size(address) is not None else iter(())
    ahead: Receipt | None = next(receipts, None)

    def taken(number: int, row: Row) -> tuple[Row, list[Receipt]]:
        nonlocal ahead
        found: list[Receipt] = []
        while ahead and ahead["row"] == number:
            found.append(ahead)
            ahead = next(receipts, None)
        return row, found

    return taken


def _receipts(address: str) -> Iterator[Receipt]:
    with Stream(address) as stream:
        for line in io.BufferedReader(stream):
            yield msgspec.json.decode(line)
