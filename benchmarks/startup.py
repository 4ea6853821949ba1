"""How long the command takes to start, beside a Python that does nothing.

python benchmarks/startup.py

Modules are compiled beforehand, as pip leaves them. The runs take turns, so that a busy moment hits all of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from statistics import median

RUNS = 20

ARTICLE = (
    "The harbour bridge reopened on Friday after nine months of repairs, the council said.\n\n"
    "Lorries stay barred until the spring, when a second layer of asphalt will be laid.\n\n"
) * 8 + "Source link\n"

COMMAND = ["-m", "newsclean"]
MEASURED = {  # what is run, and what it reads
    "python -c pass": (["-c", "pass"], ""),
    "newsclean -h": ([*COMMAND, "-h"], ""),
    "newsclean, nothing to clean": (COMMAND, ""),
    "newsclean, a small article": (COMMAND, ARTICLE),
    "newsclean, one JSONL row": ([*COMMAND, "--format", "jsonl"], '{"text": "Trams run again."}\n'),
    "newsclean explain": ([*COMMAND, "explain"], ARTICLE),
}
LONGEST = {"newsclean -h": 0.15}  # seconds, in all
MOST_MORE = {"newsclean, nothing to clean": 0.1}  # seconds, beyond those of `pass`


def seconds(words: list[str], read: str, environment: dict[str, str], folder: str) -> float:
    """How long one run takes."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, *words],
        input=read.encode(),
        stdout=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        check=True,
    )
    return time.perf_counter() - begun


def main() -> int:
    """Measure and print the table."""
    times: dict[str, list[float]] = {name: [] for name in MEASURED}
    with tempfile.TemporaryDirectory() as folder:
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment = kept | {"PYTHONPYCACHEPREFIX": folder}
        for number in range(RUNS + 1):
            for name, (words, read) in MEASURED.items():
                taken = seconds(words, read, environment, folder)
                if number:  # the first run compiles
                    times[name].append(taken)
    nothing = median(times["python -c pass"])
    print(f"{'median of ' + str(RUNS):32}{'ms':>8}{'ratio':>8}{'more, ms':>10}")
    for name, taken in ((name, median(each)) for name, each in times.items()):
        limit = LONGEST.get(name) or nothing + MOST_MORE.get(name, float("inf"))
        missed = "" if taken <= limit else f"  more than {limit * 1000:.0f}"
        print(f"{name:32}{taken * 1000:8.0f}{taken / nothing:8.1f}{(taken - nothing) * 1000:10.0f}{missed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
