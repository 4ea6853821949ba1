"""Characters as the scorer reads them: folded, and by class.

The tables cover the Basic Multilingual Plane and ship with the weights, so that a text scores alike whichever version
of Unicode the interpreter knows. Characters above it, most of them emoji, count as one.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from newsclean.signals.words import is_unspaced

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PLANE = 0x10000

# The classes: what a character is to the scorer. Single marks that mean something have one of their own.
UPPER, LOWER, DIGIT, LETTER, UNSPACED, SPACE, STOP, OTHER = range(8)
_MARKS = (
    "!?！？؟",
    ":：",
    ",،、",
    ";",
    "…",
    '"“”„«»「」『』',
    "'‘’",
    "-",
    "–—",
    "•·●■▪►▶→›>",
    "*",
    "(（",
    ")）",
    "[]【】",
    "/",
    "@",
    "#",
    "|",
    "©®™",
    "&+",
    "%",
    "$€£¥",
    "{}=<\\_",
    "\x00",
)
_STOPS = ".。।۔"
CLOSING = frozenset(_STOPS + _MARKS[0] + _MARKS[5])  # what sentences end with
_BY_CATEGORY = {"Lu": UPPER, "Lt": UPPER, "Ll": LOWER, "Nd": DIGIT}
CLASSES = 8 + len(_MARKS) + 1  # the last one is other punctuation
PUNCTUATION = CLASSES - 1


class Tables(NamedTuple):
    """By code point: the folded code point, and the class."""

    folded: NDArray[np.uint16]
    classes: NDArray[np.uint8]


def class_of(character: str) -> int:
    """The class of one character.

    >>> class_of("A") == UPPER, class_of("橋") == UNSPACED, class_of(".") == STOP
    (True, True, True)
    """
    for number, marks in enumerate(_MARKS):
        if character in marks:
            return 8 + number
    if character in _STOPS or character.isspace():
        return STOP if character in _STOPS else SPACE
    category = unicodedata.category(character)
    if category[0] in "LM" and category not in _BY_CATEGORY:
        return UNSPACED if is_unspaced(character) else LETTER
    return _BY_CATEGORY.get(category, PUNCTUATION if category[0] == "P" else OTHER)


def fold_of(character: str) -> int:
    """The code point that stands for a character and all that say the same: no case, any digit a zero.

    >>> chr(fold_of("Ä")), chr(fold_of("7"))
    ('ä', '0')
    """
    if unicodedata.category(character) == "Nd":
        return ord("0")
    if character.isspace() and character != "\n":
        return ord(" ")
    folded = character.casefold()
    return ord(folded) if len(folded) == 1 and ord(folded) < PLANE else ord(character)


@cache
def tables() -> Tables:
    """The tables, made from this interpreter's Unicode data: for training. Scoring uses those of the weights."""
    import numpy as np

    plain = [chr(point) for point in range(PLANE)]
    return Tables(np.array(list(map(fold_of, plain)), np.uint16), np.array(list(map(class_of, plain)), np.uint8))
