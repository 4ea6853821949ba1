"""What a page says of its article apart from the text: headline, author, date, description, the article's body."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

MOST_VALUES = 5000  # values of one block of JSON-LD that are looked at

_TAG = re.compile(r"<[^>]*>")
_LINKED = {"headline": "headline", "description": "description", "articleBody": "body", "datePublished": "date"}
_TITLES = {"og:title", "twitter:title"}
_DESCRIPTIONS = {"og:description", "twitter:description", "description"}
_AUTHORS = {"author", "article:author", "dc.creator", "parsely-author"}
_DATES = {"article:published_time", "datepublished", "date", "dc.date", "parsely-pub-date"}


class Metadata(NamedTuple):
    """What the page's head, its JSON-LD and its first heading say; each in the page's words, unescaped."""

    headlines: tuple[str, ...]
    descriptions: tuple[str, ...]
    authors: tuple[str, ...]
    dates: tuple[str, ...]
    bodies: tuple[str, ...]
    alts: tuple[str, ...]
    lang: str | None


def metadata(tree: Any) -> Metadata:
    """Read the metadata of a parsed page; what is broken is passed over."""
    found: dict[str, list[str]] = {name: [] for name in ("headline", "description", "author", "date", "body")}
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            for name, value in _linked(script.text):
                found[name].append(value)
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        for kind, names in zip(("headline", "description", "author", "date"), _META, strict=True):
            if name in names:
                value = element.get("content") or ""
                if kind != "author" or "://" not in value:  # a profile's address is no name
                    found[kind].append(value)
    found["headline"] += (element.text_content() for element in tree.iter("h1"))
    alts = (element.get(name) or "" for element in tree.iter("img") for name in ("alt", "title"))
    headlines, descriptions, authors, dates, bodies = map(_tidy, found.values())
    return Metadata(headlines, descriptions, authors, dates, bodies, _tidy(alts), _language(tree))


_META = (_TITLES, _DESCRIPTIONS, _AUTHORS, _DATES)


def _linked(text: str) -> Iterator[tuple[str, str]]:
    """The values of one block of JSON-LD that say something of an article."""
    try:
        stack: list[Any] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(MOST_VALUES):
        if not stack:
            return
        value = stack.pop()
        if isinstance(value, list):
            stack += reversed(value[:MOST_VALUES])
        elif isinstance(value, dict):
            for name, inner in value.items():
                if name == "author":
                    yield from (("author", each) for each in _names(inner))
                elif name in _LINKED and isinstance(inner, str):
                    yield _LINKED[name], _TAG.sub(" ", unescape(inner))
            stack += (inner for name, inner in value.items() if isinstance(inner, dict | list) and name != "author")


def _names(author: Any) -> Iterator[str]:
    for each in author if isinstance(author, list) else [author]:
        name = each.get("name") if isinstance(each, dict) else each
        if isinstance(name, str):
            yield unescape(name)


def _tidy(values: Any) -> tuple[str, ...]:
    """The values that say something, each once, with single spaces; those of several lines keep them."""
    lines = ("\n".join(" ".join(line.split()) for line in value.splitlines() if line.strip()) for value in values)
    return tuple(dict.fromkeys(filter(None, lines)))


def _language(tree: Any) -> str | None:
    """The page's language as it declares it, such as ``pt`` of ``pt-BR``."""
    code = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip().lower()[:2]
    return code if len(code) == 2 and code.isalpha() else None
