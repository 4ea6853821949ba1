"""Real texts, where they are at hand: the seeds come out as expected."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsclean

SHARED = Path(__file__).parents[2] / "shared"
SEEDS = SHARED / "seeds"

needs_seeds = pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not at hand: ../shared/seeds")


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
