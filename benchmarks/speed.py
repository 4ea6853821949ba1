"""How fast `clean` is on real extracted text, on one core, beside a plain copy of the lines and beside ftfy.

python benchmarks/speed.py [DATA.jsonl.gz]

Every text is read once as a fresh `str`, so that nothing is remembered from one run to the next.
"""

from __future__ import annotations

import gzip
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

DATA = Path(__file__).parents[2] / "shared" / "bench" / "lines_dev.jsonl.gz"
SLOW = 10  # a tool slower than the copy by far gets every tenth text


def texts(path: Path, step: int = 1) -> list[str]:
    """The texts of the labelled lines, decoded anew."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        return ["\n".join(line for line, _ in json.loads(row)["lines"]) for i, row in enumerate(rows) if i % step == 0]


def speed(function: Callable[[str], object], path: Path, step: int = 1) -> float:
    """Megabytes of UTF-8 a second of processor time."""
    loaded = texts(path, step)
    size = sum(len(text.encode()) for text in loaded)
    start = time.process_time()
    for text in loaded:
        function(text)
    return size / 1e6 / (time.process_time() - start)


def main() -> int:
    """Measure and print the table."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not path.exists():
        print(f"skipped: there is no {path.name} here; name a file of labelled lines")
        return 0
    import newsclean

    start = time.perf_counter()
    newsclean.clean("The bridge is open again.\n\nSource link")
    first = time.perf_counter() - start
    clean = [text for text in map(newsclean.clean, texts(path)) if text]
    rows = [
        ("split the lines, join them", speed(lambda text: "\n".join(text.split("\n")), path)),
        ("newsclean.clean", speed(newsclean.clean, path)),
        ("newsclean.explain", speed(newsclean.explain, path)),
    ]
    try:
        import ftfy
    except ImportError:
        print("ftfy is not installed: its row is left out")
    else:
        rows.append(("ftfy.fix_text", speed(ftfy.fix_text, path, SLOW)))
    ours = dict(rows)["newsclean.clean"]
    for name, rate in rows:
        print(f"{name:<28}{rate:>10.2f} MB/s{rate / ours:>10.2f} x newsclean.clean")
    start = time.process_time()
    for text in clean:
        newsclean.clean(text)
    spent = time.process_time() - start
    print(f"a text without noise: {spent / len(clean) * 1e6:.0f} µs of {sum(map(len, clean)) // len(clean)} characters")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"first call {first * 1e3:.0f} ms; peak memory {peak} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
