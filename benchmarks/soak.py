"""A long run over a corpus: its speed and memory, and that a run which is killed over and over ends in the same bytes.

python benchmarks/soak.py corpus|learn [--documents N] [--lines N] [--kills N] [--folder DIR] [--only ...]

Makes JSONL.zst shards of documents from real pages' lines, and runs `newsclean corpus` over them into Parquet, or
`newsclean learn` into a profile: once left alone and once with a process of the run (the command, a worker or a row's
guard) killed by SIGKILL at random times. The same command is given again whenever the command was the victim, or has
given up a file whose worker died three times. Then every byte of what the runs gave is compared.

Before that, one core with one worker and two cores with two are measured over the same few shards. Where others use the
machine too, the clock says little; so the CPU time of all processes is told as well, and how many times as fast two
workers would be with two cores to themselves: the CPU time of the one run by that of the other's command, in which
nothing else goes on, and of its busier worker.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

DATA = Path(__file__).parents[2] / "shared" / "bench" / "lines_dev.jsonl.gz"
SEED = 20261124


def bodies() -> list[list[str]]:
    """The lines of real pages where the labelled lines are at hand, else those of the fixtures."""
    if DATA.exists():
        with gzip.open(DATA, "rt", encoding="utf-8") as rows:
            return [[line for line, _ in json.loads(row)["lines"]] for row in rows]
    fixtures = (Path(__file__).parents[1] / "fixtures").rglob("*.txt")
    return [path.read_text("utf-8").splitlines() for path in fixtures]


def make(folder: Path, documents: int, shards: int, most_lines: int) -> None:
    """Write the shards: each document is some lines of a page that follow each other, and a line of its own."""
    import zstandard

    folder.mkdir(parents=True, exist_ok=True)
    pages, lot = bodies(), random.Random(SEED)
    for shard in range(shards):
        with (
            (folder / f"{shard:04}.jsonl.zst").open("wb") as file,
            zstandard.ZstdCompressor().stream_writer(file) as out,
        ):
            for number in range(shard, documents, shards):
                page = lot.choice(pages)
                start = lot.randrange(max(1, len(page) - most_lines)) if most_lines else 0
                lines = page[start : start + most_lines] if most_lines else page
                text = "\n".join([f"Report {number} of the day.", *lines])
                row = {"id": number, "url": f"https://h{lot.randrange(2000)}.example/{number}", "text": text}
                out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def below(pid: int) -> dict[int, int]:
    """The processes below a process, each with its parent."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found: dict[int, int] = {}
    layer = {pid}
    while layer:
        layer = {child for child, parent in parents.items() if parent in layer}
        found |= {child: parents[child] for child in layer}
    return found


