"""What a word on the command line must be."""

from __future__ import annotations

from argparse import ArgumentTypeError


def names(word: str, hint: str = "write one or more names, with commas between") -> list[str]:
    """Names with commas between.

    Args:
        word: what stands there.
        hint: what to say where there is none.

    Raises:
        ArgumentTypeError: there is none.

    >>> names("byline, credit")
    ['byline', 'credit']
    """
    found = [name.strip() for name in word.split(",") if name.strip()]
    if not found:
        raise ArgumentTypeError(hint)
    return found


def positive(word: str) -> int:
    """A whole number from 1.

    Raises:
        ArgumentTypeError: it is none.
    """
    number = int(word) if word.isdecimal() else 0
    if number < 1:
        raise ArgumentTypeError(f"{word!r} is no whole number from 1")
    return number


def part(word: str) -> tuple[int, int]:
    """One of several parts, such as ``2/8``.

    Raises:
        ArgumentTypeError: it is none.
    """
    number, _, of = word.partition("/")
    found = positive(number), positive(of)
    if found[0] > found[1]:
        raise ArgumentTypeError(
            f"there is no part {found[0]} of {found[1]}; write 1/{found[1]} to {found[1]}/{found[1]}"
        )
    return found
