"""Documents in: from files to texts with what is known of them, and what cannot be used set aside."""

from __future__ import annotations

import zlib
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

from newsclean.cli import progress
from newsclean.cli.chunk import Chunk
from newsclean.cli.messages import Report, shown
from newsclean.document import Document
from newsclean.errors import NewscleanError
from newsclean.pipeline import Pipeline
from newsclean.removal import Cleaned, Removal


class Item(Protocol):
    """A document and the bytes that it was read from."""

    @property
    def document(self) -> Document:
        """What the cleaners read."""

    def with_text(self, text: str) -> bytes:
        """The bytes with another text in them, and everything else as it was."""

    @property
    def origin(self) -> dict[str, Any]:
        """What finds it again: its file, and the line, id and address of a row."""

    def kept(self) -> Cleaned | None:
        """The result that it brings along, where it was cleaned before and what went was kept beside it."""

    def receipts(self, removals: Iterable[Removal]) -> Iterator[dict[str, Any]]:
        """Removals as plain data, each with the place that it came from."""


class Result(NamedTuple):
    """A cleaned document; ``place`` is for people."""

    place: str
    item: Item
    cleaned: Cleaned


def cleaned(pipeline: Pipeline, options: Namespace, report: Report, *, as_kept: bool = False) -> Iterator[Result]:
    """Every document that the options name, cleaned; those that cannot be are set aside, and the others go on.

    Args:
        pipeline: what cleans them.
        options: which ones, and how they are read.
        report: is told what became of them.
        as_kept: documents that bring their result along are not cleaned again.

    Raises:
        SystemExit: the first document that cannot be used, where the options are strict about it.
    """
    for place, item in read(options, report):
        try:
            result = (item.kept() if as_kept else None) or pipeline.explain(item.document)
        except NewscleanError as error:
            report.aside(place, error)
        else:
            report.passed += 1
            if options.is_guessed and options.format == "text":
                _doubt(item.document.text, place, report)
            yield Result(place, item, result)


def read(options: Namespace, report: Report) -> Iterator[tuple[str, Item]]:
    """Every document that the options name, with its place; those that cannot be read are set aside.

    Raises:
        SystemExit: the first document that cannot be used, where the options are strict about it.
    """
    is_rows = options.format == "jsonl"
    found = chunks(options.files, report, by_line=is_rows)
    parse: Callable[[Chunk], Item]
    if is_rows:
        from newsclean.cli import rows

        parse = partial(rows.parsed, options=options)
        found = progress.watched(found, options.files, is_in_the_way=options.output is None)
    elif options.format == "html":
        from newsclean.cli import pages

        parse = pages.parser(options)
    else:
        from newsclean.cli import texts

        parse = partial(texts.parsed, url=options.url)
    for chunk in found:
        place = f"{shown(chunk.file)}:{chunk.line}" if is_rows else shown(chunk.file)
        try:
            item = parse(chunk)
        except NewscleanError as error:
            report.aside(place, error)
        else:
            yield place, item


def _doubt(text: str, place: str, report: Report) -> None:
    """Tell when a text looks like another format, as it may on standard input, which has no suffix."""
    if text.startswith('{"'):
        report.warn(place, "this looks like JSONL, and was cleaned as one text; for rows, say --format jsonl")
    if text[:100].lstrip().lower().startswith(("<!doctype html", "<html")):
        report.warn(place, "this looks like HTML, and was cleaned as one text; for pages, say --format html")


def chunks(files: Iterable[str], report: Report, *, by_line: bool) -> Iterator[Chunk]:
    """The bytes of the files: each as a whole, or line by line without the blank ones. What cannot be read is told.

    Raises:
        SystemExit: a file cannot be read, and the run is a strict one.
    """
    for name in files:
        try:
            with _opened(name) as stream:
                if by_line:
                    yield from (Chunk(name, number, line) for number, line in enumerate(stream, 1) if line.strip())
                else:
                    yield Chunk(name, 1, stream.read())
        except OSError as error:
            report.cannot_read(name, error)
        except (EOFError, zlib.error) as error:
            report.cannot_read(name, OSError(f"damaged: {error}"))


def _opened(name: str) -> BinaryIO:
    if name == "-":
        return open(0, "rb", closefd=False)
    if not name.lower().endswith(".gz"):
        return Path(name).open("rb")
    import gzip

    return gzip.open(name)  # type: ignore[return-value]
