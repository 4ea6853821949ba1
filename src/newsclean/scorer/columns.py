"""What the scorer knows of each line besides its words: shape, place, neighbours, cohesion, repetition, title.

Each function gives some rows, one number for each line in each. ``NUMBERS`` names them in that order; a number becomes
one column for each of its caps, from 0 to 1, so that small differences between small numbers can be told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log1p

import numpy as np
from numpy.typing import NDArray

from newsclean.document import Line
from newsclean.scorer.characters import CLASSES, CLOSING, DIGIT, SPACE, STOP, UNSPACED, UPPER
from newsclean.scorer.reading import Reading
from newsclean.signals.shape import PARAGRAPH, SENTENCE

Columns = NDArray[np.float32]
Rows = list[NDArray[np.generic] | Sequence[float]]

BEFORE, BETWEEN, PARAGRAPHS, AFTER, BARE = range(5)  # the zones of a text

NUMBERS: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("characters", (15, 40, 80, 160, 400)),
    ("words", (1, 2, 4, 8, 16)),
    ("words with a capital, as a share", (1,)),
    ("all words with a capital", (1,)),
    ("sentences that end inside the line", (1, 4)),
    ("characters a word", (8, 20)),
    ("a full stop before the last character", (1,)),
    ("running text", (1,)),
    ("before the first paragraph", (1,)),
    ("after the last paragraph", (1,)),
    ("lines before", (1, 3, 10)),
    ("lines after", (1, 3, 10)),
    ("lines before, as a share", (1,)),
    ("lines since the last paragraph", (2, 4, 10)),
    ("lines until the next paragraph", (2, 4, 10)),
    ("running text before, as a share", (1,)),
    ("running text after, as a share", (1,)),
    ("empty lines before", (1, 3)),
    ("empty lines after", (1, 3)),
    ("lines of the text, as a logarithm", (3, 6)),
    ("running text, as a share of the lines", (1,)),
    ("characters of running text, as a logarithm", (10,)),
    ("characters a line", (200,)),
    ("alike to the line before", (1,)),
    ("alike to the line after", (1,)),
    ("lines of the run of lines that look alike", (2, 4, 10)),
    ("lines with digits in a longer run, as a share", (1,)),
    ("words that the running text elsewhere uses, as a share", (1,)),
    ("words that the running text elsewhere uses", (2, 6)),
    ("words that the running text uses often, as a share", (1,)),
    ("words that one of the next lines uses, as a share", (1,)),
    ("words that one of the lines before uses, as a share", (1,)),
    ("other lines that read the same", (1, 3)),
    ("a title is known", (1,)),
    ("words of the title, as a share", (1,)),
    ("words of the title that stand in the line, as a share", (1,)),
)

FAR = 20  # lines from which on a distance makes no difference
NEAR = 2  # lines that stand close to a line
LONG_WORD = 4  # letters of a word that says something about the subject
OFTEN = 3  # lines of running text that hold a word that the article uses often
_LINE = np.uint64((1 << 12) - 1)  # the bits that number a line; more lines are never read together
LONG_RUN = 4  # lines from which a run of lines that look alike may be a table

_NUMBER = np.repeat(np.arange(len(NUMBERS)), [len(caps) for _, caps in NUMBERS])
_CAPS = np.array([cap for _, caps in NUMBERS for cap in caps], np.float32)[:, None]
_ONE_OF = np.eye(CLASSES, dtype=np.float32)  # by class, one column of its own


class Seen:
    """What the rows are made of: a reading, and what is counted in it once for all of them.

    Args:
        reading: the lines' characters and words.
        lines: the lines.
        running: which of them are running text.
    """

    def __init__(self, reading: Reading, lines: Sequence[Line], running: NDArray[np.bool_]) -> None:
        self.reading, self.lines = reading, lines
        count = len(lines)
        self.width = reading.ends - reading.starts
        self.line_of_character = np.repeat(np.arange(count), self.width + 1)
        cells = self.line_of_character * CLASSES + reading.classes
        self.classes = np.bincount(cells, minlength=count * CLASSES).reshape(count, CLASSES).astype(np.float32)
        self.first, self.last = reading.classes[reading.starts], reading.classes[reading.ends - 1]
        self.lengths = np.array([line.end - line.start for line in lines], np.float32)
        self.running, self.zones = running, zones(running)


def running_text(lines: Iterable[Line]) -> NDArray[np.bool_]:
    """Which lines are running text, by their length and how they close."""
    return np.array(
        [len(text) >= PARAGRAPH or (len(text) >= SENTENCE and text[-1] in CLOSING) for _, _, text in lines], np.bool_
    )


def matrix(seen: Seen, text: str, title: Reading | None, phrases: Columns) -> Columns:
    """The columns of all lines, a row a line: their characters by class, the numbers, the phrases."""
    rows = [*shape(seen), *place(seen, text), *neighbours(seen), *cohesion(seen), *of_title(seen.reading, title)]
    numbers = np.empty((len(NUMBERS), len(seen.lines)), np.float32)
    for number, row in enumerate(rows):
        numbers[number] = row
    share = seen.classes / seen.width[:, None]
    capped = np.minimum(numbers.take(_NUMBER, axis=0), _CAPS) / _CAPS
    parts = [share, seen.classes > 0, _ONE_OF.take(seen.first, axis=0), _ONE_OF.take(seen.last, axis=0)]
    return np.concatenate([*parts, capped.T, phrases], axis=1, dtype=np.float32)


def zones(running: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Where each line stands: before the first paragraph, between paragraphs, being one, or after the last.

    Lines of a text without any paragraph stand between.

    >>> zones(np.array([False, True, False, True, False])).tolist()
    [0, 2, 1, 2, 3]
    """
    found = np.where(running, PARAGRAPHS, BETWEEN)
    there = np.flatnonzero(running)
    if len(there):
        found[: there[0]] = BEFORE
        found[there[-1] + 1 :] = AFTER
    return found


