"""A crawl for tests of engines, and what a corpus run on this machine makes of it: engines are to give the same."""

from __future__ import annotations

import importlib
import os
import runpy
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import corpora
from command import environment
from crawls import page
from newsclean import Document, Pipeline, registry
from newsclean.corpus import run
from newsclean.corpus.rows import LONGEST
from newsclean.corpus.runners import Processes
from newsclean.sites import learn

EXAMPLES = Path(__file__).parents[1] / "examples" / "engines"
SECONDS = 5.0  # enough for any row but one that hangs, on a busy machine too

Row = dict[str, Any]


class Crawl(NamedTuple):
    """A crawl, its profile, a pipeline with an unruly cleaner in it, and what that makes of the crawl here.

    Args:
        rows: with an ``id``, a ``url``, a ``title``, a ``text`` and columns that nobody reads.
        sites: the file of the profile.
        pipeline: a few quick cleaners, and one that suffers from some texts.
        cleaned: the rows that were cleaned, with what went.
        rejected: by id, why a row was set aside.
    """

    rows: list[Row]
    sites: Path
    pipeline: Pipeline
    cleaned: list[Row]
    rejected: dict[int, str]

    def check(self, rows: Iterable[Mapping[str, Any]], asked: list[Row] | None = None) -> None:
        """That an engine gives the same, in whatever order; what went only where the engine tells it.

        Args:
            rows: what it gave.
            asked: what it was given; all rows when left out.
        """
        given = sorted(({**row} for row in rows), key=lambda row: row["id"])
        columns = given[0].keys() - {"rejected"}
        known = {row["id"]: row for row in self.cleaned}
        for row in asked or self.rows:
            known.setdefault(row["id"], row)
        expected = [
            {name: known[row["id"]][name] for name in columns if name in known[row["id"]]}
            | {"rejected": self.rejected.get(row["id"], "")}
            | ({"removed": []} if "removed" in columns and row["id"] in self.rejected else {})
            for row in asked or self.rows
        ]
        assert given == expected


def pages() -> list[Document]:
    """Pages of three sites with noise of their own; some are fetched twice, some have no address or no text."""
    noisy = [
        page(n, head=["Home | Sport"], tail=["Source link"], site=f"s{n % 3}.example", of=n % 36) for n in range(48)
    ]
    return [*noisy, page(48, site=""), Document("", url="https://s1.example/")]


def _rows() -> list[Row]:
    rows: list[Row] = [
        {"id": n, "url": each.url, "title": f"Story {n}", "text": f"{each.text}\nADVERT", "tags": ["é", str(n)]}
        for n, each in enumerate(pages()[:30])
    ]
    odd = ["A poison row.", "A hanging row.", "A faulty row.", None, "x" * (LONGEST + 1), "", "The last row.\nADVERT"]
    return rows + [{**rows[0], "id": 30 + n, "title": None, "text": text} for n, text in enumerate(odd)]


@pytest.fixture(scope="module")
def patch() -> Iterator[pytest.MonkeyPatch]:
    """Changes that last as long as a module of tests.

    A package of the engines puts another object in the place of ``os.environ``, where the patch would undo nothing.
    """
    before = dict(os.environ)
    with pytest.MonkeyPatch.context() as patch:
        yield patch
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, patch: pytest.MonkeyPatch) -> Iterator[Crawl]:
    """The crawl; meanwhile all processes that are started find the unruly cleaner."""
    folder = tmp_path_factory.mktemp("crawl")
    registry.installed()  # before the unruly one can be found: this process does without, but for one pipeline
    path = corpora.unruly(folder)["PYTHONPATH"]
    patch.syspath_prepend(path)
    patch.setenv("PYTHONPATH", path)
    importlib.import_module("unruly")
    try:
        sites = folder / "sites.parquet"
        learn(pages(), sites)
        pipeline = Pipeline(sites=sites, only=["unruly", "site", "source_link"])
        registry.unregister("unruly")
        rows = _rows()
        (folder / "in").mkdir()
        pq.write_table(pa.Table.from_pylist(rows), folder / "in" / "0.parquet")
        settings = run.Settings((str(folder / "in"),), str(folder / "local"), removed="column", seconds=SECONDS)
        run.run(settings, pipeline, Processes(1))
        reasons = {row - 1: reason for _, row, reason in corpora.rejected(folder / "local")}
        assert reasons.keys() == {30, 31, 32, 33, 34}
        yield Crawl(rows, sites, pipeline, pq.read_table(folder / "local" / "0.parquet").to_pylist(), reasons)
    finally:
        sys.modules.pop("unruly")


def written(folder: Path) -> list[Row]:
    """Pages as files of JSONL in a folder, and among them one on which a cleaner dies where it is installed."""
    documents = [each for each in pages() if each.url and each.text]
    documents.insert(20, Document("A poison row.", url="https://s1.example/poison"))
    rows = [{"id": n, "url": each.url, "title": f"Story {n}", "text": each.text} for n, each in enumerate(documents, 1)]
    folder.mkdir()
    for number in range(2):
        (folder / f"{number}.jsonl").write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows[number::2]))
    return rows


def documents(rows: Iterable[Mapping[str, Any]]) -> list[Document]:
    """The rows as documents."""
    return [Document(row["text"], url=row["url"], title=row["title"]) for row in rows]


def cleaned(rows: list[Row], sites: Path) -> dict[int, str]:
    """By id, what the default pipeline leaves here of the rows, with a profile."""
    pipeline = Pipeline(sites=sites)
    return {row["id"]: pipeline.clean(document) for row, document in zip(rows, documents(rows), strict=True)}


def run_here(script: str, *words: object, patch: pytest.MonkeyPatch, cwd: Path) -> None:
    """Run one of the scripts in this process, where its engine is at work already."""
    patch.chdir(cwd)
    patch.setattr(sys, "argv", [script, *map(str, words)])
    runpy.run_path(str(EXAMPLES / script), run_name="__main__")


def run_script(script: str, *words: object, cwd: Path, env: Mapping[str, str] = MappingProxyType({})) -> str:
    """Run one of the scripts as a user would; what it printed."""
    command = [sys.executable, str(EXAMPLES / script), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment(**env), check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
