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
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from newsclean.scorer import characters
from newsclean.scorer.network import DEFAULT, Weights, probabilities
from scorer import augment, corpus, network, texts
from scorer.articles import articles
from scorer.calibration import Held, calibrated
from scorer.fixtures import fixtures
from scorer.folds import FOLDS, fold_of

ROOT = Path(__file__).parent.parent
BENCH = ROOT.parent / "shared" / "bench"
FOLDER = ROOT / "benchmarks" / "folds"
NETWORKS = 2  # from different seeds, whose judgements are averaged
EVERYTHING = FOLDS  # the number of the "fold" that holds nobody out


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
    jobs = [(fold, chosen.lines, chosen.pages, chosen.seed) for fold in range(FOLDS + 1)]
    with ProcessPoolExecutor(chosen.workers) as pool:
        done = list(pool.map(_one, jobs))
    held_out = [each for _, found in done for each in found]
    bounds = calibrated(held_out, network.KINDS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for fold, (layers, _) in enumerate(done):
        path = DEFAULT if fold == EVERYTHING else FOLDER / f"fold{fold}.npz"
        write(path, layers, *bounds)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")
    return 0


def _one(job: tuple[int, Path, Path, int]) -> tuple[dict[str, np.ndarray], list[Held]]:
    """The layers of one fold, and what they make of the texts that it holds out."""
    fold, lines, pages, seed = job
    import torch

    torch.set_num_threads(1)
    real = texts.bench(lines)
    own = fixtures(ROOT / "fixtures")
    made = corpus.augmented(real, texts.whole_pages(pages, real), own, augment.stock(augment.PHRASEBOOK), articles())
    tables = characters.tables()
    seen, also = corpus.examples(real, made, tables)
    held = [each for each in seen if fold_of(each.text.publisher) == fold]
    kept, more = ([each for each in group if fold_of(each.text.publisher) != fold] for group in (seen, also))
    layers = network.layers([network.trained(kept, more, seed + number) for number in range(NETWORKS)])
    scaled = {name: value * layers.get(f"{name}_scale", np.float32(1)) for name, value in layers.items()}
    none = np.zeros(0, np.float32)
    weights = Weights(tables, network.KINDS, none, none, scaled)
    print(f"fold {fold} is trained" if held else "the package's weights are trained", file=sys.stderr)
    return layers, [
        Held(
            probabilities(each.evidence, weights),
            each.evidence.zones,
            each.labels,
            each.lengths,
            each.text.source,
        )
        for each in held
    ]


def write(path: Path, layers: dict[str, np.ndarray], confidences: np.ndarray, bounds: np.ndarray) -> None:
    """One file of weights."""
    tables = characters.tables()
    arrays: dict[str, Any] = {
        "folded": tables.folded,
        "classes": tables.classes,
        "kinds": json.dumps(network.KINDS),
        "confidences": confidences,
        "bounds": bounds,
        **layers,
    }
    np.savez_compressed(path, **arrays)


if __name__ == "__main__":
    sys.exit(main())
