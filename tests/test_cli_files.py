"""The command and the files that it writes: complete or not at all, never its own input; pipes, signals, long runs."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from command import CLEAN, COMMAND, NOISY, environment, newsclean, shell

ROW = b'{"text": "Trams run again."}\n'
SLACK = 10_000  # kilobytes that the memory may grow by over a long run


def start(*words: str, cwd: Path, **streams: object) -> subprocess.Popen[bytes]:
    """The command at work, reading what the test has yet to write."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.Popen([*COMMAND, *words], cwd=cwd, env=environment(), **pipes)  # type: ignore[call-overload, no-any-return]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A folder with a noisy page, a link to it and a second name of it."""
    path = tmp_path / "page.txt"
    path.write_text(NOISY, "utf-8")
    (tmp_path / "link.txt").symlink_to(path)
    (tmp_path / "twin.txt").hardlink_to(path)
    return path


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("page.txt -o page.txt", "the output page.txt is the same file as the input page.txt"),
        ("page.txt -o ./page.txt", "the output ./page.txt is the same file as the input page.txt"),
        ("page.txt -o link.txt", "the output link.txt is the same file as the input page.txt"),
        ("link.txt -o twin.txt", "the output twin.txt is the same file as the input link.txt"),
        ("twin.txt --removed page.txt", "the output page.txt is the same file as the input twin.txt"),
        ("-o page.txt < page.txt", "the output page.txt is the same file as the input standard input"),
        ("page.txt >> page.txt", "standard output is the same file as the input page.txt"),
        ("page.txt -o new.txt --removed ./new.txt", "the output ./new.txt is the same file as the output new.txt"),
        ("page.txt --removed new.txt > new.txt", "the output new.txt is the same file as standard output"),
        ("page.txt --removed -", "standard output is the same file as standard output"),
    ],
)
def test_nothing_is_written_over_what_is_read(line: str, message: str, page: Path) -> None:
    said = f"newsclean: {message}; nothing was read, name another file\n"
    assert shell(f'"$@" {line}', cwd=page.parent) == (2, b"", said)
    assert page.read_text("utf-8") == NOISY


def test_output_replaces_a_file_and_keeps_its_mode_and_links(page: Path) -> None:
    out = page.with_name("out.txt")
    out.write_text("old", "utf-8")
    out.chmod(0o640)
    page.with_name("way.txt").symlink_to(out)
    assert newsclean("page.txt", "-o", "way.txt", cwd=page.parent) == (0, b"", "")
    assert out.read_text("utf-8") == CLEAN
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert page.with_name("way.txt").is_symlink()
    assert names(page.parent) == ["link.txt", "out.txt", "page.txt", "twin.txt", "way.txt"]


def test_removals_can_go_to_standard_output(page: Path) -> None:
    ran = newsclean("page.txt", "-o", "out.txt", "--removed", "-", cwd=page.parent)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(b'{"file":"page.txt","line":3,')


def test_output_stays_as_it_was_when_nothing_came_through(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("old", "utf-8")
    said = "newsclean: none.txt: cannot be read: No such file or directory\n"
    assert newsclean("none.txt", "-o", "out.txt", "--removed", "cuts", cwd=tmp_path) == (1, b"", said)
    assert (tmp_path / "out.txt").read_text("utf-8") == "old"
    assert names(tmp_path) == ["out.txt"]


def test_empty_input_gives_an_empty_file(tmp_path: Path) -> None:
    assert newsclean("-o", "out.txt", "--removed", "cuts.jsonl", cwd=tmp_path) == (0, b"", "")
    assert (tmp_path / "out.txt").read_bytes() == (tmp_path / "cuts.jsonl").read_bytes() == b""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "none/out.txt"], "none/out.txt: cannot be written: No such file or directory"),
        (["-o", "folder"], "folder: cannot be written: Is a directory"),
        (["--removed", "none/cuts.jsonl"], "none/cuts.jsonl: cannot be written: No such file or directory"),
        (["--removed", "/dev/full"], "/dev/full: cannot be written: No space left on device"),
    ],
)
def test_output_that_cannot_be_written(words: list[str], message: str, page: Path) -> None:
    page.with_name("folder").mkdir()
    ran = newsclean("page.txt", *words, cwd=page.parent)
    assert (ran.code, ran.err) == (1, f"newsclean: {message}\n")


