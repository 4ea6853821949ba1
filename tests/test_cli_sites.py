"""``newsclean learn`` and ``newsclean sites``, and profiles for the filter, as processes of their own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from command import newsclean
from crawls import page
from newsclean import Document

TAIL = ["Share this page", "3 people read this"]


def write(path: Path, documents: Iterable[Document]) -> None:
    rows = (json.dumps({"text": each.text, "url": each.url}) + "\n" for each in documents)
    path.write_text("".join(rows), "utf-8")


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """A folder of a crawl in two files, and a page that is not in it."""
    write(tmp_path / "a.jsonl", [page(n, tail=TAIL) for n in range(7)])
    write(tmp_path / "b.jsonl", [page(n, tail=TAIL) for n in range(7, 12)])
    write(tmp_path / "new.jsonl", [page(50, tail=TAIL)])
    (tmp_path / "new.txt").write_text(page(50, tail=TAIL).text, "utf-8")
    return tmp_path


def test_learn_and_apply(crawl: Path) -> None:
    ran = newsclean("learn", "a.jsonl", "b.jsonl", "-o", "sites.parquet", cwd=crawl)
    assert (ran.code, ran.out) == (0, b"")
    assert ran.err == "newsclean: sites.parquet: lines learned: 2, sites: 1, pages: 12\n"
    assert sorted(path.name for path in crawl.iterdir() if path.name.startswith(".")) == []
    cleaned = newsclean("new.jsonl", "--sites", "sites.parquet", "--only", "site", cwd=crawl)
    assert json.loads(cleaned.out)["text"] == page(50).text
    words = ["new.txt", "--url", "herald.example", "--sites", "sites.parquet", "--only", "site"]
    shown = newsclean("explain", *words, cwd=crawl)
    assert "in 12 of 12 pages of herald.example" in shown.out.decode()


def test_a_merge_is_what_was_learned_together_whatever_the_order(crawl: Path) -> None:
    for words in ["a.jsonl"], ["b.jsonl"], ["b.jsonl", "a.jsonl"]:
        assert newsclean("learn", *words, "-o", f"{''.join(words)}.parquet", cwd=crawl).code == 0
    ran = newsclean("sites", "merge", "a.jsonl.parquet", "b.jsonl.parquet", "-o", "merged.parquet", cwd=crawl)
    assert ran.code == 0
    assert (crawl / "merged.parquet").read_bytes() == (crawl / "b.jsonla.jsonl.parquet").read_bytes()


def test_rows_without_an_address_are_told(crawl: Path) -> None:
    with (crawl / "a.jsonl").open("a") as rows:
        rows.write('{"text": "Share this page"}\n{"text": 3}\n')
    ran = newsclean("learn", "a.jsonl", "-o", "sites.parquet", cwd=crawl)
    assert ran.code == 3
    assert "2 rows set aside: sites.parquet.rejected" in ran.err
    assert "the first of them: a.jsonl, row 8: it has no address; name its field with --url-field" in ran.err
    told = [json.loads(line) for line in (crawl / "sites.parquet.rejected").read_text().splitlines()]
    assert [(each["file"], each["row"]) for each in told] == [("a.jsonl", 8), ("a.jsonl", 9)]
    assert "pages: 7" in ran.err
    write(crawl / "a.jsonl", [page(n, tail=TAIL) for n in range(7)])
    assert newsclean("learn", "a.jsonl", "-o", "sites.parquet", cwd=crawl).code == 0
    assert not (crawl / "sites.parquet.rejected").exists()


def test_nothing_to_learn_leaves_the_old_profile(crawl: Path) -> None:
    (crawl / "sites.parquet").write_bytes(b"old")
    ran = newsclean("learn", "new.txt", "-o", "sites.parquet", cwd=crawl)
    assert ran.code == 3
    assert "nothing was learned" in ran.err
    assert (crawl / "sites.parquet").read_bytes() == b"old"


def test_texts_of_one_site_are_learned_from_by_its_address(crawl: Path) -> None:
    for number in range(5):
        (crawl / f"{number}.txt").write_text(page(number, tail=TAIL).text, "utf-8")
    names = [f"{number}.txt" for number in range(5)]
    ran = newsclean("learn", *names, "--url", "herald.example", "-o", "sites.parquet", cwd=crawl)
    assert "lines learned: 2, sites: 1, pages: 5" in ran.err


def test_show_compare_prune_and_protect(crawl: Path) -> None:
    newsclean("learn", "a.jsonl", "b.jsonl", "-o", "sites.parquet", cwd=crawl)
    assert (
        newsclean("sites", "show", "sites.parquet", cwd=crawl).out.split() == b"2 lines 12 pages herald.example".split()
    )
    lines = newsclean("sites", "show", "sites.parquet", "herald.example", cwd=crawl).out.decode()
    assert [line.split() for line in lines.splitlines()] == [
        ["12", "of", "12", "tail", "social", "0", "people", "read", "this"],
        ["12", "of", "12", "tail", "social", "share", "this", "page"],
    ]
    assert newsclean("sites", "protect", "sites.parquet", "herald.example", "9 people read this", cwd=crawl).code == 0
    assert b"(protected)" in newsclean("sites", "show", "sites.parquet", "herald.example", cwd=crawl).out
    cleaned = newsclean("new.jsonl", "--sites", "sites.parquet", "--only", "site", cwd=crawl)
    assert json.loads(cleaned.out)["text"] == page(50, tail=TAIL[1:]).text
    assert newsclean("sites", "prune", "sites.parquet", "-o", "small.parquet", cwd=crawl).code == 0
    assert newsclean("sites", "compare", "sites.parquet", "small.parquet", cwd=crawl).out == b""
    newsclean("learn", "new.jsonl", "-o", "none.parquet", cwd=crawl)
    compared = newsclean("sites", "compare", "none.parquet", "small.parquet", cwd=crawl).out.decode()
    assert [line[0] for line in compared.splitlines()] == ["+", "+"]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["new.txt", "--sites", "nowhere.parquet"], 2, "nowhere.parquet: cannot be read as a site profile"),
        (["new.txt", "--sites", "a.jsonl"], 2, "a.jsonl: cannot be read as a site profile"),
        (["sites", "show", "sites.parquet", "herold.example"], 2, "did you mean 'herald.example'?"),
        (["sites", "protect", "sites.parquet", "herald.example", "No such line"], 2, "nothing was changed"),
        (["sites", "merge", "sites.parquet", "nowhere.parquet", "-o", "m.parquet"], 1, "nowhere.parquet"),
        (["learn", "a.jsonl", "-o", "b.jsonl/sites.parquet"], 1, "Not a directory"),
        (["learn", "nowhere", "-o", "s.parquet"], 2, "nowhere: no such file or folder"),
        (["learn", ".", "-o", "sites.parquet"], 2, "is the same file as the input"),
        (["learn", "a.jsonl", "-o", "a.jsonl"], 2, "is the same file as the input"),
        (["learn", "a.jsonl"], 2, "-o/--output"),
    ],
)
def test_errors_say_what_to_do(crawl: Path, words: list[str], code: int, message: str) -> None:
    newsclean("learn", "a.jsonl", "-o", "sites.parquet", cwd=crawl)
    ran = newsclean(*words, cwd=crawl)
    assert ran.code == code
    assert message in ran.err
    assert "Traceback" not in ran.err


def test_the_configuration_names_a_profile_beside_it(crawl: Path) -> None:
    newsclean("learn", "a.jsonl", "-o", "sites.parquet", cwd=crawl)
    (crawl / "newsclean.toml").write_text('sites = "sites.parquet"\nonly = ["site"]\n', "utf-8")
    (crawl / "below").mkdir()
    ran = newsclean("../new.jsonl", cwd=crawl / "below")
    assert json.loads(ran.out)["text"] == page(50).text
    (crawl / "newsclean.toml").write_text('sites = "gone.parquet"\n', "utf-8")
    ran = newsclean("../new.jsonl", cwd=crawl / "below")
    assert ran.code == 2
    assert "newsclean.toml: sites: " in ran.err
    assert "gone.parquet" in ran.err
