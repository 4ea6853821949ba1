"""The figures: how much noise went, how much of the article was lost, and of whose texts."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from newsclean.evaluation.labelled import APART, CONTENT, Line

MEANS_OVER = "extractor"  # the field whose values count alike, however much noise each of them leaves
UNKNOWN = "unknown"  # stands for the value of a field that a text does not have


class Tally:
    """What became of the lines of some texts; shares are None where there is nothing to take them of."""

    def __init__(self) -> None:
        self.texts = self.damaged = self.content = 0  # texts, those of them that lost content; characters of content
        self.lost = 0.0  # characters of content that are gone
        self.lines: Counter[str] = Counter()  # by kind
        self.removed: Counter[str] = Counter()

    def add(self, lines: Iterable[Line]) -> None:
        """Count the lines of one text."""
        before = self.lost
        for each in lines:
            self.lines[each.kind] += 1
            self.removed[each.kind] += each.is_removed
            if each.kind == CONTENT:
                self.content += len(each.text)
                self.lost += (1 - each.kept) * len(each.text)
        self.texts += 1
        self.damaged += self.lost > before

    @property
    def content_lost(self) -> float:
        """The share of the characters of content lines that is gone."""
        return self.lost / max(1, self.content)

    @property
    def texts_damaged(self) -> float:
        """The share of the texts that lost anything of their content."""
        return self.damaged / max(1, self.texts)

    @property
    def noise_removed(self) -> float | None:
        """The share of the noise lines that went, without titles and captions."""
        return self.share(*self.kinds)

    @property
    def kinds(self) -> list[str]:
        """The kinds of noise that there were, without titles and captions."""
        return sorted(self.lines.keys() - {CONTENT, *APART})

    def share(self, *kinds: str) -> float | None:
        """The share of the lines of these kinds that went."""
        there = sum(self.lines[kind] for kind in kinds)
        return sum(self.removed[kind] for kind in kinds) / there if there else None


class Score:
    """What became of labelled texts, all together and by the values of some fields.

    Args:
        fields: the fields to count by.

    >>> score = Score()
    >>> score.add({"extractor": "mine"}, [Line("content", "Trams run.", 1.0), Line("promo", "Ad", 0.0)])
    >>> score.noise_removed, score.content_lost, sorted(score.by)
    (1.0, 0.0, ['extractor'])
    """

    def __init__(self, fields: Iterable[str] = ()) -> None:
        self.all = Tally()
        self.by: dict[str, dict[str, Tally]] = {
            field: defaultdict(Tally) for field in dict.fromkeys((*fields, MEANS_OVER))
        }

    def add(self, fields: Mapping[str, Any], lines: Iterable[Line]) -> None:
        """Count the lines of one text, of which these fields are known."""
        lines = list(lines)
        self.all.add(lines)
        for field, tallies in self.by.items():
            value = fields.get(field)
            tallies[UNKNOWN if value is None else str(value)].add(lines)

    @property
    def content_lost(self) -> float:
        """The share of the article's characters that is gone: the mean of the extractors."""
        return self._mean(lambda tally: tally.content_lost) or 0.0

    @property
    def noise_removed(self) -> float | None:
        """The share of the noise lines that went: the mean of the extractors that leave noise."""
        return self._mean(lambda tally: tally.noise_removed)

    def removed(self, kind: str) -> float | None:
        """The share of the lines of a kind that went: the mean of the extractors that leave such lines."""
        return self._mean(lambda tally: tally.share(kind))

    def _mean(self, figure: Callable[[Tally], float | None]) -> float | None:
        tallies = [tally for _, tally in sorted(self.by[MEANS_OVER].items())]
        figures = [value for tally in tallies if (value := figure(tally)) is not None]
        return statistics.mean(figures) if figures else None

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain data for JSON."""
        return {
            "texts": self.all.texts,
            "content_lost": self.content_lost,
            "texts_damaged": self.all.texts_damaged,
            "noise_removed": self.noise_removed,
            **{kind: self.removed(kind) for kind in APART},
            "kinds": {
                kind: {"lines": self.all.lines[kind], "removed": self.all.share(kind)} for kind in self.all.kinds
            },
            "by": {
                field: {value: _figures(tally) for value, tally in sorted(tallies.items())}
                for field, tallies in self.by.items()
            },
        }


def _figures(tally: Tally) -> dict[str, Any]:
    return {
        "texts": tally.texts,
        "content_lost": tally.content_lost,
        "texts_damaged": tally.texts_damaged,
        "noise_lines": sum(tally.lines[kind] for kind in tally.kinds),
        "noise_removed": tally.noise_removed,
        **{kind: tally.share(kind) for kind in APART},
    }
