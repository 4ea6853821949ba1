"""How fast `clean` is on real extracted text, on one core, beside a plain copy of the lines and beside other tools.

python benchmarks/speed.py [DATA.jsonl.gz]

Every text is read once as a fresh `str`, so that nothing is remembered from one reading to the next. The first reading
of the texts also compiles the patterns of the phrases that stand in them, which the second finds ready.
"""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

DATA = Path(__file__).parents[2] / "shared" / "bench" / "lines_dev.jsonl.gz"
SLOW = 10  # a tool slower than the copy by far gets every tenth text
START = """
import time
begun = time.perf_counter()
import newsclean
imported = time.perf_counter()
newsclean.clean("The bridge is open again.\\n\\nSource link")
print(imported - begun, time.perf_counter() - imported)
"""

Tool = Callable[[str], object]


def texts(path: Path, step: int = 1) -> list[str]:
    """The texts of the labelled lines, decoded anew."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        return ["\n".join(line for line, _ in json.loads(row)["lines"]) for i, row in enumerate(rows) if i % step == 0]


def speed(tool: Tool, path: Path, step: int = 1) -> float:
    """Megabytes of UTF-8 a second of processor time."""
    loaded = texts(path, step)
    size = sum(len(text.encode()) for text in loaded)
    start = time.process_time()
    for text in loaded:
        tool(text)
    return size / 1e6 / (time.process_time() - start)


def others() -> Iterator[tuple[str, Tool]]:
    """Tools that people run over the same texts, as far as they are installed."""
    try:
        import ftfy
    except ImportError:
        print("ftfy is not installed: its row is left out")
    else:
        yield "ftfy.fix_text", ftfy.fix_text
    try:
        from datatrove.data import Document
        from datatrove.pipeline.filters import C4QualityFilter

        quality = C4QualityFilter()
        quality.filter(Document(text="Trams run again. They stop here.", id="first"))  # sets its tokenizer up
    except Exception as error:  # it asks for packages of its own when it is first used
        print(f"datatrove's C4QualityFilter cannot be used: {error}; its row is left out")
    else:
        yield "datatrove C4QualityFilter", lambda text: quality.filter(Document(text=text, id=""))


def start_up() -> tuple[float, float]:
    """The seconds of the import and of the first call, in a process of their own."""
    told = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True).stdout.split()
    return float(told[0]), float(told[1])


def main() -> int:
    """Measure and print the table."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not path.exists():
        print(f"skipped: there is no {path.name} here; name a file of labelled lines")
        return 0
    imported, first = start_up()
    import newsclean

    rows = [
        ("split the lines, join them", speed(lambda text: "\n".join(text.split("\n")), path)),
        ("newsclean.clean, first time", speed(newsclean.clean, path)),
        ("newsclean.clean", speed(newsclean.clean, path)),
        ("newsclean.explain", speed(newsclean.explain, path)),
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rows += [(name, speed(tool, path, SLOW)) for name, tool in others()]
    ours = dict(rows)["newsclean.clean"]
    for name, rate in rows:
        print(f"{name:<28}{rate:>10.2f} MB/s{rate / ours:>10.2f} x newsclean.clean")
    clean = [text.encode().decode() for text in map(newsclean.clean, texts(path)) if text]
    start = time.process_time()
    for text in clean:
        newsclean.clean(text)
    spent = time.process_time() - start
    print(f"a text without noise: {spent / len(clean) * 1e6:.0f} µs of {sum(map(len, clean)) // len(clean)} characters")
    print(f"import {imported * 1e3:.0f} ms, first call {first * 1e3:.0f} ms; peak memory of newsclean {peak} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
