"""What a site repeats on its pages, as a document carries it to the cleaner that looks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from newsclean.kinds import Kind


class Support(NamedTuple):
    """The evidence for one line of one site.

    Args:
        documents: pages of the site that hold the line, counted once for each body.
        of: pages of the site that were read, counted in the same way.
        bound: the share of the site's pages that hold the line is at least this, from 0 to 1, with 95 % confidence.
        is_prose: whether the line reads as a sentence; only such a line is looked for inside of other lines.
        kind: what the line is, where a phrase tells.
    """

    documents: int
    of: int
    bound: float
    is_prose: bool = False
    kind: Kind | None = None


class Repeats(NamedTuple):
    """The lines that one site repeats.

    Args:
        site: its registrable domain.
        lines: by normalised text.
        has_prose: whether any of them reads as a sentence, so that sentences of longer lines are worth a look.

    >>> repeats = Repeats("herald.example", {"share this page": Support(41, 44, 0.82)})
    >>> repeats.lines["share this page"].documents
    41
    """

    site: str
    lines: Mapping[str, Support]
    has_prose: bool = False
