"""``newsclean explain`` and ``newsclean cleaners``."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

import newsclean as library
from command import BOOM, COMMAND, NOISY, environment, newsclean, plug_in

SHOWN = """Trams run again.

[-Source link-] {source_link by source_link: en/source-link}

1 cut in 1 text: 13 of 30 characters (43.3%)
  source_link  1
"""


def test_explain_marks_cuts_with_brackets(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(NOISY, "utf-8")
    assert newsclean("explain", "page.txt", cwd=tmp_path) == (0, SHOWN.encode(), "")
    assert newsclean("explain", stdin=NOISY.encode(), cwd=tmp_path) == (0, SHOWN.encode(), "")


def test_explain_shows_several_texts_and_sums_up(tmp_path: Path) -> None:
    appeal = "One. [-]\r\n\r\nSource link\r\n\r\nPlease support our independent journalism today.\r\n"
    (tmp_path / "a.txt").write_text(appeal, "utf-8", newline="")
    (tmp_path / "b.txt").write_text("Long and clean. " * 40, "utf-8")
    rules = [(cut.kind.value, cut.cleaner, cut.rule) for cut in library.explain(appeal).removals]
    assert [kind for kind, _, _ in rules] == ["source_link", "donation"]
    why = [f"{{{kind} by {cleaner}: {rule}}}" for kind, cleaner, rule in rules]
    expected = f"""== a.txt ==

One. [-]

[-Source link-] {why[0]}

[-Please support our independent journalism today.-] {why[1]}

== b.txt ==

{"Long and clean. " * 40}

2 cuts in 2 texts: 65 of 717 characters (9.1%)
  source_link  1
  donation     1
"""
    gone = len(appeal) - len(library.clean(appeal))
    expected = expected.replace("65 of 717 characters (9.1%)", f"{gone} of 717 characters ({gone / 717:.1%})")
    assert len(appeal) + 640 == 717
    assert newsclean("explain", "a.txt", "b.txt", cwd=tmp_path) == (0, expected.encode(), "")


def test_explain_rows(tmp_path: Path) -> None:
    given = b'{"body": "Trams run again.\\n\\nSource link"}\n[]\n{"body": "Clean."}\n'
    expected = """== standard input:1 ==

Trams run again.

[-Source link-] {source_link by source_link: en/source-link}

== standard input:3 ==

Clean.

1 cut in 2 rows: 13 of 35 characters (37.1%)
  source_link  1
"""
    said = (
        "newsclean: standard input:2: row set aside: "
        "not a JSON object: Expected `object`, got `array`; write one object in each line\n"
        "newsclean: 1 of 3 rows set aside\n"
    )
    ran = newsclean("explain", "--format", "jsonl", "--field", "body", stdin=given, cwd=tmp_path)
    assert ran == (3, expected.encode(), said)


def test_explain_takes_the_options_of_the_filter(tmp_path: Path) -> None:
    (tmp_path / "newsclean.toml").write_text('without = ["source_link"]\n', "utf-8")
    untouched = b"Trams run again.\n\nSource link\n\n0 cuts in 1 text: 0 of 30 characters (0.0%)\n"
    assert newsclean("explain", stdin=NOISY.encode(), cwd=tmp_path) == (0, untouched, "")
    assert newsclean("explain", "--no-config", stdin=NOISY.encode(), cwd=tmp_path) == (0, SHOWN.encode(), "")
    assert newsclean("explain", "none.txt", cwd=tmp_path) == (
        1,
        b"",
        "newsclean: none.txt: cannot be read: No such file or directory\n",
    )


def test_explain_shows_warnings_and_what_would_steer_the_terminal(tmp_path: Path) -> None:
    text = "Trams \x1b[31mrun\x1b[0m again.\x07\x9b " * 40 + "\n" + "Source link\n" * 30
    (tmp_path / "newsclean.toml").write_text("[brake]\nsource_link = 0.0\n", "utf-8")
    [warning] = library.Pipeline(brake={"source_link": 0.0}).explain(text).warnings
    ran = newsclean("explain", stdin=text.encode(), cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.decode().startswith("Trams ␛[31mrun␛[0m again.␇\ufffd Trams ")
    assert ran.out.decode().endswith(
        f"Source link\n\nwarning: {warning}\n\n0 cuts in 1 text: 0 of {len(text):,} characters (0.0%)\n"
    )


@pytest.mark.parametrize(
    ("env", "look"),
    [
        ({}, "FOLDED"),
        ({"NO_COLOR": "1"}, "PLAIN"),
        ({"NO_COLOR": "", "TERM": "xterm"}, "FOLDED"),
        ({"TERM": "dumb"}, "SHOWN"),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "PLAIN"),
    ],
)
def test_explain_in_colour_on_a_terminal(env: dict[str, str], look: str, tmp_path: Path) -> None:
    expected = {"FOLDED": FOLDED, "PLAIN": PLAIN, "SHOWN": SHOWN}[look]
    assert on_a_terminal(tmp_path, NOISY, **env) == expected


WIDE = "橋は九か月ぶりに開通した。" * 8 + "\n\nSource link\n"


def test_long_lines_and_wide_characters_fold_at_the_width_of_the_terminal(tmp_path: Path) -> None:
    shown = on_a_terminal(tmp_path, WIDE, NO_COLOR="1", COLUMNS="40")
    body = shown.partition("\n\n")[0].split("\n")
    assert [len(line.strip()) for line in body] == [18] * 5 + [14]  # two columns each, and two of a gutter
    assert "\n▌ [-Source link-]" in shown


COLOURED = """Trams run again.

