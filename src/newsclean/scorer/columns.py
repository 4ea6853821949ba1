"""What the scorer knows of each line besides its words: shape, place, neighbours, cohesion, repetition, phrases, title.

Each function gives some columns of one matrix, a row a line, with values from 0 to about 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log1p

import numpy as np
from numpy.typing import NDArray

from newsclean.document import Line
from newsclean.scorer.characters import CLASSES, DIGIT, STOP, UNSPACED, UPPER
from newsclean.scorer.grams import places
from newsclean.scorer.reading import Reading
from newsclean.signals.shape import PARAGRAPH, SENTENCE

Columns = NDArray[np.float32]

BEFORE, BETWEEN, PARAGRAPHS, AFTER = range(4)  # the zones of a text

FAR = 10  # lines from which on a distance makes no difference
WORD_SALT = 9  # apart from those of the grams
WORD_BITS = 14  # places in the table that tells which words the article uses
LONG_WORD = 4  # letters of a word that says something about the subject

_ONE_OF = np.eye(CLASSES, dtype=np.float32)  # by class, one column of its own
_END_MARKS = np.zeros(CLASSES + 1, np.bool_)
_END_MARKS[[STOP, 8, 13]] = True  # full stops; question and exclamation marks; quotation marks


def shape(reading: Reading, lines: Sequence[Line]) -> list[NDArray[np.generic]]:
    """The line alone: which characters it is made of, how it opens and closes, how long it is."""
    count = len(reading.starts)
    width = reading.ends - reading.starts
    line_of_character = np.repeat(np.arange(count), width + 1)
    cells = line_of_character * CLASSES + reading.classes
    found = np.bincount(cells, minlength=count * CLASSES).reshape(count, CLASSES).astype(np.float32)
    share = found / width[:, None]
    length = np.array([line.end - line.start for line in lines], np.float32)
    words = np.maximum(reading.words, 1)
    capitals = np.bincount(reading.line_of_word, weights=reading.classes[reading.word_starts] == UPPER, minlength=count)
    ends = (reading.classes[:-1] == STOP) & (reading.classes[1:] == 5)
    sentences = np.bincount(line_of_character[:-1], weights=ends, minlength=count)
    return [
        share, found > 0,
        _ONE_OF[reading.classes[reading.starts]], _ONE_OF[reading.classes[reading.ends - 1]],
        reading.classes[reading.ends - 2] == STOP,
        np.log1p(length) / 6, np.minimum(length, 300) / 300, np.log1p(words) / 4, words <= 2, words <= 4,
        capitals / words, (capitals >= words) & (words > 1), np.minimum(sentences, 4) / 4,
        np.minimum(length / words, 20) / 20,
    ]  # fmt: skip


def is_running(reading: Reading, lines: Sequence[Line]) -> NDArray[np.bool_]:
    """Which lines are running text, by their length and how they close."""
    length = np.array([line.end - line.start for line in lines])
    return (length >= PARAGRAPH) | ((length >= SENTENCE) & _END_MARKS[reading.classes[reading.ends - 1]])


def zones(running: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Where each line stands: before the first paragraph, between paragraphs, being one, or after the last.

    Lines of a text without any paragraph stand between.

    >>> zones(np.array([False, True, False, True, False])).tolist()
    [0, 2, 1, 2, 3]
    """
    if not running.any():
        return np.full(len(running), BETWEEN)
    seen, left = np.cumsum(running), np.cumsum(running[::-1])[::-1]
    return np.where(running, PARAGRAPHS, np.where(seen == 0, BEFORE, np.where(left == 0, AFTER, BETWEEN)))


def place(running: NDArray[np.bool_], lines: Sequence[Line], text: str) -> list[NDArray[np.generic]]:
    """Where the line stands: among the lines, among the paragraphs, and how much white space is around it."""
    count = len(lines)
    number = np.arange(count)
    length = np.array([line.end - line.start for line in lines], np.float32)
    weight = np.where(running, length, 0)
    before = np.cumsum(weight) - weight
    total = max(float(weight.sum()), 1.0)
    after = total - before - weight
    last = np.maximum.accumulate(np.where(running, number, -2 * FAR))
    following = np.minimum.accumulate(np.where(running, number, count + 2 * FAR)[::-1])[::-1]
    since = number - np.concatenate([[-2 * FAR], last[:-1]])
    until = np.concatenate([following[1:], [count + 2 * FAR]]) - number
    gap = _blank_lines(lines, text)
    return [
        running, number / count, (count - number) / count,
        np.minimum(number, FAR) / FAR, np.minimum(count - 1 - number, FAR) / FAR, number == 0, number == count - 1,
        before / total, after / total, before == 0, after <= 0,
        np.minimum(since, FAR) / FAR, np.minimum(until, FAR) / FAR, gap[:-1], gap[1:],
        np.tile(_of_page(running, length, total), (count, 1)),
    ]  # fmt: skip


