"""``newsclean eval``: labelled lines and marks, what is scored, and what is shown of it."""

from __future__ import annotations

import csv
import gzip
import json
import os
import pty
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean as library
from command import COMMAND, Ran, environment, newsclean
from newsclean.evaluation.labelled import of_marks
from newsclean.evaluation.line_rules import c4, refinedweb
from newsclean.evaluation.survival import survival
from newsclean.report import marks
from newsclean.testing import noisy_articles

DOCS = (Path(__file__).parents[1] / "docs" / "eval.md").read_text("utf-8")
LINES = DOCS.partition("```json\n")[2].partition("```")[0]  # the docs' own example


def evaluated(cwd: Path, *words: str, rows: str | bytes = LINES, name: str = "lines.jsonl") -> Ran:
    (cwd / name).write_bytes(rows.encode() if isinstance(rows, str) else rows)
    return newsclean("eval", name, *words, cwd=cwd)


def figures(ran: Ran) -> Any:
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def row(*lines: tuple[str, str], **known: Any) -> str:
    return json.dumps({"lines": lines, **known}) + "\n"


@pytest.mark.parametrize("number", [0, 1])
def test_the_docs_show_what_is_printed(number: int, tmp_path: Path) -> None:
    blocks = re.findall(r"```sh\nnewsclean eval lines.jsonl ([^\n]*)\n```\n\n```text\n(.*?)\n```", DOCS, re.DOTALL)
    words, shown = blocks[number]
    ran = evaluated(tmp_path, *words.split())
    assert (ran.code, ran.err, ran.out.decode().strip()) == (0, "", shown.strip())


@pytest.mark.parametrize("pack", [str.encode, lambda rows: gzip.compress(rows.encode())], ids=["plain", "gz"])
def test_figures_for_machines(pack: Any, tmp_path: Path) -> None:
    rows = pack(
        row(
            ("The trams run. And bus lines", "content"),
            ("Ad", "promo/own"),
            ("?", "unsure"),
            ("Trams", "title"),
            lang="en",
        )
    )
    (tmp_path / "mine.py").write_text(
        "def clean(text):\n    return text.replace(' And bus lines', '').replace('Ad', '')\n", "utf-8"
    )
    name = "lines.jsonl" if rows.startswith(b"{") else "lines.jsonl.gz"
    ran = evaluated(tmp_path, "--call", "mine:clean", "--json", "--by", "lang", rows=rows, name=name)
    own = {
        "texts": 1,
        "content_lost": 0.5,
        "texts_damaged": 1.0,
        "noise_removed": 1.0,
        "title": 0.0,
        "caption": None,
    }
    by = {"lang": {"en": own | {"noise_lines": 1}}, "extractor": {"unknown": own | {"noise_lines": 1}}}
    assert figures(ran) == {"mine:clean": own | {"kinds": {"promo": {"lines": 1, "removed": 1.0}}, "by": by}}


def test_the_first_figures_are_means_of_extractors(tmp_path: Path) -> None:
    loud = row(*[("Follow us on Facebook", "social")] * 3, ("Nothing", "promo"), extractor="loud", country="uk")
    quiet = row(("Nothing at all", "promo"), extractor="quiet")
    found = figures(evaluated(tmp_path, "--json", "--by", "country", rows=loud + quiet))["standard"]
    assert found["noise_removed"] == pytest.approx((0.75 + 0.0) / 2)
    assert found["by"]["country"]["unknown"]["noise_removed"] == 0.0
    shown = evaluated(tmp_path, "--by", "country", rows=loud + quiet).out.decode()
    assert "means of 2 extractors" in shown
    assert [line.split()[:2] for line in shown.splitlines() if line.startswith(("country", "uk", "unknown"))] == [
        ["country", "texts"],
        ["uk", "1"],
        ["unknown", "1"],
    ]


TITLED = row(("Trams are back", "title"), ("Trams run again.", "content"), title="Trams are back")


