"""How good and how fast HTML in is: each extractor alone, and with newsclean behind it, side by side in one run.

    python benchmarks/pages.py [--pages FILE] [--extractors NAME,NAME] [--trained] [--markdown FILE]
    python benchmarks/pages.py --hostile

Precision and recall of word 4-grams against articles cut out by hand, means over pages as in Scrapinghub's article
extraction benchmark, by the pages' source. Whatever is trained uses the weights of the fold that holds the page's
publisher out; ``--trained`` uses the package's own, which have seen these pages. Times are those of the processor.
``--hostile`` times pages made to take long, at the size limits and below.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from accuracy import BENCH, held_out_pipeline
from accuracy import fold as fold_of
from scripts import script

from newsclean import Pipeline
from newsclean.html import document, extractors
from newsclean.html.extractors import Html
from newsclean.html.tree import PageText, parsed

EXTRACTORS = ("trafilatura", "resiliparse", "justext", "best")
CALLS = ("alone", "standard", "strict")
HOSTILE = {
    "<div><div><div>": "<div>",
    "<ul><li>x<ul><li>x": "<ul><li>x",
    "tables in tables": "<table><tr><td>x",
    "paragraphs": "<p>A short paragraph of running text, with a comma.",
    "links": '<a href="/x">link text here</a> ',
    "lines": "line of text<br>",
    "rows": "<tr><td>1</td><td>two</td></tr>",
    "pictures": '<img alt="An alt text of a picture" src=x>',
    "the same line": "<p>Advertisement</p>",
    "headlines": "<h1>A headline is here</h1>",
    "attributes": 'a="b" ',
    "brackets": "<",
}
SIZES = (100_000, 1_000_000, 9_000_000)


class Call(NamedTuple):
    """One way to a text: precision and recall on one page, and the seconds of processor time."""

    source: str
    precision: float | None
    recall: float
    seconds: float


def main() -> int:
    """Measure and print; the exit code for the shell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=BENCH / "html_dev.jsonl.gz", help="pages with the gold text")
    parser.add_argument("--score", type=Path, default=BENCH / "score_html.py", help="the script that counts 4-grams")
    parser.add_argument("--extractors", type=lambda names: names.split(","), default=EXTRACTORS)
    parser.add_argument("--trained", action="store_true", help="the package's own weights")
    parser.add_argument("--workers", type=int, default=1, help="processes")
    parser.add_argument("--markdown", type=Path, help="write the table here too")
    parser.add_argument("--hostile", action="store_true", help="time pages made to take long")
    chosen = parser.parse_args()
    if chosen.hostile:
        print("\n".join(_hostile(chosen.extractors)))
        return 0
    if not chosen.pages.exists():
        print(f"skipped: there is no {chosen.pages.name} here; name a file of pages with --pages")
        return 0
    one = partial(_measured, names=tuple(chosen.extractors), score=chosen.score, trained=chosen.trained)
    with gzip.open(chosen.pages, "rt", encoding="utf-8") as rows, ProcessPoolExecutor(chosen.workers) as pool:
        measured = list(pool.map(one, map(json.loads, rows), chunksize=4))
    table = "\n".join(_table(measured, chosen.extractors))
    print(table)
    if chosen.markdown:
        chosen.markdown.write_text(table + "\n", "utf-8")
    return 0


def _measured(
    record: dict[str, Any], names: tuple[str, ...], score: Path, *, trained: bool
) -> dict[tuple[str, str], Call]:
    """Every call on one page."""
    count, found = script(score), {}
    fold = None if trained else fold_of(record["publisher"])
    for name in names:
        begun = process_time()
        text = _alone(record, name)
        taken = {"alone": process_time() - begun}
        texts = {"alone": text}
        begun = process_time()
        read = document(record["html"], url=record["url"], extractor=name)
        reading = process_time() - begun
        for preset in CALLS[1:]:
            begun = process_time()
            texts[preset] = _pipeline(preset, fold).clean(read)
            taken[preset] = reading + process_time() - begun
        for call, text in texts.items():
            hit, more, less = count.shingle_counts(record["gold"], text)
            precision = hit / (hit + more) if hit + more else None
            found[name, call] = Call(record["source"], precision, hit / max(1, hit + less), taken[call])
    return found


def _alone(record: dict[str, Any], name: str) -> str:
    """What the extractor gives without newsclean; ``best`` needs the page that newsclean reads."""
    words = PageText(parsed(record["html"])) if name == "best" else None
    return extractors.get(name)(Html(record["html"], words, record["url"])).text  # type: ignore[arg-type]


@cache
def _pipeline(preset: str, number: int | None) -> Pipeline:
    return Pipeline(preset) if number is None else held_out_pipeline(preset, number)


def _table(measured: list[dict[tuple[str, str], Call]], names: list[str]) -> Iterator[str]:
    sources = sorted({call.source for each in measured for call in each.values()})
    heads = [f"{source} {part}" for source in sources for part in ("precision", "recall", "F1")]
    yield f"| extractor | call | {' | '.join(heads)} | ms a page | pages a second |"
    yield f"|---|---|{'--:|' * (len(heads) + 2)}"
    for name in names:
        for call in CALLS:
            cells = []
            for source in sources:
                rows = [each[name, call] for each in measured if each[name, call].source == source]
                precision = statistics.mean(row.precision for row in rows if row.precision is not None)
                recall = statistics.mean(row.recall for row in rows)
                cells += [precision, recall, 2 * precision * recall / (precision + recall)]
            seconds = statistics.mean(each[name, call].seconds for each in measured)
            figures = " | ".join(f"{cell:.3f}" for cell in cells)
            yield f"| {name} | {call} | {figures} | {1000 * seconds:.1f} | {1 / seconds:.0f} |"


def _hostile(names: list[str]) -> Iterator[str]:
    """The seconds that hostile pages take, by size; a page over a limit is given up at once."""
    yield f"| page | extractor | {' | '.join(f'{size / 1e6:.1f} MB' for size in SIZES)} |"
    yield f"|---|---|{'--:|' * len(SIZES)}"
    pipeline = Pipeline()
    for kind, piece in HOSTILE.items():
        for name in names:
            seconds = []
            for size in SIZES:
                begun = process_time()
                pipeline.clean(
                    document(
                        f"<p {piece if kind == 'attributes' else ''}>" + piece * (size // len(piece)), extractor=name
                    )
                )
                seconds.append(process_time() - begun)
            yield f"| `{kind}` | {name} | {' | '.join(f'{each:.2f}' for each in seconds)} |"


if __name__ == "__main__":
    sys.exit(main())
