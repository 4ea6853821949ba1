"""Corpora for tests, and a cleaner that is quick, slow, hangs or dies as the texts say."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import zstandard

from command import COMMAND, environment, plug_in
from newsclean.corpus.runners import Finished, Progress

UNRULY = """
import os, time
import newsclean

@newsclean.cleaner("unruly", kind="promo")
def unruly(document):
    '''Takes adverts, and suffers from some texts.'''
    if "poison" in document.text:
        os._exit(7)
    if "fatal" in document.text:
        os.kill(os.getpid(), 9)
    if "hang" in document.text:
        time.sleep(600)
    if "slow" in document.text:
        time.sleep(0.02)
    if "faulty" in document.text:
        raise KeyError("no such ticket")
    print("a cleaner that prints must not disturb a run")
    at = document.text.find("ADVERT")
    return [newsclean.Cut(at, at + 6, "advert")] if at >= 0 else []
"""

HIDDEN = "_newsclean"


def unruly(folder: Path) -> dict[str, str]:
    """The environment in which that cleaner is installed."""
    return plug_in(folder / "site", "unruly", UNRULY)


def row(number: int, text: str = "The tram runs again.\n\nADVERT") -> dict[str, Any]:
    """A row with columns that are none of newsclean's business."""
    return {"id": number, "text": text, "url": f"https://h{number % 3}.example/{number}", "more": {"tags": ["é"]}}


def lines(count: int, text: Callable[[int], str] = lambda _: "The tram runs again.\n\nADVERT") -> bytes:
    """Rows as JSONL; ``text`` gives the text of the row of a number."""
    return b"".join(json.dumps(row(n, text(n))).encode() + b"\n" for n in range(count))


def put(path: Path, data: bytes) -> Path:
    """A file of these bytes, compressed as its name says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    compress: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}
    path.write_bytes(compress.get(path.suffix, bytes)(data))
    return path


def unpacked(path: Path) -> bytes:
    """The bytes in a file that is compressed as its name says."""
    data = path.read_bytes()
    if path.suffix == ".zst":
        return zstandard.ZstdDecompressor().decompressobj().decompress(data)
    return gzip.decompress(data) if path.suffix == ".gz" else data


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSONL."""
    return [json.loads(line) for line in unpacked(path).splitlines()]


def rejected(out: Path) -> list[tuple[str, int, str]]:
    """What was set aside: file, row and reason."""
    return [(each["file"], each["row"], each["reason"]) for each in read(out / HIDDEN / "rejected.jsonl")]


def results(out: Path) -> dict[str, bytes]:
    """All that a run is to give: its outputs, the rows set aside and the reports; not the notes of how it went."""
    shown = [path for path in out.rglob("*") if path.is_file() and HIDDEN not in path.relative_to(out).parts]
    shown += [out / HIDDEN / name for name in ("rejected.jsonl", "report.json", "report.md")]
    shown += (out / HIDDEN / "removed").rglob("*.zst")
    return {str(path.relative_to(out)): path.read_bytes() for path in shown}


def begun(*words: str, cwd: Path, env: Mapping[str, str] = MappingProxyType({})) -> subprocess.Popen[bytes]:
    """The command, still at work, in a session of its own."""
    return subprocess.Popen(
        [*COMMAND, *words], cwd=cwd, env=environment(**env), stderr=subprocess.PIPE, start_new_session=True
    )


def wait_for(there: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait until something is there, and give it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := there():
            return found
        time.sleep(0.01)
    raise TimeoutError("it did not come")


def parent_of(pid: int) -> int | None:
    """The parent of a process; None where that is gone."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return None


def descendants(pid: int) -> list[int]:
    """The processes below a process, the nearest first."""
    parents = {int(each.name): parent_of(int(each.name)) for each in Path("/proc").glob("[0-9]*")}
    below, layer = [], [pid]
    while layer:
        layer = [child for child, parent in parents.items() if parent in layer]
        below += layer
    return below


SMALL_DISK = """
mount -t tmpfs -o size=200k none out || exit 77
"$@"; code=$?
find out -name '*.part-*'; echo "exit code $code"
mount -o remount,size=64m none out
"$@" && cp -a out/. kept/
"""


def on_a_small_disk(*words: str, cwd: Path, env: Mapping[str, str] = MappingProxyType({})) -> tuple[str, int, str]:
    """Run the command twice with a folder ``out`` on a disk of 200 KB, which is made larger after the first time.

    The disk is real, in a mount namespace of its own; what is on it at the end is copied to ``kept``. Gives what the
    first run has left half written and its exit code, the exit code of the second, and the messages of both.
    """
    for name in "out", "kept":
        (cwd / name).mkdir()
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SMALL_DISK, "sh", *COMMAND, *words]
    if not shutil.which("unshare"):
        pytest.skip("a disk of its own can be had with unshare, on Linux")
    ran = subprocess.run(command, cwd=cwd, env=environment(**env), capture_output=True, text=True, check=False)
    if ran.returncode == 77 or "unshare" in ran.stderr:
        pytest.skip(f"no disk of its own can be had here: {ran.stderr.strip()}")
    return ran.stdout, ran.returncode, ran.stderr


class InThisProcess:
    """A runner for addresses that only this process knows."""

    def run(self, work: Any, items: Any) -> Any:
        for item in items:
            yield from map(Progress, work(item))
            yield Finished(item, None)
