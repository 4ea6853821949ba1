"""The command: the filter on texts, its options, its messages and its exit codes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import newsclean as library
from command import BOOM, CLEAN, NOISY, newsclean, plug_in, shell

BOM = b"\xef\xbb\xbf"
APPEAL = "Trams run again.\n\nPlease support our independent journalism today.\n\nSource link\n"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(NOISY.encode(), CLEAN.encode(), id="noise goes"),
        pytest.param(b"", b"", id="nothing"),
        pytest.param(b"Trams run again", b"Trams run again", id="no newline is added"),
        pytest.param(
            b" Trams \t run.\n\n\n\nAgain.  \n\n", b" Trams \t run.\n\n\n\nAgain.  \n\n", id="white space stays"
        ),
        pytest.param(b"One.\r\n\r\nTwo.\r\n\r\nSource link\r\n", b"One.\r\n\r\nTwo.\r\n", id="CRLF stays"),
        pytest.param(
            b"One.\rTwo.\x0b\x0c\xe2\x80\xa8\xc2\x85 \x00\n",
            b"One.\rTwo.\x0b\x0c\xe2\x80\xa8\xc2\x85 \x00\n",
            id="controls",
        ),
        pytest.param(BOM + NOISY.encode(), BOM + CLEAN.encode(), id="a byte order mark stays"),
        pytest.param(BOM + b"Source link\n\nOne.\n", BOM + b"One.\n", id="and is no part of the first line"),
    ],
)
def test_filter(given: bytes, expected: bytes, tmp_path: Path) -> None:
    assert newsclean(stdin=given, cwd=tmp_path) == (0, expected, "")


def test_files_are_put_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(BOM + b"One.\n\nSource link")
    (tmp_path / "b.txt").write_bytes(BOM + b"Two.\n")
    ran = newsclean("a.txt", "-", "b.txt", stdin=b"", cwd=tmp_path)
    assert ran == (0, BOM + b"One.\nTwo.\n", "")
    assert newsclean("b.txt", "-", "a.txt", stdin=b"Three.", cwd=tmp_path).out == BOM + b"Two.\nThree.\nOne."


def test_options_stand_before_between_and_after_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOISY, "utf-8")
    ran = newsclean("--preset", "strict", "a.txt", "--without", "donation", "a.txt", "-o", "out.txt", cwd=tmp_path)
    assert ran == (0, b"", "")
    assert (tmp_path / "out.txt").read_text("utf-8") == CLEAN * 2


def test_a_file_called_as_a_verb(tmp_path: Path) -> None:
    (tmp_path / "explain").write_text(NOISY, "utf-8")
    assert newsclean("./explain", cwd=tmp_path) == (0, CLEAN.encode(), "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "Trams run again.\n"),
        (["--without", "source_link"], "Trams run again.\n\nSource link\n"),
        (["--without", "donation"], "Trams run again.\n\nPlease support our independent journalism today.\n"),
        (["--without", "source_link,donation"], APPEAL),
        (["--without", "source_link", "--without", " donation,donation,"], APPEAL),
        (["--only", "donation"], "Trams run again.\n\nSource link\n"),
        (["--only", "donation", "--only", "source_link"], "Trams run again.\n"),
        (["--only", "donation,read_more", "--without", "donation"], APPEAL),
        (["--preset", "strict", "--preset", "cautious", "--without", "donation,source_link"], APPEAL),
    ],
    ids=" ".join,
)
def test_choice(words: list[str], expected: str, tmp_path: Path) -> None:
    assert newsclean(*words, stdin=APPEAL.encode(), cwd=tmp_path) == (0, expected.encode(), "")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--preset", "strickt"], "newsclean: unknown preset 'strickt'; did you mean 'strict'?\n"),
        (["--without", "cookies"], "newsclean: unknown kind or cleaner 'cookies'; did you mean 'cookie'?\n"),
        (["--only", "donatio"], "newsclean: unknown kind or cleaner 'donatio'; did you mean 'donation'?\n"),
        (
            ["--only", "donation", "--without", "donation"],
            "newsclean: no cleaner is left to run; see --only and --without, also in the configuration\n",
        ),
        (
            ["a.jsonl", "b.txt"],
            "newsclean: the files are of several formats: jsonl, text; clean them apart, or give --format\n",
        ),
        (["--config", "no.toml"], "newsclean: no.toml: cannot be read: No such file or directory\n"),
    ],
)
def test_usage_errors_from_the_command(words: list[str], message: str, tmp_path: Path) -> None:
    assert newsclean(*words, stdin=NOISY.encode(), cwd=tmp_path) == (2, b"", message)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--without", " , "], "argument --without: name a kind or a cleaner; newsclean cleaners lists them"),
        (["--presett", "strict"], "unrecognized arguments: --presett"),
        (["--pre", "strict"], "unrecognized arguments: --pre"),
        (["--format", "csv"], "argument --format: invalid choice: 'csv'"),
        (["--output"], "argument -o/--output: expected one argument"),
        (["cleaners", "more"], "unrecognized arguments: more"),
    ],
)
def test_usage_errors_from_argparse(words: list[str], message: str, tmp_path: Path) -> None:
    ran = newsclean(*words, stdin=NOISY.encode(), cwd=tmp_path)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.startswith("usage: newsclean ")
    assert message in ran.err.splitlines()[-1]


@pytest.mark.parametrize("verb", ["", "explain"])
def test_a_terminal_and_no_file_get_a_hint(verb: str, tmp_path: Path) -> None:
    main, terminal = os.openpty()
    ran = shell(f'"$@" {verb} < {os.ttyname(terminal)}', cwd=tmp_path)
    assert ran == (
        2,
        b"",
        "newsclean: there is nothing to read: name a file, or send a text through the filter, such as\n"
        "  newsclean page.txt\n"
        "  newsclean < page.txt > article.txt\n"
        "or see newsclean --help\n",
    )
    os.close(main)
    os.close(terminal)


def test_files_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(NOISY, "utf-8")
    (tmp_path / "folder").mkdir()
    ran = newsclean("none.txt", "folder", "page.txt", cwd=tmp_path)
    assert ran == (
        1,
        CLEAN.encode(),
        "newsclean: none.txt: cannot be read: No such file or directory\n"
        "newsclean: folder: cannot be read: Is a directory\n",
    )


def test_texts_that_are_not_utf_8_are_set_aside(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(b"Trams run.\nCaf\xe9\n")
    (tmp_path / "page.txt").write_text(NOISY, "utf-8")
    message = (
        "newsclean: latin.txt: text set aside: not UTF-8: byte 0xe9 in line 2, column 4; "
        "convert the file first, for example with iconv\n"
    )
    assert newsclean("latin.txt", cwd=tmp_path) == (3, b"", message)
    both = (3, CLEAN.encode(), message + "newsclean: 1 of 2 texts set aside\n")
    assert newsclean("latin.txt", "page.txt", cwd=tmp_path) == both
    assert newsclean("latin.txt", "page.txt", "--strict-input", cwd=tmp_path) == (3, b"", message)


def test_strict_input_stops_at_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(NOISY, "utf-8")
    message = "newsclean: none.txt: cannot be read: No such file or directory\n"
    assert newsclean("none.txt", "page.txt", "--strict-input", cwd=tmp_path) == (1, b"", message)


@pytest.mark.parametrize(
    ("redirection", "code", "message"),
    [
        ("<&-", 1, "newsclean: standard input: cannot be read: Bad file descriptor\n"),
        (">&-", 1, "newsclean: standard output: cannot be written: Bad file descriptor\n"),
        ("--preset nonsense 2>&-", 2, ""),
    ],
)
def test_closed_streams(redirection: str, code: int, message: str, tmp_path: Path) -> None:
    assert shell(f'"$@" {redirection}', cwd=tmp_path) == (code, b"", message)


def test_warnings_are_told(tmp_path: Path) -> None:
    (tmp_path / "newsclean.toml").write_text("[brake]\nsource_link = 0.0\n", "utf-8")
    text = "Trams run again. " * 40 + "\n\n" + "\n".join(["Source link"] * 30) + "\n"
    warnings = library.Pipeline(brake={"source_link": 0.0}).explain(text).warnings
    assert len(warnings) == 1
    ran = newsclean(stdin=text.encode(), cwd=tmp_path)
    assert ran == (0, text.encode(), f"newsclean: standard input: warning: {warnings[0]}\n")


def test_removals_of_texts_are_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOISY, "utf-8")
    (tmp_path / "b.txt").write_text("Clean.\n", "utf-8")
    assert newsclean("a.txt", "b.txt", "-", "--removed", "cuts.jsonl", stdin=APPEAL.encode(), cwd=tmp_path).code == 0
    cuts = [json.loads(line) for line in (tmp_path / "cuts.jsonl").read_text("utf-8").splitlines()]
    expected = [{"file": "a.txt", "line": 3, **cut.to_dict()} for cut in library.explain(NOISY).removals]
    lines = iter((3, 5))
    expected += [{"file": "-", "line": next(lines), **cut.to_dict()} for cut in library.explain(APPEAL).removals]
    assert cuts == expected


def test_a_cleaner_that_fails_sets_the_text_aside(tmp_path: Path) -> None:
    env = plug_in(tmp_path / "site", "boom", BOOM)
    (tmp_path / "a.txt").write_text("A ticket for the tram.\n", "utf-8")
    (tmp_path / "b.txt").write_text(NOISY, "utf-8")
    ran = newsclean("a.txt", "b.txt", cwd=tmp_path, env=env)
    assert ran == (
        3,
        CLEAN.encode(),
        "newsclean: a.txt: text set aside: cleaner 'boom' failed: KeyError: 'no such ticket'\n"
        "newsclean: 1 of 2 texts set aside\n",
    )
    assert newsclean("a.txt", "--without", "boom", cwd=tmp_path, env=env) == (0, b"A ticket for the tram.\n", "")


def test_a_plug_in_that_cannot_be_loaded(tmp_path: Path) -> None:
    env = plug_in(tmp_path / "site", "broken", "import nothing_of_this_name\n")
    message = (
        "newsclean: the plug-in 'broken' (broken) could not be loaded: No module named 'nothing_of_this_name'; "
        "mend or uninstall broken\n"
    )
    assert newsclean(stdin=NOISY.encode(), cwd=tmp_path, env=env) == (1, b"", message)


def test_version(tmp_path: Path) -> None:
    assert newsclean("--version", cwd=tmp_path) == (0, f"newsclean {library.__version__}\n".encode(), "")


def test_help_shows_examples_and_exit_codes(tmp_path: Path) -> None:
    ran = newsclean("-h", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    for words in ("newsclean < page.txt > article.txt", "newsclean explain page.txt", "exit codes:\n  0  ", "\n  3  "):
        assert words in ran.out.decode()
    for verb in ("explain", "cleaners"):
        assert newsclean(verb, "--help", cwd=tmp_path).out.startswith(f"usage: newsclean {verb} ".encode())


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_script(shell: str, tmp_path: Path) -> None:
    ran = newsclean("--print-completion", shell, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    for words in ("cautious", "icon_legend", "removed", "jsonl"):
        assert words in ran.out.decode()


def test_completion_in_bash(tmp_path: Path) -> None:
    (tmp_path / "explained.txt").touch()
    (tmp_path / "complete").write_bytes(newsclean("--print-completion", "bash", cwd=tmp_path).out)
    (tmp_path / "ask").write_text(
        """. ./complete
        for line in "newsclean expl" "newsclean explain expl" "newsclean --preset st" "newsclean -o expl"; do
            COMP_WORDS=($line); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=()
            _shtab_newsclean
            echo "${COMPREPLY[@]}"
        done""",
        "utf-8",
    )
    completed = shell("bash ask", cwd=tmp_path).out.decode().splitlines()
    assert completed == ["explain explained.txt", "explained.txt", "standard strict", "explained.txt"]
