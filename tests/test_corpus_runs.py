"""A corpus run as a whole: the same result wherever and however it runs, its report, and the looks before it."""

from __future__ import annotations

import json
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

import fsspec
import pytest

from command import newsclean
from corpora import HIDDEN, InThisProcess, begun, descendants, lines, put, rejected, results, unruly, wait_for
from newsclean import Pipeline
from newsclean.cli import main
from newsclean.corpus import run
from newsclean.corpus.runners import Processes

PIPELINE = Pipeline(only=["source_link", "read_more"])
APPEAL = "Trams run again on line {}.\n\nSource link"


def _corpus(folder: Path, shards: int = 5) -> Path:
    for shard in range(shards):
        texts = [APPEAL.format(n) if n % 3 else "Nothing to take here." for n in range(30 + shard)]
        put(folder / f"{shard}.jsonl.gz", lines(len(texts), texts.__getitem__) + b"{broken\n")
    return folder


def _run(inputs: object, out: object, runner: Any = None, **settings: Any) -> run.Outcome:
    return run.run(run.Settings((str(inputs),), str(out), **settings), PIPELINE, runner or Processes(2))


def test_workers_and_parts_change_nothing(tmp_path: Path) -> None:
    _corpus(tmp_path / "in")
    _run(tmp_path / "in", tmp_path / "one", Processes(1), to="parquet", removed="files")
    _run(tmp_path / "in", tmp_path / "three", Processes(3), to="parquet", removed="files")
    for part in 3, 1, 2:
        outcome = _run(tmp_path / "in", tmp_path / "parts", to="parquet", removed="files", part=(part, 3))
        assert (outcome.report.shards, outcome.failed, outcome.was_done) == (5, {}, 0)
    assert outcome.report.done == 5
    assert results(tmp_path / "one") == results(tmp_path / "three") == results(tmp_path / "parts")


def test_any_address_that_fsspec_knows(tmp_path: Path) -> None:
    _corpus(tmp_path / "in", 2)
    _run(tmp_path / "in", tmp_path / "local")
    memory = fsspec.filesystem("memory")
    for path in (tmp_path / "in").iterdir():
        memory.pipe_file(f"/crawl/in/{path.name}", path.read_bytes())
    outcome = _run("memory://crawl/in", "memory://crawl/out", InThisProcess())
    assert (outcome.failed, outcome.report.done, outcome.report.rejected) == ({}, 2, 2)
    again = _run("memory://crawl/in/*.gz", "memory://crawl/out", InThisProcess())
    assert again.was_done == 2
    for name, content in results(tmp_path / "local").items():
        assert memory.cat_file(f"/crawl/out/{name}") == content


class _OnAnotherDisk:
    """A runner whose workers write where nobody else looks."""

    def run(self, work: Any, items: Any) -> Any:  # noqa: ARG002
        from newsclean.corpus.runners import Finished

        yield from (Finished(item, None) for item in items)


def test_output_that_is_not_to_be_seen_is_a_failure(tmp_path: Path) -> None:
    _corpus(tmp_path / "in", 2)
    outcome = _run(tmp_path / "in", tmp_path / "out", _OnAnotherDisk())
    assert outcome.report.done == 0
    assert set(outcome.failed) == {"0.jsonl.gz", "1.jsonl.gz"}
    assert "not to be seen in" in str(outcome.failed["0.jsonl.gz"])


def test_the_report_counts_what_went(tmp_path: Path) -> None:
    _corpus(tmp_path / "in", 2)
    _run(tmp_path / "in", tmp_path / "out")
    report = json.loads((tmp_path / "out" / HIDDEN / "report.json").read_bytes())
    tally = report["tally"]
    assert (report["shards"], report["done"], report["rejected"]) == (2, 2, 2)
    assert (tally["documents"], tally["touched"]) == (61, 40)
    assert tally["characters_in"] - tally["characters_out"] == 40 * len("\n\nSource link")
    assert tally["kinds"] == {"source_link": [40, 40, 520]}
    assert tally["cleaners"] == {"source_link": [40, 40, 520]}
    assert tally["rules"] == {"en/source-link": [40, 40, 520]}
    assert sum(documents for documents, _, _ in tally["hosts"].values()) == 61
    assert tally["lines"] == {"Source link": 40}
    assert len(tally["samples"]["source_link"]) == 10
    told = (tmp_path / "out" / HIDDEN / "report.md").read_text("utf-8")
    assert "| characters that went | 520 (" in told
    assert "| 40 | Source link |" in told


