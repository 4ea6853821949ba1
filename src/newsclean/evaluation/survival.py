"""What is still there of each line of a text after it was cleaned, told from the two texts alone.

Receipts would tell it too, but most cleaners give none, and all are to be measured alike. What counts is what can still
be read: of two equal lines of which one went, it does not matter which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

SHORTEST = 12  # characters in a row that are no coincidence, unless the whole line is shorter
WHOLE = 0.98  # the share of a line from which on it is found, so that an equal one must be found elsewhere
MOST_PAIRS = 4_000_000  # characters of lines times characters they may be found in, that are worth a full comparison


def survival(lines: Sequence[str], after: str) -> list[float]:
    r"""The share of each line, from 0 to 1, that is still in the cleaned text; white space does not count.

    Args:
        lines: the lines of the text as it was; blank ones are always there.
        after: what a cleaner made of it.

    >>> survival(["Trams run again.", "Ad", "All of them. Source link"], "Trams run again.\nAll of them.")
    [1.0, 0.0, 0.5]
    """
    old = [" ".join(line.split()) for line in lines]
    new = [" ".join(line.split()) for line in after.split("\n") if not line.isspace() and line]
    filled = [number for number, line in enumerate(old) if line]
    shares = [1.0] * len(old)
    steps = SequenceMatcher(None, [old[number] for number in filled], new, autojunk=False).get_opcodes()
    for tag, first, last, start, end in steps:
        if tag != "equal":
            numbers = filled[first:last]
            found = _found([old[number] for number in numbers], " ".join(new[start:end]))
            for number, share in zip(numbers, found, strict=True):
                shares[number] = share
    return shares


def _found(lines: Sequence[str], there: str) -> Iterator[float]:
    """The share of each line that stands in a stretch; what was found whole is not found again."""
    of = _runs(there) if sum(map(len, lines)) * len(there) > MOST_PAIRS else _in_order
    for line in lines:
        share = 1.0 if line in there else of(line, there)
        if share > WHOLE:
            there = there.replace(line, " ", 1)
        yield share


def _in_order(line: str, there: str) -> float:
    """The share of a line that stands in a stretch in the same order."""
    blocks = SequenceMatcher(None, line, there, autojunk=False).get_matching_blocks() if there else []
    return sum(block.size for block in blocks if block.size >= min(SHORTEST, len(line))) / len(line)


def _runs(there: str) -> Callable[[str, str], float]:
    """Nearly the same in linear time: the share of a line that stands in a stretch in runs, whatever their order."""
    runs = {there[start : start + SHORTEST] for start in range(len(there) - SHORTEST + 1)}

    def share(line: str, _: str) -> float:
        kept = reached = 0
        for start in range(len(line) - SHORTEST + 1):
            if line[start : start + SHORTEST] in runs:
                kept += start + SHORTEST - max(start, reached)
                reached = start + SHORTEST
        return kept / len(line)

    return share
