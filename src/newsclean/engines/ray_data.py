"""Ray Data: the rows of a dataset, in tasks on whatever cluster Ray is connected to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsclean.corpus.guard import SECONDS
from newsclean.corpus.rows import Fields
from newsclean.engines.rows import Rows
from newsclean.engines.table import CleanTable
from newsclean.pipeline import Pipeline

if TYPE_CHECKING:
    from ray.data import Dataset

BATCH = 1024  # rows, so that the memory of a task does not depend on how long a block is


def clean(
    dataset: Dataset,
    pipeline: Pipeline | None = None,
    *,
    text: str = "text",
    url: str = "url",
    title: str = "title",
    removed: bool = False,
    seconds: float = SECONDS,
    **options: Any,
) -> Dataset:
    """A dataset with cleaned texts; all other columns stay, and a column ``rejected`` is added.

    A row on which a cleaner fails, hangs or dies keeps its text and has the reason in ``rejected``, which is empty
    otherwise. ``examples/engines/with_ray_data.py`` is a whole script.

    Args:
        dataset: the rows.
        pipeline: the cleaners; those of the preset ``standard`` when left out.
        text: the column to clean.
        url: the column of the address, which may be missing.
        title: the column of the headline, which may be missing.
        removed: add a column ``removed`` with what went.
        seconds: the longest that a row may take.
        options: any other of ``Dataset.map_batches``, such as ``num_cpus``.

    Raises:
        InputError: when the dataset is computed: there is no such column, or ``rejected`` is there already.
    """
    work = CleanTable(Rows(pipeline, Fields(text, title, url), seconds), removed=removed)
    # A function and so tasks, not actors: they would hold nothing, and may keep the readers from their cores.
    return dataset.map_batches(work.__call__, batch_format="pyarrow", **{"batch_size": BATCH, **options})
