"""Captions that stand twice or more, equal or nearly so. The fullest copy stays.

Extractors read a picture's alternative text, its caption and the caption of its enlarged view. The copies differ in
quotation marks, in "(pictured)", in a credit, in the spelling of a name, or one is cut short with dots. Much else
stands twice on purpose: refrains, chants, answers, rows of tables. So a copy goes only when it looks like a caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut
from newsclean.signals.captions import caption_likeness, has_caption_mark, remarks, without_brackets, without_credit
from newsclean.signals.folded import folded_lines
from newsclean.signals.sentences import OPENERS, ends_sentence
from newsclean.signals.similarity import openings, same_words
from newsclean.signals.words import words_of

SHORTEST = 3  # words of a caption that is worth a comparison
LONGEST = 600  # characters of a caption
OPENING = 3  # characters with which two copies begin alike; lines that open differently are not compared
FURTHER = 240  # characters of a line that no credit can end before its first words
WORDS_FURTHER = 8  # how many words these are
RECENT = 6  # earlier lines with the same opening that are compared
FAMILIES = 8  # different captions that lines which open alike are told apart into
EXTENDED = 4  # words that two lines must share when one goes on where the other stops
NEARLY = 0.95  # how much of its likeness a near copy keeps

_DOTS = ("…", "...")
# The first letters of the first three words, where these are plain: letters of the alphabets that come before Hebrew in
# Unicode, between them Latin punctuation but for brackets. Ranges and small classes only: a large class takes
# milliseconds to compile.
_PUNCTUATION = "".join(
    re.escape(character) for character in map(chr, range(256)) if re.match(r"[^\w\n(\[]|_", character)
)
_LETTER, _BETWEEN = r"[^\W_\u0590-\uffff]", f"[{_PUNCTUATION}]"
_LETTERS = rf"{_BETWEEN}*({_LETTER}){_LETTER}*{_BETWEEN}+({_LETTER}){_LETTER}*{_BETWEEN}+({_LETTER})"


@cache
def _letters_pattern() -> re.Pattern[str]:
    return re.compile(_LETTERS)


class _Copy(NamedTuple):
    """A line that may be a caption."""

    number: int
    text: str
    words: tuple[str, ...]

    @property
    def fullness(self) -> tuple[bool, int, int]:
        """The fullest copy is the greatest: not cut short, with the most words, the first of equals."""
        return not self.text.endswith(_DOTS), len(words_of(self.text)), -self.number


@cleaner("caption_duplicate", kind=Kind.CAPTION_DUPLICATE)
def caption_duplicate(document: Document) -> Iterator[Cut]:
    """Captions that stand twice, equal or nearly: the fullest copy stays."""
    for group in _groups(document):
        for kept, copies, rule in _families(group):
            numbers = sorted(copy.number for copy in (kept, *copies))
            adjacent = any(after - before == 1 for before, after in pairwise(numbers))
            likeness = caption_likeness(document, numbers, adjacent=adjacent)
            for copy in copies:
                line = document.lines[copy.number]
                yield Cut(line.start, line.end, rule, likeness if rule == "equal" else likeness * NEARLY)
    yield from _run_together(document)


def _groups(document: Document) -> Iterator[list[_Copy]]:
    """Lines of which each says the same as an earlier one."""
    groups: dict[int, list[_Copy]] = {}
    leader: dict[int, int] = {}
    for copy, earlier in _pairs(document):
        first = leader.get(earlier.number, earlier.number)
        leader[copy.number] = first
        groups.setdefault(first, [earlier]).append(copy)
    yield from groups.values()


def _families(group: list[_Copy]) -> Iterator[tuple[_Copy, list[_Copy], str]]:
    """The fullest line of a group with its copies and the way in which they are the same; then of the rest, likewise.

    One caption that is cut short may link two that are different: nothing goes that is not a copy of what stays.
    """
    for _ in range(FAMILIES):
        if len(group) < 2:
            return
        kept = max(group, key=lambda copy: copy.fullness)
        ways = {copy.number: _sameness(*sorted((kept, copy))) for copy in group if copy is not kept}
        copies = [copy for copy in group if ways.get(copy.number)]
        if copies:
            yield kept, copies, next((way for way in ways.values() if way not in ("", "equal")), "equal")
        gone = {kept.number, *(copy.number for copy in copies)}
        group = [copy for copy in group if copy.number not in gone]


def _pairs(document: Document) -> Iterator[tuple[_Copy, _Copy]]:
    """Each line with the earlier line that says the same, where there is one."""
    for numbers in _alike(document):
        equal: dict[tuple[str, ...], _Copy] = {}
        recent: list[_Copy] = []
        for number in numbers:
            copy = _Copy(number, document.lines[number].text, words_of(without_credit(document.lines[number].text)))
            if len(copy.words) < SHORTEST:
                continue
            candidates = [equal[copy.words]] if copy.words in equal else recent
            found = next((each for each in candidates if _sameness(each, copy)), None)
            if found:
                yield copy, found
            equal.setdefault(copy.words, copy)
            recent = [copy, *recent[: RECENT - 1]]


def _alike(document: Document) -> list[list[int]]:
    """The numbers of the lines that begin alike, where there are several."""
    by_opening: dict[str, list[int]] = {}
    for number, folded in enumerate(folded_lines(document)):
        by_opening.setdefault(folded.lstrip(OPENERS)[:OPENING], []).append(number)
    by_letters: dict[tuple[str, ...], list[int]] = {}
    for opening, numbers in by_opening.items():
        for number in numbers if len(numbers) > 1 else ():
            text = document.lines[number].text
            letters = openings(without_brackets(text)) if len(text) <= LONGEST else ()
            if len(letters) == SHORTEST:
                by_letters.setdefault((opening, *letters), []).append(number)
    alike = (numbers for numbers in by_letters.values() if len(numbers) > 1)
    return [each for numbers in alike for each in _alike_further(document, numbers)]


def _alike_further(document: Document, numbers: list[int]) -> Iterable[list[int]]:
    """Long lines that begin alike, by the words after that; a short one, or its credit, may end with them."""
    texts = [without_brackets(document.lines[number].text) for number in numbers]
    if min(map(len, texts)) < FURTHER:
        return [numbers]
    further: dict[tuple[str, ...], list[int]] = {}
    for number, text in zip(numbers, texts, strict=True):
        further.setdefault(openings(text, WORDS_FURTHER), []).append(number)
    return [each for each in further.values() if len(each) > 1]


def _sameness(first: _Copy, second: _Copy) -> str:
    """How two lines are copies of one caption: ``equal``, ``spelling``, ``cut-short``, ``extended``, or not at all."""
    how = same_words(first.words, second.words)
    if not how or _remark_differently(first, second):
        return ""
    shorter, longer = sorted((first, second), key=lambda copy: sum(map(len, copy.words)))
    if how != "equal" and shorter.text.endswith(_DOTS) and len(shorter.words) >= EXTENDED:
        return "cut-short"
    if how == "spelling":
        return how if _differ_in_names(first, second) else ""
    if how == "extended":
        marked = has_caption_mark(shorter.text) or has_caption_mark(longer.text)
        whole = shorter.words[-1] == longer.words[len(shorter.words) - 1] and len(shorter.words) >= EXTENDED
        return how if marked and whole and abs(second.number - first.number) == 1 else ""
    return how


def _remark_differently(first: _Copy, second: _Copy) -> bool:
    """Whether both say something in brackets and not the same, as the captions of a pair of pictures do."""
    one, other = remarks(first.text), remarks(second.text)
    return bool(one and other and one != other)


def _differ_in_names(first: _Copy, second: _Copy) -> bool:
    """Whether the words that two copies spell differently have capitals, where the script has them."""
    odd = {word for pair in zip(first.words, second.words, strict=True) if pair[0] != pair[1] for word in pair}
    return not any(word in odd and word.islower() for copy in (first, second) for word in copy.text.split())


def _run_together(document: Document) -> Iterator[Cut]:
    """An alternative text with its caption on one line: the first of two equal halves goes."""
    for number, line in enumerate(document.lines):
        if len(line.text) <= LONGEST and line.text.find(line.text[:OPENING], OPENING) > 0:
            half = _first_half(line.text)
            likeness = caption_likeness(document, [number], adjacent=False) if half else 0.0
            if likeness:
                yield Cut(line.start, line.start + half, "run-together", likeness)


def _first_half(text: str) -> int:
    """Where the second half of a line begins that says the same as the first half; 0 where none does."""
    opening = _letters(text, 0)
    position = text.find(text[:OPENING], OPENING)
    while position > 0:
        if not opening or _letters(text, position) in ("", opening):
            left, right = text[:position], text[position:]
            one, other = words_of(without_credit(left)), words_of(without_credit(right))
            if len(one) >= EXTENDED and same_words(one, other) in ("equal", "spelling"):
                sung = ends_sentence(left) or left.rstrip().endswith((",", ";", ":"))
                return position if has_caption_mark(right) or not sung else 0
        position = text.find(text[:OPENING], position + 1)
    return 0


def _letters(text: str, position: int) -> str:
    """The first letters of the first three words from here; nothing where that is hard to say."""
    found = _letters_pattern().match(text, position)
    letters = "".join(found.groups()).lower() if found else ""
    return letters if letters.isascii() else ""
