"""Spark gives what a run on this machine gives."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawled import SECONDS, Crawl, cleaned, documents, pages, run_here, written
from newsclean.errors import InputError
from newsclean.sites import learn

pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed")
pytestmark = pytest.mark.xdist_group("spark")  # one session for all


@pytest.fixture(scope="module")
def spark(here: Crawl, patch: pytest.MonkeyPatch) -> Iterator[Any]:  # noqa: ARG001 -- its processes find the cleaner
    patch.setenv("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.master": "local[2]",
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "3",
        "spark.sql.adaptive.coalescePartitions.enabled": "false",  # so little data would become one partition
    }
    try:
        session = pyspark.sql.SparkSession.builder.config(map=settings).getOrCreate()
    except pyspark.errors.PySparkRuntimeError as error:
        pytest.skip(f"Spark does not start, it needs Java: {error}")
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def test_rows_are_cleaned_as_here_and_bad_ones_are_set_aside(spark: Any, here: Crawl) -> None:
    from newsclean.engines.spark import clean

    types = {"id": "int", "url": "string", "title": "string", "text": "string", "tags": "array<string>"}
    rows = [tuple(row[name] for name in types) for row in here.rows]
    frame = spark.createDataFrame(rows, ", ".join(f"{name} {kind}" for name, kind in types.items()))
    result = clean(frame, here.pipeline, removed=True, seconds=SECONDS)
    assert result.columns == [*types, "rejected", "removed"]
    assert frame.columns == [*types]
    here.check(row.asDict(recursive=True) for row in result.collect())


def test_a_profile_is_the_same_file(spark: Any, tmp_path: Path) -> None:
    from newsclean.engines import spark as engine

    known = pages()
    rows = [(each.text, each.url or None) for each in known] * 2 + [(None, "https://s1.example/")]
    frame = spark.createDataFrame(rows, "body string, address string").repartition(4)
    learned = engine.learn(frame, tmp_path / "spark.parquet", text="body", url="address")
    assert learned == learn(known, tmp_path / "local.parquet")
    assert learned.lines
    assert (tmp_path / "spark.parquet").read_bytes() == (tmp_path / "local.parquet").read_bytes()


def test_columns_that_are_missing_or_in_the_way_are_told_at_once(spark: Any, tmp_path: Path) -> None:
    from newsclean.engines import spark as engine

    frame = spark.createDataFrame([("Trams run again.", "")], "text string, rejected string")
    with pytest.raises(InputError, match=r"no column 'body'; there are 'text', 'rejected'"):
        engine.clean(frame, text="body")
    with pytest.raises(InputError, match="there is a column 'rejected' already"):
        engine.clean(frame)
    with pytest.raises(InputError, match="no column 'url'"):
        engine.learn(frame, tmp_path / "sites.parquet")


def test_the_script(spark: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = written(tmp_path / "crawl")
    with pytest.MonkeyPatch.context() as patch:
        run_here("with_spark.py", tmp_path / "crawl", tmp_path / "out", patch=patch, cwd=tmp_path)
    learn(documents(rows), tmp_path / "local.parquet")
    assert (tmp_path / "sites.parquet").read_bytes() == (tmp_path / "local.parquet").read_bytes()
    result = spark.read.parquet(str(tmp_path / "out")).collect()
    assert {row.id: row.text for row in result} == cleaned(rows, tmp_path / "local.parquet")
    assert "|url|rejected|" in capsys.readouterr().out
