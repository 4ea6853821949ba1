"""Where two texts differ, line by line and then word by word, in pieces for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from newsclean.report.parted import parted
from newsclean.report.terminal import ADDED, CUT, WHY, Piece, visible

CONTEXT = 2  # lines that are shown on each side of a difference
FEWEST_HIDDEN = 2  # lines that a note of their number is worth
MOST_PAIRS = (
    4_000_000  # words of one side times words of the other that are compared; larger stretches differ as a whole
)

# A word, a character of a script that writes without spaces, a stretch of white space, or a mark.
_WORDS = re.compile(
    r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+|\s+|."
)

_PICTURES = str.maketrans({"\n": "⏎", " ": "␣", "\t": "→"})


class Change(NamedTuple):
    """A stretch of both texts: alike where ``old`` is ``new``."""

    old: str
    new: str


def changes(old: str, new: str) -> list[Change]:
    r"""The way from one text to the other, in stretches that give both back when they are joined.

    >>> changes("Trams run.\nAd\nAgain so.\n", "Trams run.\nAgain now.\n")
    [Change(old='Trams run.\n', new='Trams run.\n'), Change(old='Ad\n', new=''), Change(old='Again ', new='Again '), Change(old='so', new='now'), Change(old='.\n', new='.\n')]
    """  # noqa: E501
    found: list[Change] = []
    for before, after in _compared(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        words = [_WORDS.findall(side) for side in (before, after)]
        if before == after or len(words[0]) * len(words[1]) > MOST_PAIRS:
            found.append(Change(before, after))
        else:
            found += _compared(*words)
    return found


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield Change("".join(old[a:b]), "".join(new[c:d]))


def pieces(found: Sequence[Change]) -> Iterator[Piece]:
    r"""The differences: ``[-only in the old-]``, ``{+only in the new+}``, and some lines around; the rest is counted.

    >>> print("".join(text for text, _ in pieces(changes("A\nB\nC\nD\nAd\n", "A\nB\nC\nD\n"))), end="")
    (2 lines alike)
    C
    D
    [-Ad-]
    """
    last = len(found) - 1
    for number, (old, new) in enumerate(found):
        if old == new:
            yield from _alike(old, is_first=number == 0, is_last=number == last)
        else:
            yield from _marked(old, "[-{}-]", CUT, "")
            yield from _marked(new, "{{+{}+}}", ADDED, new)


def _marked(text: str, frame: str, style: str, layout: str) -> Iterator[Piece]:
    """A stretch of one side; white space that differs alone is shown in pictures, before the ``layout`` it makes."""
    before, core, after = parted(text)
    if core:
        yield from ((visible(before), ""), (frame.format(visible(core)), style), (visible(after), ""))
    elif text:
        yield from ((frame.format(visible(text.translate(_PICTURES))), style), (visible(layout), ""))


def _alike(text: str, *, is_first: bool, is_last: bool) -> Iterator[Piece]:
    """A stretch of both sides, without its middle. It may begin and end within a line, which is shown too."""
    lines = text.splitlines(keepends=True)
    head = 0 if is_first else CONTEXT + 1
    tail = 0 if is_last else CONTEXT + (not text.endswith("\n"))
    hidden = len(lines) - head - tail
    if hidden < FEWEST_HIDDEN:
        yield visible(text), ""
        return
    yield visible("".join(lines[:head])), ""
    yield f"({hidden:,} lines alike)\n", WHY
    yield visible("".join(lines[head + hidden :])), ""
