"""Train the line scorer and write its weights: those of the package, and those of each fold for the accuracy gate.

    python tools/train_scorer.py [--lines FILE] [--pages FILE] [--seed N] [--workers N]

Needs ``torch`` beside the development packages (``pip install torch --index-url https://download.pytorch.org/whl/cpu``
or any other build of it). The same data, seed and version of torch give the same files. One fold holds a fifth of the
publishers out; the confidence that the package reports is fitted on these held-out pages.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from newsclean.scorer import characters
from newsclean.scorer.judging import APART
from newsclean.scorer.network import DEFAULT, Weights, probabilities
from scorer import augment, corpus, network, texts

ROOT = Path(__file__).parent.parent
BENCH = ROOT.parent / "shared" / "bench"
FOLDER = ROOT / "benchmarks" / "folds"
EVERYTHING = texts.FOLDS  # the number of the "fold" that holds nobody out

# The share of content characters that may be lost at each confidence: what the presets promise, with some room.
CONFIDENCES = (0.5, 0.6, 0.8, 0.95, 0.999)
LOST = (0.0100, 0.0050, 0.0014, 0.00012, 0.0)

Labelled = tuple[np.ndarray, Sequence[str], np.ndarray, str]


def main() -> int:
    """Train all folds and the package's weights; the exit code for the shell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=Path, default=BENCH / "lines_dev.jsonl.gz", help="labelled lines")
    parser.add_argument("--pages", type=Path, default=BENCH / "html_dev.jsonl.gz", help="the same pages' HTML")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2, help="processes; one fold each")
    chosen = parser.parse_args()
    for path in (chosen.lines, chosen.pages):
        if not path.exists():
            print(f"there is no {path}; name the file with --lines and --pages", file=sys.stderr)
            return 2
    jobs = [(fold, chosen.lines, chosen.pages, chosen.seed) for fold in range(texts.FOLDS + 1)]
    with ProcessPoolExecutor(chosen.workers) as pool:
        done = list(pool.map(_one, jobs))
    held_out = [each for _, found in done for each in found]
    knots = calibrated(held_out)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for fold, (layers, _) in enumerate(done):
        path = DEFAULT if fold == EVERYTHING else FOLDER / f"fold{fold}.npz"
        write(path, layers, knots)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")
    return 0


def _one(job: tuple[int, Path, Path, int]) -> tuple[dict[str, np.ndarray], list[Labelled]]:
    """The layers of one fold, and what they make of the texts that it holds out."""
    fold, lines, pages, seed = job
    import torch

    torch.set_num_threads(1)
    real = texts.bench(lines)
    made = corpus.augmented(real, texts.whole_pages(pages, real), augment.stock(augment.PHRASEBOOK))
    tables = characters.tables()
    seen, also = corpus.examples(real, made, tables)
    held = [each for each in seen if texts.fold_of(each.text.publisher) == fold]
    network_ = network.trained(*([each for each in group if texts.fold_of(each.text.publisher) != fold] for group in (seen, also)), seed)
    layers = network.layers(network_)
    weights = Weights(tables, network.KINDS, np.zeros((2, 2)), {name: value.astype(np.float32) for name, value in layers.items()})
    for name in ("words", "lines"):
        weights.layers[name] *= layers[f"{name}_scale"]
    print(f"fold {fold} is trained" if held else "the package's weights are trained", file=sys.stderr)
    return layers, [
        (probabilities(each.evidence, weights), each.labels, each.lengths, each.text.source) for each in held
    ]


def calibrated(held_out: Sequence[Labelled]) -> np.ndarray:
    """Log odds, and the confidence that each means: that at which so much content of unseen publishers is lost.

    The mean of the extractors counts, each text's content weighed by its characters.
    """
    apart = [network.KINDS.index(kind) for kind in APART]
    sources = sorted({source for *_, source in held_out})
    odds, lost = [], []
    for table, labels, lengths, source in held_out:
        noise = 1 - table[:, 0] - table[:, apart].sum(axis=1)
        content = np.array([label == "content" for label in labels])
        total = sum(sum(n[np.array(k) == "content"]) for _, k, n, s in held_out if s == source)
        odds.append(np.log((noise + 1e-9) / (1 - noise + 1e-9))[content])
        lost.append((lengths / total / len(sources))[content])
    order = np.argsort(-np.concatenate(odds), kind="stable")
    ranked, gone = np.concatenate(odds)[order], np.cumsum(np.concatenate(lost)[order])
    points = [float(ranked[min(np.searchsorted(gone, share), len(ranked) - 1)]) for share in LOST]
    points[-1] = max(points[-1], points[-2] + 4)
    return np.array([[-25.0, *points], [0.0, *CONFIDENCES]], np.float32)


def write(path: Path, layers: dict[str, np.ndarray], knots: np.ndarray) -> None:
    """One file of weights."""
    tables = characters.tables()
    np.savez_compressed(
        path, folded=tables.folded, classes=tables.classes, kinds=json.dumps(network.KINDS), knots=knots, **layers
    )


if __name__ == "__main__":
    sys.exit(main())
