"""How much noise goes for how much of the article: the curve over confidence, and who and what is left at one preset.

    python benchmarks/accuracy_curve.py [--lines FILE] [--score FILE] [--workers N] [--errors FOLDER] [--write]

Cleans every labelled text with the weights that have not seen its publisher, asking all kinds for the same confidence,
and prints a row for each; then, at ``standard``, a row for each extractor and each country. ``--errors`` writes the
lines of articles that were lost and the lines of noise that were left, so that they can be read by kind. ``--write``
keeps the figures in ``accuracy_curve.json``; ``make figures`` then puts them into the documents.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from accuracy import BENCH, HERE, fold, held_out_pipeline, measured_now
from scripts import script

from newsclean import Kind
from newsclean.pipeline import Pipeline

CONFIDENCES = (0.99, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
KEPT = HERE / "accuracy_curve.json"
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
    parser.add_argument("--write", action="store_true", help="keep the figures in accuracy_curve.json")
    chosen = parser.parse_args()
    if not chosen.lines.exists():
        print(f"skipped: there is no {chosen.lines.name} here; name a file of labelled lines with --lines")
        return 0
    found: dict[str, Any] = measured_now()
    found["confidence"] = {
        str(confidence): _shares(measured(chosen.lines, chosen.score, confidence, chosen.workers))
        for confidence in CONFIDENCES
    }
    lines = list(measured(chosen.lines, chosen.score, STANDARD, chosen.workers))
    for name in ("extractor", "country"):
        found[name] = {value: _shares(group) for value, group in _grouped(lines, name)}
    lost, left = _lost(lines), _left(lines)
    found["lost"], found["left"] = len(lost), dict(Counter(each.kind for each in left).most_common())
    for name in ("confidence", "extractor", "country"):
        print(table(name, found[name]), end="\n\n")
    if chosen.errors:
        _write_errors(lost, left, chosen.errors)
    if chosen.write:
        KEPT.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return 0


def table(name: str, rows: dict[str, Any]) -> str:
    """The figures of one group of runs as Markdown."""
    head = [f"| {name} | noise removed | content lost | texts damaged |", "|---|--:|--:|--:|"]
    body = [
        f"| {value} | {row['noise_removed']:.1%} | {row['content_lost']:.3%} | {row['texts_damaged']:.1%} |"
        for value, row in rows.items()
    ]
    return "\n".join([*head, *body])


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


def _shares(lines: Iterable[Line]) -> dict[str, float]:
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
    return {
        "noise_removed": removed / max(1, noise),
        "content_lost": lost / max(1, content),
        "texts_damaged": len(damaged) / texts,
    }


def _grouped(lines: Iterable[Line], name: str) -> list[tuple[str, list[Line]]]:
    groups: dict[str, list[Line]] = {}
    for each in lines:
        groups.setdefault(getattr(each, name), []).append(each)
    return sorted(groups.items())


def _lost(lines: Iterable[Line]) -> list[Line]:
    return [each for each in lines if each.kind == "content" and each.kept < 0.9]


def _left(lines: Iterable[Line]) -> list[Line]:
    return [each for each in lines if each.kind not in ("content", *APART) and each.kept >= 0.5]


def _write_errors(lost: Iterable[Line], left: Iterable[Line], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lost_rows = (f"{each.extractor}\t{each.country}\t{each.kept:.2f}\t{each.line}\n" for each in lost)
    (folder / "lost.tsv").write_text("".join(lost_rows), "utf-8")
    left_rows = (f"{each.extractor}\t{each.country}\t{each.kind}\t{each.line}\n" for each in left)
    (folder / "left.tsv").write_text("".join(left_rows), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