def _of_page(running: NDArray[np.bool_], length: NDArray[np.float32], total: float) -> NDArray[np.float32]:
    """What is the same for all lines: how many there are, how much is running text, how long they are."""
    count = len(length)
    share, mean = np.count_nonzero(running) / count, float(length.sum()) / count
    return np.array([log1p(count) / 6, share, log1p(total) / 10, min(1.0, mean / 200)], np.float32)


def _blank_lines(lines: Sequence[Line], text: str) -> NDArray[np.float32]:
    """The empty lines before the first line, between any two, and after the last: none to three, as a share."""
    newlines = [1] + [text.count("\n", a.end, b.start) for a, b in pairwise(lines)] + [1]
    return np.asarray(np.minimum(np.array(newlines, np.float32) - 1, 3) / 3, np.float32)


def neighbours(reading: Reading) -> list[NDArray[np.generic]]:
    """How alike in shape the line and its neighbours are: tables and lists are runs of lines that look the same."""
    count = len(reading.starts)
    digits = _count(reading, reading.classes == DIGIT)
    marks = _count(reading, reading.classes >= 6)
    looks = np.stack(
        [
            reading.classes[reading.starts],
            reading.classes[reading.ends - 1],
            np.minimum(digits, 4),
            np.minimum(np.rint(np.log2(reading.words + 1) * 1.5), 9),
            np.minimum(marks, 3),
        ]
    )
    alike = np.zeros(count + 1, np.float32)
    alike[1:-1] = (looks[:, 1:] == looks[:, :-1]).mean(axis=0)
    run = np.cumsum(alike[:-1] < 0.6)
    lines_in_run = np.bincount(run)[run]
    with_digits = np.bincount(run, weights=digits > 0)[run] / lines_in_run
    return [alike[:-1], alike[1:], np.log1p(lines_in_run) / 3, lines_in_run >= 4, with_digits * (lines_in_run >= 4)]


def _count(reading: Reading, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    sums = np.concatenate([[0], np.cumsum(mask)])
    return np.asarray(sums[reading.ends] - sums[reading.starts])


def cohesion(reading: Reading, running: NDArray[np.bool_]) -> list[NDArray[np.generic]]:
    """How many of its words the line shares with the paragraphs around it, and whether it stands twice."""
    count = len(reading.starts)
    line = reading.line_of_word
    word = places(reading.word_hash, WORD_SALT, WORD_BITS)
    telling = (reading.word_lengths >= LONG_WORD) | (reading.classes[reading.word_starts] == UNSPACED)
    in_paragraph = telling & running[line]
    first, last = np.empty(1 << WORD_BITS, np.int64), np.empty(1 << WORD_BITS, np.int64)
    first[word] = last[word] = -1
    last[word[in_paragraph]] = line[in_paragraph]
    first[word[in_paragraph][::-1]] = line[in_paragraph][::-1]
    elsewhere = telling & (last[word] >= 0) & ((first[word] != line) | (last[word] != line))
    shared = np.bincount(line, weights=elsewhere, minlength=count)
    all_telling = np.bincount(line, weights=telling, minlength=count)
    lines = reading.line_hash.tolist()
    copies = Counter(lines)
    repeated = np.array([copies[each] for each in lines], np.float32) if len(copies) < count else np.ones(count)
    return [shared / np.maximum(all_telling, 1), np.minimum(shared, 6) / 6, np.minimum(repeated - 1, 3) / 3]


def of_title(reading: Reading, title: Reading | None) -> list[NDArray[np.generic]]:
    """How much of the line stands in the title, and of the title in the line; nothing where no title is known."""
    count = len(reading.starts)
    if title is None or not len(title.word_hash):
        return [np.zeros((count, 3), np.float32)]
    wanted = np.isin(reading.word_hash, title.word_hash)
    shared = np.bincount(reading.line_of_word, weights=wanted, minlength=count)
    words = len(title.word_hash)
    return [np.ones(count), shared / np.maximum(reading.words, 1), np.minimum(shared / words, 1)]
