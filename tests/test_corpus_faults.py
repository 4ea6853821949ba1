"""What happens to a corpus run when something goes wrong: each row of the table in docs/corpus-builders.md."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from functools import partial
from pathlib import Path

import pytest

from command import COMMAND, environment, newsclean, shell
from corpora import (
    HIDDEN,
    begun,
    descendants,
    lines,
    put,
    read,
    rejected,
    results,
    row,
    unruly,
    wait_for,
)

ONLY = ("--only", "unruly", "--workers", "2")


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return unruly(tmp_path)


def _slow_corpus(folder: Path) -> None:
    for shard in range(4):
        put(folder / f"{shard}.jsonl.zst", lines(40, lambda n: f"Line {n} is slow.\n\nADVERT"))


def _undisturbed(tmp_path: Path, env: dict[str, str]) -> dict[str, bytes]:
    assert newsclean("corpus", "in", "calm", *ONLY, cwd=tmp_path, env=env).code == 0
    return results(tmp_path / "calm")


def _are_there(folder: Path, count: int) -> bool:
    return len(list(folder.glob("[!.]*"))) >= count


def _are_gone(processes: list[int]) -> bool:
    return not any(Path(f"/proc/{pid}/exe").exists() for pid in processes)


def test_a_killed_run_goes_on_and_ends_byte_for_byte_equal(tmp_path: Path, env: dict[str, str]) -> None:
    _slow_corpus(tmp_path / "in")
    expected = _undisturbed(tmp_path, env)
    done = tmp_path / "out" / HIDDEN / "done"
    for wanted in 1, 3:
        running = begun("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env)
        wait_for(partial(_are_there, done, wanted))
        below = descendants(running.pid)
        running.kill()
        running.communicate()
        wait_for(partial(_are_gone, below))
        assert (tmp_path / "out" / HIDDEN / "run.json").exists()
    ended = newsclean("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env)
    assert ended.code == 0
    assert "inputs were done already" in ended.err
    assert results(tmp_path / "out") == expected
    assert not list((tmp_path / "out").rglob("*.part-*"))


@pytest.mark.parametrize("depth", [0, -1], ids=["worker", "guard"])
def test_a_killed_worker_is_replaced(tmp_path: Path, env: dict[str, str], depth: int) -> None:
    _slow_corpus(tmp_path / "in")
    expected = _undisturbed(tmp_path, env)
    running = begun("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env)
    victims = wait_for(lambda: len(below := descendants(running.pid)) >= 4 and below)
    os.kill(victims[depth], signal.SIGKILL)
    assert running.wait(120) == 0
    assert results(tmp_path / "out") == expected


def test_an_interrupted_run_leaves_no_process_and_no_half_file(tmp_path: Path, env: dict[str, str]) -> None:
    _slow_corpus(tmp_path / "in")
    running = begun("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env)
    below = wait_for(lambda: len(found := descendants(running.pid)) >= 4 and found)
    os.killpg(running.pid, signal.SIGINT)
    assert running.wait(60) == 130
    wait_for(partial(_are_gone, below))


def test_a_full_disk_stops_the_run_and_the_same_command_goes_on(tmp_path: Path, env: dict[str, str]) -> None:
    put(tmp_path / "in" / "a.jsonl", lines(20))
    put(tmp_path / "in" / "b.jsonl", lines(4000))
    expected = _undisturbed(tmp_path, env)
    full = shell("""trap "" XFSZ; ulimit -f 64; PYTHONPATH=site "$@" """, "corpus", "in", "out", *ONLY, cwd=tmp_path)
    assert full.code == 1
    assert "File too large" in full.err
    assert not (tmp_path / "out" / "b.jsonl").exists()
    assert newsclean("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env).code == 0
    assert results(tmp_path / "out") == expected


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_truncated_file_yields_its_readable_rows(tmp_path: Path, env: dict[str, str], suffix: str) -> None:
    whole = put(tmp_path / "in" / f"a.jsonl{suffix}", lines(3000, lambda n: f"{n * 7919 % 10007} {n**3}")).read_bytes()
    (tmp_path / "in" / f"a.jsonl{suffix}").write_bytes(whole[: len(whole) // 2])
    ran = newsclean("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env)
    assert ran.code == 3
    kept = read(tmp_path / "out" / f"a.jsonl{suffix}")
    assert len(kept) > 1000
    assert kept == read(put(tmp_path / "whole.jsonl", lines(3000, lambda n: f"{n * 7919 % 10007} {n**3}")))[: len(kept)]
    [(file, number, reason)] = rejected(tmp_path / "out")
    assert (file, number) == (f"a.jsonl{suffix}", len(kept) + 1)
    assert "cut short or damaged" in reason
    assert f"the {len(kept):,} rows before it were read" in reason


def test_malformed_rows_are_set_aside_with_their_reasons(tmp_path: Path, env: dict[str, str]) -> None:
    bad = [b"{no json", b"[1]", b'{"body": "x"}', b'{"text": null}', b'{"text": "\xff"}', b'{"text": "\\ud800"}']
    put(tmp_path / "in" / "a.jsonl", b"\n".join([lines(1).strip(), *bad, b"", lines(1).strip()]))
    ran = newsclean("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env)
    assert ran.code == 3
    assert "6 rows set aside: out/_newsclean/rejected.jsonl" in ran.err
    assert [(file, number) for file, number, _ in rejected(tmp_path / "out")] == [("a.jsonl", n) for n in range(2, 8)]
    assert [each["id"] for each in read(tmp_path / "out" / "a.jsonl")] == [0, 0]


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("poison", "crashed its process 3 times: ended with exit code 7"),
        ("fatal", "crashed its process 3 times: killed by SIGKILL"),
        ("hang", "took more than 2 seconds"),
        ("faulty", "CleanerError: cleaner 'unruly' failed: KeyError: 'no such ticket'"),
    ],
)
def test_a_row_that_a_cleaner_cannot_bear_is_set_aside(
    tmp_path: Path, env: dict[str, str], word: str, reason: str
) -> None:
    put(
        tmp_path / "in" / "a.jsonl",
        lines(60, lambda n: f"A {word} row." if n in {0, 30, 31, 59} else "Fine.\n\nADVERT"),
    )
    ran = newsclean("corpus", "in", "out", *ONLY, "--row-seconds", "2", cwd=tmp_path, env=env)
    assert ran.code == 3
    assert rejected(tmp_path / "out") == [("a.jsonl", number, reason) for number in (1, 31, 32, 60)]
    kept = read(tmp_path / "out" / "a.jsonl")
    assert [each["id"] for each in kept] == [n for n in range(60) if n not in {0, 30, 31, 59}]
    assert {each["text"] for each in kept} == {"Fine."}


def test_a_document_of_50_megabytes_is_set_aside(tmp_path: Path, env: dict[str, str]) -> None:
    giant = json.dumps(row(1, "x" * 50_000_000)).encode()
    long = json.dumps(row(2, "x" * 1_000_001)).encode()
    put(tmp_path / "in" / "a.jsonl", b"\n".join([lines(1).strip(), giant, long, lines(1)]))
    ran = newsclean("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env)
    assert ran.code == 3
    assert [number for _, number, _ in rejected(tmp_path / "out")] == [2, 3]
    assert [reason for _, _, reason in rejected(tmp_path / "out")] == [
        f"a line of {len(giant):,} bytes, longer than 16,777,216",
        "too long: 1,000,001 characters",
    ]
    assert len(read(tmp_path / "out" / "a.jsonl")) == 2


def test_a_file_of_which_nothing_can_be_read_fails_alone(tmp_path: Path, env: dict[str, str]) -> None:
    put(tmp_path / "in" / "a.parquet", b"PAR1 this is none PAR1")
    (tmp_path / "in" / "b.jsonl.gz").write_bytes(b"no gzip at all")
    put(tmp_path / "in" / "c.jsonl", lines(1))
    ran = newsclean("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env)
    assert ran.code == 1
    assert "a.parquet: cannot be cleaned: the Parquet data is cut short or damaged" in ran.err
    assert "b.jsonl.gz: cannot be cleaned: the gzip data is cut short or damaged" in ran.err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [HIDDEN, "c.jsonl"]
    (tmp_path / "in" / "a.parquet").unlink()
    put(tmp_path / "in" / "b.jsonl.gz", lines(1))
    assert newsclean("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env).code == 0


def _without_powers(*words: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The command as a user whom permissions bind: the superuser is one without its powers over files."""
    bound = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    return subprocess.run(
        [*bound, *COMMAND, *words], cwd=cwd, env=environment(**env), capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="permissions do not bind the superuser")
