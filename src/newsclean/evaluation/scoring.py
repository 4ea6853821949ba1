"""What a cleaner did to labelled lines, and the figures that this makes.

A line counts as removed when under half of its characters are still there. ``noise removed`` is the share of the noise
lines that are, without titles and captions; ``content lost`` the share of the characters of the article that are gone.
Both are means over the extractors, where the labelled texts name several.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from newsclean.evaluation.labelled import APART, CONTENT, UNSCORED, Labelled, weight

REMOVED = 0.5  # share of a line below which it counts as removed
LONGEST_ALIKE = 12  # characters that two stretches share at least, unless the line is shorter


class Share(NamedTuple):
    """A part of a whole."""

    part: float
    whole: float

    def __float__(self) -> float:
        return self.part / self.whole if self.whole else 0.0


class Figures(NamedTuple):
    """How good a cleaner is on some labelled texts; shares from 0 to 1.

    Args:
        texts: how many there are.
        content_lost: characters of the article that are gone.
        texts_damaged: texts in which any are.
        noise_removed: lines of noise that are gone.
        kinds: by kind, the lines that are gone and all that there are; titles and captions too.
    """

    texts: int
    content_lost: float
    texts_damaged: float
    noise_removed: float
    kinds: dict[str, Share]


def kept_by_receipts(text: Labelled, spans: Iterable[tuple[int, int]]) -> list[float]:
    """For each line, how much of it is still there, by the places of what went, in order.

    >>> kept_by_receipts(Labelled([("Trams run.", "content"), ("Ad", "promo")]), [(10, 13)])
    [1.0, 0.0]
    """
    gone, whole, kept = sorted(spans), text.text, []
    at = 0
    for start, end in text.spans():
        while at < len(gone) and gone[at][1] <= start:
            at += 1
        lost, each = 0, at
        while each < len(gone) and gone[each][0] < end:
            lost += weight(whole[max(start, gone[each][0]) : min(end, gone[each][1])])
            each += 1
        kept.append(1 - lost / max(1, weight(whole[start:end])))
    return kept


def kept_by_text(lines: Sequence[str], left: str) -> list[float]:
    """For each line, how much of it still stands in a text that some function made of them."""
    old = [" ".join(line.split()) for line in lines]
    new = [" ".join(line.split()) for line in left.split("\n")]
    kept = [0.0 if line else 1.0 for line in old]
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        rest = " ".join(new[c:d])
        for number in range(a, b):
            if tag == "equal" or not old[number]:
                kept[number] = 1.0
            elif rest:
                kept[number], rest = _share_in(old[number], rest)
    return kept


def _share_in(line: str, rest: str) -> tuple[float, str]:
    """How much of a line stands in a text, and the text without the line where all of it does."""
    if line in rest:
        return 1.0, rest.replace(line, " ", 1)
    blocks = SequenceMatcher(None, line, rest, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= min(LONGEST_ALIKE, len(line))) / len(line), rest


class Tally:
    """Counts over the texts of one extractor, or of one language."""

    def __init__(self) -> None:
        self.texts = self.damaged = 0
        self._lost = self._content = 0.0
        self._gone: Counter[str] = Counter()
        self._lines: Counter[str] = Counter()

    def add(self, text: Labelled, kept: Sequence[float]) -> None:
        """Count a text, of whose lines so much is still there."""
        lost = 0.0
        for (line, _), kind, share in zip(text.lines, text.kinds(), kept, strict=True):
            if kind == CONTENT:
                lost += (1 - share) * len(line)
                self._content += len(line)
            elif kind not in UNSCORED:
                self._lines[kind] += 1
                self._gone[kind] += share < REMOVED
        self._lost += lost
        self.texts += 1
        self.damaged += lost > 0

    @property
    def content_lost(self) -> float:
        """The share of the article's characters that is gone."""
        return self._lost / max(1.0, self._content)

    @property
    def noise_removed(self) -> float:
        """The share of the noise lines that is gone, titles and captions aside."""
        return float(_sum(share for kind, share in self.kinds().items() if kind not in APART))

    def kinds(self) -> dict[str, Share]:
        """By kind, the lines that are gone and all of them."""
        return {kind: Share(self._gone[kind], self._lines[kind]) for kind in sorted(self._lines)}


class Score:
    """The counts of one cleaner."""

    def __init__(self) -> None:
        self._by: dict[str, dict[str, Tally]] = {"extractor": defaultdict(Tally), "lang": defaultdict(Tally)}

    def add(self, text: Labelled, kept: Sequence[float]) -> None:
        """Count a text, of whose lines so much is still there."""
        for field, tallies in self._by.items():
            tallies[getattr(text, field)].add(text, kept)

    def figures(self) -> Figures:
        """The figures of all texts: means over the extractors."""
        return _mean(self._by["extractor"].values())

    def by(self, field: str) -> dict[str, Figures]:
        """The figures by ``extractor`` or ``lang``."""
        return {value: _mean([tally]) for value, tally in sorted(self._by[field].items())}


def _mean(tallies: Iterable[Tally]) -> Figures:
    found = list(tallies)
    texts, count = sum(each.texts for each in found), max(1, len(found))
    kinds = {kind for each in found for kind in each.kinds()}
    return Figures(
        texts,
        sum(each.content_lost for each in found) / count,
        sum(each.damaged for each in found) / max(1, texts),
        sum(each.noise_removed for each in found) / count,
        {kind: _sum(each.kinds().get(kind, Share(0, 0)) for each in found) for kind in sorted(kinds)},
    )


def _sum(shares: Iterable[Share]) -> Share:
    found = list(shares)
    return Share(sum(each.part for each in found), sum(each.whole for each in found))
