"""Which parts of a line are somebody else's words."""

from __future__ import annotations

import re
from bisect import bisect_right

from newsclean.document import Document, per_document, per_line

_CLOSES = {
    "“": "”“",
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "'": "'",
}
_MARK = re.compile(f"[{''.join(_CLOSES)}’」』]")


def quoted(text: str) -> list[tuple[int, int]]:
    """The quoted stretches of one line, in order; one that is never closed reaches to the end of the line.

    Apostrophes are told from single quotation marks by the letters beside them.

    >>> line = "‘Don’t wait,’ she said. “It's open."
    >>> [line[a:b] for a, b in quoted(line)]
    ['‘Don’t wait,’', "“It's open."]
    """
    spans: list[tuple[int, int]] = []
    opened, start = "", 0
    for found in _MARK.finditer(text):
        mark = found.group()
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if mark in "’'‘" and before.isalnum() and after.isalnum():
            continue
        if opened:
            if mark in _CLOSES[opened] and (mark not in "’'" or not after.isalnum()):
                spans.append((start, found.end()))
                opened = ""
        elif mark in _CLOSES and not (mark in "'‘»" and (before.isalnum() or not after.strip())):
            opened, start = mark, found.start()
    if opened and opened not in "'‘‚»":
        spans.append((start, len(text)))
    return spans


quotes_of = per_line(quoted)


def is_quoted(document: Document, number: int, position: int) -> bool:
    """Whether a code point of the text stands inside quotation marks; ``number`` is that of its line.

    >>> is_quoted(Document("“Help us,” she said."), 0, 3)
    True
    """
    spans = quotes_of(document, number)
    at = position - document.lines[number].start
    index = bisect_right(spans, (at, len(document.text))) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]


def is_speech(text: str) -> bool:
    """Whether a line opens with the dash that many languages put before direct speech.

    >>> is_speech("– Wspierajcie nas – mówi."), is_speech("- Support us")
    (True, False)
    """
    return text.startswith(("– ", "— ", "― "))


QUESTIONS = 2  # questions on lines of their own that make a text an interview


@per_document
def answers(document: Document) -> frozenset[int]:
    r"""The numbers of the lines that answer a question on the line above, in a text with several of them.

    Interviews are printed without quotation marks, so this is how their speech is known.

    >>> sorted(answers(Document("Why?\nBecause.\nAnd now?\nWe wait.")))
    [1, 3]
    """
    marks = ("?", "？", "؟")
    asked = [number for number, line in enumerate(document.lines) if line.text.endswith(marks)]
    questions = frozenset(asked)
    found = frozenset(number + 1 for number in asked if number + 1 < len(document.lines)) - questions
    return found if len(found) >= QUESTIONS else frozenset()