def test_hints_are_given_unless_they_are_not_wanted(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("def clean(text, title='none', url=None):\n    return title\n", "utf-8")
    words = ("--call", "mine:clean", "--json")
    assert figures(evaluated(tmp_path, *words, rows=TITLED))["mine:clean"]["title"] == 0.0
    assert figures(evaluated(tmp_path, *words, "--no-hints", rows=TITLED))["mine:clean"]["title"] == 1.0


def test_configurations_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('without = ["social"]\n', "utf-8")
    ran = evaluated(tmp_path, "--config", "mine.toml", "--against", "standard", "--show", "changed")
    shown = ran.out.decode()
    assert shown.startswith(
        "== lines.jsonl:1 ==\n\nmine.toml kept, standard gone  social  Follow us on Facebook\n\n"
        "== lines.jsonl:2 ==\n\nmine.toml kept, standard gone  social  1,204 shares\n\n2 texts"
    )
    found = figures(evaluated(tmp_path, "--without", "social", "--against", "mine.toml", "--json"))
    assert list(found) == ["standard without social", "mine.toml"]
    assert len({json.dumps(each) for each in found.values()}) == 1


def test_a_configuration_that_was_found_gives_its_name(tmp_path: Path) -> None:
    (tmp_path / "newsclean.toml").write_text('without = ["social"]\n', "utf-8")
    assert list(figures(evaluated(tmp_path, "--json"))) == ["newsclean.toml"]
    assert list(figures(evaluated(tmp_path, "--json", "--no-config"))) == ["standard"]


def test_lines_that_were_lost_or_left(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("def clean(text):\n    return text.split('\\n')[0]\n", "utf-8")
    rows = row(("Ad", "promo"), ("Trams\trun.", "content"), id="a", extractor='"x"')
    words = ("--call", "mine:clean", "--against", "standard", "--errors", "out", "--by", "id,extractor")
    ran = evaluated(tmp_path, *words, "--show", "lost", rows=rows)
    assert ran.code == 0
    assert ran.out.decode().startswith(
        "== lines.jsonl:1 ==\n\nmine:clean gone, standard kept  content  Trams run.\n\n1 text"
    )
    tables = {
        path.name: list(csv.reader(path.open(encoding="utf-8"), "excel-tab")) for path in (tmp_path / "out").iterdir()
    }
    head = ["place", "id", "extractor", "kind", "mine:clean", "standard", "text"]
    lost = ["lines.jsonl:1", "a", '"x"', "content", "0.00", "1.00", "Trams run."]
    left = ["lines.jsonl:1", "a", '"x"', "promo", "1.00", "0.00", "Ad"]
    assert tables == {"lost.tsv": [head, lost], "left.tsv": [head, left], "changed.tsv": [head, left, lost]}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--against", "c5"], "unknown system 'c5'; known: FILE.toml, MODULE:FUNCTION, c4, "),
        (["--against", "standard"], "the same system stands there twice: standard, standard"),
        (["--show", "changed"], "--show changed wants another system to compare with; name one with --against"),
        (["--call", "nowhere:clean"], "nowhere:clean is no MODULE:FUNCTION to call: ModuleNotFoundError"),
        (["--call", "newsclean:cleen"], "newsclean:cleen is no MODULE:FUNCTION to call: AttributeError"),
        (["--call", "newsclean:clean", "--preset", "strict"], "--call scores a function, and the options that say"),
        (["--against", "none.toml"], "none.toml: cannot be read: No such file or directory"),
        (["--json", "--show", "lost"], "not allowed with argument"),
        (["--by", ","], "argument --by: write one or more names, with commas between"),
    ],
)
def test_what_cannot_be_asked_for(words: list[str], message: str, tmp_path: Path) -> None:
    ran = evaluated(tmp_path, *words)
    assert (ran.code, ran.out) == (2, b"")
    assert message in ran.err


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("[]", "no labelled lines: Expected `object`, got `array`"),
        ('{"text": "a"}', "no labelled lines: Object missing required field `lines`"),
        ('{"lines": [["a", "content"], ["b"]]}', "Expected `array` of length 2, got 1 - at `$.lines[1]`"),
        ('{"lines": [["a", 1]]}', "Expected `str`, got `int` - at `$.lines[0][1]`"),
        ('{"lines": [["a", "donations"]]}', "unknown label 'donations' - at `$.lines[0][1]`; did you mean 'donation'"),
        ('{"lines": [], "title": 7}', "Expected `str | null`, got `int` - at `$.title`"),
        ("{", "no labelled lines: Input data was truncated"),
        ("\udcff", "no labelled lines: "),
    ],
)
def test_rows_that_cannot_be_used_are_set_aside(bad: str, message: str, tmp_path: Path) -> None:
    rows = f"{bad}\n{TITLED}".encode("utf-8", "surrogateescape")
    ran = evaluated(tmp_path, rows=rows)
    assert ran.code == 3
    assert ran.err.startswith("newsclean: lines.jsonl:1: row set aside: ")
    assert message in ran.err
    assert ran.out.startswith(b"1 text, 2 lines\n")
    assert evaluated(tmp_path, "--strict-input", rows=rows).code == 3


