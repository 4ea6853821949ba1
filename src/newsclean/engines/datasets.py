"""Hugging Face datasets: a function for ``Dataset.map(batched=True)``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsclean.corpus.guard import SECONDS
from newsclean.corpus.manifest import configuration
from newsclean.corpus.rows import Fields
from newsclean.engines.rows import REJECTED, Rows
from newsclean.pipeline import Pipeline


class Clean:
    r"""Clean the texts of batches; a column ``rejected`` is added, and all other columns stay.

    A row on which a cleaner fails, hangs or dies keeps its text and has the reason in ``rejected``, which is empty
    otherwise. Works for a ``Dataset``, a ``DatasetDict`` and their streams, and with any number of processes. The cache
    of datasets knows it again in another process, and takes no other pipeline or version of newsclean for it.

    Args:
        pipeline: the cleaners; those of the preset ``standard`` when left out.
        text: the column to clean.
        url: the column of the address, which may be missing.
        title: the column of the headline, which may be missing.
        seconds: the longest that a row may take.

    >>> Clean()({"text": ["Trams run again.\n\nSource link", "All of them."]})
    {'text': ['Trams run again.', 'All of them.'], 'rejected': ['', '']}
    """

    def __init__(
        self,
        pipeline: Pipeline | None = None,
        *,
        text: str = "text",
        url: str = "url",
        title: str = "title",
        seconds: float = SECONDS,
    ) -> None:
        pipeline = pipeline or Pipeline()
        self._rows = Rows(pipeline, Fields(text, title, url), seconds)
        self._configuration = configuration(pipeline)  # for the fingerprint: newsclean's own files count too

    def __call__(self, batch: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
        """The columns that change.

        Raises:
            KeyError: there is no column of texts.
        """
        fields = self._rows.fields
        columns = {name: batch[name] for name in fields if name == fields.text or name in batch}
        rows = (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
        outcomes = [outcome for _, outcome in self._rows.outcomes((None, row) for row in rows)]
        return {fields.text: [each.text for each in outcomes], REJECTED: [each.rejected for each in outcomes]}