def shape(seen: Seen) -> Rows:
    """The line alone: how long it is, and what its words look like."""
    reading, count = seen.reading, len(seen.lines)
    words = np.maximum(reading.words, 1)
    upper = np.flatnonzero(reading.classes[reading.word_starts] == UPPER)
    capitals = np.bincount(reading.line_of_word[upper], minlength=count)
    stops = np.flatnonzero((reading.classes[:-1] == STOP) & (reading.classes[1:] == SPACE))
    return [
        seen.lengths, words, capitals / words, (capitals >= words) & (words > 1),
        np.bincount(seen.line_of_character[stops], minlength=count), seen.lengths / words,
        reading.classes[reading.ends - 2] == STOP,
    ]  # fmt: skip


def place(seen: Seen, text: str) -> Rows:
    """Where the line stands: among the lines, among the paragraphs, and how much white space is around it."""
    count, lengths, running = len(seen.lines), seen.lengths, seen.running
    number = np.arange(count)
    weight = lengths * running
    upto = weight.cumsum()
    total = float(upto[-1]) or 1.0
    since = _since(running.tolist())
    until = _since(running.tolist()[::-1])[::-1]
    empty = [0] + [text.count("\n", a.end, b.start) - 1 for a, b in pairwise(seen.lines)] + [0]
    page = log1p(count), np.count_nonzero(running) / count, log1p(total), float(lengths.sum()) / count
    return [
        running, seen.zones == BEFORE, seen.zones == AFTER,
        number, count - 1 - number, number / count, since, until,
        (upto - weight) / total, (total - upto) / total, empty[:-1], empty[1:], *([each] * count for each in page),
    ]  # fmt: skip


def _since(running: Iterable[bool]) -> list[float]:
    """For each line, how many lines after the last paragraph before it it stands."""
    found: list[float] = []
    since = FAR
    for is_running in running:
        found.append(since)
        since = 1 if is_running else since + 1
    return found


def neighbours(seen: Seen) -> Rows:
    """How alike in shape the line and its neighbours are: tables and lists are runs of lines that look the same."""
    looks = np.empty((5, len(seen.lines)), np.int64)
    looks[0], looks[1] = seen.first, seen.last
    looks[2] = np.minimum(seen.classes[:, DIGIT], 4)
    looks[3] = np.minimum(np.log2(seen.reading.words + 1) * 1.5 + 0.5, 9)
    looks[4] = np.minimum(seen.classes[:, SPACE + 1 :].sum(axis=1), 3)
    alike = np.zeros(len(seen.lines) + 1, np.float32)
    alike[1:-1] = (looks[:, 1:] == looks[:, :-1]).sum(axis=0) / 5
    run = (alike[:-1] < 0.6).cumsum()
    lines_in_run = np.bincount(run)[run]
    with_digits = np.bincount(run, weights=looks[2] > 0)[run] / lines_in_run
    return [alike[:-1], alike[1:], lines_in_run, with_digits * (lines_in_run >= LONG_RUN)]


def cohesion(seen: Seen) -> Rows:
    """How many of its words the line shares with the paragraphs and its neighbours, and whether it stands twice."""
    reading, count = seen.reading, len(seen.lines)
    telling = (reading.word_lengths >= LONG_WORD) | (reading.classes[reading.word_starts] == UNSPACED)
    # One number for a word in a line, so that one sort brings the lines of a word together.
    pairs = np.sort((reading.word_hash[telling] & ~_LINE) | reading.line_of_word[telling].astype(np.uint64))
    pairs = pairs[np.concatenate([pairs[:1] == pairs[:1], pairs[1:] != pairs[:-1]])]
    lines = (pairs & _LINE).astype(np.int64)
    changes = (pairs[1:] ^ pairs[:-1]) > _LINE
    word = np.zeros(len(lines), np.int64)
    changes.cumsum(out=word[1:])
    running = seen.running[lines]
    elsewhere = np.bincount(word, weights=running, minlength=1)[word] - running
    near = np.zeros(len(word) + 1, np.bool_)  # whether the line before that holds the word is near
    near[1:-1] = ~changes & (lines[1:] - lines[:-1] <= NEAR)
    total = np.maximum(np.bincount(lines, minlength=count), 1)
    shared = np.bincount(lines[elsewhere > 0], minlength=count)
    often = np.bincount(lines[elsewhere >= OFTEN], minlength=count)
    after, before = (np.bincount(lines[each], minlength=count) for each in (near[1:], near[:-1]))
    hashes = reading.line_hash.tolist()
    copies = Counter(hashes)
    others = [copies[each] - 1 for each in hashes] if len(copies) < count else [0] * count
    return [shared / total, shared, often / total, after / total, before / total, others]


def of_title(reading: Reading, title: Reading | None) -> Rows:
    """How much of the line stands in the title, and of the title in the line; nothing where no title is known."""
    count = len(reading.starts)
    if title is None or not len(title.word_hash):
        return [[0] * count] * 3
    wanted = np.isin(reading.word_hash, title.word_hash)
    shared = np.bincount(reading.line_of_word, weights=wanted, minlength=count)
    return [[1] * count, shared / np.maximum(reading.words, 1), shared / len(title.word_hash)]
