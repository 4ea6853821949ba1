"""From a page to a document: the article's text as an extractor has it, and what the page says of it."""

from __future__ import annotations

from newsclean.document import Document
from newsclean.errors import ExtractorError
from newsclean.html import extractors
from newsclean.html.extractors import Extracted, Extractor, Html
from newsclean.html.hints import hints
from newsclean.html.metadata import Metadata, metadata
from newsclean.html.source import source
from newsclean.html.tree import PageText, parsed
from newsclean.page import Page

SHORT = 250  # characters of a text so short that an article in the page's JSON-LD is preferred


def document(
    html: str | bytes,
    *,
    url: str | None = None,
    title: str | None = None,
    lang: str | None = None,
    extractor: str = extractors.DEFAULT,
) -> Document:
    r"""The text of a page's article, with what the page says of it, for :class:`newsclean.Pipeline` to clean.

    No page makes it raise: what is wrong with one stands in ``document.page.warnings``, and the text may be empty.

    Args:
        html: the page; bytes are decoded by the encoding that they have.
        url: the address of the page, where it is known.
        title: the headline, where you know it better than the page does.
        lang: the language as an ISO 639-1 code, where you know it better than the page does.
        extractor: the name of an extractor; :func:`newsclean.html.extractors.installed` lists them.

    Raises:
        UnknownNameError: there is no such extractor.
        ExtractorError: it needs a package that is not installed, or is a plug-in that could not be loaded.

    >>> page = "<title>Alder Herald</title><h1>Trams are back</h1><p>" + "Trams run again since Monday. " * 9
    >>> found = document(page)
    >>> found.title, found.text[:29]
    ('Trams are back', 'Trams run again since Monday.')
    """
    find = extractors.get(extractor)
    read = source(html)
    tree = parsed(read.text) if read.text.strip() else None
    if tree is None:
        warnings = read.warnings or ("page-empty: there is nothing on the page",)
        return Document("", url, title, lang, page=Page(warnings=warnings))
    is_frames = tree.find(".//frameset") is not None
    said, words = metadata(tree), PageText(tree)
    extracted, failed = _extracted(find, Html(read.text, words, url), extractor)
    text, instead = _text(extracted, said, is_frames=is_frames)
    if failed and not text:
        instead = ()  # that it found nothing needs no saying
    lines = [line for line in text.split("\n") if line.strip()]
    found = hints(words, said, lines, extracted.marks)
    page = Page(
        said.headlines,
        tuple(dict.fromkeys(filter(None, (extracted.author, *said.authors)))),
        extracted.date or next(iter(said.dates), None),
        found,
        (*read.warnings, *failed, *extracted.warnings, *instead),
    )
    headline = title or extracted.title or next(iter(said.headlines), None)
    return Document(text, url, headline, lang or said.lang, page=page)


def _extracted(find: Extractor, page: Html, name: str) -> tuple[Extracted, tuple[str, ...]]:
    try:
        return find(page), ()
    except ExtractorError:
        raise  # nothing is wrong with the page
    except Exception as error:  # whatever a library makes of a broken page, the others must go on
        return Extracted(""), (f"extractor-failed: {name} failed on this page: {type(error).__name__}: {error}",)


def _text(extracted: Extracted, said: Metadata, *, is_frames: bool) -> tuple[str, tuple[str, ...]]:
    """The text, or the article of the page's JSON-LD where the extractor found next to nothing."""
    body = max(said.bodies, key=len, default="")
    if len(extracted.text) < SHORT and len(body) > max(SHORT, 2 * len(extracted.text)):
        return body, ("from-json-ld: the page shows no article; the text is the one in its JSON-LD",)
    if extracted.text.strip():
        return extracted.text, ()
    if is_frames:
        return "", ("frames: the page is a set of frames; the article stands in one of the pages that it names",)
    return "", ("no-article: the extractor found no article on the page",)
