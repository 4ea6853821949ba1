"""Spark: the rows of a DataFrame cleaned where they are, and site profiles learned by its shuffle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from pickle import dumps, loads
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from newsclean.corpus.guard import SECONDS
from newsclean.corpus.rows import Fields
from newsclean.document import Document
from newsclean.engines.rows import Rows
from newsclean.engines.table import CleanTable, check
from newsclean.pipeline import Pipeline
from newsclean.sites.counts import Sightings, schemas
from newsclean.sites.crawl import Site, sites_in
from newsclean.sites.deciding import judged
from newsclean.sites.learning import Learned, written
from newsclean.sites.page import page_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_COUNTED = "key bigint, site string, page bigint, places tinyint, line string, sketch array<bigint>"
_MADE = "made binary"
_HALF = np.uint64(1 << 63)


def clean(
    dataframe: DataFrame,
    pipeline: Pipeline | None = None,
    *,
    text: str = "text",
    url: str = "url",
    title: str = "title",
    removed: bool = False,
    seconds: float = SECONDS,
) -> DataFrame:
    """A DataFrame with cleaned texts; all other columns stay, and a column ``rejected`` is added.

    A row on which a cleaner fails, hangs or dies keeps its text and has the reason in ``rejected``, which is empty
    otherwise. ``examples/engines/with_spark.py`` is a whole script.

    Args:
        dataframe: the rows.
        pipeline: the cleaners; those of the preset ``standard`` when left out.
        text: the column to clean.
        url: the column of the address, which may be missing.
        title: the column of the headline, which may be missing.
        removed: add a column ``removed`` with what went.
        seconds: the longest that a row may take.

    Raises:
        InputError: there is no such column, or ``rejected`` is there already.
    """
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StructField, StructType

    fields = Fields(text, title, url)
    work = CleanTable(Rows(pipeline, fields, seconds), removed=removed)
    check(dataframe.columns, fields, work.added)
    added = [StructField(name, from_arrow_type(kind)) for name, kind in work.added.items()]
    # A new schema: the DataFrame's own must not change.
    return dataframe.mapInArrow(partial(_cleaned, work), StructType([*dataframe.schema.fields, *added]))


def learn(dataframe: DataFrame, path: str | Path, *, text: str = "text", url: str = "url") -> Learned:
    """Learn what sites repeat on their pages, and write the profile that :func:`newsclean.sites.learn` would write.

    Pages are read once, lines are brought together by a shuffle and judged by all workers. The driver holds what it
    writes part by part only, and of all pages the number of each one that tells another page's story.

    Args:
        dataframe: pages with their addresses; rows without a text or an address are left out.
        path: the Parquet file to write, where the driver runs.
        text: the column of the text.
        url: the column of the address.

    Raises:
        InputError: there is no such column.
        NewscleanError: the file cannot be written.
    """
    for name in text, url:
        check(dataframe.columns, Fields(name), ())
    counted = dataframe.select(text, url).mapInArrow(_counted, _COUNTED).persist()
    try:
        pages, lines = counted.filter("line is null"), counted.filter("line is not null")
        sites = (site for part in _made(pages, _sites) for site in part)
        return written(Path(path), sites, lambda crawl: _made(lines, partial(judged, crawl=crawl)))
    finally:
        counted.unpersist()


def _cleaned(work: CleanTable, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield from work(pa.Table.from_batches([batch])).to_batches()


def _counted(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What pages add to the counts: a row for each line, and one without a line for the page."""
    for batch in batches:
        seen = Sightings()
        for text, url in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if isinstance(text, str) and isinstance(url, str) and (page := page_of(Document(text, url=url))):
                seen.add(page)
        rows = pa.concat_tables(seen.tables(), promote_options="default")
        yield from _signed(rows).to_batches()


def _sites(pages: pa.Table) -> list[Site]:
    return list(sites_in(pages))


def _made(rows: DataFrame, function: Callable[[pa.Table], Any]) -> Iterator[Any]:
    """What a function makes of all rows, some keys at a time: all rows of a key come together, keys in their order."""
    made = rows.repartitionByRange("key").mapInArrow(partial(_pickled, function), _MADE).persist()
    try:
        made.count()  # by all workers; what follows asks for one part after the other
        for row in made.toLocalIterator():
            yield loads(row.made)
    finally:
        made.unpersist()


def _pickled(function: Callable[[pa.Table], Any], batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    together = list(batches)
    if together:
        made = function(_unsigned(pa.Table.from_batches(together)))
        yield pa.record_batch({"made": pa.array([dumps(made)], pa.binary())})


def _signed(rows: pa.Table) -> pa.Table:
    """The counts in types that Spark has: numbers without a sign get one, and keys keep their order."""
    key = pa.array((rows["key"].to_numpy() ^ _HALF).view(np.int64))
    types = {"key": pa.int64(), "page": pa.int64(), "places": pa.int8(), "sketch": pa.list_(pa.int64())}
    schema = pa.schema([(field.name, types.get(field.name, field.type)) for field in rows.schema])
    return rows.set_column(0, "key", key).cast(schema, safe=False)


def _unsigned(rows: pa.Table) -> pa.Table:
    """The counts as they were."""
    of_lines, of_pages = schemas()
    schema = of_pages if rows["line"].null_count else of_lines
    key = pa.array(rows["key"].to_numpy().view(np.uint64) ^ _HALF)
    return rows.set_column(0, "key", key).select(schema.names).cast(schema, safe=False)