def test_devices_and_pipes_are_written_to(page: Path) -> None:
    os.mkfifo(page.with_name("pipe"))
    ran = shell('cat pipe & "$@" page.txt -o /dev/null --removed pipe && wait', cwd=page.parent)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(b'{"file":"page.txt","line":3,')
    assert not Path("/dev/null").is_file()


def test_full_disk(page: Path) -> None:
    said = "newsclean: standard output: cannot be written: No space left on device\n"
    assert shell('"$@" page.txt > /dev/full', cwd=page.parent) == (1, b"", said)


@pytest.mark.parametrize(("verb", "first"), [("", ROW), ("explain", b"== rows.jsonl:1 ==\n")])
def test_broken_pipe_ends_quietly(verb: str, first: bytes, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(ROW * 20_000)
    ran = shell('{ "$@" ' + verb + " rows.jsonl; echo $? >&2; } | head -n 1", cwd=tmp_path)
    assert ran == (0, first, "141\n")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_a_run_without_half_a_file(number: signal.Signals, code: int, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("old", "utf-8")
    running = start("--format", "jsonl", "-o", "out.jsonl", "--removed", "cuts.jsonl", cwd=tmp_path)
    assert running.stdin
    assert running.stderr
    running.stdin.write(ROW + b"[]\n")
    running.stdin.flush()
    assert b"standard input:2: row set aside" in running.stderr.readline()
    assert len(names(tmp_path)) == 3
    running.send_signal(number)
    assert running.communicate()[1] == b""
    assert running.returncode == code
    assert names(tmp_path) == ["out.jsonl"]
    assert (tmp_path / "out.jsonl").read_text("utf-8") == "old"


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of the memory is read from /proc")
def test_rows_of_any_number_take_constant_memory(tmp_path: Path) -> None:
    # ru_maxrss would begin with the memory of this process, so the peak is taken from /proc instead.
    measured = """import re, sys
from pathlib import Path
from newsclean.cli import main
code = main(sys.argv[1:])
print(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1], file=sys.stderr)
sys.exit(code)"""

    def peak(count: int) -> int:
        noisy = b'{"html": "' + b"x" * 50_000 + b'", "text": "Trams run again.\\n\\nSource link"}\n'
        command = [sys.executable, "-c", measured, "--format", "jsonl", "--removed", "/dev/null"]
        running = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=tmp_path
        )
        assert running.stdin
        for _ in range(count):
            running.stdin.write(noisy)
        told = running.communicate()[1]
        assert running.returncode == 0
        return int(told)

    assert peak(4_000) < peak(20) + SLACK  # 200 megabytes


def test_rows_are_shown_at_once_on_a_terminal(tmp_path: Path) -> None:
    main, terminal = pty.openpty()
    running = start("--format", "jsonl", cwd=tmp_path, stdout=terminal)
    assert running.stdin
    running.stdin.write(ROW)
    running.stdin.flush()
    assert os.read(main, 1000) == ROW.replace(b"\n", b"\r\n")
    assert running.communicate()[1] == b""
    os.close(main)
    os.close(terminal)


def test_long_runs_tell_how_far_they_are(tmp_path: Path) -> None:
    main, terminal = pty.openpty()
    with (tmp_path / "out.jsonl").open("wb") as out:
        running = start("--format", "jsonl", cwd=tmp_path, stdout=out, stderr=terminal)
        assert running.stdin
        said = b""
        while b" rows" not in said:  # until it has lasted longer than a second
            assert running.poll() is None
            running.stdin.write(ROW * 1200)
            running.stdin.flush()
            said += _said(main, 0.1)
        running.stdin.write(b"[]\n")
        running.stdin.close()
        while running.poll() is None or _ready(main, 0.0):
            said += _said(main, 0.1)
    assert re.search(rb"\d,\d{3} rows", said)
    assert b"row set aside: not a JSON object" in said
    assert running.returncode == 3
    assert set((tmp_path / "out.jsonl").read_bytes().splitlines(keepends=True)) == {ROW}
    os.close(main)
    os.close(terminal)


def test_short_runs_tell_nothing(tmp_path: Path) -> None:
    main, terminal = pty.openpty()
    running = start("--format", "jsonl", cwd=tmp_path, stderr=terminal)
    assert running.communicate(ROW)[0] == ROW
    assert not _ready(main, 0.0)
    os.close(main)
    os.close(terminal)


def _ready(stream: int, seconds: float) -> bool:
    return bool(select.select([stream], [], [], seconds)[0])


def _said(stream: int, seconds: float) -> bytes:
    return os.read(stream, 100_000) if _ready(stream, seconds) else b""
