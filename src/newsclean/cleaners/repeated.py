"""Paragraphs that stand twice or more: the later copies.

Pages hold a teaser and the text that it opens, notices under each picture, or the whole article once for small screens
and once for large ones. Much else stands twice on purpose: refrains, questions of interviews, rows, steps, the opening
of a live blog as its first entry. So only paragraphs of prose go, and only near the copy that stays, at the third time,
or in a text that stands twice as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut
from newsclean.signals.folded import folded_lines
from newsclean.signals.sentences import OPENERS, ends_sentence
from newsclean.signals.shape import is_bulleted
from newsclean.signals.words import width
from newsclean.signals.zones import paragraphs

SHORTEST = 80  # letters of a paragraph; what is shorter may be verse, a question or a step
LONG = 120  # letters from which a line is no verse
QUOTED = 160  # letters from which a quotation is not said again on purpose
DIGITS = 0.2  # share of digits from which a line is a row of a table
NEAR = 10  # lines between a teaser and the paragraph that repeats it
OFTEN = 3  # copies of a notice
WHOLE = 0.5  # share of the paragraphs that are copies or copied in a text that stands twice
AGAIN = 0.9  # a later copy
FAR = 0.55  # one far away, that may be said again on purpose


@cleaner("repeated", kind=Kind.REPEATED)
def repeated(document: Document) -> Iterator[Cut]:
    """Paragraphs that stand a second time, word for word."""
    copies = _copies(document)
    if not copies:
        return
    whole = sum(map(len, copies)) >= WHOLE * len(paragraphs(document))
    sure = {
        number: whole or number - before <= NEAR or len(numbers) >= OFTEN
        for numbers in copies
        for before, number in pairwise(numbers)
    }
    for run in _runs(sorted(sure)):
        if not all(_may_be_said_again(document.lines[number].text) for number in run):
            for number in run:
                line = document.lines[number]
                yield Cut(line.start, line.end, "again", AGAIN if sure[number] else FAR)


def _runs(numbers: list[int]) -> Iterator[list[int]]:
    """The numbers in groups that follow one another."""
    for _, group in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        yield [number for _, number in group]


def _copies(document: Document) -> list[list[int]]:
    """The numbers of the paragraphs that say the same, where there are several, by what they say."""
    found: dict[str, list[int]] = {}
    for number, folded in enumerate(folded_lines(document)):
        found.setdefault(" ".join(folded.split()) if "  " in folded else folded, []).append(number)
    alike = [numbers for said, numbers in found.items() if len(numbers) > 1 and width(said) >= SHORTEST]
    prose = ([number for number in numbers if _is_prose(document.lines[number].text)] for numbers in alike)
    return [numbers for numbers in prose if len(numbers) > 1]


def _is_prose(text: str) -> bool:
    """Whether a line closes as a statement does, and is neither an item of a list nor a row of a table."""
    digits = sum(map(str.isdigit, text))
    row = digits > DIGITS * len(text) or "|" in text or "\t" in text
    return ends_sentence(text) and not row and not is_bulleted(text) and not text.endswith(("?", "？", "؟", "!", "！"))


def _may_be_said_again(text: str) -> bool:
    """Whether a line is short enough for verse, a vow or a motto, or is a quotation."""
    return width(text) < (QUOTED if text[0] in OPENERS else LONG)
