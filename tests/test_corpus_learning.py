"""``newsclean learn`` over a corpus: every format, any number of workers, and whatever goes wrong."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from command import newsclean
from corpora import InThisProcess, begun, descendants, put, wait_for
from crawls import page
from newsclean import Document
from newsclean.corpus import learning
from newsclean.corpus.runners import Processes, Progress, Word
from newsclean.sites import learn
from newsclean.sites.counts import CHUNK

TAIL = ["Share this page", "3 people read this"]
PAGES = [page(number, tail=TAIL, site=f"www.{number % 2}.example") for number in range(24)]


def rows(documents: Sequence[Document] = PAGES) -> bytes:
    return b"".join(json.dumps({"text": each.text, "url": each.url}).encode() + b"\n" for each in documents)


def _parquet(path: Path) -> None:
    pq.write_table(pa.table({"text": [each.text for each in PAGES], "url": [each.url for each in PAGES]}), path)


def _wet(path: Path) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for each in PAGES:
            body = BytesIO(each.text.encode())
            writer.write_record(writer.create_warc_record(each.url, "conversion", payload=body))


FORMATS: dict[str, Callable[[Path], object]] = {
    "a.jsonl": lambda path: put(path, rows()),
    "a.jsonl.gz": lambda path: put(path, rows()),
    "a.jsonl.zst": lambda path: put(path, rows()),
    "a.parquet": _parquet,
    "a.warc.wet": _wet,
    "a.warc.wet.gz": _wet,
}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The profile of these pages, learned without files and workers."""
    path = tmp_path_factory.mktemp("expected") / "sites.parquet"
    assert learn(PAGES, path) == (2, 24, 4)
    return path.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_profile(tmp_path: Path, expected: bytes, name: str) -> None:
    (tmp_path / "in").mkdir()
    FORMATS[name](tmp_path / "in" / name)
    ran = newsclean("learn", "in", "-o", "sites.parquet", "--workers", "1", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, b"")
    assert ran.err == "newsclean: sites.parquet: lines learned: 4, sites: 2, pages: 24\n"
    assert (tmp_path / "sites.parquet").read_bytes() == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "sites.parquet"]


def test_folders_of_texts_and_pages_learn_by_the_address_that_is_given(tmp_path: Path) -> None:
    for number in range(6):
        lines = page(number, tail=TAIL).lines
        put(tmp_path / "texts" / f"{number}.txt.gz", page(number, tail=TAIL).text.encode())
        body = "".join(f"<p>{line.text}</p>" for line in lines)
        put(tmp_path / "pages" / f"{number}.html", f"<html><body><article>{body}</article></body></html>".encode())
    for folder in "texts", "pages":
        ran = newsclean("learn", folder, "--url", "herald.example", "-o", f"{folder}.parquet", cwd=tmp_path)
        assert (ran.code, ran.err) == (
            0,
            f"newsclean: {folder}.parquet: lines learned: 2, sites: 1, pages: 6\n",
        )


