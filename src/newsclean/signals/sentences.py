"""Sentences of a line, also where the space between two of them has been lost."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from pathlib import Path

from newsclean.document import Document, per_line

CLOSERS = "\"'”’»›)]）】」』"
OPENERS = "\"'“„‘«‹»›([（【「『¿¡—–-"

# An end mark with what closes behind it. The second half: scripts whose full stop needs no space after it.
# French puts a space before the angled mark that closes.
_CLOSED = rf"(?:[{re.escape(CLOSERS)}]|\s»(?!\w))*"
_END = re.compile(rf"[.!?…؟۔।]+{_CLOSED}|[。！？]+{_CLOSED}")


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of one line as ``(start, end)``, without the white space between them.

    A missing space is no obstacle where a small letter, an end mark and a capital meet. Initials and common
    abbreviations do not end a sentence.

    >>> line = "Thank you.The mayor met Dr. J. Okafor. He left"
    >>> [line[a:b] for a, b in sentences(line)]
    ['Thank you.', 'The mayor met Dr. J. Okafor.', 'He left']
    """
    spans: list[tuple[int, int]] = []
    start = quotes = counted = 0
    for mark in _END.finditer(text):
        end = mark.end()
        quotes += text.count('"', counted, end)
        counted = end
        if _opens_next(text, end, odd=bool(quotes % 2)):
            end -= 1
        if end < len(text) and _ends_here(text, mark.start(), end):
            spans.append((start, end))
            start = _after_space(text, end)
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans


def _opens_next(text: str, end: int, *, odd: bool) -> bool:
    """Whether the mark before ``end`` opens the next sentence: a straight one that is the odd one, or a German »."""
    mark, after = text[end - 1], text[end : end + 1]
    return (mark == '"' and odd and not after.isspace()) or (mark == "»" and after.isalnum())


sentences_of = per_line(sentences)


def sentences_around(document: Document, number: int, start: int, end: int) -> tuple[int, int]:
    """The numbers of the sentences, first and behind the last, that ``start:end`` of the text stands in.

    >>> sentences_around(Document("One. Two. Three."), 0, 6, 7)
    (1, 2)
    """
    spans = sentences_of(document, number)
    line = document.lines[number]
    first = bisect_right(spans, (start - line.start, len(line.text) + 1)) - 1
    return max(first, 0), max(bisect_left(spans, (end - line.start, 0)), first + 1)


def ends_sentence(text: str) -> bool:
    """Whether a text closes as a sentence does, quotation marks and brackets aside.

    >>> ends_sentence("He said: “No.”"), ends_sentence("Ten things to know")
    (True, False)
    """
    return text.rstrip().rstrip(CLOSERS).endswith((".", "!", "?", "…", "؟", "۔", "।", "。", "！", "？"))


def _ends_here(text: str, mark: int, end: int) -> bool:
    """Whether a sentence ends with the end mark and the closers at ``mark:end``."""
    if text[mark] in "。！？":
        return True
    following = _after_space(text, end)
    if following >= len(text):
        return False
    opened = following
    while opened < len(text) - 1 and (text[opened] in OPENERS or (text[opened].isspace() and opened > following)):
        opened += 1
    first = text[opened]
    if following > end:
        return not first.islower() and not (text[mark:end] == "." and _abbreviated(text, mark))
    before = text[max(0, mark - 2) : mark].rstrip()[-1:]
    closed = end - mark > 1 and text[end - 1] in CLOSERS
    ended = before.islower() or before.isdigit() or before in "%€$£)" or closed
    return first.isupper() and ended and not text[opened + 1 : opened + 2].isupper()


def _abbreviated(text: str, dot: int) -> bool:
    word = re.search(r"[^\W\d_]*\Z", text[max(0, dot - 12) : dot])
    found = word.group() if word else ""
    return len(found) == 1 or found.casefold() in _abbreviations()


def _after_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("abbreviations.txt").read_text("utf-8").split())