def test_a_sample_shows_what_each_cleaner_takes_and_writes_nothing(tmp_path: Path) -> None:
    _corpus(tmp_path / "in")
    ran = newsclean("corpus", "in", "out", "--only", "source_link", "--sample", "40", cwd=tmp_path)
    assert ran.code == 0
    told = ran.out.decode()
    assert told.startswith("40 documents: 25 touched, 325 of ")
    assert "| source_link | 25 | 25 | 325 |" in told
    assert told.count(" | Source link |") == 10
    assert not (tmp_path / "out").exists()
    assert ran.out == newsclean("corpus", "in", "out", "--only", "source_link", "--sample", "40", cwd=tmp_path).out


def test_a_dry_run_shows_what_would_be_done(tmp_path: Path) -> None:
    _corpus(tmp_path / "in", 3)
    sizes = [path.stat().st_size for path in sorted((tmp_path / "in").iterdir())]
    words = ("corpus", "in", "out", "--to", "parquet", "--only", "source_link")
    ran = newsclean(*words, "--dry-run", cwd=tmp_path)
    assert (
        ran.out.decode()
        == "".join(f"{n}.jsonl.gz -> {n}.parquet  jsonl, {size:,} bytes\n" for n, size in enumerate(sizes))
        + f"3 of 3 inputs to clean, {sum(sizes):,} bytes\n"
    )
    assert not (tmp_path / "out").exists()
    assert newsclean(*words, "--shard", "2/3", cwd=tmp_path).code == 3
    assert "1.parquet  jsonl, " in (again := newsclean(*words, "--dry-run", cwd=tmp_path)).out.decode()
    assert ", done\n" in again.out.decode()


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("newsclean.cli.corpus.find_spec", lambda name: name != "pyarrow")
    assert main(["corpus", "in", "out"]) == 2
    assert capsys.readouterr().err == "newsclean: a corpus needs pyarrow: pip install 'newsclean[corpus]'\n"


ON_LOOPBACK = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}


def _ray_tasks(pid: int) -> list[int]:
    with suppress(OSError):
        return [each for each in descendants(pid) if Path(f"/proc/{each}/cmdline").read_bytes().startswith(b"ray::_w")]
    return []


def test_ray_gives_the_same_bytes_when_rows_and_tasks_die(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="ray cannot be installed here")
    env = unruly(tmp_path)
    odd = {3: "A poison row.", 7: "A hanging row.", 11: "A faulty row."}
    for shard in range(2):
        put(tmp_path / "in" / f"{shard}.jsonl", lines(60, lambda n: odd.get(n, "A slow row.\n\nADVERT")))
    command = ("--only", "unruly", "--row-seconds", "2", "--to", "parquet", "--workers", "2")
    assert newsclean("corpus", "in", "local", *command, cwd=tmp_path, env=env).code == 3
    running = begun("corpus", "in", "ray", *command, "--runner", "ray", cwd=tmp_path, env=env | ON_LOOPBACK)
    os.kill(wait_for(lambda: _ray_tasks(running.pid), 120)[0], signal.SIGKILL)
    assert running.wait(300) == 3
    assert results(tmp_path / "ray") == results(tmp_path / "local")
    assert len(rejected(tmp_path / "ray")) == 6
    again = newsclean("corpus", "in", "ray", *command, cwd=tmp_path, env=env)
    assert "2 inputs were done already" in again.err
