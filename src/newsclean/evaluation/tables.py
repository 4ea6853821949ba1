"""The figures and the lines, in pieces for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from newsclean.evaluation.differing import Fates
from newsclean.evaluation.scores import MEANS_OVER, Score, Tally
from newsclean.report.terminal import CUT, HEAD, WHY, Piece, visible

_FIGURES = ("content lost", "texts damaged", "noise removed", "captions", "titles")
_LAST = ("caption", "title")  # the kinds of the last two


class _Table(NamedTuple):
    names: Sequence[str]  # of the columns that say whose figures the others are
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def tables(scores: Mapping[str, Score]) -> Iterator[Piece]:
    """How the systems did: over all, by kind, and by each field of which there are several values.

    >>> from newsclean.evaluation.labelled import Line
    >>> score = Score()
    >>> score.add({}, [Line("content", "Trams run.", 1.0), Line("promo", "Ad", 0.0)])
    >>> print("".join(text for text, _ in tables({"mine": score})), end="")
    1 text, 2 lines
    <BLANKLINE>
          content lost  texts damaged  noise removed  captions  titles
    mine        0.000%           0.0%         100.0%         –       –
    <BLANKLINE>
    kind   lines  mine
    promo      1  100%
    """
    yield from _shown(_counts(scores), _overall(scores), _by_kind(scores), *_by_fields(scores))


def _counts(scores: Mapping[str, Score]) -> str:
    score = next(iter(scores.values()))
    lines, groups = sum(score.all.lines.values()), len(score.by[MEANS_OVER])
    texts = f"{score.all.texts:,} text{'s' * (score.all.texts != 1)}, {lines:,} lines"
    return texts + (f"; figures are means of {groups} extractors" if groups > 1 else "")


def _overall(scores: Mapping[str, Score]) -> _Table:
    rows = [
        [name, *_cells(score.content_lost, score.all.texts_damaged, score.noise_removed, *map(score.removed, _LAST))]
        for name, score in scores.items()
    ]
    return _Table([""], _FIGURES, rows)


def _by_kind(scores: Mapping[str, Score]) -> _Table:
    all_of = [score.all for score in scores.values()]
    rows = [
        [kind, f"{all_of[0].lines[kind]:,}", *(_percent(tally.share(kind), 0) for tally in all_of)]
        for kind in all_of[0].kinds
    ]
    return _Table(["kind"], ["lines", *scores], rows)


def _by_fields(scores: Mapping[str, Score]) -> Iterator[_Table]:
    first = next(iter(scores.values()))
    is_compared = len(scores) > 1
    for field, values in first.by.items():
        if len(values) > 1:
            rows = [
                [visible(value), *([name] if is_compared else []), *_row(score.by[field][value])]
                for value in sorted(values)
                for name, score in scores.items()
            ]
            yield _Table([field, *([""] if is_compared else [])], ["texts", *_FIGURES], rows)


def _row(tally: Tally) -> list[str]:
    figures = _cells(tally.content_lost, tally.texts_damaged, tally.noise_removed, *map(tally.share, _LAST))
    return [f"{tally.texts:,}", *figures]


def _cells(lost: float, *shares: float | None) -> list[str]:
    """The figures of ``_FIGURES``; little content is lost, so its share has more digits."""
    return [_percent(lost, 3), *(_percent(share, 1) for share in shares)]


def _percent(share: float | None, digits: int) -> str:
    return "–" if share is None else f"{share:.{digits}%}"


def _shown(head: str, *found: _Table) -> Iterator[Piece]:
    yield f"{head}\n", ""
    for table in found:
        if table.rows:
            first, *others = _aligned(table)
            yield f"\n{first}\n", HEAD
            yield from ((f"{line}\n", "") for line in others)


def _aligned(table: _Table) -> Iterator[str]:
    """The lines of a table: names to the left, figures to the right; wide characters count for two columns."""
    rows = [[*table.names, *table.columns], *table.rows]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            room = " " * (width - cell_len(cell))
            cells.append(cell + room if number < len(table.names) else room + cell)
        yield "  ".join(cells).rstrip()


def lines(place: str, names: Sequence[str], found: Iterable[Fates]) -> Iterator[Piece]:
    """Lines of one text, before each what every system has left of it, and its kind.

    >>> from newsclean.evaluation.labelled import Line
    >>> print("".join(text for text, _ in lines("a:1", ["x", "y"], [(Line("promo", "Ad", 1), Line("promo", "Ad", 0))])))
    == a:1 ==
    <BLANKLINE>
    x kept, y gone  promo  Ad
    <BLANKLINE>
    <BLANKLINE>
    """
    found = list(found)
    if not found:
        return
    yield f"== {place} ==\n\n", HEAD
    for fates in found:
        told = [f"{name} {_fate(line.kept)}" for name, line in zip(names, fates, strict=True)]
        yield f"{', '.join(told)}  ", ""
        yield f"{fates[0].kind}  ", WHY
        yield visible(" ".join(fates[0].text.split())) + "\n", CUT if fates[0].is_removed else ""
    yield "\n", ""


def _fate(kept: float) -> str:
    return {0.0: "gone", 1.0: "kept"}.get(kept, f"keeps {kept:.0%}")
