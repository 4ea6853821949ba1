"""Real texts, where they are at hand: the seeds come out as expected, and the sharp rules keep the labelled content."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import newsclean
from command import environment
from command import newsclean as command

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
SEEDS = SHARED / "seeds"
BENCH = SHARED / "bench"
LINES = BENCH / "lines_dev.jsonl.gz"
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


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What ``score.py`` counts for the sharp rules."""
    return scored_by_script(tmp_path_factory.mktemp("score"), "--call", "test_shared:clean")


def scored_by_script(folder: Path, *system: str) -> dict[str, Any]:
    figures = folder / "figures.json"
    command = [sys.executable, str(BENCH / "score.py"), str(LINES), *system, "--json", str(figures)]
    subprocess.run(command, check=True, capture_output=True, env=environment(PYTHONPATH=str(HERE)))
    found: dict[str, Any] = json.loads(figures.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def evaluated() -> dict[str, Any]:
    """What ``newsclean eval`` counts for the sharp rules, and beside them for the published ones."""
    words = ("--no-hints", "--call", "test_shared:clean", "--against", "c4,refinedweb", "--json")
    ran = command("eval", str(LINES), *words, cwd=HERE)
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


@needs_bench
def test_labelled_lines_keep_their_content(reference: dict[str, Any]) -> None:
    assert reference["content_lost"] <= MOST_LOST


@needs_bench
def test_eval_counts_to_the_last_digit_as_the_script_does(reference: dict[str, Any], evaluated: dict[str, Any]) -> None:
    found = evaluated["test_shared:clean"]
    for ours, theirs in ("content_lost",) * 2, ("noise_removed",) * 2, ("texts_damaged", "pages_damaged"):
        assert found[ours] == reference[theirs]
    assert {kind: [row["removed"], row["lines"]] for kind, row in found["kinds"].items()} == reference["kinds"]
    names = ("content_lost", "noise_removed", "noise_lines", "caption", "title")
    by = {value: {name: row[name] for name in names} for value, row in found["by"]["extractor"].items()}
    assert by == reference["extractors"]


@needs_bench
def test_the_published_rules_reach_what_the_docs_say(evaluated: dict[str, Any], tmp_path: Path) -> None:
    c4, refinedweb = evaluated["c4"], evaluated["refinedweb"]
    reached = [f"{c4['noise_removed']:.0%}", f"{c4['content_lost']:.1%}", f"{c4['texts_damaged']:.0%}"]
    assert reached == ["79%", "13.5%", "79%"]
    figures = refinedweb["noise_removed"], refinedweb["content_lost"], refinedweb["texts_damaged"]
    assert [f"{figures[0]:.0%}", f"{figures[1]:.2%}", f"{figures[2]:.0%}"] == ["18%", "0.41%", "14%"]
    theirs = scored_by_script(tmp_path, "--rule", "c4")
    assert [c4["content_lost"], c4["noise_removed"]] == [theirs["content_lost"], theirs["noise_removed"]]