\x1b[9;31m[-Source link-]\x1b[0m\x1b[35m {source_link by source_link: en/source-link}\x1b[0m

\x1b[1m1 cut in 1 text: 13 of 30 characters (43.3%)\x1b[0m
  source_link  1
"""


FOLDED = COLOURED.replace("Trams", "  Trams").replace("\x1b[9;31m", "\x1b[31m▌ \x1b[0m\x1b[9;31m", 1)

PLAIN = """  Trams run again.

▌ [-Source link-] {source_link by source_link: en/source-link}

1 cut in 1 text: 13 of 30 characters (43.3%)
  source_link  1
"""


def on_a_terminal(cwd: Path, text: str, **env: str) -> str:
    (cwd / "page.txt").write_text(text, "utf-8")
    main, terminal = pty.openpty()
    subprocess.run([*COMMAND, "explain", "page.txt"], stdout=terminal, cwd=cwd, env=environment(**env), check=True)
    shown = os.read(main, 100_000).decode().replace("\r\n", "\n")
    os.close(main)
    os.close(terminal)
    return shown


def test_colour_can_be_forced_into_a_pipe(tmp_path: Path) -> None:
    ran = newsclean("explain", stdin=NOISY.encode(), cwd=tmp_path, env={"FORCE_COLOR": "1"})
    assert ran == (0, COLOURED.encode(), "")


def test_explain_on_a_terminal_of_another_encoding(tmp_path: Path) -> None:
    ran = newsclean("explain", stdin="Zürich – 東京.\n".encode(), cwd=tmp_path, env={"PYTHONIOENCODING": "latin-1"})
    assert (ran.code, ran.out.splitlines()[0], ran.err) == (0, b"Z\xfcrich ? ??.", "")


def test_cleaners_lists_what_is_installed(tmp_path: Path) -> None:
    env = plug_in(tmp_path / "site", "boom", BOOM)
    ran = newsclean("cleaners", cwd=tmp_path, env=env)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.decode().splitlines()
    names = [line.split()[0] for line in lines]
    assert names == sorted({"boom", *(each.name for each in library.registry.installed())})
    [boom] = [line for line in lines if line.startswith("boom")]
    assert boom.split(maxsplit=2) == ["boom", "promo", "Fails on tickets. (from boom)"]
    [own] = [line for line in lines if line.startswith("source_link")]
    assert own.split(maxsplit=2)[2] == library.registry.get("source_link").summary
    assert len({line.index(line.split()[1], 1) for line in lines}) == 1
