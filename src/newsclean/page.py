"""What a page says of itself and of the lines that were extracted from it. A plain text has none of this."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

KEY = 40  # word characters that tell a line from the others: what a cleaner leaves of a line keeps its hint

_NO_WORD = re.compile(r"[\W_]+")


class Hint(NamedTuple):
    """What the page says of one line.

    Args:
        links: the share of the line's characters that are links, from 0 to 1.
        strong: the share that is bold or italic.
        body: the share of the page's running text that stands in the same element as the line's block.
        around: the same for the element around that one.
        alike: the share in blocks with the same tag and class.
        up: elements from the line's block up to one that also holds most of the running text.
        down: elements from there down to the one that holds it.
        group: a number for all lines of the page that stand in the same sort of place.
        marks: the names of what else is known, such as ``in-figcaption``, ``named-related`` or ``in-article-body``.
    """

    links: float = 0.0
    strong: float = 0.0
    body: float = 0.0
    around: float = 0.0
    alike: float = 0.0
    up: int = 0
    down: int = 0
    group: int = -1
    marks: frozenset[str] = frozenset()


UNKNOWN = Hint()


class Page(NamedTuple):
    """What a page says of its article.

    Args:
        headlines: the article's headline in the ways that the page gives it.
        authors: who wrote it.
        date: when it was published, as the page writes it.
        hints: by :func:`key`, what the page says of the lines of the extracted text.
        warnings: what a person should know of the extraction, each a code, a colon and a sentence.
    """

    headlines: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    date: str | None = None
    hints: Mapping[str, Hint] = MappingProxyType({})
    warnings: tuple[str, ...] = ()

    def hint(self, line: str) -> Hint:
        """What the page says of this line; nothing for a line that it does not hold.

        >>> Page(hints={"readmore": Hint(links=1.0)}).hint("Read more").links
        1.0
        """
        return self.hints.get(key(line), UNKNOWN)

    def __reduce__(self) -> tuple[object, ...]:
        # A read-only view cannot be pickled; what it shows can.
        return type(self), (self.headlines, self.authors, self.date, dict(self.hints), self.warnings)


def key(line: str) -> str:
    """What a line is known by: its first letters and digits, whatever stands between them.

    >>> key("- Read more: Trams run again")
    'readmoretramsrunagain'
    """
    return word_characters(line)[:KEY]


def word_characters(text: str) -> str:
    """The letters and digits of a text, in lower case: extractors differ in everything else.

    >>> word_characters("| 4 – 2 | Derby")
    '42derby'
    """
    return _NO_WORD.sub("", text).lower()
