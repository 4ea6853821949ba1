"""How much noise goes for how much of the article: the curve over confidence, and who and what is left at one preset.

    python benchmarks/accuracy_curve.py [--lines FILE] [--workers N] [--errors FOLDER] [--write]

Cleans every labelled text with the weights that have not seen its publisher, asking all kinds for the same confidence,
and prints a row for each; then, at ``standard``, a row for each extractor and each country. ``--errors`` writes the
lines of articles that were lost and the lines of noise that were left, so that they can be read by kind. ``--write``
keeps the figures in ``accuracy_curve.json``; ``make figures`` then puts them into the documents.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from accuracy import BENCH, HERE, fold, held_out_pipeline, labelled_lines, measured_now

from newsclean import Kind
from newsclean.evaluation.differing import asked_for
from newsclean.evaluation.labelled import APART, Labelled, Line
from newsclean.evaluation.scores import Score, Tally
from newsclean.pipeline import Pipeline

CONFIDENCES = (0.99, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
KEPT = HERE / "accuracy_curve.json"
STANDARD = None  # the preset's own confidences
FIELDS = ("extractor", "country")


class Judged(NamedTuple):
    """The lines of a text, and whose it is."""

    fields: dict[str, str]
    lines: list[Line]


def main() -> int:
    """Measure and print; the exit code for the shell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=Path, default=BENCH / "lines_dev.jsonl.gz", help="labelled lines")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--errors", type=Path, metavar="FOLDER", help="write lost.tsv and left.tsv there")
    parser.add_argument("--write", action="store_true", help="keep the figures in accuracy_curve.json")
    chosen = parser.parse_args()
    if not chosen.lines.exists():
        print(f"skipped: there is no {chosen.lines.name} here; name a file of labelled lines with --lines")
        return 0
    found: dict[str, Any] = measured_now()
    found["confidence"] = {
        str(confidence): _shares(scored(judged(chosen.lines, confidence, chosen.workers)).all)
        for confidence in CONFIDENCES
    }
    texts = list(judged(chosen.lines, STANDARD, chosen.workers))
    for name, tallies in scored(texts).by.items():
        found[name] = {value: _shares(tally) for value, tally in sorted(tallies.items())}
    lost, left = (list(_asked_for(what, texts)) for what in ("lost", "left"))
    found["lost"], found["left"] = len(lost), dict(Counter(line.kind for _, line in left).most_common())
    for name in ("confidence", *FIELDS):
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


def judged(data: Path, confidence: float | None, workers: int) -> Iterator[Judged]:
    """Every text, after cleaning with this confidence."""
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(partial(_judged, confidence=confidence), labelled_lines(data), chunksize=16)


def scored(texts: Iterable[Judged]) -> Score:
    """What became of all of them, and by extractor and country."""
    score = Score(FIELDS)
    for each in texts:
        score.add(each.fields, each.lines)
    return score


def _judged(labelled: Labelled, confidence: float | None) -> Judged:
    fields = labelled.fields
    after = _pipeline(fold(fields["publisher"]), confidence).clean(labelled.document.text)
    source, country = fields["id"].split("/")[:2]
    known = {"extractor": fields["extractor"], "country": country if source == "fundus" else source}
    return Judged(known, labelled.judged(after))


@cache
def _pipeline(number: int, confidence: float | None) -> Pipeline:
    standard = held_out_pipeline("standard", number)
    if confidence is None:
        return standard
    kinds = [kind.value for kind in Kind if kind.value not in APART]
    pipeline = Pipeline("standard", confidence=dict.fromkeys(kinds, confidence))
    pipeline.cleaners = standard.cleaners
    return pipeline


def _shares(tally: Tally) -> dict[str, float]:
    return {
        "noise_removed": tally.noise_removed or 0.0,
        "content_lost": tally.content_lost,
        "texts_damaged": tally.texts_damaged,
    }


def _asked_for(what: str, texts: Iterable[Judged]) -> Iterator[tuple[Judged, Line]]:
    """The lines of articles that were lost, or those of noise that were left, with their texts."""
    for each in texts:
        for (line,) in asked_for(what, [each.lines]):
            yield each, line


def _write_errors(lost: Iterable[tuple[Judged, Line]], left: Iterable[tuple[Judged, Line]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, errors in ("lost", lost), ("left", left):
        with (folder / f"{name}.tsv").open("w", encoding="utf-8") as out:
            for text, line in errors:
                told = f"{line.kept:.2f}" if name == "lost" else line.kind
                print(*text.fields.values(), told, line.text, sep="\t", file=out)


if __name__ == "__main__":
    sys.exit(main())
