"""The HTML format: a file is a page, and the text of its article is the document."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from newsclean.cli.chunk import Chunk
from newsclean.cli.texts import Text
from newsclean.html import document, extractors


class Article(Text):
    """The text of a page's article; lines and places of its removals are those of that text."""

    __slots__ = ()

    def with_text(self, text: str) -> bytes:
        """The text as bytes, closed by a newline."""
        return text.encode() + b"\n" * bool(text)


def parser(options: Namespace) -> Callable[[Chunk], Article]:
    """What makes an article of a page's bytes, with the extractor that the options name.

    Raises:
        UnknownNameError: there is no such extractor.
        ExtractorError: it cannot be loaded.
    """
    name = options.extractor or extractors.DEFAULT
    extractors.get(name)  # a wrong name is told once, before anything is read
    return lambda chunk: Article(chunk, document(chunk.data, url=options.url, extractor=name))
