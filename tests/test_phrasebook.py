"""The phrasebook: every entry hits its examples and misses its look-alikes, in the matcher that is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsclean.phrasebook import book, matcher

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(book.__file__).parent
ROOT = Path(__file__).parent.parent
SHORTEST_ANCHOR = 4  # bytes: shorter anchors are hit by chance in every text


def phrases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for kind, entries in tomllib.loads(path.read_text("utf-8")).items():
            if kind != "words":
                for entry in entries:
                    rule = f"{path.stem}/{entry['id']}"
                    found.append(pytest.param(rule, entry, id=f"{path.stem}/{kind}/{entry['id']}"))
    return found


@pytest.mark.parametrize(("rule", "entry"), phrases())
def test_entry_hits_its_examples_and_misses_its_look_alikes(rule: str, entry: dict[str, Any]) -> None:
    assert entry["hits"], "an entry ships with examples"
    assert entry["misses"], "an entry ships with look-alikes"
    for example in entry["hits"]:
        assert rule in {hit.entry.rule for hit in matcher.hits(example)}, f"should hit: {example!r}"
    for look_alike in entry["misses"]:
        assert rule not in {hit.entry.rule for hit in matcher.hits(look_alike)}, f"should miss: {look_alike!r}"


def test_anchors_are_selective() -> None:
    assert [anchor for anchor in book.anchors() if len(anchor.encode()) < SHORTEST_ANCHOR] == []


def test_rules_are_unique() -> None:
    found = [parameter.values[0] for parameter in phrases()]
    assert len(found) == len(set(found))


def test_compiled_book_is_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "tools/compile_phrasebook.py"), "--check"]
    check = subprocess.run(command, capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stdout + check.stderr
