"""All that the scorer is given of a document's lines: the places of their words, and the matrix of their columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.document import Document, Line
from newsclean.kinds import Kind
from newsclean.scorer import columns
from newsclean.scorer.characters import Tables
from newsclean.scorer.grams import Grams, grams
from newsclean.scorer.reading import read
from newsclean.signals.phrases import WHOLE_LINE, all_hits, line_of

# The kinds that have phrases, in the order of their columns.
PHRASE_KINDS = (
    Kind.READ_MORE, Kind.NAVIGATION, Kind.BYLINE, Kind.PROMO, Kind.SUBSCRIPTION, Kind.CREDIT, Kind.COMMENTS,
    Kind.DATELINE, Kind.SOCIAL, Kind.TAGS, Kind.COOKIE, Kind.LEGAL, Kind.PLAYER, Kind.DONATION, Kind.SOURCE_LINK,
    Kind.ICON_LEGEND,
)  # fmt: skip
PHRASE_COLUMNS = 2 * len(PHRASE_KINDS) + 2
_start = attrgetter("start")
_COLUMN = {kind: number for number, kind in enumerate(PHRASE_KINDS)}


class Glance(NamedTuple):
    """What can be told of some lines without reading them.

    Args:
        phrases: by line and kind, how sure the surest phrase of the phrasebook is.
        running: whether the line is running text.
        bare: whether it is running text that holds no phrase.
    """

    phrases: columns.Columns
    running: NDArray[np.bool_]
    bare: NDArray[np.bool_]


class Evidence(NamedTuple):
    """What the scorer is given.

    Args:
        grams: the places of words and lines in its table.
        first_word, words: by line, its first word and how many it has.
        columns: a row a line.
        zones: where in the text each line stands; bare paragraphs have a zone of their own.
    """

    grams: Grams
    first_word: NDArray[np.int64]
    words: NDArray[np.int64]
    columns: columns.Columns
    zones: NDArray[np.int64]


def glance(document: Document, lines: Sequence[Line]) -> Glance:
    """A first look at some neighbouring lines of a document."""
    phrases = _phrases(document, lines)
    running = columns.running_text(lines)
    return Glance(phrases, running, running & (phrases[:, -1] == 0))


def evidence(document: Document, lines: Sequence[Line], glanced: Glance, tables: Tables) -> Evidence:
    """The evidence for some neighbouring lines of a document, after a first look at them."""
    reading = read([line.text for line in lines], tables)
    title = " ".join((document.title or "").split())
    seen = columns.Seen(reading, lines, glanced.running)
    matrix = columns.matrix(seen, document.text, read([title], tables) if title else None, glanced.phrases)
    zones = np.where(glanced.bare, columns.BARE, seen.zones)
    return Evidence(grams(reading), reading.first_word, reading.words, matrix, zones)


def _phrases(document: Document, lines: Sequence[Line]) -> columns.Columns:
    """By line and kind, how sure the surest phrase is: those that are the whole line apart from those inside it."""
    found = np.zeros((len(lines), PHRASE_COLUMNS), np.float32)
    first = line_of(document, lines[0].start)
    there = all_hits(document)
    start = bisect_left(there, lines[0].start, key=_start)
    for hit in there[start : bisect_left(there, lines[-1].end, key=_start)]:
        number = _COLUMN.get(hit.entry.kind)
        if number is None:
            continue
        row = line_of(document, hit.start) - first
        column = number if hit.entry.place in WHOLE_LINE else number + len(PHRASE_KINDS)
        share = (hit.end - hit.start) / (lines[row].end - lines[row].start)
        found[row, column] = max(found[row, column], hit.entry.sure)
        found[row, -2] = max(found[row, -2], share)
        found[row, -1] = max(found[row, -1], hit.entry.sure)
    return found
