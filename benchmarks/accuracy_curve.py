"""How much noise goes for how much of the article: the curve over confidence, and who and what is left at one preset.

    python benchmarks/accuracy_curve.py [--lines FILE] [--score FILE] [--workers N] [--errors FOLDER]

Cleans every labelled text with the weights that have not seen its publisher, asking all kinds for the same confidence,
and prints a row for each; then, at ``standard``, a row for each extractor and each country. ``--errors`` writes the
lines of articles that were lost and the lines of noise that were left, so that they can be read by kind.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from accuracy import BENCH, fold, held_out_pipeline
from scripts import script

from newsclean import Kind
from newsclean.pipeline import Pipeline

CONFIDENCES = (0.99, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
STANDARD = None  # the preset's own confidences
APART = ("title", "caption")  # kinds that only some readers call noise
UNSCORED = ("empty", "unsure", "mixed")


class Line(NamedTuple):
    """A labelled line: whose it is, what it is, and how much of it is still there, from 0 to 1."""

    extractor: str
    country: str
    text: int
    kind: str
    line: str
    kept: float


def main() -> int:
    """Measure and print; the exit code for the shell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=Path, default=BENCH / "lines_dev.jsonl.gz", help="labelled lines")
    parser.add_argument("--score", type=Path, default=BENCH / "score.py", help="the script that tells what was removed")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--errors", type=Path, metavar="FOLDER", help="write lost.tsv and left.tsv there")
    chosen = parser.parse_args()
    if not chosen.lines.exists():
        print(f"skipped: there is no {chosen.lines.name} here; name a file of labelled lines with --lines")
        return 0
    print("| confidence | noise removed | content lost | texts damaged |\n|--:|--:|--:|--:|")
    for confidence in CONFIDENCES:
        lines = list(measured(chosen.lines, chosen.score, confidence, chosen.workers))
        print(f"| {confidence} | {_row(lines)} |", flush=True)
    lines = list(measured(chosen.lines, chosen.score, STANDARD, chosen.workers))
    for name in ("extractor", "country"):
        print(f"\n| {name} | noise removed | content lost | texts damaged |\n|---|--:|--:|--:|")
        for value in sorted({getattr(each, name) for each in lines}):
            print(f"| {value} | {_row([each for each in lines if getattr(each, name) == value])} |")
    if chosen.errors:
        _write_errors(lines, chosen.errors)
    return 0


def measured(data: Path, score: Path, confidence: float | None, workers: int) -> Iterator[Line]:
    """Every line that counts, after cleaning with this confidence."""
    one = partial(_lines, score=score, confidence=confidence)
    with gzip.open(data, "rt", encoding="utf-8") as rows, ProcessPoolExecutor(workers) as pool:
        for found in pool.map(one, enumerate(map(json.loads, rows)), chunksize=16):
            yield from found


def _lines(numbered: tuple[int, dict[str, Any]], score: Path, confidence: float | None) -> list[Line]:
    number, record = numbered
    before = [line for line, _ in record["lines"]]
    after = _pipeline(fold(record["publisher"]), confidence).clean("\n".join(before))
    source, country = record["id"].split("/")[:2]
    country = country if source == "fundus" else source
    kept = script(score).survival(before, after)
    return [
        Line(record["extractor"], country, number, kind, line, share)
        for (line, label), share in zip(record["lines"], kept, strict=True)
        if (kind := label.split("/")[0]) not in UNSCORED
    ]


@cache
def _pipeline(number: int, confidence: float | None) -> Pipeline:
    standard = held_out_pipeline("standard", number)
    if confidence is None:
        return standard
    kinds = [kind.value for kind in Kind if kind.value not in APART]
    pipeline = Pipeline("standard", confidence=dict.fromkeys(kinds, confidence))
    pipeline.cleaners = standard.cleaners
    return pipeline


def _row(lines: Iterable[Line]) -> str:
    noise = removed = content = texts = 0
    lost = 0.0
    damaged = set()
    seen = set()
    for each in lines:
        seen.add(each.text)
        if each.kind == "content":
            content += len(each.line)
            lost += (1 - each.kept) * len(each.line)
            if each.kept < 1:
                damaged.add(each.text)
        elif each.kind not in APART:
            noise += 1
            removed += each.kept < 0.5
    texts = max(1, len(seen))
    return f"{removed / max(1, noise):.1%} | {lost / max(1, content):.3%} | {len(damaged) / texts:.1%}"


def _write_errors(lines: Iterable[Line], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / "lost.tsv").open("w", encoding="utf-8") as lost,
        (folder / "left.tsv").open("w", encoding="utf-8") as left,
    ):
        for each in lines:
            if each.kind == "content" and each.kept < 0.9:
                print(each.extractor, each.country, f"{each.kept:.2f}", each.line, sep="\t", file=lost)
            elif each.kind not in ("content", *APART) and each.kept >= 0.5:
                print(each.extractor, each.country, each.kind, each.line, sep="\t", file=left)


if __name__ == "__main__":
    sys.exit(main())
