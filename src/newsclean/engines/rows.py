"""What all engines do with their rows: rows in; cleaned texts out, or the reasons why there are none."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from newsclean.corpus.answers import answers
from newsclean.corpus.cleaning import Clean
from newsclean.corpus.guard import SECONDS, Failure
from newsclean.corpus.rows import Fields, Receipt, Task, excess, task
from newsclean.errors import InputError
from newsclean.pipeline import Pipeline

R = TypeVar("R")

REJECTED = "rejected"  # the column for the reasons


class Outcome(NamedTuple):
    """What became of a row.

    Args:
        text: the cleaned text; of a row that is set aside, what stood there.
        removed: what went.
        rejected: why the row is set aside; empty where it was cleaned. Never null, because many engines and file
            formats fix the type of a column by its first values.
    """

    text: Any
    removed: list[Receipt]
    rejected: str


class Rows:
    r"""Cleans rows under a guard, which sets aside those that a cleaner fails on, hangs on or dies of.

    Picklable, and small; engines send it to their workers. What it needs is loaded there by the guarded process alone.

    Args:
        pipeline: the cleaners; those of the preset ``standard`` when left out.
        fields: the columns to read, by default ``text``, ``title`` and ``url``; the last two may be missing.
        seconds: the longest that a row may take.

    >>> rows = [(1, {"text": "Trams run again.\n\nSource link"}), (2, {"text": None})]
    >>> [(number, outcome.text, outcome.rejected) for number, outcome in Rows().outcomes(rows)]
    [(1, 'Trams run again.', ''), (2, None, "column 'text': no string, but NoneType")]
    """

    def __init__(
        self, pipeline: Pipeline | None = None, fields: Fields | None = None, seconds: float = SECONDS
    ) -> None:
        self.fields = fields or Fields()
        self._work = pickle.dumps(Clean(pipeline or Pipeline()))
        self._seconds = seconds

    def outcomes(self, rows: Iterable[tuple[R, Mapping[str, Any]]]) -> Iterator[tuple[R, Outcome]]:
        """What became of rows, in their order; some are read ahead.

        Args:
            rows: pairs of anything, which comes back beside the outcome, and the row's columns.

        Raises:
            UnfitError: the guarded process cannot load a cleaner.
        """
        asked = (((owner, row), self._task(row)) for owner, row in rows)
        for (owner, row), answer in answers(self._work, self._seconds, asked):
            if isinstance(answer, Failure):
                yield owner, Outcome(row.get(self.fields.text), [], answer.reason)
            else:
                yield owner, Outcome(answer.text, answer.removed, "")

    def _task(self, row: Mapping[str, Any]) -> Task | Failure:
        try:
            found = task(self.fields, *map(row.get, self.fields))
        except InputError as error:
            return Failure(str(error))
        reason = excess(found)
        return Failure(reason) if reason else found