def test_a_function_that_fails_sets_texts_aside(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("def clean(text):\n    return text if 'back' in text else 1 / 0\n", "utf-8")
    ran = evaluated(tmp_path, "--call", "mine:clean", rows=row(("One.", "content")) + TITLED)
    assert ran.code == 3
    assert "lines.jsonl:1: row set aside: mine:clean failed: ZeroDivisionError: division by zero" in ran.err
    assert ran.out.startswith(b"1 text, ")
    (tmp_path / "mine.py").write_text("def clean(text):\n    return 7\n", "utf-8")
    assert "mine:clean gave no text, but a int" in evaluated(tmp_path, "--call", "mine:clean").err


def test_nothing_to_score(tmp_path: Path) -> None:
    ran = evaluated(tmp_path, "--errors", "out", rows="")
    assert (ran.code, ran.out) == (1, b"")
    assert ran.err == "newsclean: nothing was scored: no labelled text came through\n"
    assert list((tmp_path / "out").iterdir()) == []
    assert newsclean("eval", "none.jsonl", cwd=tmp_path).code == 1
    packed = gzip.compress(LINES.encode() * 99)
    assert (
        "damaged.jsonl.gz: cannot be read: damaged: "
        in evaluated(tmp_path, rows=packed[:-30], name="damaged.jsonl.gz").err
    )


NOISY = "Trams run again. Ad here\n\nSource link"
WRONG = {"verdict": "wrong", "start": 24, "end": 37}
MISSED = {"verdict": "noise", "start": 17, "end": 24, "kind": None}


def marked(*judged: dict[str, Any]) -> bytes:
    removals = [each.to_dict() for each in library.explain(NOISY).removals]
    return json.dumps({"text": NOISY, "file": "a.txt", "marks": judged, "removals": removals}).encode() + b"\n"


@pytest.mark.parametrize(
    ("judged", "lines"),
    [
        ((), [("Trams run again. Ad here", "content"), ("Source link", "source_link")]),
        ((WRONG,), [("Trams run again. Ad here", "content"), ("Source link", "content")]),
        ((MISSED,), [("Trams run again.", "content"), ("Ad here", "unnamed"), ("Source link", "source_link")]),
    ],
)
def test_marks_are_labelled_lines(judged: tuple[dict[str, Any], ...], lines: list[tuple[str, str]]) -> None:
    assert list(of_marks(marks.read(marked(*judged))).lines) == lines


def test_marks_are_scored(tmp_path: Path) -> None:
    rows = marked(MISSED) + marked(WRONG)
    found = figures(evaluated(tmp_path, "--marks", "--json", rows=rows))["standard"]
    assert found["texts_damaged"] == 0.5
    assert {kind: each["removed"] for kind, each in found["kinds"].items()} == {"source_link": 1.0, "unnamed": 0.0}
    assert "not as newsclean report writes marks" in evaluated(tmp_path, "--marks").err


@given(noisy_articles())
def test_what_nobody_marked_is_right(noisy: Any) -> None:
    cleaned = library.explain(noisy.noisy)
    plain = {"text": noisy.noisy, "marks": [], "removals": [each.to_dict() for each in cleaned.removals]}
    labelled = of_marks(marks.read(json.dumps(plain).encode()))
    assert "".join("".join(text.split()) for text, label in labelled.lines if label == "content") == "".join(
        cleaned.text.split()
    )


def test_tables_align_wide_characters_and_are_bold_on_a_terminal(tmp_path: Path) -> None:
    rows = row(("a", "promo"), extractor="橋の新聞") + row(("a", "promo"), extractor="x\x1b[31m")
    lines = evaluated(tmp_path, rows=rows).out.decode().splitlines()
    wide, red = (next(line for line in lines if line.startswith(start)) for start in ("橋", "x"))
    assert wide.index(" 1 ") + 4 == red.index(" 1 ")
    assert "\x1b" not in red
    main, terminal = pty.openpty()
    subprocess.run([*COMMAND, "eval", "lines.jsonl"], stdout=terminal, cwd=tmp_path, env=environment(), check=True)
    assert b"\x1b[1m" in os.read(main, 100_000)
    os.close(main)
    os.close(terminal)


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Trams run again.", True),
        ('“Trams run,” she said. "It is true"', True),
        ("Trams run", False),
        ("It runs.", False),
        ("All of them run...", False),
        ("This page needs JavaScript to run.", False),
        ("See our Privacy Policy for more.", False),
        ("This site uses cookies of ours.", False),
    ],
)
def test_c4(line: str, stays: bool) -> None:
    assert c4(f"A line that stays.\n{line}") == "A line that stays." + f"\n{line}" * stays


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Trams run", "Trams run"),
        ("Trams", None),
        ("TRAMS RUN again", None),
        ("17 12 2024", None),
        ("3 likes", None),
        ("1.2k followers", None),
        ("3 likes and no share", "3 likes and no share"),
        ("Trams run again. Read more...", "Trams run again. "),
        ("Read more... of trams", "Read more... of trams"),
        ("Sign-in to your account", " to your account"),
        ("3 items in cart now", "3  now"),
        ("A line of more than ten words in all, and then Read more...",) * 2,
    ],
)
def test_refinedweb(line: str, left: str | None) -> None:
    assert refinedweb(f"A line that stays.\n{line}") == "A line that stays." + ("" if left is None else f"\n{left}")


@given(st.lists(st.booleans(), max_size=12))
def test_lines_survive_that_stay_and_no_others(stay: list[bool]) -> None:
    lines = [f" Tram {number} runs again. " for number in range(len(stay))]
    left = [line.strip() for line, stays in zip(lines, stay, strict=True) if stays]
    assert survival(lines, "\n\n".join(left)) == [float(stays) for stays in stay]
    assert survival([*lines, " "], "") == [0.0] * len(lines) + [1.0]


def test_a_long_text_of_which_every_line_was_changed() -> None:
    lines = [f"Line {number} tells of the trams’ return to the harbour, at length." * 4 for number in range(300)]
    gone = [f"Not one word was spared by {number} editors" for number in range(300)]
    shares = survival([*lines, *gone], "\n".join(lines).replace("’", "'"))
    assert min(shares[:300]) > 0.9
    assert max(shares[300:]) < 0.1
