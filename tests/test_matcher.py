"""The matcher: the fast ways, the slow ways and brute force find the same; offsets are the original's."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.phrasebook import book, matcher, scan
from newsclean.phrasebook.fold import fold, plain_fold, table_fold

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SHARES = 25  # brute force tries one share of the entries on a text
EXAMPLES = [
    "READ\u00a0MORE: Ferry fares rise",
    "Lorries stay barred.Source link",
    "» Source  link «",
    "“Support us today,” she said.",
    "Please donate today. The post Straße appeared first on Valley Herald.",
]
ODD = [
    "\n",
    "\n\n",
    " ",
    "  ",
    "\u00a0",
    "\u200b",
    "\u00ad",
    "ß",
    "ẞ",
    "İ",
    "ı",
    "ﬁ",
    "ŉ",
    "\ud800",
    "“",
    "’",
    "«",
    "–",
    "🙂",
    "_",
]


def examples() -> list[str]:
    """What the phrasebook's entries hit and miss."""
    tables = (tomllib.loads(path.read_text("utf-8")) for path in sorted(Path(book.__file__).parent.glob("*.toml")))
    entries = (entry for table in tables for kind in table if kind != "words" for entry in table[kind])
    return [text for entry in entries for text in (*entry["hits"], *entry["misses"])]


pieces = st.one_of(st.sampled_from(examples()), st.sampled_from(EXAMPLES), st.text(max_size=12), st.sampled_from(ODD))
texts = st.lists(pieces, max_size=12).map("".join)


def found(text: str, folded: str | None = None) -> list[tuple[str, int, int]]:
    return [(hit.entry.rule, hit.start, hit.end) for hit in matcher.hits(text, folded)]


def found_by_brute_force(text: str, entries: list[book.Entry]) -> list[tuple[str, int, int]]:
    """These entries on every line, anchors or not."""
    hits = []
    start = 0
    for line in text.split("\n"):
        for entry in entries:
            for a, b in matcher._matches(entry, matcher._Line(line)):
                hits.append((start + a, start + b, entry.rule))
        start += len(line) + 1
    return [(rule, a, b) for a, b, rule in sorted(hits)]


@settings(deadline=None, max_examples=100)
@given(texts, st.integers(0, SHARES - 1))
def test_anchors_and_guards_lose_nothing_that_brute_force_finds(text: str, share: int) -> None:
    entries = book.entries()[share::SHARES]
    rules = {entry.rule for entry in entries}
    others = [entry for entry in book.entries() if entry.rule in rules]
    assert [hit for hit in found(text) if hit[0] in rules] == found_by_brute_force(text, others)


quick = cache(table_fold)
automaton = cache(lambda: scan.automaton_scan(book.anchors()))
plain = cache(lambda: scan.plain_scan(book.anchors()))


@settings(deadline=None)
@given(texts)
def test_the_fast_ways_find_what_the_slow_ones_find(text: str) -> None:
    quick_fold, quick_scan = quick(), automaton()
    if quick_fold is None or quick_scan is None:
        pytest.skip("NumPy or ahocorasick_rs is not installed")
    openings = matcher._scans()[1]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(matcher, "_scans", lambda: ((quick_scan, book.anchors()), openings))
        fast = found(text, quick_fold(text))
        patched.setattr(matcher, "_scans", lambda: ((plain(), book.anchors()), openings))
        assert found(text, plain_fold(text)) == fast


@settings(deadline=None)
@given(texts)
def test_the_table_folds_as_the_plain_fold_does(text: str) -> None:
    folded = quick()
    if folded is None:
        pytest.skip("NumPy is not installed")
    assert folded(text) == plain_fold(text)


def test_the_table_knows_every_character() -> None:
    folded = quick()
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
