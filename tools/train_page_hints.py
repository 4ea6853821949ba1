"""Train the weights that join the line scorer's odds with what a page says of its lines, and write them.

    python tools/train_page_hints.py [--pages FILE] [--workers N]

Logistic regression on the lines that four extractors find on pages whose article was cut out by hand: a line is the
article when at least half of its word 4-grams stand there. The scorer's odds are those of the fold that has not seen
the page's publisher, as they will be for new pages. Writes the package's weights, and those of each fold for
``benchmarks/pages.py``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

from newsclean.html import document
from newsclean.page import Page
from newsclean.scorer.network import weights
from newsclean.scorer.page_columns import together
from newsclean.scorer.pages import DEFAULT, look
from page_hints.gold import Gold
from page_hints.regression import fitted
from scorer.folds import FOLDS, fold_of

ROOT = Path(__file__).parent.parent
BENCH = ROOT.parent / "shared" / "bench"
FOLDER = ROOT / "benchmarks" / "folds"
EXTRACTORS = ("trafilatura", "resiliparse", "best", "justext")
LEAST_PAGES = 6  # pages that must hold a mark before it gets a weight
MOST_LINES = 2000  # lines of a text; none of the pages has more
# Where log odds have which confidence. By cross-validation F1 is highest, and flat, from odds of 0.4 to 1.2: strict
# asks for 0.85. Standard and cautious ask for so much more that they lose next to nothing.
CONFIDENCES = {
    "odds": [-1.0, 0.4, 0.85, 2.0, 3.5, 6.0],
    "confidences": [0.0, 0.5, 0.6, 0.8, 0.95, 0.999],
}

Matrix = NDArray[np.float32]


class Example(NamedTuple):
    """The lines of one extracted text.

    Args:
        fold: the fold that holds the page's publisher out.
        columns: a row a line, without marks.
        marks: by line.
        noise: by line, whether it is noise.
        weight: by line, how much it counts.
    """

    fold: int
    columns: Matrix
    marks: list[frozenset[str]]
    noise: NDArray[np.bool_]
    weight: Matrix


def main() -> int:
    """Train and write all weights; the exit code for the shell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=BENCH / "html_dev.jsonl.gz", help="pages with the gold text")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    chosen = parser.parse_args()
    if not chosen.pages.exists():
        print(f"there is no {chosen.pages}; name the file with --pages", file=sys.stderr)
        return 2
    with gzip.open(chosen.pages, "rt", encoding="utf-8") as rows, ProcessPoolExecutor(chosen.workers) as pool:
        examples = [each for found in pool.map(_examples, map(json.loads, rows), chunksize=8) for each in found]
    for fold in range(FOLDS + 1):
        kept = [each for each in examples if each.fold != fold]
        path = DEFAULT if fold == FOLDS else FOLDER / f"page{fold}.json"
        path.write_text(json.dumps(_trained(kept), indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(f"{path.relative_to(ROOT)}: {len(kept)} texts")
    return 0


def _examples(record: dict[str, Any]) -> list[Example]:
    fold = fold_of(record["publisher"])
    learned, gold = weights(FOLDER / f"fold{fold}.npz"), Gold(record["gold"])
    found = []
    for extractor in EXTRACTORS:
        text = document(record["html"], url=record["url"], extractor=extractor)
        lines, page = text.lines[:MOST_LINES], text.page or Page()
        if not lines:
            continue
        hints = [page.hint(line.text) for line in lines]
        matrix, _ = look(text, lines, hints, learned, ())
        shares, grams = gold.shares([line.text for line in lines])
        weight = (grams / max(1, grams.sum())) ** 0.7  # between one line, one vote, and one word, one vote
        found.append(Example(fold, matrix, [frozenset(together(hint.marks)) for hint in hints], shares < 0.5, weight))
    return found


def _trained(examples: list[Example]) -> dict[str, Any]:
    counts: dict[str, int] = {}
    for each in examples:
        for mark in frozenset().union(*each.marks):
            counts[mark] = counts.get(mark, 0) + 1
    marks = sorted(mark for mark, count in counts.items() if count >= LEAST_PAGES * len(EXTRACTORS) / 2)
    column = {mark: number for number, mark in enumerate(marks)}
    marked = np.zeros((sum(len(each.marks) for each in examples), len(marks)), np.float32)
    for row, present in enumerate(present for each in examples for present in each.marks):
        marked[row, [column[mark] for mark in present if mark in column]] = 1
    matrix = np.concatenate([np.concatenate([each.columns for each in examples]), marked], axis=1)
    noise = np.concatenate([each.noise for each in examples])
    weight = np.concatenate([each.weight for each in examples])
    found, offset = fitted(matrix, noise, weight)
    return {
        "marks": marks,
        "weights": [round(float(each), 4) for each in found],
        "offset": round(float(offset), 4),
        **CONFIDENCES,
    }


if __name__ == "__main__":
    sys.exit(main())
