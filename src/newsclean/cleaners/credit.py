"""Lines that only say who took a picture or made a video.

Besides the stock phrases: lines made of nothing but words of credits, agencies and names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document, per_line
from newsclean.kinds import Kind
from newsclean.phrasebook.book import words
from newsclean.registry import cleaner
from newsclean.removal import Cut
from newsclean.signals.captions import without_credit
from newsclean.signals.names import is_named
from newsclean.signals.phrases import hits, line_of
from newsclean.signals.words import words_of

LONGEST = 110  # characters of a line that is only a credit
WORDS = 10  # words after "Photo:"
NAMED = 0.92  # "Photo: Ana Silva"
AGENCY = 0.85  # "Ana Silva / AFP", without a word for photo
ALONE = 0.65  # "Reuters", "Tom Ngata, Reuters"
SHORT = 0.5  # "PA", "Ashby, PA": so short a word stands for much else in tables and addresses

_BRACKETS = ("()", "[]", "（）", "【】")
_CAPTIONED = re.compile(r"[()\[\]（）:：©]")  # marks that stand between a caption and its credit
_PARTS = re.compile(r"\s*[/|;,·•+]\s*|\s+(?:-|–|—)\s+|\s+via\s+")
_LABEL = re.compile(r"[^:：©]{0,40}[:：]\s*|\s*©\s*|\S{1,30}\s")  # "Photo:", "©", the first word of "Photo by"
# The end of a sentence, a figure that is no year, an address.
_PROSE = re.compile(r"[^\W\d_]{3}[.!?]\s|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d|@")


@cleaner("credit", kind=Kind.CREDIT)
def credit(document: Document) -> Iterator[Cut]:
    """Who took the picture: "Photo: Jane Doe / Agency"."""
    yield from stock_cuts(document, Kind.CREDIT)
    sources = {line_of(document, hit.start) for hit in hits(document, Kind.SOURCE_LINK)}  # "Source: Daily Herald"
    for number, line in enumerate(document.lines):
        if len(line.text) <= LONGEST and number not in sources:
            rule, sure = _shape_of(document, number)
            if sure:
                yield Cut(line.start, line.end, rule, sure)


def _bare(text: str) -> str:
    """A line without bullets and without the brackets around all of it."""
    bare = text.strip(" •*")
    return bare[1:-1].strip() if bare[:1] + bare[-1:] in _BRACKETS else bare


def _shape(text: str) -> tuple[str, float]:
    """The rule by which a line is a credit, and how sure it is."""
    text = _bare(text)
    if text and not without_credit(text):
        named = _LABEL.sub("", text, count=1)
        whole = bool(named) and len(named.split()) <= WORDS and _is_names(named)
        return ("credit", NAMED) if whole else ("", 0.0)
    parts = _parts_of(text)
    if _CAPTIONED.search(text) or not any(map(_is_agency, parts)) or not _is_names(text):
        return "", 0.0
    if len(parts) > 1 and ("/" in text or "|" in text):
        return "agency", AGENCY
    return "agency-alone", SHORT if min(map(len, parts)) < 3 else ALONE


_shape_of = per_line(_shape)


def _parts_of(text: str) -> list[str]:
    return [part for part in _PARTS.split(text) if part.strip()]


def _is_names(text: str) -> bool:
    """Whether a text is names and agencies, with nothing that would make it a sentence."""
    closed = text.endswith((".", "!", "?", ":", "…", "。"))
    return not closed and not _PROSE.search(text) and all(map(is_named, _parts_of(text)))


def _is_agency(text: str) -> bool:
    """Whether a part is the name of an agency, with a word or two more: "Getty Images"."""
    found = words_of(text)
    return bool(found) and found[0] in words("agency") and len(found) <= 3
