"""The shape of a line, seen without knowing its language."""

from __future__ import annotations

import re

from newsclean.signals.sentences import ends_sentence, sentences

PARAGRAPH = 120  # characters from which a line is running text, whatever it ends with
SENTENCE = 60  # characters from which a line that closes as a sentence is running text
HEADLINE = 160  # characters that a headline or a link may have at most

_BULLET = re.compile(r"(?:[-*•·▪▸►▶→»›>–—○●■+]|\d{1,2}[.)])\s+")
_SEPARATOR = re.compile(r"[*\-–—_=~#•·.…⁂\s]{1,80}")


def is_paragraph(text: str) -> bool:
    """Whether a line is running text rather than a label, a headline or a link.

    >>> is_paragraph("The council voted on Tuesday to close the old bridge for repairs."), is_paragraph("Read also")
    (True, False)
    """
    return len(text) >= PARAGRAPH or (len(text) >= SENTENCE and ends_sentence(text)) or len(sentences(text)) > 2


def is_link_like(text: str) -> bool:
    """Whether a line has the shape of a headline or the text of a link: short, one sentence, no full stop.

    >>> is_link_like("Ten things to know about the new bridge"), is_link_like("It opened on Friday.")
    (True, False)
    """
    return (
        3 <= len(text) <= HEADLINE
        and not text.endswith((".", "。", "।", "۔", ":", ";", ","))
        and len(sentences(text)) <= 2
    )


def is_bulleted(text: str) -> bool:
    """Whether a line begins with a bullet or a number of a list.

    >>> is_bulleted("- Bridge closed"), is_bulleted("1. Bridge closed"), is_bulleted("-5 degrees")
    (True, True, False)
    """
    return bool(_BULLET.match(text))


def is_separator(text: str) -> bool:
    """Whether a line holds nothing but marks that separate.

    >>> is_separator("* * *"), is_separator("- one")
    (True, False)
    """
    return bool(_SEPARATOR.fullmatch(text))
