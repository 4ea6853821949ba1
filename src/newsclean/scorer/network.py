"""The scorer's network: from the evidence of the lines to the probability of each kind, in a few matrix products.

Words and whole lines are looked up in two tables of vectors, averaged and added up; one layer joins them with the
columns; two convolutions over the lines let neighbours speak for each other, so that blocks go or stay as blocks; the
mean over all lines tells what sort of page this is. Several such networks, trained from different seeds, are computed
together, and what they say is averaged: on held-out publishers two remove as much as one at two thirds of its errors.
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
from newsclean.scorer.grams import OF_WORD, Grams

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
        layers: matrices and offsets by name, for each network; the vectors of the tables stand side by side.
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
    networks = len(layers["near"])
    words, lines = _words(evidence, layers["words"], networks), _lines(evidence.grams, layers["lines"], networks)
    hidden = _product(np.concatenate([words, lines], axis=2), layers["of_words"])
    hidden += _product(evidence.columns[None], layers["of_columns"])
    hidden += layers["of_columns_offset"]
    np.maximum(hidden, 0, out=hidden)
    page = hidden.mean(axis=1, keepdims=True) @ layers["page"] + layers["page_offset"]
    hidden += np.maximum(page, 0)
    near = np.maximum(_convolved(hidden, layers["near"], 1) + layers["near_offset"], 0)
    far = np.maximum(_convolved(near, layers["far"], 2) + layers["far_offset"], 0) + near
    scores = _product(np.concatenate([hidden, far], axis=2), layers["kinds_matrix"]) + layers["kinds_offset"]
    return np.exp(_logarithms(_logarithms(scores).mean(axis=0)))


def _words(evidence: Evidence, table: Matrix, networks: int) -> Matrix:
    """The mean vector of each line's words, by network; nothing for a line without any."""
    places, words = evidence.grams.of_words, evidence.words
    if not len(places):
        return np.zeros((networks, len(words), table.shape[1] // networks), np.float32)
    vectors = table.take(places.reshape(-1), axis=0)
    sums = np.add.reduceat(vectors, OF_WORD * np.minimum(evidence.first_word, len(places) - 1), axis=0)
    means = sums * ((words > 0) / (OF_WORD * np.maximum(words, 1)))[:, None].astype(np.float32)
    return _by_network(means, networks)


def _lines(grams: Grams, table: Matrix, networks: int) -> Matrix:
    return _by_network(table.take(grams.of_lines, axis=0).sum(axis=1), networks)


def _by_network(rows: Matrix, networks: int) -> Matrix:
    return np.asarray(rows.reshape(len(rows), networks, -1).transpose(1, 0, 2))


def _convolved(rows: Matrix, kernel: Matrix, step: int) -> Matrix:
    """Each line with its neighbours, ``step`` lines apart, times the kernel."""
    networks, count, width = rows.shape
    padded = np.zeros((networks, count + 2 * REACH * step, width), np.float32)
    padded[:, REACH * step : REACH * step + count] = rows
    beside = [padded[:, step * shift : step * shift + count] for shift in range(2 * REACH + 1)]
    return _product(np.concatenate(beside, axis=2), kernel)


def _product(rows: Matrix, matrices: Matrix) -> Matrix:
    """The products, some rows at a time: for more, the linear algebra starts threads, which cost more than they do."""
    some = max(1, SERIAL // matrices[0].size)
    if rows.shape[1] <= some:
        return np.asarray(rows @ matrices)
    parts = [rows[:, first : first + some] @ matrices for first in range(0, rows.shape[1], some)]
    return np.concatenate(parts, axis=1)


def _logarithms(scores: Matrix) -> Matrix:
    """The logarithms of the probabilities."""
    scores = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True)))
