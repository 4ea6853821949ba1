"""A look before a long run: what each cleaner would take from some documents."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from newsclean.corpus import shard
from newsclean.corpus.answers import answers
from newsclean.corpus.cleaning import Clean
from newsclean.corpus.guard import Failure
from newsclean.corpus.plan import Shard
from newsclean.corpus.rows import Fields, Row
from newsclean.corpus.tally import Tally
from newsclean.errors import InputError
from newsclean.pipeline import Pipeline


def sample(shards: Sequence[Shard], number: int, pipeline: Pipeline, fields: Fields, seconds: float) -> Tally:
    """Clean some documents and count what went, with samples by cleaner; nothing is written.

    Args:
        shards: all that there are. As many as are needed are taken, evenly spread, and of each its first documents.
        number: how many documents, at most.
        pipeline: the cleaners.
        fields: the columns to read.
        seconds: the longest that a row may take.
    """
    spread = [shards[place * len(shards) // number] for place in range(number)] if number < len(shards) else shards
    each_gives = -(-number // len(spread))
    tally = Tally()
    work = pickle.dumps(Clean(pipeline))
    for part in spread:
        asked = ((row, row.task) for row in islice(_rows(part, fields), each_gives))
        for row, answer in answers(work, seconds, asked):
            if not isinstance(answer, Failure) and tally.documents < number:
                tally.add(part.name, row.number, row.task.url, answer, drawn_by="cleaner")
    return tally


def _rows(part: Shard, fields: Fields) -> Iterator[Row]:
    with suppress(InputError, OSError):  # a run will tell; a sample looks at what can be read
        yield from shard.readable(part, fields)
