"""The accuracy gate: how much noise goes and how much content is lost on pages of publishers never trained on.

    python benchmarks/accuracy.py [--lines FILE] [--markdown FILE]
    python benchmarks/accuracy.py --raise
    python benchmarks/accuracy.py --lower REASON

Each text is cleaned with the weights of the fold that holds its publisher out, and counted as ``newsclean eval`` does.
The figures are compared with those in ``accuracy_floors.json``: exit code 1 says that one fell. ``--raise`` writes
better figures as the new floors; ``--lower`` writes all of them, worse ones too, with the reason. ``make figures`` then
puts them into the documents.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from newsclean import Document, Pipeline
from newsclean.cleaners.line_scorer import line_scorer, scored_cuts
from newsclean.evaluation.labelled import Labelled, read
from newsclean.evaluation.scores import MEANS_OVER, Score
from newsclean.registry import Cleaner
from newsclean.removal import Cut
from newsclean.scorer.network import weights
from newsclean.scorer.pages import page_weights

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "tools"))  # for what training knows: the folds, and the articles written for it
BENCH = HERE.parents[1] / "shared" / "bench"
FLOORS = HERE / "accuracy_floors.json"
FOLDS = HERE / "folds"
ROOM = 0.0005  # what a figure may differ by from one processor's arithmetic to another's

# Each run: what it is called, the preset, and whether titles and addresses are handed over.
RUNS = (
    ("cautious", "cautious", False),
    ("standard", "standard", False),
    ("strict", "strict", False),
    ("strict, title", "strict", True),
)
HIGHER = ("noise_removed", "caption", "title")  # better when higher; the others are better when lower


@cache
def held_out_pipeline(preset: str, fold: int) -> Pipeline:
    """The pipeline whose scorer has not seen the publishers of one fold."""
    learned, second = weights(FOLDS / f"fold{fold}.npz"), page_weights(FOLDS / f"page{fold}.json")

    def find(document: Document) -> Iterator[Cut]:
        yield from scored_cuts(document, learned, second)

    pipeline = Pipeline(preset)
    replaced = Cleaner(line_scorer.name, line_scorer.kind, find)
    pipeline.cleaners = tuple(replaced if each.name == line_scorer.name else each for each in pipeline.cleaners)
    return pipeline


def fold(publisher: str) -> int:
    """The number of the fold that a publisher is held out in."""
    from scorer.folds import fold_of

    return fold_of(publisher)


def labelled_lines(path: Path) -> Iterator[Labelled]:
    """The labelled texts of a file."""
    with gzip.open(path) as rows:
        yield from map(read, rows)


def figures(lines: Path, run: tuple[str, str, bool]) -> dict[str, Any]:
    """One run over all texts: the means of the extractors, and what went of each kind."""
    _, preset, title = run
    score = Score()
    for each in labelled_lines(lines):
        pipeline = held_out_pipeline(preset, fold(each.fields["publisher"]))
        document = each.document if title else Document(each.document.text)
        score.add(each.fields, each.judged(pipeline.clean(document)))
    return {
        "content_lost": score.content_lost,
        "content_lost_worst": max(tally.content_lost for tally in score.by[MEANS_OVER].values()),
        "texts_damaged": score.all.texts_damaged,
        "noise_removed": score.noise_removed,
        "caption": score.removed("caption"),
        "title": score.removed("title"),
        "kinds": {kind: score.all.share(kind) for kind in score.all.kinds},
    }


def articles_damaged(preset: str) -> float:
    """The share of the articles written for training, which look like noise, that lose content.

    Each is cleaned by the weights of the fold that holds it out.
    """
    from scorer.articles import articles

    damaged = 0
    written = articles()
    for each in written:
        cleaned = held_out_pipeline(preset, fold(each.publisher)).clean("\n".join(line for line, _ in each.lines))
        left = Counter(line.strip() for line in cleaned.split("\n"))
        damaged += bool(Counter(line.strip() for line, label in each.lines if label == "content") - left)
    return damaged / len(written)


def measured_now() -> dict[str, str]:
    """The day and the commit, with a plus where files differ from it, as they stand beside figures that are kept."""
    describe = ["git", "describe", "--always", "--abbrev=8", "--exclude=*", "--dirty=+"]
    commit = subprocess.run(describe, cwd=HERE, capture_output=True, text=True, check=True)
    return {"date": date.today().isoformat(), "commit": commit.stdout.strip()}


def fallen(found: dict[str, Any], floors: dict[str, Any]) -> list[str]:
    """What is worse than its floor, in words."""
    complaints = []
    for run, row in floors.items():
        for name, floor in _flat(row):
            value = dict(_flat(found[run]))[name]
            worse = floor - value if name in HIGHER or name.startswith("kind ") else value - floor
            if worse > ROOM:
                complaints.append(f"{run}: {name} is {value:.3%}, its floor {floor:.3%}")
    return complaints


def _flat(row: dict[str, Any]) -> Iterator[tuple[str, float]]:
    for name, value in row.items():
        if name == "kinds":
            yield from ((f"kind {kind}", share) for kind, share in value.items())
        else:
            yield name, value


def table(found: dict[str, Any]) -> str:
    """The figures as Markdown."""
    rows = [
        "| preset | content lost | worst extractor | texts damaged | noise removed | captions | titles |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for run, row in found.items():
        cells = [f"{row[name]:.3%}" for name in ("content_lost", "content_lost_worst")]
        cells += [f"{row[name]:.1%}" for name in ("texts_damaged", "noise_removed", "caption", "title")]
        rows.append(f"| {run} | {' | '.join(cells)} |")
    rows += ["", f"| kind | {' | '.join(found)} |", f"|---|{'--:|' * len(found)}"]
    for kind in next(iter(found.values()))["kinds"]:
        rows.append(f"| {kind} | {' | '.join(format(row['kinds'][kind], '.0%') for row in found.values())} |")
    return "\n".join(rows)


def main() -> int:
    """Measure, print, compare; the exit code for the shell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=Path, default=BENCH / "lines_dev.jsonl.gz", help="labelled lines")
    parser.add_argument("--markdown", type=Path, help="write the tables here too")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", dest="better", action="store_true", help="write the figures as the new floors")
    change.add_argument("--lower", metavar="REASON", help="write them though some are worse, and why")
    chosen = parser.parse_args()
    if not chosen.lines.exists():
        print(f"skipped: there is no {chosen.lines.name} here; name a file of labelled lines with --lines")
        return 0
    digest = hashlib.sha256(chosen.lines.read_bytes()).hexdigest()
    with ProcessPoolExecutor(2) as pool:
        rows = pool.map(partial(figures, chosen.lines), RUNS)
        found = {run[0]: row for run, row in zip(RUNS, rows, strict=True)}
    found["standard"]["articles_damaged"] = articles_damaged("standard")
    print(table(found))
    print(f"\narticles that look like noise, damaged at standard: {found['standard']['articles_damaged']:.1%}")
    if chosen.markdown:
        chosen.markdown.write_text(table(found) + "\n", "utf-8")
    kept: dict[str, Any] = (
        json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"data": digest, "lowered": [], "floors": {}}
    )
    if kept["data"] != digest:
        print(
            f"the floors were measured on other data (sha256 {kept['data'][:12]}, this is {digest[:12]})",
            file=sys.stderr,
        )
        return 2
    complaints = fallen(found, kept["floors"])
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if chosen.lower or (chosen.better and not complaints):
        reasons = [*kept["lowered"], *([chosen.lower] if chosen.lower else [])]
        kept = {**measured_now(), "data": digest, "lowered": reasons, "floors": found}
        FLOORS.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
        return 0
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
