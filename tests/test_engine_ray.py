"""Ray on two nodes gives what a run on this machine gives: Ray Data, and the shards of a corpus run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from command import newsclean
from corpora import begun, lines, put, rejected, results, unruly, wait_for
from crawled import SECONDS, Crawl, cleaned, run_here, written

ray = pytest.importorskip("ray", reason="ray is not installed")
pytestmark = [pytest.mark.xdist_group("ray"), pytest.mark.usefixtures("cluster")]  # one cluster for all


@pytest.fixture(scope="module")
def cluster(here: Crawl, patch: pytest.MonkeyPatch) -> Iterator[Any]:  # noqa: ARG001 -- its processes find the cleaner
    pytest.importorskip("ray.data", reason="ray[data] is not installed")
    patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    patch.setenv("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")  # stays on loopback
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "object_store_memory": 100 << 20}
    cluster = Cluster(initialize_head=True, head_node_args={**node, "include_dashboard": False})
    try:
        cluster.add_node(**node)
        ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        yield cluster
    finally:
        session = cluster.head_node.get_session_dir_path()
        ray.shutdown()
        cluster.shutdown()
        shutil.rmtree(session, ignore_errors=True)


def test_rows_are_cleaned_as_here_and_bad_ones_are_set_aside(here: Crawl) -> None:
    from newsclean.engines.ray_data import clean

    assert len(ray.nodes()) == 2
    dataset = ray.data.from_items(here.rows, override_num_blocks=4)
    here.check(clean(dataset, here.pipeline, removed=True, seconds=SECONDS, num_cpus=1).take_all())


def test_columns_that_are_missing_are_told() -> None:
    from newsclean.engines.ray_data import clean

    with pytest.raises(ray.exceptions.RayError, match="no column 'text'; there are 'id'"):
        clean(ray.data.from_items([{"id": 1}])).take_all()


def test_the_script(here: Crawl, tmp_path: Path) -> None:
    rows = written(tmp_path / "crawl")
    with pytest.MonkeyPatch.context() as patch:
        run_here("with_ray_data.py", tmp_path / "crawl", here.sites, tmp_path / "out", patch=patch, cwd=tmp_path)
    result = ray.data.read_parquet(str(tmp_path / "out")).take_all()
    assert {row["id"]: row["text"] for row in result} == cleaned(rows, here.sites)


def test_a_corpus_run_survives_the_loss_of_a_node(cluster: Any, tmp_path: Path) -> None:
    env = unruly(tmp_path)
    odd = {3: "A poison row.", 7: "A hanging row.", 11: "A faulty row."}
    for shard in range(4):
        put(tmp_path / "in" / f"{shard}.jsonl", lines(60, lambda n: odd.get(n, "A slow row.\n\nADVERT")))
    command = ("--only", "unruly", "--row-seconds", "2", "--to", "parquet")
    assert newsclean("corpus", "in", "local", *command, cwd=tmp_path, env=env).code == 3
    where = ("--runner", "ray", "--address", cluster.address)
    running = begun("corpus", "in", "ray", *command, *where, cwd=tmp_path, env={**os.environ, **env})
    wait_for(lambda: list((tmp_path / "ray").rglob("*.parquet*")), 120)
    [lost] = cluster.worker_nodes
    cluster.remove_node(lost, allow_graceful=False)
    assert running.wait(300) == 3
    assert results(tmp_path / "ray") == results(tmp_path / "local")
    assert len(rejected(tmp_path / "ray")) == 12
