"""Small crawls for tests: pages of one site whose bodies differ, with what is asked for around them."""

from __future__ import annotations

import random
from collections.abc import Sequence

from newsclean import Document

_WORDS = [
    first + last for first in ("bri", "cou", "fer", "har", "may", "tra") for last in ("dge", "ncil", "ry", "bour")
]


def body(number: int, paragraphs: int = 5) -> list[str]:
    """Paragraphs that no other number has."""
    chance = random.Random(number)
    return [
        " ".join(f"The {' '.join(chance.sample(_WORDS, 9))} {chance.choice(_WORDS)}s." for _ in range(2))
        for _ in range(paragraphs)
    ]


def page(
    number: int,
    *,
    head: Sequence[str] = (),
    between: Sequence[str] = (),
    tail: Sequence[str] = (),
    site: str = "www.herald.example",
    of: int | None = None,
) -> Document:
    """A page with the body of its own number, or of another, and these lines before, in and after it."""
    first, *rest = body(number if of is None else of)
    lines = [*head, first, *between, *rest, *tail]
    return Document("\n".join(lines), url=f"https://{site}/{number}")
