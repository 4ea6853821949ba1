"""What is done with one row: the function that a guard runs."""

from __future__ import annotations

from typing import NamedTuple

from newsclean.corpus.page import article
from newsclean.corpus.rows import Receipt, Task
from newsclean.document import Document
from newsclean.pipeline import Pipeline


class Done(NamedTuple):
    """A cleaned row: what is left, what went, how long the text was, and which cleaners the brake held back."""

    text: str
    removed: list[Receipt]
    length: int
    withheld: tuple[str, ...]


class Clean:
    """Clean the texts of rows; of an HTML page, the article that it shows."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def __call__(self, task: Task) -> Done:
        """The row's text, cleaned.

        Raises:
            InputError: there is no text in a page.
            NewscleanError: a cleaner has failed.
        """
        text = article(task.text, task.url) if isinstance(task.text, bytes) else task.text
        cleaned = self._pipeline.explain(Document(text, url=task.url, title=task.title))
        return Done(
            cleaned.text,
            [removal.to_dict() for removal in cleaned.removals],
            len(text),
            tuple(each.cleaner for each in cleaned.withheld),
        )