def _warc(path: Path, documents: Sequence[Document]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for each in documents:
            body = "".join(f"<p>{line.text}</p>" for line in each.lines)
            page = BytesIO(f"<html><body><article>{body}</article></body></html>".encode())
            writer.write_record(writer.create_warc_record(each.url, "response", payload=page, http_headers=headers))


def test_from_a_folder_of_warcs_to_clean_parquet_as_the_docs_have_it(tmp_path: Path) -> None:
    for number in range(3):
        documents = [page(number * 5 + each, tail=["Heron Post Weekly"]) for each in range(5)]
        _warc(tmp_path / "crawl" / "2026" / f"{number}.warc.gz", documents)
    docs = (Path(__file__).parents[1] / "docs" / "corpus-builders.md").read_text("utf-8")
    lines = docs[docs.index("newsclean learn crawl/") :].partition("```")[0].splitlines()
    commands = [line.split() for line in lines if line.startswith("newsclean ")]
    assert [command[1] for command in commands] == ["learn", "corpus"]
    told = [newsclean(*command[1:], cwd=tmp_path) for command in commands]
    assert [ran.code for ran in told] == [0, 0]
    assert "lines learned: 1, sites: 1, pages: 15" in told[0].err
    for number in range(3):
        cleaned = pq.read_table(tmp_path / "clean" / "2026" / f"{number}.parquet")
        assert cleaned["text"].to_pylist() == [page(number * 5 + each).text for each in range(5)]
        assert cleaned["url"].to_pylist() == [page(number * 5 + each).url for each in range(5)]


def test_columns_globs_and_files_of_one_name(tmp_path: Path, expected: bytes) -> None:
    for day, documents in ("monday", PAGES[:12]), ("tuesday", PAGES[12:]):
        named = (json.dumps({"body": each.text, "at": each.url}).encode() + b"\n" for each in documents)
        put(tmp_path / day / "a.jsonl.zst", b"".join(named))
    words = ("monday/*.zst", "tuesday", "monday/a.jsonl.zst", "--field", "body", "--url-field", "at")
    assert newsclean("learn", *words, "-o", "sites.parquet", cwd=tmp_path).code == 0
    assert (tmp_path / "sites.parquet").read_bytes() == expected


def test_any_address_that_fsspec_knows(tmp_path: Path, expected: bytes) -> None:
    fsspec.filesystem("memory").pipe_file("/crawl/learn/a.jsonl", rows())
    settings = learning.Settings(("memory://crawl/learn/*",), tmp_path / "sites.parquet")
    outcome = learning.run(settings, learning.planned(settings), InThisProcess())
    assert (outcome.learned, outcome.failed) == ((2, 24, 4), {})
    assert settings.path.read_bytes() == expected


def test_workers_and_the_order_of_inputs_change_nothing(tmp_path: Path, expected: bytes) -> None:
    for number in range(6):
        put(tmp_path / "in" / f"{number}.jsonl.gz", rows(PAGES[number * 4 : number * 4 + 4]) + b"{broken\n")
    for workers in 1, 3:
        settings = learning.Settings((str(tmp_path / "in"),), tmp_path / f"{workers}.parquet")
        outcome = learning.run(settings, learning.planned(settings), Processes(workers))
        assert (outcome.rejected, outcome.first["file"], outcome.failed) == (6, "0.jsonl.gz", {})
        assert settings.path.read_bytes() == expected
    assert (tmp_path / "1.parquet.rejected").read_bytes() == (tmp_path / "3.parquet.rejected").read_bytes()


def _word(number: int) -> str:
    """A word for a number, for digits do not tell lines apart."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _long(path: Path) -> None:
    """A file that takes several chunks, with a bad row before and behind the place where the first one ends."""
    pages = [
        Document(
            "\n".join(f"{_word(line)} stands on page {_word(number)}" for line in range(CHUNK // 30)),
            url=f"https://herald.example/{number}",
        )
        for number in range(44)
    ]
    put(path, rows(PAGES) + b"{broken\n" + rows(pages) + b"{broken\n")


def test_a_killed_run_goes_on_within_a_file_to_the_same_profile(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.jsonl", rows())
    _long(tmp_path / "in" / "b.jsonl.zst")
    assert newsclean("learn", "in", "-o", "whole.parquet", cwd=tmp_path).code == 3
    settings = learning.Settings((str(tmp_path / "in"),), tmp_path / "sites.parquet")
    running = begun("learn", "in", "-o", "sites.parquet", cwd=tmp_path)
    chunks = partial(settings.folder.glob, "*/[0-9]*.lines.arrow")
    wait_for(lambda: len(list(chunks())) >= 2)
    below = descendants(running.pid)
    running.kill()
    running.communicate()
    wait_for(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in below))
    assert not settings.path.exists()
    counted = []

    def watch(_: int, words: Iterator[Word]) -> Iterator[Word]:
        for word in words:
            counted.append(word.documents if isinstance(word, Progress) else 0)
            yield word

    outcome = learning.run(settings, learning.planned(settings), InThisProcess(), watch)
    assert outcome.was_done == 1
    assert 0 < sum(counted) < 30, "what the first chunk holds is not counted again"
    assert outcome.rejected == 2
    for name in "sites.parquet", "sites.parquet.rejected":
        assert (tmp_path / name).read_bytes() == (tmp_path / name.replace("sites", "whole")).read_bytes()
    assert not settings.folder.exists()


def test_a_killed_worker_is_replaced(tmp_path: Path, expected: bytes) -> None:
    put(tmp_path / "in" / "a.jsonl", rows())
    running = begun("learn", "in", "-o", "sites.parquet", cwd=tmp_path)
    os.kill(wait_for(lambda: descendants(running.pid))[0], signal.SIGKILL)
    assert running.wait(120) == 0
    assert (tmp_path / "sites.parquet").read_bytes() == expected


def test_what_was_counted_of_other_files_is_forgotten(tmp_path: Path, expected: bytes) -> None:
    left = tmp_path / ".sites.parquet.learning" / ("0" * 24)
    left.mkdir(parents=True)
    for name in "000000000007.lines.arrow", "000000000007.pages.arrow", "done":
        (left / name).write_bytes(b"of a file that was changed since")
    put(tmp_path / "a.jsonl", rows())
    assert newsclean("learn", "a.jsonl", "-o", "sites.parquet", cwd=tmp_path).code == 0
    assert (tmp_path / "sites.parquet").read_bytes() == expected


def test_what_cannot_be_read_is_told_and_tried_again(tmp_path: Path, expected: bytes) -> None:
    put(tmp_path / "in" / "a.jsonl", rows(PAGES[:12]))
    (tmp_path / "in" / "b.jsonl.gz").write_bytes(b"no gzip at all")
    words = ("learn", "in", "-o", "sites.parquet")
    ran = newsclean(*words, cwd=tmp_path)
    assert ran.code == 1
    assert "lines learned: 4, sites: 2, pages: 12" in ran.err
    assert "b.jsonl.gz: cannot be learned from: the gzip data is cut short or damaged" in ran.err
    put(tmp_path / "in" / "b.jsonl.gz", rows(PAGES[12:]))
    again = newsclean(*words, cwd=tmp_path)
    assert again.code == 0
    assert "1 inputs were counted already" in again.err
    assert (tmp_path / "sites.parquet").read_bytes() == expected


POISONED = """
import os, time
from newsclean.corpus import counting

count_page = counting.page_of

def page_of(document):
    if "poison" in document.text:
        os._exit(7)
    if "hang" in document.text:
        time.sleep(600)
    return count_page(document)

counting.page_of = page_of
"""


def test_truncated_files_and_rows_that_nobody_can_bear_are_set_aside(tmp_path: Path, expected: bytes) -> None:
    put(tmp_path / "site" / "sitecustomize.py", POISONED.encode())
    odd = [Document(text, url="https://1.example/") for text in ("A poison row.", "A hanging row.")]
    put(tmp_path / "in" / "a.jsonl", rows([*PAGES, *odd]))
    whole = put(tmp_path / "in" / "b.jsonl.gz", rows(PAGES)).read_bytes()
    (tmp_path / "in" / "b.jsonl.gz").write_bytes(whole[: len(whole) * 3 // 4])
    words = ("learn", "in", "--row-seconds", "2", "-o", "sites.parquet")
    ran = newsclean(*words, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "site")})
    assert ran.code == 3
    told = [json.loads(line) for line in (tmp_path / "sites.parquet.rejected").read_text().splitlines()]
    assert [(each["file"], each["row"], each["reason"]) for each in told[:2]] == [
        ("a.jsonl", 25, "crashed its process 3 times: ended with exit code 7"),
        ("a.jsonl", 26, "took more than 2 seconds"),
    ]
    assert "cut short or damaged" in told[-1]["reason"]
    assert (tmp_path / "sites.parquet").read_bytes() == expected


def test_a_second_run_for_the_same_profile_is_refused(tmp_path: Path) -> None:
    _long(tmp_path / "in" / "a.jsonl")
    first = begun("learn", "in", "-o", "sites.parquet", cwd=tmp_path)
    wait_for(lambda: list(tmp_path.glob(".sites.parquet.learning/*/")))
    refused = newsclean("learn", "in", "-o", "sites.parquet", cwd=tmp_path)
    assert refused.code == 1
    assert "another run is at work in .sites.parquet.learning" in refused.err
    first.kill()
    first.communicate()
