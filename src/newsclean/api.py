"""The two calls that most people need: clean a text, or see what would go and why."""

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


@lru_cache(maxsize=8)
def _pipeline(preset: str, _cleaners: tuple[Cleaner, ...]) -> Pipeline:
    """The pipeline of a preset, made anew when another cleaner has been declared."""
    return Pipeline(preset)
