"""Whether two lines say the same, and how they differ if they nearly do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from unicodedata import combining, normalize

from newsclean.signals.words import words_of

SPELLED = 4  # letters of a word that may be spelled in two ways; shorter ones differ in meaning
WORDS = 3  # words that two lines are compared by at first
AHEAD = 12  # characters that a word mostly has, with a space
LONG = 10  # letters of a word from which two edits are still a spelling


def same_words(first: Sequence[str], second: Sequence[str]) -> str:
    """How two lines of folded words are the same: ``equal``, ``spelling``, ``extended``; empty where they are not.

    ``extended``: one of them goes on where the other stops, in the middle of a word or after it.

    >>> same_words(["minister", "sergey", "lavrov"], ["minister", "sergei", "lavrov"])
    'spelling'
    >>> same_words(["the", "bri"], ["the", "bridge", "in", "may"])
    'extended'
    >>> same_words(["group", "1"], ["group", "2"])
    ''
    """
    if first == second:
        return "equal"
    shorter, longer = sorted((first, second), key=lambda line: sum(map(len, line)))
    if len(shorter) == len(longer):
        odd = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
        if len(odd) <= max(1, len(first) // 6) and all(_is_spelling(a, b) for a, b in odd):
            return "spelling"
    if (
        shorter
        and len(shorter) <= len(longer)
        and shorter[:-1] == longer[: len(shorter) - 1]
        and longer[len(shorter) - 1].startswith(shorter[-1])
    ):
        return "extended"
    return ""


def openings(text: str, count: int = WORDS) -> tuple[str, ...]:
    """The first letters, without accents, of the first words: two lines that say the same have them in common.

    A cheap question before a dear one: lines that differ here need no comparison.

    >>> openings("Étienne and Luc Moreau"), openings("Two words")
    (('e', 'a', 'l'), ('t', 'w'))
    """
    words = words_of(text[: count * AHEAD])
    if len(words) < count and len(text) > count * AHEAD:
        words = words_of(text)
    return tuple(_first_letter(word) for word in words[:count])


def _first_letter(word: str) -> str:
    return word[0] if word[0].isascii() else _variants().get(word[0]) or plain(word[0])[:1]


def _is_spelling(first: str, second: str) -> bool:
    """Whether two words differ as two spellings of one name do: in one stretch, by a letter, in a long word by two.

    >>> _is_spelling("zelensky", "zelenskyy"), _is_spelling("aleksei", "alexei"), _is_spelling("tuesday", "thursday")
    (True, True, False)
    """
    if len(first) == len(second) == 1:
        return first in _variants().get(second, "")
    if min(len(first), len(second)) < SPELLED or not (first + second).isalpha():
        return False
    first, second = plain(first), plain(second)
    if first == second:
        return True
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    a, b = first[start:], second[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    more, fewer = max(len(a), len(b)), min(len(a), len(b))
    return start > 0 and more <= 2 and (fewer <= 1 or max(len(first), len(second)) >= LONG)


def plain(word: str) -> str:
    """A word without its accents.

    >>> plain("étienne")
    'etienne'
    """
    return "".join(letter for letter in normalize("NFD", word) if not combining(letter))


@cache
def _variants() -> dict[str, str]:
    """By character of a Japanese name, the other ways to write it: a group of equals on each line of variants.txt."""
    groups = Path(__file__).with_name("variants.txt").read_text("utf-8").split()
    return {character: group for group in groups for character in group}
