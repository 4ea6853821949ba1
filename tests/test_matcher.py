"""The matcher: the fast scan, the slow scan and brute force find the same; offsets are the original's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.phrasebook import book, matcher, scan
from newsclean.phrasebook.fold import fold, plain_fold, table_fold

EXAMPLES = [
    "Source link",
    "READ\u00a0MORE: Ferry fares rise",
    "Lorries stay barred.Source link",
    "Kaynak: İstanbul Postası",
    "» Source  link «",
    "“Support us today,” she said.",
    "Please donate today. The post Straße appeared first on Valley Herald.",
]
pieces = st.one_of(st.sampled_from(EXAMPLES), st.text(max_size=12), st.sampled_from(["\n", "\n\n", " ", "ß", "İ", "ﬁ"]))
texts = st.lists(pieces, max_size=12).map("".join)


def found(text: str) -> list[tuple[str, int, int]]:
    return [(hit.entry.rule, hit.start, hit.end) for hit in matcher.hits(text)]


def found_by_brute_force(text: str) -> list[tuple[str, int, int]]:
    """Every entry on every line, anchors or not."""
    hits = []
    start = 0
    for line in text.split("\n"):
        for entry in book.entries():
            for a, b in matcher._matches(entry, matcher._Line(line)):
                hits.append((start + a, start + b, entry.rule))
        start += len(line) + 1
    return [(rule, a, b) for a, b, rule in sorted(hits)]


@settings(deadline=None, max_examples=12)
@given(texts)
def test_anchors_lose_nothing_that_brute_force_finds(text: str) -> None:
    assert found(text) == found_by_brute_force(text)


@settings(deadline=None)
@given(texts)
def test_the_plain_scan_finds_what_the_automaton_finds(text: str) -> None:
    automaton = scan.automaton_scan(book.anchors())
    if automaton is None:
        pytest.skip("ahocorasick_rs is not installed")
    assert automaton(fold(text)) == scan.plain_scan(book.anchors())(fold(text))


@settings(deadline=None)
@given(texts)
def test_the_table_folds_as_the_plain_fold_does(text: str) -> None:
    folded = table_fold()
    if folded is None:
        pytest.skip("NumPy is not installed")
    assert folded(text) == plain_fold(text)


def test_the_table_knows_every_character() -> None:
    folded = table_fold()
    if folded is None:
        pytest.skip("NumPy is not installed")
    everything = [chr(code) for code in range(0x110000)]
    assert [character for character in everything if folded(character) != plain_fold(character)] == []


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_fold_is_the_folds_of_its_parts(first: str, second: str) -> None:
    assert fold(first + second) == fold(first) + fold(second)
    assert fold(first).count("\n") == first.count("\n")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Straße.\nKaynağa İlişkin ﬁlm. Source link", "Source link"),
        ("Fuß\u00a0und Fluß.\u00a0 SOURCE\u00a0LINK", "SOURCE\u00a0LINK"),
        ("\u200bSource\u200b link", "Source\u200b link"),
    ],
)
def test_offsets_are_those_of_the_original(text: str, phrase: str) -> None:
    assert phrase in {text[hit.start : hit.end] for hit in matcher.hits(text)}
