"""Real texts, where they are at hand: the seeds come out as expected, and the sharp rules keep the labelled content."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import newsclean

SHARED = Path(__file__).parents[2] / "shared"
SEEDS = SHARED / "seeds"
BENCH = SHARED / "bench"
MOST_LOST = 0.0005  # share of the characters of content lines that may be lost, mean of the five extractors

needs_seeds = pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not at hand: ../shared/seeds")
needs_bench = pytest.mark.skipif(not BENCH.exists(), reason="the labelled lines are not at hand: ../shared/bench")


def read(path: Path) -> str:
    """The file to the character: no newline is translated."""
    return path.read_bytes().decode("utf-8")


def filled_lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.split("\n") if line.strip()]


@needs_seeds
@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_seed_comes_out_as_expected(seed: Path) -> None:
    noisy, expected = read(seed), read(SEEDS / "expected" / seed.name)
    result = newsclean.explain(noisy)
    assert filled_lines(result.text) == filled_lines(expected)
    assert result.restore() == noisy
    if noisy == expected:
        assert result.text == noisy


@cache
def sharp() -> newsclean.Pipeline:
    return newsclean.Pipeline(without=["line_scorer"])


def clean(text: str) -> str:
    """What ``score.py`` calls. The learned cleaner has seen these lines: benchmarks/accuracy.py holds it to its own."""
    return sharp().clean(text)


@needs_bench
def test_labelled_lines_keep_their_content(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    command = [sys.executable, str(BENCH / "score.py"), str(BENCH / "lines_dev.jsonl.gz")]
    command += ["--call", "test_shared:clean", "--json", str(figures)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    assert json.loads(figures.read_text("utf-8"))["content_lost"] <= MOST_LOST
