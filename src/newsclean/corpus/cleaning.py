"""What is done with one row: the function that a guard runs."""

from __future__ import annotations

from typing import NamedTuple

from newsclean.corpus.rows import Receipt, Task
from newsclean.document import Document
from newsclean.errors import InputError
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
        document = document_of(task)
        cleaned = self._pipeline.explain(document)
        return Done(
            cleaned.text,
            [removal.to_dict() for removal in cleaned.removals],
            len(document.text),
            tuple(each.cleaner for each in cleaned.withheld),
        )


def document_of(task: Task) -> Document:
    """What there is to read in a row: its text, or the article of its page.

    Raises:
        InputError: there is no text in the page.
    """
    if isinstance(task.text, str):
        return Document(task.text, url=task.url, title=task.title)
    from newsclean import html  # which needs an extractor, and only pages do

    found = html.document(task.text, url=task.url, title=task.title)
    if not found.text:
        raise InputError("; ".join(found.page.warnings) if found.page else "there is no article")
    return found
