"""A document: the text as handed in, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar

from newsclean.page import Page

if TYPE_CHECKING:
    from newsclean.repeats import Repeats

T = TypeVar("T")


class Line(NamedTuple):
    """A stretch between newlines that is not blank, without the white space around it.

    ``start`` and ``end`` are code points of the document's text; ``text`` is what stands between them.
    """

    start: int
    end: int
    text: str


class Document:
    r"""A text and what is known of it. Immutable; only ``text`` is needed.

    Args:
        text: the text as some scraper extracted it.
        url: the address of the page.
        title: the headline, without the site's name.
        lang: the language as an ISO 639-1 code, where it is known.
        metadata: anything of your own; newsclean carries it and never looks at it.
        page: what the page says of the text, where it was extracted from HTML by :func:`newsclean.html.document`.

    >>> Document("One.\n\n  Two.\n").lines
    (Line(start=0, end=4, text='One.'), Line(start=8, end=12, text='Two.'))
    """

    __slots__ = (
        "_lines",
        "_memo",
        "_of_lines",
        "before",
        "lang",
        "metadata",
        "page",
        "repeats",
        "text",
        "title",
        "url",
    )

    text: str
    url: str | None
    title: str | None
    lang: str | None
    metadata: Mapping[str, Any]
    page: Page | None
    repeats: Repeats | None  # what its site repeats on its pages, where a pipeline has a site profile that knows it
    before: Document | None  # what the pass before this one has read
    _lines: tuple[Line, ...] | None
    _memo: dict[Callable[..., Any], Any]
    _of_lines: dict[Callable[[str], Any], dict[str, Any]]

    def __init__(  # noqa: PLR0917 -- the order in which it was always given
        self,
        text: str,
        url: str | None = None,
        title: str | None = None,
        lang: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        page: Page | None = None,
    ) -> None:
        put = object.__setattr__
        put(self, "text", text)
        put(self, "url", url)
        put(self, "title", title)
        put(self, "lang", lang)
        put(self, "metadata", metadata or {})
        put(self, "page", page)
        put(self, "repeats", None)
        put(self, "before", None)
        put(self, "_lines", None)
        put(self, "_memo", {})
        put(self, "_of_lines", {})

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a document cannot be changed; make another one to give it another {name}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"Document({self.text!r}, url={self.url!r}, title={self.title!r}, lang={self.lang!r})"

    def __reduce__(self) -> tuple[type[Document], tuple[Any, ...]]:
        # What signals have remembered stays behind.
        return type(self), (self.text, self.url, self.title, self.lang, self.metadata, self.page)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are not blank, in order."""
        if self._lines is None:
            object.__setattr__(self, "_lines", _lines(self.text))
        return self._lines or ()

    def with_text(self, text: str) -> Document:
        """The same document with another text, as the next pass reads it.

        >>> Document("a", title="T").with_text("b")
        Document('b', url=None, title='T', lang=None)
        """
        made = self._twin(text)
        object.__setattr__(made, "before", self)
        object.__setattr__(made, "_of_lines", self._of_lines)  # most lines are the same
        return made

    def with_repeats(self, repeats: Repeats | None) -> Document:
        """The same document with what its site repeats on its pages.

        >>> Document("a").with_repeats(None) == Document("a")
        True
        """
        made = self._twin(self.text)
        object.__setattr__(made, "repeats", repeats)
        return made

    def _twin(self, text: str) -> Document:
        made = Document(text, self.url, self.title, self.lang, self.metadata, self.page)
        object.__setattr__(made, "repeats", self.repeats)
        return made

    def _key(self) -> tuple[str | None, ...]:
        return self.text, self.url, self.title, self.lang


def per_document(signal: Callable[[Document], T]) -> Callable[[Document], T]:
    """Make a function of a document compute once per document, whichever cleaners ask for it."""

    @wraps(signal)
    def remembered(document: Document) -> T:
        memo = document._memo
        if signal not in memo:
            memo[signal] = signal(document)
        found: T = memo[signal]
        return found

    return remembered


def per_line(signal: Callable[[str], T]) -> Callable[[Document, int], T]:
    """Make a function of a line's text compute once per line; the line is named by its number in ``lines``.

    What was computed is kept from pass to pass, for lines that read the same.
    """

    def remembered(document: Document, number: int) -> T:
        memo: dict[str, T] = document._of_lines.setdefault(signal, {})
        text = document.lines[number].text
        if text not in memo:
            memo[text] = signal(text)
        return memo[text]

    return remembered


def _lines(whole: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    start = 0
    for raw in whole.split("\n"):
        end = start + len(raw)
        text = raw.strip()
        if len(text) == len(raw):
            if raw:
                lines.append(Line(start, end, raw))
        elif text:
            first = start + len(raw) - len(raw.lstrip())
            lines.append(Line(first, first + len(text), text))
        start = end + 1
    return tuple(lines)
