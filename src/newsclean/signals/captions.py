"""What makes a line look like the caption of a picture, and what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from newsclean.document import Document
from newsclean.phrasebook.book import words
from newsclean.signals.quotes import quoted
from newsclean.signals.sentences import OPENERS, ends_sentence
from newsclean.signals.shape import is_bulleted
from newsclean.signals.words import is_unspaced, width, words_of

LONG = 8  # words from which a line that stands twice in a row is no chant and no answer
NAMES = 2  # capitalised words, not counting the first, that name whom a short caption shows
DIGITS = 0.2  # share of digits from which a line is a row of a table
VERSE = 75  # letters that a line of verse is wide at most
CREDIT = 120  # characters from its end in which a caption names its photographer
AROUND = 3  # lines on each side that tell verse from prose

_BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）]{1,120})[)\]）]")
_CREDIT = re.compile(
    r"(?<![^\s:：()（）\[\]])[^\s:：()（）\[\]]+(?=\s?[:：]|\s([^\W\d_]{2,4})\s([^\W\d_])|(?<=\.)\s)|©"
)
_TOKEN = re.compile(r"[^\s:：()（）\[\]]+")
_SPEAKER = re.compile(r"[^\s:][^:]{0,40}:(?:\s|$)|Q[.:]|A[.:]\s")


def without_brackets(text: str) -> str:
    """A caption without what stands in brackets.

    >>> without_brackets("The mayor (left) opens the bridge")
    'The mayor opens the bridge'
    """
    return _BRACKETS.sub("", text) if "(" in text or "[" in text or "（" in text else text


def without_credit(text: str) -> str:
    """A caption without what stands in brackets, and without a credit at its end.

    >>> without_credit("The mayor (left) opens the bridge (Ann Lee/PA) Photo: Lee")
    'The mayor opens the bridge'
    """
    return _credit_at_end(without_brackets(text))[0].rstrip(" .|·-–—")


def remarks(text: str) -> list[str]:
    """What a caption says in brackets, credits and "(pictured)" aside.

    >>> remarks("The mayor (left) opens the bridge (Ann Lee/PA)")
    ['left']
    """
    return [found.group(1).casefold() for found in _BRACKETS.finditer(text) if not _is_caption_bracket(text, found)]


def has_caption_mark(text: str) -> bool:
    """Whether a line bears a mark that only captions bear: a credit, or "(pictured)".

    >>> has_caption_mark("The mayor (pictured) on Friday"), has_caption_mark("The mayor (67) on Friday")
    (True, False)
    """
    if _credit_at_end(text)[1]:
        return True
    if any(_is_caption_bracket(text, found) for found in _BRACKETS.finditer(text)):
        return True
    return bool(words("pictured").intersection(words_of(text)[:4]))


def _is_caption_bracket(text: str, found: re.Match[str]) -> bool:
    """Whether what stands in brackets is a credit, or says that somebody is in the picture."""
    inside = found.group(1)
    if _has_word(inside, "pictured") or _has_word(inside, "agency") or _has_word(inside, "credit"):
        return True
    at_end = found.end() >= len(text) - 1
    return at_end and "/" in inside and not any(character.isdigit() for character in inside)


def _has_word(text: str, listed: str) -> bool:
    """Whether a text has a word of a list; in scripts without spaces a word may stand anywhere."""
    if words(listed).intersection(words_of(text)):
        return True
    return not text.isascii() and any(word in text for word in _unspaced(listed))


def caption_likeness(document: Document, copies: Sequence[int], *, adjacent: bool) -> float:
    """How sure it is, from 0 to 1, that lines which say the same are a caption and not said twice on purpose.

    Args:
        document: the document.
        copies: the numbers of the lines.
        adjacent: whether the copies stand directly under one another.
    """
    texts = [document.lines[number].text for number in copies]
    if any(_is_row(text) for text in texts):
        return 0.0
    if any(has_caption_mark(text) for text in texts):
        return 0.96
    if any(_is_said(text) or text.endswith(("!", "?", "！", "？")) for text in texts) or _in_verse(document, copies):
        return 0.0
    return _unmarked_likeness(max(texts, key=len), adjacent=adjacent)


def _unmarked_likeness(text: str, *, adjacent: bool) -> float:
    """The same of a line that bears no mark of captions: from its length, its names and its end."""
    long = len(words_of(text)) >= LONG
    closed = ends_sentence(text) and not text.endswith(("…", "..."))
    if adjacent and long:
        return 0.88 if closed else 0.92
    names = sum(word[0].isupper() for word in re.findall(r"[^\W\d_]+", text)[1:])
    if names >= NAMES and not closed and not text.isupper():
        return 0.85 if adjacent or long else 0.7
    return 0.4


def _credit_at_end(text: str) -> tuple[str, str]:
    """The text before a credit such as "Photo: Ann Lee" at its end, and the credit."""
    tail = text[-CREDIT:]
    if "©" not in tail and not _has_credit_word(tail.casefold()):
        return text, ""
    for found in _CREDIT.finditer(tail):
        if found.group() == "©" or (_is_credit_word(found.group().casefold()) and _names(found)):
            at = len(text) - len(tail) + found.start()
            while (words_before := text[:at].split()) and _is_credit_word(words_before[-1].casefold()):
                at = text.rindex(words_before[-1], 0, at)  # "Crédit photo :"
            return text[:at], text[at:]
    return text, ""


def _names(found: re.Match[str]) -> bool:
    """Whether a word such as "Photo" names somebody: by a colon, or as in "Foto di Ilaria"."""
    by, name = found.group(1), found.group(2)
    return not by or (by in words("by") and found.group()[0].isupper() and name.isupper())


def _is_credit_word(word: str) -> bool:
    """Whether a folded word says who took the picture."""
    return word in words("credit") or word.endswith(_unspaced("credit"))


def _has_credit_word(folded: str) -> bool:
    """The same of any of the words of a text, in one look."""
    if not words("credit").isdisjoint(_TOKEN.findall(folded)):
        return True
    return not folded.isascii() and any(word in folded for word in _unspaced("credit"))


@cache
def _unspaced(listed: str) -> tuple[str, ...]:
    """The words of a list in scripts without spaces, where a word may stand inside another."""
    return tuple(word for word in sorted(words(listed)) if is_unspaced(word[-1]))


def _is_said(text: str) -> bool:
    """Whether a line is speech, an item of a list, or a label with what it labels."""
    spoken = quoted(text)
    opens_quoted = text[0] in OPENERS or bool(spoken and spoken[0][0] < 2)
    return opens_quoted or is_bulleted(text) or bool(_SPEAKER.match(text))


def _is_row(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    return digits > DIGITS * len(text) or "|" in text or "\t" in text


def _has_full_name(text: str) -> bool:
    """Whether two words with capitals stand side by side in a line that has others, as captions name who does what."""
    words_there = text.split()[1:]
    named = any(one[0].isupper() and other[0].isupper() for one, other in pairwise(words_there))
    return named and any(word.islower() for word in words_there)


def _in_verse(document: Document, copies: Sequence[int]) -> bool:
    """Whether the copies are as short as verse, and most other lines around one of them, or the line beside it, too."""
    size = width(document.lines[copies[0]].text)
    among = frozenset(copies)

    def is_verse(text: str) -> bool:
        closed = text.endswith((".", "。", "।", '."', ".”", ".’"))
        return width(text) <= VERSE and not closed and (text.isupper() or not _has_full_name(text))

    def texts_around(number: int, reach: int) -> list[str]:
        window = range(max(0, number - reach), min(len(document.lines), number + reach + 1))
        return [document.lines[each].text for each in window if each not in among]

    for number in copies if size <= VERSE else ():
        others, beside = texts_around(number, AROUND), texts_around(number, 1)
        if 2 * sum(map(is_verse, others)) > len(others) > 1:
            return True
        if any(is_verse(text) and size / 2 < width(text) < size * 2 for text in beside):
            return True
    return False
