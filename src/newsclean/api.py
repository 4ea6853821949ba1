"""The calls that most people need: clean a text, see what would go and why, or clean a page."""

from __future__ import annotations

from functools import lru_cache

from newsclean import registry
from newsclean.document import Document
from newsclean.pipeline import Pipeline
from newsclean.registry import Cleaner
from newsclean.removal import Cleaned


def clean(
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    lang: str | None = None,
    preset: str = "standard",
) -> str:
    r"""The article that stands in an extracted text, and nothing else.

    Only deletes: every character of the result stands in ``text``, in the same order. A text without noise comes back
    as the same object. For many texts with the same options of your own, build a :class:`Pipeline` once.

    Args:
        text: the text as some scraper extracted it.
        title: the headline, where it is known.
        url: the address of the page, where it is known.
        lang: the language as an ISO 639-1 code, where it is known; phrases of all languages are looked up anyway.
        preset: ``cautious``, ``standard`` or ``strict``.

    Raises:
        UnknownNameError: there is no such preset.

    >>> clean("Trams run again.\n\nSource link")
    'Trams run again.'
    """
    return explain(text, title=title, url=url, lang=lang, preset=preset).text


def explain(
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    lang: str | None = None,
    preset: str = "standard",
) -> Cleaned:
    r"""The same with a receipt for every character that went: its place, its kind, who took it and why.

    The arguments and errors are those of :func:`clean`.

    >>> [(r.kind.value, r.rule) for r in explain("Trams run again.\n\nSource link").removals]
    [('source_link', 'en/source-link')]
    """
    return _pipeline(preset, registry.installed()).explain(Document(text, url=url, title=title, lang=lang))


def clean_html(
    html: str | bytes,
    *,
    url: str | None = None,
    title: str | None = None,
    lang: str | None = None,
    preset: str = "standard",
    extractor: str = "trafilatura",
) -> Cleaned:
    r"""The article that stands on a page, with a receipt for everything that went from the extracted text.

    Receipts and :meth:`Cleaned.restore` refer to the text that the extractor gave, ``result.document.text``. For
    options of your own hand the result of :func:`newsclean.html.document` to a :class:`Pipeline`.

    No page makes it raise; what is wrong with one stands in ``result.warnings``, and the text may be empty.

    Args:
        html: the page; bytes are decoded by the encoding that they have.
        url: the address of the page, where it is known.
        title: the headline, where you know it better than the page does.
        lang: the language as an ISO 639-1 code, where you know it better than the page does.
        preset: ``cautious``, ``standard`` or ``strict``.
        extractor: ``trafilatura``, ``resiliparse`` (needs the extra ``fast``), ``justext``, ``best``, or the name of a
            plug-in.

    Raises:
        UnknownNameError: there is no such preset or extractor.
        ExtractorError: the extractor needs a package that is not installed, or is a plug-in that cannot be loaded.

    >>> paragraph = "The trams have run again since Monday, four months after the flood, and all of them were full. "
    >>> result = clean_html(f"<h1>Trams are back</h1><p>{paragraph * 4}<p>{paragraph * 3}<p>Source link")
    >>> [removal.kind.value for removal in result.removals]
    ['source_link']
    """
    from newsclean.html import document  # lxml and the extractors are loaded when there is a page to read

    found = document(html, url=url, title=title, lang=lang, extractor=extractor)
    return _pipeline(preset, registry.installed()).explain(found)


@lru_cache(maxsize=8)
def _pipeline(preset: str, _cleaners: tuple[Cleaner, ...]) -> Pipeline:
    """The pipeline of a preset, made anew when another cleaner has been declared."""
    return Pipeline(preset)
