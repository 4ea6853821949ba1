"""The original texts of a corpus, given back from the cleaned ones and what went."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import msgspec

from newsclean import Removal, restore
from newsclean.corpus import addresses, manifest, shard
from newsclean.corpus.json_rows import JsonRecord
from newsclean.corpus.plan import Shard, plan
from newsclean.corpus.rows import REMOVED, Fields, Receipt, Row
from newsclean.corpus.streams import Stream
from newsclean.errors import NewscleanError

Taken = Callable[[int, Row], tuple[Row, list[Receipt]]]


class RestoreError(NewscleanError):
    """The originals cannot be given back; the message says why."""


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
    known = manifest.configured(folder)
    if known is None:
        raise RestoreError(f"{folder} is no output of newsclean corpus")
    if not known.get("removed"):
        raise RestoreError(f"{folder} was made without --removed: what went was not kept, only the inputs have it")
    fields = Fields(**known["fields"])
    for each in plan((folder,), out):
        _restore(each, fields, out, _from_column() if known["removed"] == "column" else _from_file(folder, each))
        yield each.name


def _restore(part: Shard, fields: Fields, out: str, taken: Taken) -> None:
    with ExitStack() as stack:
        stream = stack.enter_context(addresses.written(addresses.joined(out, part.output)))
        writer = stack.enter_context(closing(shard.writer(stream, part, fields, without=REMOVED)))
        for number, row in enumerate(shard.read(part, fields), 1):
            if not isinstance(row, Row) or not isinstance(row.task.text, str):
                raise RestoreError(f"{part.name}: row {number} is not as it was written")
            bare, receipts = taken(number, row)
            try:
                text = restore(row.task.text, map(Removal.from_dict, receipts))
            except ValueError as error:
                raise RestoreError(f"{part.name}: row {number}: {error}") from None
            writer.write(bare, text, None)


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
