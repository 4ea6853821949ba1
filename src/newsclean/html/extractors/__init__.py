"""Extractors by name: the ones of this package, and those that others announce by an entry point.

An extractor is a function from a page to the text of its article, nothing more. What the page says of that text, and
what of it is noise, is found without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple

from newsclean.errors import ExtractorError, UnknownNameError
from newsclean.html.tree import PageText

ENTRY_POINTS = "newsclean.extractors"
DEFAULT = "trafilatura"

# Imported when they are asked for: each brings a library.
_BUILT_IN = {name: f"newsclean.html.extractors.{name}" for name in ("best", "justext", "resiliparse", "trafilatura")}


class Html(NamedTuple):
    """A page, as extractors read it.

    Args:
        text: the characters of the page.
        words: its word characters and the elements that they stand in.
        url: the address of the page, where it is known.
    """

    text: str
    words: PageText
    url: str | None = None


class Extracted(NamedTuple):
    """What an extractor found.

    Args:
        text: the article, a paragraph a line; empty where there is none.
        title: the headline, where the extractor finds one; else the page's own is taken.
        author: who wrote it, likewise.
        date: when it was published, likewise.
        marks: by :func:`newsclean.page.key` of a line, what else the extractor says of it.
        warnings: what a person should know, each a code, a colon and a sentence.
    """

    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    marks: Mapping[str, frozenset[str]] = MappingProxyType({})
    warnings: tuple[str, ...] = ()


Extractor = Callable[[Html], Extracted]


def installed() -> tuple[str, ...]:
    """The names of all extractors there are, plug-ins included.

    >>> "trafilatura" in installed()
    True
    """
    return tuple(sorted({*_BUILT_IN, *_announced()}))


@cache
def get(name: str) -> Extractor:
    """The extractor of this name.

    Raises:
        UnknownNameError: there is none; the message offers the nearest names.
        ExtractorError: it cannot be loaded; the message says what to install or to mend.

    >>> get("trafilatura").__name__
    'extract'
    """
    if name in _BUILT_IN:
        found: Extractor = import_module(_BUILT_IN[name]).extract
        return found
    announced = _announced()
    if name not in announced:
        raise UnknownNameError("extractor", name, installed())
    entry = announced[name]
    try:
        found = entry.load()
    except Exception as error:
        raise ExtractorError(
            f"the extractor {name!r} ({entry.value}) could not be loaded: {error}; "
            f"mend or uninstall {entry.dist.name if entry.dist else 'it'}"
        ) from error
    return found


def _announced() -> dict[str, Any]:
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in entry_points(group=ENTRY_POINTS)}