def test_no_permission_is_told_and_the_other_files_are_cleaned(tmp_path: Path, env: dict[str, str]) -> None:
    put(tmp_path / "in" / "a.jsonl", lines(1)).chmod(0)
    put(tmp_path / "in" / "b.jsonl", lines(1))
    (tmp_path / "shut").mkdir(mode=0o555)
    ran = _without_powers("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env)
    assert ran.returncode == 1
    assert "a.jsonl: cannot be cleaned: [Errno 13] Permission denied" in ran.stderr
    assert [path.name for path in (tmp_path / "out").glob("*.jsonl")] == ["b.jsonl"]
    shut = _without_powers("corpus", "in/b.jsonl", "shut", *ONLY, cwd=tmp_path, env=env)
    assert shut.returncode == 1
    assert "Permission denied" in shut.stderr


def test_two_runs_into_one_folder_are_refused_until_the_first_is_gone(tmp_path: Path, env: dict[str, str]) -> None:
    put(tmp_path / "in" / "a.jsonl", lines(3, lambda n: "A hanging row." if n == 1 else "Fine."))
    put(tmp_path / "in" / "b.jsonl", lines(3))
    command = ("corpus", "in", "out", *ONLY, "--shard")
    first = begun(*command, "1/2", "--row-seconds", "600", cwd=tmp_path, env=env)
    wait_for((tmp_path / "out" / HIDDEN / "run.json").exists)
    for part in "1/1", "1/2", "3/4":
        refused = newsclean(*command, part, cwd=tmp_path, env=env)
        assert refused.code == 1
        assert "another run is at work in out" in refused.err
    assert newsclean(*command, "2/2", cwd=tmp_path, env=env).code == 0
    first.kill()
    first.communicate()
    ended = newsclean(*command, "1/1", "--row-seconds", "1", cwd=tmp_path, env=env)
    assert ended.code == 3
    assert rejected(tmp_path / "out") == [("a.jsonl", 2, "took more than 1 seconds")]


def test_a_clock_that_jumps_changes_nothing(tmp_path: Path, env: dict[str, str]) -> None:
    put(tmp_path / "in" / "a.jsonl", lines(5))
    expected = _undisturbed(tmp_path, env)
    for when in 0, 4_000_000_000:
        for path in (tmp_path / "calm").rglob("*"):
            os.utime(path, (when, when))
        again = newsclean("corpus", "in", "calm", *ONLY, cwd=tmp_path, env=env)
        assert (again.code, "1 inputs were done already" in again.err) == (0, True)
        assert results(tmp_path / "calm") == expected


def test_what_a_power_cut_leaves_is_done_again(tmp_path: Path, env: dict[str, str]) -> None:
    for name in "abcd":
        put(tmp_path / "in" / f"{name}.jsonl", lines(5))
    expected = _undisturbed(tmp_path, env)
    out = tmp_path / "calm"
    (out / "a.jsonl").write_bytes(b"")  # its rename reached the disk, its bytes did not
    (out / HIDDEN / "done" / "b.jsonl.json").write_bytes(b"")
    (out / "c.jsonl").unlink()
    (out / ".d.jsonl.part-host-1").write_bytes(b"half")
    (out / HIDDEN / "done" / "d.jsonl.json").unlink()
    again = newsclean("corpus", "in", "calm", *ONLY, cwd=tmp_path, env=env)
    assert again.code == 0
    assert results(out) == expected
    assert not list(out.rglob("*.part-*"))


def test_two_configurations_do_not_mix(tmp_path: Path, env: dict[str, str]) -> None:
    put(tmp_path / "in" / "a.jsonl", lines(5))
    expected = _undisturbed(tmp_path, env)
    for words, what in ((["--preset", "strict"], "preset"), (["--removed", "column"], "removed")):
        refused = newsclean("corpus", "in", "calm", *ONLY, *words, cwd=tmp_path, env=env)
        assert refused.code == 2
        assert f"the output of another configuration ({what}" in refused.err
    assert results(tmp_path / "calm") == expected


def test_an_input_that_changed_is_cleaned_again(tmp_path: Path, env: dict[str, str]) -> None:
    put(tmp_path / "in" / "a.jsonl", lines(5))
    _undisturbed(tmp_path, env)
    put(tmp_path / "in" / "a.jsonl", lines(6))
    assert newsclean("corpus", "in", "calm", *ONLY, cwd=tmp_path, env=env).code == 0
    assert len(read(tmp_path / "calm" / "a.jsonl")) == 6


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nowhere", "out"), "nowhere: no such file or folder"),
        (("empty", "out"), "empty: nothing there to clean"),
        (("in/*.parquet", "out"), "in/*.parquet: nothing there to clean"),
        (("in/a.csv", "out"), "the suffix tells no format"),
        (("in", "in/out"), "lies in the input folder"),
        (("in/a.jsonl", "in/b.ndjson", "--to", "parquet", "in/a.jsonl.gz", "out"), "would both become a.parquet"),
    ],
)
def test_inputs_that_make_no_run(tmp_path: Path, env: dict[str, str], words: tuple[str, ...], message: str) -> None:
    (tmp_path / "empty").mkdir()
    for name in "a.csv", "a.jsonl", "b.ndjson", "a.jsonl.gz":
        put(tmp_path / "in" / name, lines(1))
    ran = newsclean("corpus", *words, cwd=tmp_path, env=env)
    assert ran.code == 2
    assert message in ran.err
    assert not (tmp_path / "out").exists()
