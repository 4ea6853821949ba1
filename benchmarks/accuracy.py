"""The accuracy gate: how much noise goes and how much content is lost on pages of publishers never trained on.

    python benchmarks/accuracy.py [--lines FILE] [--score FILE] [--markdown FILE]
    python benchmarks/accuracy.py --raise
    python benchmarks/accuracy.py --lower REASON

Each text is cleaned with the weights of the fold that holds its publisher out, and ``score.py`` counts. The figures are
compared with those in ``accuracy_floors.json``: exit code 1 says that one fell. ``--raise`` writes better figures as
the new floors; ``--lower`` writes all of them, worse ones too, with the reason. ``make figures`` then puts them into
the documents.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from newsclean import Document, Pipeline
from newsclean.cleaners.line_scorer import line_scorer, scored_cuts
from newsclean.registry import Cleaner
from newsclean.removal import Cut
from newsclean.scorer.network import weights
from newsclean.scorer.pages import page_weights

HERE = Path(__file__).parent
BENCH = HERE.parents[1] / "shared" / "bench"
FLOORS = HERE / "accuracy_floors.json"
FOLDS = HERE / "folds"
ROOM = 0.0005  # what a figure may differ by from one processor's arithmetic to another's

# Each run: what it is called, the preset, and whether titles are handed over.
RUNS = (
    ("cautious", "cautious", False),
    ("standard", "standard", False),
    ("strict", "strict", False),
    ("strict, title", "strict", True),
)
HIGHER = ("noise_removed", "caption", "title")  # better when higher; the others are better when lower


def held_out(text: str, preset: str, title: str | None = None) -> str:
    """Clean a text of the bench by the weights that have not seen its publisher; what ``score.py`` calls."""
    return held_out_pipeline(preset, _folds()[text]).clean(Document(text, title=title))


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


@cache
def _folds() -> dict[str, int]:
    """By text, the fold that its publisher is held out of; the file's name comes from the command line of score.py."""
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as rows:
        records = map(json.loads, rows)
        return {"\n".join(line for line, _ in each["lines"]): fold(each["publisher"]) for each in records}


def fold(publisher: str) -> int:
    """The number of the fold that a publisher is held out in."""
    sys.path.insert(0, str(HERE.parent / "tools"))
    from scorer.folds import fold_of

    return fold_of(publisher)


def figures(lines: Path, score: Path, run: tuple[str, str, bool]) -> dict[str, Any]:
    """One run of score.py: the means of the extractors, and what it says of each kind."""
    _, preset, title = run
    with TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        command = [sys.executable, str(score), str(lines), "--call", "accuracy:held_out", "--json", str(out)]
        command += ["--options", json.dumps({"preset": preset}), *(["--title"] if title else [])]
        environment = {**os.environ, "PYTHONPATH": str(HERE)}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=HERE, env=environment)
        scored: dict[str, Any] = json.loads(out.read_text("utf-8"))
    rows = scored["extractors"].values()
    return {
        "content_lost": scored["content_lost"],
        "content_lost_worst": max(row["content_lost"] for row in rows),
        "texts_damaged": scored["pages_damaged"],
        "noise_removed": scored["noise_removed"],
        "caption": sum(row["caption"] for row in rows) / len(rows),
        "title": sum(row["title"] for row in rows) / len(rows),
        "kinds": {kind: share for kind, (share, _) in scored["kinds"].items()},
    }


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
    parser.add_argument("--score", type=Path, default=BENCH / "score.py", help="the script that counts")
    parser.add_argument("--markdown", type=Path, help="write the tables here too")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", dest="better", action="store_true", help="write the figures as the new floors")
    change.add_argument("--lower", metavar="REASON", help="write them though some are worse, and why")
    chosen = parser.parse_args()
    if not chosen.lines.exists():
        print(f"skipped: there is no {chosen.lines.name} here; name a file of labelled lines with --lines")
        return 0
    digest = hashlib.sha256(chosen.lines.read_bytes()).hexdigest()
    with ThreadPoolExecutor(2) as pool:
        rows = pool.map(lambda run: figures(chosen.lines, chosen.score, run), RUNS)
        found = {run[0]: row for run, row in zip(RUNS, rows, strict=True)}
    print(table(found))
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
