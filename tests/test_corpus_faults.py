"""What happens to a corpus run when something goes wrong: each row of the table in docs/corpus-builders.md."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import newsclean as newsclean_package
from command import COMMAND, environment, newsclean, shell
from corpora import (
    HIDDEN,
    begun,
    descendants,
    lines,
    on_a_small_disk,
    parent_of,
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
    expected = _undisturbed(tmp_path, env)
    running = begun("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env)
    wait_for(partial(_are_there, tmp_path / "out" / HIDDEN / "done", 1))
    below = descendants(running.pid)
    os.killpg(running.pid, signal.SIGINT)
    assert running.wait(60) == 130
    wait_for(partial(_are_gone, below))
    there = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("[!.]*.zst")}
    assert there.items() <= expected.items()


def test_a_run_that_is_stopped_for_longer_than_a_row_may_take_loses_none(tmp_path: Path, env: dict[str, str]) -> None:
    _slow_corpus(tmp_path / "in")
    expected = _undisturbed(tmp_path, env)
    running = begun("corpus", "in", "out", *ONLY, "--row-seconds", "3", cwd=tmp_path, env=env)
    wait_for(partial(_are_there, tmp_path / "out" / HIDDEN / "done", 1))
    os.killpg(running.pid, signal.SIGSTOP)
    time.sleep(5)
    os.killpg(running.pid, signal.SIGCONT)
    assert running.wait(120) == 0
    assert results(tmp_path / "out") == expected


def test_a_file_on_which_workers_die_fails_alone_and_is_tried_again(tmp_path: Path, env: dict[str, str]) -> None:
    put(tmp_path / "in" / "a.jsonl", lines(200, lambda n: f"Line {n} is slow.\n\nADVERT"))
    put(tmp_path / "in" / "b.jsonl", lines(3))
    expected = _undisturbed(tmp_path, env)
    running = begun("corpus", "in", "out", *ONLY, "--workers", "1", cwd=tmp_path, env=env)
    victims: list[int] = []
    for _ in range(3):
        victims.append(wait_for(lambda: [pid for pid in descendants(running.pid) if _is_new(pid, victims)])[0])
        os.kill(victims[-1], signal.SIGKILL)
    messages = running.communicate()[1].decode()
    assert running.returncode == 1
    assert "a.jsonl: cannot be cleaned: its worker died 3 times: killed by SIGKILL" in messages
    assert (tmp_path / "out" / "b.jsonl").read_bytes() == expected["b.jsonl"]
    assert newsclean("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env).code == 0
    assert results(tmp_path / "out") == expected


def _is_new(pid: int, victims: list[int]) -> bool:
    """Whether a process is a worker that lives: neither a victim, nor the guard of one, which soon goes too."""
    parent = parent_of(pid)
    return pid not in victims and parent is not None and parent not in victims and parent != 1


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


def test_a_disk_that_is_full_stops_the_run_and_with_room_it_goes_on(tmp_path: Path, env: dict[str, str]) -> None:
    put(tmp_path / "in" / "a.jsonl", lines(20))
    put(tmp_path / "in" / "b.jsonl", lines(4000))
    expected = _undisturbed(tmp_path, env)
    first, second, messages = on_a_small_disk("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env)
    assert first == "exit code 1\n", "nothing is left half written"
    assert "No space left on device" in messages
    assert second == 0
    assert results(tmp_path / "kept") == expected


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


def test_a_damaged_parquet_file_yields_the_row_groups_before(tmp_path: Path, env: dict[str, str]) -> None:
    texts = [f"{n * 7919 % 10007} and {n**5} ADVERT" for n in range(300)]
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "a.parquet"
    pq.write_table(pa.table({"text": texts}), path, row_group_size=100, use_dictionary=False)
    column = pq.read_metadata(path).row_group(2).column(0)
    data = bytearray(path.read_bytes())
    middle = column.data_page_offset + column.total_compressed_size // 2
    data[column.data_page_offset : middle] = bytes(middle - column.data_page_offset)
    path.write_bytes(data)
    ran = newsclean("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env)
    assert ran.code == 3
    assert pq.read_table(tmp_path / "out" / "a.parquet").num_rows == 200
    [(file, number, reason)] = rejected(tmp_path / "out")
    assert (file, number) == ("a.parquet", 201)
    assert "the 200 rows before it were read" in reason


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


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not tell the memory of a process that has ended")
def test_a_line_of_jsonl_that_is_too_long_is_never_held(tmp_path: Path, env: dict[str, str]) -> None:
    put(tmp_path / "short" / "a.jsonl.zst", lines(3))
    put(tmp_path / "giant" / "a.jsonl.zst", lines(3) + b'{"text": "' + bytes(200_000_000) + b'"}\n' + lines(3))
    most = {}
    for name in "short", "giant":
        running = begun("corpus", name, f"{name}-out", *ONLY, cwd=tmp_path, env=env)
        _, status, usage = os.wait4(running.pid, 0)  # of the workers too, which the command has waited for
        assert os.waitstatus_to_exitcode(status) == (3 if name == "giant" else 0)
        most[name] = usage.ru_maxrss * 1024
    assert len(read(tmp_path / "giant-out" / "a.jsonl.zst")) == 6
    assert most["giant"] < most["short"] + 50_000_000


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


JUMPING = """
import random, time
clock, clock_ns = time.time, time.time_ns
time.time = lambda: max(0, clock() + random.choice((-1e9, 0, 1e9)))
time.time_ns = lambda: max(0, clock_ns() + random.choice((-1, 0, 1)) * 10**18)
"""


def test_a_clock_that_jumps_changes_nothing(tmp_path: Path, env: dict[str, str]) -> None:
    """Every process of the run is told the time by a clock that jumps by thirty years; so are files, between runs."""
    _slow_corpus(tmp_path / "in")
    expected = _undisturbed(tmp_path, env)
    put(tmp_path / "site" / "sitecustomize.py", JUMPING.encode())
    jumped = newsclean("corpus", "in", "out", *ONLY, "--row-seconds", "30", cwd=tmp_path, env=env)
    assert jumped.code == 0
    assert results(tmp_path / "out") == expected
    for when in 0, 4_000_000_000:
        for path in (tmp_path / "out").rglob("*"):
            os.utime(path, (when, when))
        again = newsclean("corpus", "in", "out", *ONLY, cwd=tmp_path, env=env)
        assert (again.code, "4 inputs were done already" in again.err) == (0, True)
        assert results(tmp_path / "out") == expected


def test_what_a_power_cut_leaves_is_done_again(tmp_path: Path, env: dict[str, str]) -> None:
    for name in "abcde":
        put(tmp_path / "in" / f"{name}.jsonl", lines(5))
    expected = _undisturbed(tmp_path, env)
    out = tmp_path / "calm"
    (out / "a.jsonl").write_bytes(b"")  # its rename reached the disk, its bytes did not
    (out / HIDDEN / "done" / "b.jsonl.json").write_bytes(b"")
    (out / "c.jsonl").unlink()
    (out / ".d.jsonl.part-host-1").write_bytes(b"half")
    (out / HIDDEN / "done" / "d.jsonl.json").unlink()
    (out / ".e.jsonl.part-host-2").write_bytes(b"half")  # of a worker that was killed before another one was done
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


def test_newsclean_of_another_version_does_not_mix(tmp_path: Path, env: dict[str, str]) -> None:
    put(tmp_path / "in" / "a.jsonl", lines(5))
    package = tmp_path / "site" / "newsclean"
    shutil.copytree(Path(newsclean_package.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    _undisturbed(tmp_path, env)
    with (package / "kinds.py").open("a") as code:
        code.write("# a change\n")
    refused = newsclean("corpus", "in", "calm", *ONLY, cwd=tmp_path, env=env)
    assert refused.code == 2
    assert "the output of another configuration (code differ)" in refused.err


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
