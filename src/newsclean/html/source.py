"""From the bytes of a page to its characters."""

from __future__ import annotations

import re
from typing import NamedTuple

# Limits that bound the time of whatever comes after; benchmarks/pages.py --hostile measures what they allow.
MOST_CHARACTERS = 10_000_000  # five times the largest of the 284 pages that the extractors were measured on
MOST_TAGS = 60_000  # ten times the most on these pages
MOST_UNREADABLE = 0.001  # share of replaced characters from which a person should know

_META = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)", re.IGNORECASE)


class Source(NamedTuple):
    """A page's characters, and what a person should know of them."""

    text: str
    warnings: tuple[str, ...] = ()


def source(html: str | bytes) -> Source:
    """The characters of a page; none where it is over a limit.

    Bytes that are UTF-8 are read as such, whatever they declare: nothing else looks like it. Others are read as a
    browser reads them (byte order mark, then the declared encoding), and where nothing is declared, or it cannot be
    true, by a guess from the bytes.
    """
    if len(html) > MOST_CHARACTERS:
        return Source("", (f"page-too-large: the page has more than {MOST_CHARACTERS:,} characters and was not read",))
    text, warnings = (_whole(html), ()) if isinstance(html, str) else _decoded(html)
    if text.count("<") > MOST_TAGS:
        return Source("", (f"page-too-complex: the page has more than {MOST_TAGS:,} tags and was not read",))
    return Source(text, warnings)


def _whole(text: str) -> str:
    """The text without halves of surrogate pairs, which no parser takes; nearly always the same object."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    from w3lib.encoding import html_to_unicode

    encoding, text = html_to_unicode(None, data, auto_detect_fun=_guessed, default_encoding="cp1252")
    bad = text.count("\ufffd") - data.count("\ufffd".encode())
    if bad > MOST_UNREADABLE * len(text) and _META.search(data[:4096]):
        guess = _guessed(data)
        other = data.decode(guess, "replace") if guess else text
        if other.count("\ufffd") < bad:
            return other, (f"wrong-encoding: the page is not {encoding} as it says, and was read as {guess}",)
    if bad > 0:
        return text, (f"undecodable: {bad:,} characters could not be read as {encoding}",)
    return text, ()


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # The beginning and the end hold the least markup that all pages share; a guess from all of a large page takes long.
    best = from_bytes(data if len(data) < 20_000 else data[:10_000] + data[-10_000:]).best()
    return best.encoding if best else None
