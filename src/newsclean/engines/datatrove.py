"""datatrove: steps between a reader and a writer, for whatever executor runs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from newsclean.corpus.guard import SECONDS
from newsclean.corpus.rows import Fields
from newsclean.document import Document
from newsclean.engines.rows import REJECTED, Rows
from newsclean.pipeline import Pipeline
from newsclean.sites.counts import Counts
from newsclean.sites.learning import decide
from newsclean.sites.page import Page, page_of

try:
    from datatrove.pipeline.base import PipelineStep
except ModuleNotFoundError:
    raise ImportError("datatrove is missing: pip install 'newsclean[datatrove]'") from None


class Clean(PipelineStep):
    r"""Clean documents. Their metadata get a ``rejected``, which is empty, or says why a text stays as it was.

    That is so for a document on which a cleaner fails, hangs or dies. Alone, datatrove waits for ever for a process
    that has died.

    Args:
        pipeline: the cleaners; those of the preset ``standard`` when left out.
        url: the name of the address in the metadata, where it may be missing.
        title: the name of the headline, the same.
        seconds: the longest that a document may take.

    >>> from datatrove.data import Document
    >>> [document] = Clean().run([Document("Trams run again.\n\nSource link", id="1")])
    >>> document.text, document.metadata
    ('Trams run again.', {'rejected': ''})
    """

    name = "newsclean"
    type = "✂️ - FORMAT"

    def __init__(
        self, pipeline: Pipeline | None = None, *, url: str = "url", title: str = "title", seconds: float = SECONDS
    ) -> None:
        super().__init__()
        self._rows = Rows(pipeline, Fields("text", title, url), seconds)

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:  # noqa: ARG002
        """The documents, cleaned."""
        rows = ((document, {**document.metadata, "text": document.text}) for document in data)
        for document, outcome in self._rows.outcomes(rows):
            self.stat_update("total", REJECTED if outcome.rejected else "cleaned")
            self.stat_update("removed", value=sum(len(each["text"]) for each in outcome.removed), unit="doc")
            document.text = outcome.text
            document.metadata[REJECTED] = outcome.rejected
            yield document


class Count(PipelineStep):
    """Count the lines of pages into a folder, for :class:`Merge`; the last step of its pipeline.

    Args:
        folder: where the counts go: one that all tasks reach, and that holds nothing else.
        url: the name of the address in the metadata; documents without one are left out.
    """

    name = "newsclean count"
    type = "🫂 - DEDUP"

    def __init__(self, folder: str | Path, *, url: str = "url") -> None:
        super().__init__()
        self._folder, self._url = Path(folder), url

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> None:  # noqa: ARG002
        """Count this task's documents; once more when a task is run again changes nothing."""
        home = self._folder / f"{rank:06}"
        home.mkdir(parents=True, exist_ok=True)
        Counts(home).count(enumerate(map(self._page, data), 1))

    def _page(self, document: Any) -> Page | None:
        self.stat_update("total")
        return page_of(Document(document.text, url=document.metadata.get(self._url)))


class Merge(PipelineStep):
    """Write the profile that :func:`newsclean.sites.learn` would write of all that was counted; by one task.

    Args:
        folder: that of the counts.
        path: the Parquet file to write.
    """

    name = "newsclean merge"
    type = "🫂 - DEDUP"

    def __init__(self, folder: str | Path, path: str | Path) -> None:
        super().__init__()
        self._folder, self._path = Path(folder), Path(path)

    def run(self, data: Iterable[Any] | None = None, rank: int = 0, world_size: int = 1) -> None:  # noqa: ARG002
        """Judge what was counted.

        Raises:
            NewscleanError: the file cannot be written.
        """
        if rank == 0:
            learned = decide(sorted(self._folder.iterdir()), self._path)
            for name, value in learned._asdict().items():
                self.stat_update(name, value=value, unit="profile")
