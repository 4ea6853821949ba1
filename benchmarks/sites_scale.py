"""Learning at scale: time, memory and disk of counting and of judging.

    python benchmarks/sites_scale.py [--lines N] [--folder FOLDER]

The pages are made up: 20 lines each, 4 of them their site's own, the others seen once; 2,000 sites, the largest with
one page in eight. They are counted as :func:`newsclean.sites.learn` counts documents, without reading texts for it, so
the figures are those of the counting alone; a last line says what reading takes. Counting and judging are processes of
their own, as they are under ``newsclean learn``: its workers count, and the command judges.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from newsclean import Document
from newsclean.sites.counts import Counts
from newsclean.sites.learning import decide
from newsclean.sites.page import Page, page_of

SITES = 2_000
OWN, ALL = 4, 20  # lines of a page
WORDS = [f"word{number:x}" for number in range(5_000)]


def pages(number: int) -> Iterator[tuple[int, Page]]:
    """Made-up pages, the same ones each time."""
    chance = random.Random(1)
    weights = [1 / rank for rank in range(1, SITES + 1)]
    drawn = chance.choices(range(SITES), weights, k=number)
    for each, site in enumerate(drawn, 1):
        own = {f"line {line} of the site {site:x} of pages": 4 for line in range(OWN)}
        unique = {f"{' '.join(chance.choices(WORDS, k=8))} in {each:x} {line:x}": 2 for line in range(ALL - OWN)}
        sketch = tuple(sorted(chance.getrandbits(64) for _ in range(8)))
        yield each, Page(f"site{site}.example", chance.getrandbits(64), sketch, {**own, **unique})


def peak() -> str:
    """The most memory that the process has had so far."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"


def disk(folder: Path) -> str:
    """What the files of a folder take."""
    return f"{sum(path.stat().st_size for path in folder.iterdir()) / 1e6:,.0f} MB"


def counted(folder: Path, lines: int) -> tuple[float, str]:
    """Count made-up pages; the seconds of the processor, and the most memory."""
    begun = time.process_time()
    Counts(folder).count(pages(lines // ALL))
    return time.process_time() - begun, peak()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=2_000_000, help="lines to count (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where the counts go meanwhile")
    options = parser.parse_args()
    print("| | seconds | most memory | on disk |\n|---|--:|--:|--:|")
    with TemporaryDirectory(dir=options.folder) as name:
        folder, path = Path(name) / "counts", Path(name) / "sites.parquet"
        folder.mkdir()
        with ProcessPoolExecutor(1, get_context("spawn")) as worker:
            seconds, most = worker.submit(counted, folder, options.lines).result()
        print(f"| counting {options.lines:,} lines | {seconds:,.0f} | {most} | {disk(folder)} |", flush=True)
        begun = time.process_time()
        learned = decide([folder], path)
        size = f"{path.stat().st_size / 1e6:,.0f} MB"
        print(f"| judging them: {learned.lines:,} learned | {time.process_time() - begun:,.0f} | {peak()} | {size} |")
    text = "\n".join(
        f"{' '.join(random.choices(WORDS, k=40)).capitalize()}. So it is said in the town." for _ in range(12)
    )
    begun = time.process_time()
    for number in range(1_000):
        page_of(Document(f"{number} shares\n{text}", url="https://herald.example/"))
    each = time.process_time() - begun
    print(f"\nreading a page of {len(text):,} characters: {each:.2f} ms")


if __name__ == "__main__":
    main()
