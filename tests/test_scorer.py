"""The line scorer: what it reads, what it judges, and the gate that keeps it honest."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean import Document, Kind, Pipeline
from newsclean.scorer import network
from newsclean.scorer.judging import MOST_LINES, verdicts
from newsclean.scorer.network import weights
from newsclean.scorer.reading import read

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

ARTICLE = [
    "The harbour council voted on Tuesday to repair the old ferry slip before the summer, after two years of dispute.",
    "Work on the slip begins in May, said the harbour master, Ida Brandt, and takes four months if the weather holds.",
    "Until then ferries leave from the northern quay, which has no crane and hardly any room for lorries.",
]


def test_a_menu_under_the_article_goes_and_the_article_stays() -> None:
    menu = ["Share this article", "Facebook", "Twitter", "Email", "Most read", "Sign up to our newsletter"]
    text = "\n".join(ARTICLE + menu)
    assert Pipeline(only=["line_scorer"]).clean(text).split("\n")[: len(ARTICLE)] == ARTICLE
    judged = {verdict.number for verdict in verdicts(Document(text), 0.8)}
    assert judged
    assert min(judged) >= len(ARTICLE)


def test_each_verdict_names_a_kind_and_a_confidence() -> None:
    for verdict in verdicts(Document("\n".join([*ARTICLE, "Share on Facebook", "All rights reserved"])), 0.0):
        assert isinstance(verdict.kind, Kind)
        assert 0 <= verdict.confidence <= 1


def test_a_longer_text_than_is_read_together_is_judged_to_its_end() -> None:
    lines = [*ARTICLE, *["Share on Facebook"] * (MOST_LINES + 5)]
    assert max(verdict.number for verdict in verdicts(Document("\n".join(lines)), 0.0)) >= MOST_LINES


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\n"), min_size=1).filter(str.strip), min_size=1))
def test_a_line_is_read_alike_wherever_it_stands(lines: list[str]) -> None:
    tables = weights().characters
    together = read(lines, tables)
    for number, line in enumerate(lines):
        alone = read([line], tables)
        first, count = together.first_word[number], together.words[number]
        assert list(together.word_hash[first : first + count]) == list(alone.word_hash)
        assert list(together.pair_hash[first : first + count]) == list(alone.pair_hash)
        assert together.line_hash[number] == alone.line_hash[0]


def test_the_weights_are_small_and_complete() -> None:
    learned = weights()
    assert network.DEFAULT.stat().st_size < 3_000_000
    assert learned.kinds[0] == "content"
    assert {"title", "caption", "read_more", "donation", "cookie"} <= set(learned.kinds)
    assert (learned.bounds[:, :, 1:] > learned.bounds[:, :, :-1]).all(), "more confidence asks for longer odds"


def row(**changed: Any) -> dict[str, Any]:
    return {"content_lost": 0.001, "noise_removed": 0.6, "kinds": {"cookie": 0.8}} | changed


@pytest.mark.parametrize(
    ("found", "complaints"),
    [
        (row(), 0),
        (row(content_lost=0.0005, noise_removed=0.7), 0),
        (row(content_lost=0.002), 1),
        (row(noise_removed=0.5, kinds={"cookie": 0.7}), 2),
    ],
)
def test_the_gate_complains_of_what_is_worse_than_its_floor(found: dict[str, Any], complaints: int) -> None:
    from accuracy import fallen

    assert len(fallen({"standard": found}, {"standard": row()})) == complaints
