"""``newsclean eval``: the figures of labelled lines, beside others, in a process of its own."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from command import newsclean
from newsclean.errors import InputError, UnknownNameError
from newsclean.evaluation import labelled
from newsclean.evaluation.contestants import named
from newsclean.evaluation.published import c4, refinedweb
from newsclean.evaluation.scoring import kept_by_receipts, kept_by_text

BENCH = Path(__file__).parents[2] / "shared" / "bench"
NAMES = ("--no-config", "--only", "source_link,social")

ROWS: list[dict[str, Any]] = [
    {
        "id": "trams",
        "extractor": "one",
        "lang": "en",
        "lines": [["Trams run again, said the mayor.", "content"], ["", "empty"], ["Source link", "source_link"]],
    },
    {
        "id": "ferry",
        "extractor": "two",
        "lang": "en",
        "lines": [
            ["The ferry is late again today.", "content"],
            ["Ida Brandt", "byline"],
            ["Share on Facebook", "social"],
        ],
    },
]


def write(folder: Path, rows: list[dict[str, Any]] = ROWS) -> str:
    (folder / "labelled.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return "labelled.jsonl"


def figures(folder: Path, *words: str) -> dict[str, Any]:
    ran = newsclean("eval", write(folder), "--json", *words, cwd=folder)
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def test_shares_are_means_over_the_extractors(tmp_path: Path) -> None:
    found = figures(tmp_path, *NAMES)["newsclean"]
    assert (found["content_lost"], found["texts_damaged"], found["texts"]) == (0, 0, 2)
    assert found["noise_removed"] == pytest.approx((1 + 1 / 2) / 2)
    assert found["kinds"]["byline"] == {"removed": 0, "lines": 1}
    assert found["extractor"]["one"]["noise_removed"] == 1
    assert found["lang"]["en"]["texts"] == 2


def test_others_stand_beside(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('only = ["byline"]\n', "utf-8")
    (tmp_path / "mine.py").write_text("def first_line(text):\n    return text.split(chr(10))[0]\n", "utf-8")
    found = figures(tmp_path, *NAMES, "--against", "c4,own.toml", "--against", "mine:first_line,strict")
    assert list(found) == ["newsclean", "c4", "own.toml", "mine:first_line", "strict"]
    assert found["c4"]["noise_removed"] == 1
    assert found["mine:first_line"]["kinds"]["byline"]["removed"] == 1
    assert found["own.toml"]["kinds"]["source_link"]["removed"] == 0


def test_tables_are_for_people(tmp_path: Path) -> None:
    ran = newsclean("eval", write(tmp_path), *NAMES, "--against", "c4", cwd=tmp_path)
    lines = ran.out.decode().splitlines()
    assert lines[0].split() == [
        "content",
        "lost",
        "texts",
        "damaged",
        "noise",
        "removed",
        "captions",
        "titles",
        "texts",
    ]
    assert lines[1].split() == ["newsclean", "0.000%", "0.0%", "75.0%", "-", "-", "2"]
    assert ["byline", "0%", "100%", "1"] in [line.split() for line in lines]


@pytest.mark.parametrize(
    ("which", "shown"),
    [
        ("left", ["labelled.jsonl:2\tferry\tbyline\tkept\tIda Brandt"]),
        ("lost", []),
        ("differing", ["labelled.jsonl:2\tferry\tbyline\tkept\tIda Brandt"]),
    ],
)
def test_lines_are_shown_instead(tmp_path: Path, which: str, shown: list[str]) -> None:
    ran = newsclean("eval", write(tmp_path), *NAMES, "--show", which, "--against", "c4", cwd=tmp_path)
    assert ran.out.decode().splitlines() == shown


def test_titles_are_handed_over_when_asked(tmp_path: Path) -> None:
    row = {
        "title": "Trams run again",
        "lines": [["Trams run again", "title"], ["They run, said Ida Brandt.", "content"]],
    }
    file = write(tmp_path, [row])
    words = ("eval", file, "--json", "--no-config", "--only", "title", "--preset", "strict")
    for more, removed in ((), 0), (("--titles",), 1):
        found = json.loads(newsclean(*words, *more, cwd=tmp_path).out)
        assert found["newsclean"]["kinds"]["title"]["removed"] == removed


def test_marks_of_a_report_are_labels(tmp_path: Path) -> None:
    text = "Trams run again.\n\nSource link\n\nBuy our book"
    removal = {"start": 16, "end": 29, "kind": "source_link", "cleaner": "x", "rule": "y", "confidence": 0.9}
    mark = {"verdict": "noise", "start": 31, "end": 43, "kind": "promo"}
    (tmp_path / "marks.jsonl").write_text(json.dumps({"text": text, "marks": [mark], "removals": [removal]}), "utf-8")
    ran = newsclean("eval", "--marks", "marks.jsonl", "--json", *NAMES, cwd=tmp_path)
    found = json.loads(ran.out)["newsclean"]
    assert found["kinds"] == {"promo": {"removed": 0, "lines": 1}, "source_link": {"removed": 1, "lines": 1}}


def test_a_cut_that_was_marked_wrong_is_content() -> None:
    from newsclean.report.marks import read

    removal = {"start": 16, "end": 29, "kind": "source_link", "cleaner": "x", "rule": "y", "confidence": 0.9}
    marked = {"text": "Trams run again.\n\nSource link", "removals": [removal]}
    marked["marks"] = [{"verdict": "wrong", "start": 16, "end": 29, "kind": "source_link"}]
    assert labelled.of_marks(read(json.dumps(marked).encode())).kinds() == ["content", "empty", "content"]


def test_compressed_rows_are_read(tmp_path: Path) -> None:
    (tmp_path / "labelled.jsonl.gz").write_bytes(gzip.compress(json.dumps(ROWS[0]).encode()))
    assert newsclean("eval", "labelled.jsonl.gz", *NAMES, cwd=tmp_path).code == 0


def test_compressed_rows_that_end_too_early_are_told(tmp_path: Path) -> None:
    (tmp_path / "labelled.jsonl.gz").write_bytes(gzip.compress(json.dumps(ROWS[0]).encode())[:-9])
    ran = newsclean("eval", "labelled.jsonl.gz", *NAMES, cwd=tmp_path)
    assert (ran.code, "ends too early" in ran.err) == (1, True)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"lines": [["Ad", "advert"]]}, "pair 1: there is no label 'advert'"),
        ({"lines": [["Ad", "promo"], ["a\nb", "content"]]}, "pair 2: a line holds a newline"),
        ({"text": "Ad"}, "lines"),
    ],
)
def test_bad_rows_are_set_aside(tmp_path: Path, row: dict[str, Any], told: str) -> None:
    ran = newsclean("eval", write(tmp_path, [row, *ROWS]), *NAMES, cwd=tmp_path)
    assert ran.code == 3
    assert "labelled.jsonl:1: row set aside: " in ran.err
    assert told in ran.err
    assert "source_link" in ran.out.decode()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--against", "c5"], "unknown contestant 'c5'"),
        (["--against", "nowhere:clean"], "there is no such function"),
        (["--show", "differing"], "name the other one with --against"),
    ],
)
def test_what_cannot_be_compared_is_told(tmp_path: Path, words: list[str], told: str) -> None:
    ran = newsclean("eval", write(tmp_path), *words, cwd=tmp_path)
    assert ran.code == 2
    assert told in ran.err


@pytest.mark.parametrize(
    ("line", "by_c4", "by_refinedweb"),
    [
        ("The trams run again today.", True, True),
        ("“They run,” she said.", True, True),
        ("They run ...", False, True),
        ("The trams run again today", False, True),
        ("Go home.", False, True),
        ("Please enable JavaScript to read this.", False, True),
        ("See our privacy policy to learn more.", False, True),
        ("SHARE THIS NOW", False, False),
        ("1,204 shares", False, False),
        ("2024", False, False),
        ("Menu", False, False),
    ],
)
def test_published_rules(line: str, by_c4: bool, by_refinedweb: bool) -> None:
    assert (c4(line) == line, refinedweb(line) == line) == (by_c4, by_refinedweb)


def test_a_line_that_is_cut_in_part_counts_in_part() -> None:
    text = labelled.Labelled([("Trams run. Source link", "content"), ("Ad", "promo")])
    assert kept_by_receipts(text, [(10, 22)]) == pytest.approx([9 / 19, 1])
    assert kept_by_text(["Trams run today. Source link", "Ad"], "Trams run today.\nAd") == pytest.approx([16 / 28, 1])


def test_names_stand_for_something() -> None:
    with pytest.raises(UnknownNameError):
        named("strictest", titled=False)
    with pytest.raises(InputError):
        labelled.read(b"[]")


@pytest.mark.skipif(not BENCH.exists(), reason="the labelled lines are not at hand: ../shared/bench")
def test_figures_are_those_of_the_bench(tmp_path: Path) -> None:
    with gzip.open(BENCH / "lines_dev.jsonl.gz", "rt", encoding="utf-8") as rows:
        some = [row for number, row in enumerate(rows) if number % 12 == 0]
    (tmp_path / "some.jsonl.gz").write_bytes(gzip.compress("".join(some).encode()))
    words = ["some.jsonl.gz", "--json", "theirs.json", "--call", "newsclean:clean"]
    subprocess.run([sys.executable, str(BENCH / "score.py"), *words], cwd=tmp_path, check=True, capture_output=True)
    theirs = json.loads((tmp_path / "theirs.json").read_text("utf-8"))
    ours = json.loads(newsclean("eval", "some.jsonl.gz", "--json", "--no-config", cwd=tmp_path).out)["newsclean"]
    # Ours counts by receipts, theirs by what the text still holds: a line that stands twice may go once.
    assert ours["noise_removed"] == pytest.approx(theirs["noise_removed"], abs=0.01)
    assert ours["content_lost"] == pytest.approx(theirs["content_lost"], abs=0.0002)
    assert ours["texts_damaged"] == pytest.approx(theirs["pages_damaged"])
