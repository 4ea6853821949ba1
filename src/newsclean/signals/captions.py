"""What makes a line look like the caption of a picture, and what speaks against it."""

from __future__ import annotations

import re

from newsclean.document import Document
from newsclean.phrasebook.book import words
from newsclean.signals.quotes import quoted
from newsclean.signals.sentences import OPENERS, ends_sentence
from newsclean.signals.shape import is_bulleted
from newsclean.signals.words import words_of

LONG = 8  # words from which a line that stands twice in a row is no chant and no answer
NAMES = 2  # capitalised words, not counting the first, that name whom a short caption shows
DIGITS = 0.2  # share of digits from which a line is a row of a table
VERSE = 60  # characters that a line of verse has at most
CREDIT = 120  # characters from its end in which a caption names its photographer
AROUND = 3  # lines on each side that tell verse from prose

_BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）]{1,120})[)\]）]")
_CREDIT = re.compile(r"[^\W\d_]+(?=\s?:)|©")
_SPEAKER = re.compile(r"[^\s:][^:]{0,40}:(?:\s|$)|Q[.:]|A[.:]\s")


def without_credit(text: str) -> str:
    """A caption without credits and remarks in brackets, and without a credit at its end.

    >>> without_credit("The mayor (left) opens the bridge (Ann Lee/PA) Photo: Lee")
    'The mayor opens the bridge'
    """
    unbracketed = _BRACKETS.sub("", text) if "(" in text or "[" in text or "（" in text else text
    return _credit_at_end(unbracketed)[0].rstrip(" .|·-–—")


def has_caption_mark(text: str) -> bool:
    """Whether a line bears a mark that only captions bear: a credit, or "(pictured)".

    >>> has_caption_mark("The mayor (pictured) on Friday"), has_caption_mark("The mayor (67) on Friday")
    (True, False)
    """
    if _credit_at_end(text)[1]:
        return True
    remarks = words("pictured")
    for found in _BRACKETS.finditer(text):
        inside = words_of(found.group(1))
        if remarks.intersection(inside) or _is_credit(found.group(1), at_end=found.end() >= len(text) - 1):
            return True
    return bool(remarks.intersection(words_of(text)[:4]))


def caption_likeness(document: Document, number: int, *, adjacent: bool) -> float:
    """How sure it is, from 0 to 1, that a line which stands twice is a caption and not said twice on purpose.

    Args:
        document: the document.
        number: the number of the line.
        adjacent: whether the copies stand directly under one another.
    """
    text = document.lines[number].text
    if _is_said(text) or _is_row(text):
        return 0.0
    if has_caption_mark(text):
        return 0.96
    if text.endswith(("!", "?", "！", "？")) or _in_verse(document, number):
        return 0.0
    tokens = words_of(text)
    closed = ends_sentence(text) and not text.endswith(("…", "..."))
    if adjacent and len(tokens) >= LONG:
        return 0.88 if closed else 0.92
    names = sum(word[0].isupper() for word in re.findall(r"[^\W\d_]+", text)[1:])
    if names >= NAMES and not closed and not text.isupper():
        return 0.85 if adjacent or len(tokens) >= LONG else 0.7
    return 0.4


def _credit_at_end(text: str) -> tuple[str, str]:
    """The text before a credit such as "Photo: Ann Lee" at its end, and the credit."""
    tail = text[-CREDIT:]
    if ":" in tail or "©" in tail:
        for found in _CREDIT.finditer(tail):
            if found.group() == "©" or found.group().casefold() in words("credit"):
                at = len(text) - len(tail) + found.start()
                return text[:at], text[at:]
    return text, ""


def _is_credit(inside: str, *, at_end: bool) -> bool:
    tokens = words_of(inside)
    agency = words("agency").union(words("credit")).intersection(tokens)
    return bool(agency) or (at_end and "/" in inside and not any(character.isdigit() for character in inside))


def _is_said(text: str) -> bool:
    """Whether a line is speech, an item of a list, or a label with what it labels."""
    spoken = quoted(text)
    return text[0] in OPENERS or is_bulleted(text) or bool(spoken and spoken[0][0] < 2) or bool(_SPEAKER.match(text))


def _is_row(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    return digits > DIGITS * len(text) or "|" in text or "\t" in text


def _in_verse(document: Document, number: int) -> bool:
    """Whether the lines around are as short as verse, and the line itself is."""
    lines = document.lines[max(0, number - AROUND) : number + AROUND + 1]
    short = sum(len(line.text) <= VERSE for line in lines)
    return len(lines) > AROUND and short > 0.6 * len(lines) and len(document.lines[number].text) <= VERSE
