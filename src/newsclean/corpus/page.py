"""The text of an HTML page. One place, so that another extractor is one line."""

from __future__ import annotations

from newsclean.errors import InputError


def article(page: bytes, url: str | None) -> str:
    """The text of the article in a page.

    Raises:
        InputError: the extractor finds none.
    """
    import trafilatura

    text = trafilatura.extract(page, url=url)
    if not text:
        raise InputError("no article found in the page")
    return text
