"""When a line that stands on several pages of a site is the site's and not the articles'."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from newsclean.signals.normalised import SHORTEST
from newsclean.signals.sentences import ends_sentence
from newsclean.signals.shape import PARAGRAPH
from newsclean.signals.words import width

Z = 1.96  # standard errors to both sides of 95 % of a normal distribution
PLACES = ("head", "between", "tail", "inside")  # before, among and behind the paragraphs; part of a longer line


@cache
def thresholds() -> dict[str, float]:
    """What a line needs to be learned: pages that hold it, and by place or shape the least share of the site's pages.

    Chosen on simulated crawls (``benchmarks/sites.py``), all on the safe side: no share that a running story, a column
    or a quotation reaches on a site of several.

    >>> thresholds()["prose"] > thresholds()["tail"]
    True
    """
    found: dict[str, float] = json.loads(Path(__file__).with_name("thresholds.json").read_text("utf-8"))
    return found


def least_share(documents: Any, of: Any) -> Any:
    """The least share of all pages of a site that hold a line, seen on some of them, with 95 % confidence.

    The lower end of the score interval (E. B. Wilson, Probable inference, the law of succession, and statistical
    inference, JASA 22, 1927): unlike the share itself it is low when few pages were read. Counts of 0 give 0.

    Args:
        documents: pages that hold the line; a number or a NumPy array.
        of: pages that were read, at least as many.

    >>> [round(least_share(n, n), 2) for n in (0, 1, 3, 5, 20, 1000)]
    [0.0, 0.21, 0.44, 0.57, 0.84, 1.0]
    >>> round(least_share(41, 44), 2)
    0.82
    """
    total = of + (of == 0)
    share = documents / total
    spread = Z * (share * (1 - share) / total + Z**2 / (4 * total**2)) ** 0.5
    bound = (share + Z**2 / (2 * total) - spread) / (1 + Z**2 / total)
    return bound * (documents > 0)


def is_prose(line: str) -> bool:
    """Whether a normalised line reads as part of a text rather than a label or a link.

    >>> is_prose("the mayor opened the bridge on friday."), is_prose("share this page"), is_prose("thank you.")
    (True, False, False)
    """
    return width(line) >= PARAGRAPH or (width(line) >= SHORTEST and ends_sentence(line))


def places_of(head: Any, between: Any, tail: Any, inside: Any) -> Any:
    """Where lines stand mostly, of counts by line; of two places the one that asks for more.

    >>> import numpy as np
    >>> places_of(*np.array([[0, 0], [3, 0], [4, 4], [0, 0]])).tolist()
    ['between', 'tail']
    """
    import numpy as np

    total = head + between + tail + inside
    asked = {"inside": inside, "between": between, "head": head}
    return np.select([3 * there > total for there in asked.values()], list(asked), "tail")


def is_learned(line: str, place: str, documents: int, bound: float, elsewhere: int) -> bool:
    """Whether a line is noise of its site.

    Running text needs far more than labels: it must stand on nearly all pages. That no wire copy does, no quotation and
    no opening of a column. Where other sites have it in their running text too, it is wire copy whatever its share.

    Args:
        line: its normalised text.
        place: where it stands mostly, one of ``PLACES``.
        documents: pages with different stories that hold it.
        bound: the least share of the site's pages, see :func:`least_share`.
        elsewhere: other sites that have the line among or inside of their paragraphs.

    >>> is_learned("share this page", "tail", 12, 0.4, 3), is_learned("share this page", "tail", 3, 0.44, 0)
    (True, False)
    >>> is_learned("the mayor opened the bridge on friday.", "between", 12, 0.4, 0)
    False
    """
    needed = thresholds()
    if place == "inside" or is_prose(line):
        is_wire = elsewhere > 0 and place in {"inside", "between"}
        return documents >= needed["prose_support"] and bound >= needed["prose"] and not is_wire
    return documents >= needed["support"] and bound >= needed[place]