def pss(pid: int) -> int:
    """The kilobytes of a process, what it shares counted in parts."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def seconds_of(pid: int) -> float:
    """The CPU seconds of a process so far."""
    with suppress(OSError):
        user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return 0.0


class Watch(threading.Thread):
    """The memory and CPU time of each worker with its guards, and of the command, while a run is at work."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self.worker, self.command = pid, [0], [0]
        self._seconds: dict[int, dict[int, float]] = {pid: {}}  # by worker and process
        self.start()

    def run(self) -> None:
        """Look twice a second, which takes a hundredth of a core, until the process is gone."""
        while Path(f"/proc/{self._pid}").exists():
            processes = below(self._pid)
            groups = {worker: [worker] for worker, parent in processes.items() if parent == self._pid}
            for pid, parent in processes.items():
                groups.get(parent, []).append(pid)
            for worker, pids in {**groups, self._pid: [self._pid]}.items():
                known = self._seconds.setdefault(worker, {})
                known |= {pid: max(known.get(pid, 0.0), seconds_of(pid)) for pid in pids}  # 0 when it has gone
            self.worker.append(max((sum(map(pss, pids)) for pids in groups.values()), default=0))
            self.command.append(pss(self._pid))
            time.sleep(0.5)

    @property
    def seconds(self) -> tuple[float, list[float]]:
        """The CPU seconds of the command, and of each worker with its guards."""
        by_worker = {worker: sum(each.values()) for worker, each in self._seconds.items()}
        return by_worker.pop(self._pid), list(by_worker.values())

    def __str__(self) -> str:
        early = self.worker[: max(1, len(self.worker) // 10)]
        return (
            f"most memory of a worker with its guard: {max(self.worker) / 1024:.0f} MB "
            f"({max(early) / 1024:.0f} MB in the first tenth of the run); "
            f"of the command {max(self.command) / 1024:.0f} MB"
        )


def started(words: list[str], cores: int | None = None) -> subprocess.Popen[bytes]:
    """The command at work, on some cores only."""
    bound = ["taskset", "--cpu-list", f"0-{cores - 1}"] if cores else []
    command = [*bound, sys.executable, "-m", "newsclean", *words]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def timed(words: list[str], cores: int | None = None) -> tuple[float, Watch]:
    """How long a run takes, and what it takes."""
    begun = time.monotonic()
    process = started(words, cores)
    watch = Watch(process.pid)
    code = process.wait()
    if code not in {0, 3}:
        raise SystemExit(f"the run failed with exit code {code}")
    seconds = time.monotonic() - begun
    watch.join()
    return seconds, watch


def compare(one: tuple[float, Watch], two: tuple[float, Watch]) -> str:
    """Two workers beside one, by the clock and by what each process has done."""
    (alone, (command, workers)), (both, (head, hands)) = ((seconds, watch.seconds) for seconds, watch in (one, two))
    single = command + sum(workers)
    return (
        f"one core {alone:.1f} s, two cores {both:.1f} s: {alone / both:.2f} times as fast; CPU seconds: one worker "
        f"{single:.1f}, two {head + sum(hands):.1f}, of them the command {head:.1f} and the busier worker "
        f"{max(hands):.1f}: {single / (head + max(hands)):.2f} times as fast with two cores of their own"
    )


def disturbed(words: list[str], kills: int, seconds: float) -> dict[str, int]:
    """Run with that many kills, spread over about the seconds that a run takes; how many of each sort there were."""
    lot = random.Random(SEED)
    victims = {"command": 0, "worker": 0, "guard": 0}
    process = started(words)
    times = 1
    while process.poll() is None or (process.returncode not in {0, 3} and times <= 2 * kills):
        if process.poll() is not None:
            process = started(words)
            times += 1
        with suppress(subprocess.TimeoutExpired):
            process.wait(lot.uniform(0.2, 1.8) * seconds / kills if sum(victims.values()) < kills else None)
            continue
        processes = below(process.pid)
        sorts = {"command": [process.pid], "worker": [], "guard": []}
        for pid, parent in processes.items():
            sorts["worker" if parent == process.pid else "guard"].append(pid)
        sort = lot.choice([name for name, pids in sorts.items() if pids])
        with suppress(ProcessLookupError):
            os.kill(lot.choice(sorts[sort]), signal.SIGKILL)
            victims[sort] += 1
    if process.returncode not in {0, 3}:
        raise SystemExit(f"the disturbed run failed with exit code {process.returncode}")
    return victims


def results(out: Path) -> Iterator[tuple[str, bytes]]:
    """The files that a run is to give, without its notes."""
    own = {"rejected.jsonl", "report.json", "report.md"}
    for path in sorted(each for each in out.rglob("*") if each.is_file()):
        if (path.parent.name == "_newsclean" and path.name in own) or "_newsclean" not in path.parts:
            yield str(path.relative_to(out)), path.read_bytes()


def same(one: Path, other: Path) -> bool:
    """Whether two runs gave the same, looked at file by file."""
    for (name, content), (other_name, other_content) in zip(results(one), results(other), strict=True):
        if name != other_name or content != other_content:
            print(f"DIFFERENT: {name}")
            return False
    return True


def words_of(options: argparse.Namespace, shards: int, out: str, workers: int = 2) -> list[str]:
    """The command over the first shards, into a folder."""
    source, target = options.folder / "in", options.folder / out
    inputs = [str(source / f"{number:04}.jsonl.zst") for number in range(shards)]
    does = [str(target), "--to", "parquet"] if options.verb == "corpus" else ["-o", str(target / "sites.parquet")]
    return [options.verb, *inputs, *does, "--workers", str(workers), *options.choice]


def main() -> int:
    """Make the documents, run, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("corpus", "learn"))
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--shards", type=int, default=64)
    parser.add_argument("--lines", type=int, default=0, help="lines of a document; 0 for whole pages")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--ratio-shards", type=int, default=4, help="shards for one core against two; 0 for none")
    parser.add_argument("--folder", type=Path, default=Path("soak"))
    options, choice = parser.parse_known_args()
    options.choice = choice
    print("load before:", *os.getloadavg())
    source = options.folder / "in"
    if not source.exists():
        make(source, options.documents, options.shards, options.lines)
    size = sum(path.stat().st_size for path in source.iterdir())
    print(f"{options.documents:,} documents in {options.shards} shards, {size / 1e6:.0f} MB;", *options.choice)
    for attempt in range(2 if options.ratio_shards else 0):
        one = timed(words_of(options, options.ratio_shards, f"one{attempt}", workers=1), 1)
        two = timed(words_of(options, options.ratio_shards, f"two{attempt}"), 2)
        print(f"{compare(one, two)}; load", *os.getloadavg())
    if not options.kills:
        return 0
    seconds, watch = timed(words_of(options, options.shards, "calm"))
    written = sum(path.stat().st_size for path in (options.folder / "calm").rglob("*.parquet"))
    rate = options.documents / seconds
    print(f"left alone: {seconds:.0f} s, {rate:,.0f} documents a second, {written / 1e6:.0f} MB out")
    print(watch)
    begun = time.monotonic()
    victims = disturbed(words_of(options, options.shards, "killed"), options.kills, seconds)
    told = ", ".join(f"{number} x {name}" for name, number in victims.items())
    equal = same(options.folder / "calm", options.folder / "killed")
    print(
        f"killed {sum(victims.values())} times ({told}): {time.monotonic() - begun:.0f} s, byte for byte equal: {equal}"
    )
    print("load after:", *os.getloadavg())
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
