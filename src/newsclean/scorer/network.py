"""The scorer's network: from the evidence of the lines to the probability of each kind, in a few matrix products.

Words and whole lines are looked up in two tables of vectors, averaged and added up; one layer joins them with the
columns; two convolutions over the lines let neighbours speak for each other, so that blocks go or stay as blocks; the
mean over all lines tells what sort of page this is.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.scorer.characters import Tables
from newsclean.scorer.evidence import Evidence
from newsclean.scorer.grams import Grams

Matrix = NDArray[np.float32]

DEFAULT = Path(__file__).with_name("weights.npz")
SERIAL = 200_000  # multiplications that OpenBLAS does in one thread; it starts others from 262,144 on
_NOT_LAYERS = ("folded", "classes", "kinds", "confidences", "bounds")  # in a file of weights
REACH = 2  # lines before and after that one convolution sees; the second looks at every other line


class Weights(NamedTuple):
    """The numbers that training found, by layer; ``tools/train_scorer.py`` writes them.

    Args:
        characters: how characters are read.
        kinds: the name of each output, ``content`` first.
        confidences: the confidences that have a bound.
        bounds: the log odds from which a line has each of them: first for noise, then for noise, titles and captions
            together; then by zone of the text.
        layers: matrices and offsets by name.
    """

    characters: Tables
    kinds: tuple[str, ...]
    confidences: Matrix
    bounds: Matrix
    layers: dict[str, Matrix]


@cache
def weights(path: Path = DEFAULT) -> Weights:
    """The weights in a file; those of the package when no other is named."""
    with np.load(path) as file:
        arrays: dict[str, Any] = dict(file)
    layers = {
        name: array.astype(np.float32) * arrays.get(f"{name}_scale", np.float32(1))
        for name, array in arrays.items()
        if name not in _NOT_LAYERS and not name.endswith("_scale")
    }
    kinds = tuple(json.loads(str(arrays["kinds"])))
    return Weights(Tables(arrays["folded"], arrays["classes"]), kinds, arrays["confidences"], arrays["bounds"], layers)


def probabilities(evidence: Evidence, weights: Weights) -> Matrix:
    """For each line (row) the probability of each kind (column), in the order of ``weights.kinds``."""
    layers = weights.layers
    seen = np.concatenate([_words(evidence, layers["words"]), _lines(evidence.grams, layers["lines"])], axis=1)
    hidden = _product(seen, layers["of_words"]) + _product(evidence.columns, layers["of_columns"])
    hidden += layers["of_columns_offset"]
    np.maximum(hidden, 0, out=hidden)
    hidden += np.maximum(hidden.mean(axis=0) @ layers["page"] + layers["page_offset"], 0)
    near = np.maximum(_convolved(hidden, layers["near"], 1) + layers["near_offset"], 0)
    far = np.maximum(_convolved(near, layers["far"], 2) + layers["far_offset"], 0) + near
    scores = _product(np.concatenate([hidden, far], axis=1), layers["kinds_matrix"]) + layers["kinds_offset"]
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    return np.asarray(scores / scores.sum(axis=1, keepdims=True))


def _words(evidence: Evidence, table: Matrix) -> Matrix:
    """The mean vector of each line's words; nothing for a line without any."""
    places, words = evidence.grams.of_words, evidence.words
    if not len(places):
        return np.zeros((len(words), table.shape[1]), np.float32)
    vectors = table.take(places.reshape(-1), axis=0)
    sums = np.add.reduceat(vectors, 3 * np.minimum(evidence.first_word, len(places) - 1), axis=0)
    return np.asarray(sums * ((words > 0) / (3 * np.maximum(words, 1)))[:, None], np.float32)


def _lines(grams: Grams, table: Matrix) -> Matrix:
    return np.asarray(table.take(grams.of_lines, axis=0).sum(axis=1))


def _convolved(rows: Matrix, kernel: Matrix, step: int) -> Matrix:
    """Each line with its neighbours, ``step`` lines apart, times the kernel."""
    count, width = rows.shape
    padded = np.zeros((count + 2 * REACH * step, width), np.float32)
    padded[REACH * step : REACH * step + count] = rows
    beside = [padded[step * shift : step * shift + count] for shift in range(2 * REACH + 1)]
    return _product(np.concatenate(beside, axis=1), kernel)


def _product(rows: Matrix, matrix: Matrix) -> Matrix:
    """The product, some rows at a time: for more, the linear algebra starts threads, which cost more than they do."""
    some = max(1, SERIAL // matrix.size)
    if len(rows) <= some:
        return np.asarray(rows @ matrix)
    return np.concatenate([rows[first : first + some] @ matrix for first in range(0, len(rows), some)])
