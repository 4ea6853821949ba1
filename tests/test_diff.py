"""``newsclean diff``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command import newsclean
from newsclean.report.differences import changes

PAIRS = [
    ("One.\n\nSource link\n", "One.\n", "One.\n\n[-Source link-]\n\n", (13, 0), "a cut"),
    ("One.\nTwo.\n", "One.\nThree.\n", "One.\n[-Two-]{+Three+}.\n\n", (3, 5), "a word"),
    ("橋は九か月ぶり。\n", "橋は十か月ぶり。\n", "橋は[-九-]{+十+}か月ぶり。\n\n", (1, 1), "a character of many"),
    ("One. Two.\n", "One.  Two.\n", "One.[-␣-]{+␣␣+}  Two.\n\n", (1, 2), "white space"),
    ("One.\n\n\nTwo.\n", "One.\n\nTwo.\n", "One.\n\n[-⏎-]Two.\n\n", (1, 0), "an empty line"),
    ("A\nB\nC\nD\nE\nAd\nF\nG\nH\nI\nJ\n", "A\nB\nC\nD\nE\nF\nG\nH\nI\nJ\n",
     "(3 lines alike)\nD\nE\n[-Ad-]\nF\nG\nH\n(2 lines alike)\n\n", (3, 0), "what is alike is counted"),
    ("a\x1b[31m\n", "b\n", "[-a␛[31m-]{+b+}\n\n", (6, 1), "what would steer the terminal"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "shown", "counts"), [pair[:4] for pair in PAIRS], ids=[pair[4] for pair in PAIRS]
)
def test_texts(old: str, new: str, shown: str, counts: tuple[int, int], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(old, "utf-8")
    (tmp_path / "b.txt").write_text(new, "utf-8")
    ran = newsclean("diff", "a.txt", "b.txt", cwd=tmp_path)
    fewer, more = counts
    told = f"texts that differ: 1 of 1; characters only in a.txt: {fewer}, only in b.txt: {more}\n"
    assert (ran.code, ran.out.decode(), ran.err) == (0, shown + told, "")


def test_rows_are_paired_by_id_address_or_number(tmp_path: Path) -> None:
    def rows(*given: dict[str, object]) -> str:
        return "".join(json.dumps(row) + "\n" for row in given)

    url = "https://herald.example/"
    old = rows(
        {"id": 1, "text": "One. Ad"}, {"url": url, "text": "Two."}, {"text": "Three."}, {"id": 9, "text": "Nine."}
    )
    new = rows({"text": "Three!"}, {"url": url, "text": "Two."}, {"id": 1, "text": "One."}, {"id": 5, "text": "Five."})
    (tmp_path / "a.jsonl").write_text(old, "utf-8")
    (tmp_path / "b.jsonl").write_text(new, "utf-8")
    ran = newsclean("diff", "a.jsonl", "b.jsonl", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out.decode()
        == """== a.jsonl:1 and b.jsonl:3 ==

One. [-Ad-]

== a.jsonl:3 and b.jsonl:1 ==

Three[-.-]{+!+}

rows that differ: 2 of 3; characters only in a.jsonl: 4, only in b.jsonl: 1
1 row only in a.jsonl
1 row only in b.jsonl
"""
    )


def test_equal_texts_and_missing_ones(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.", "utf-8")
    ran = newsclean("diff", "a.txt", "a.txt", cwd=tmp_path)
    assert ran.out == b"texts that differ: 0 of 1; characters only in a.txt: 0, only in a.txt: 0\n"
    assert newsclean("diff", "a.txt", "b.txt", cwd=tmp_path).code == 1
    assert newsclean("diff", "a.txt", cwd=tmp_path).code == 2


@given(st.lists(st.sampled_from(["a", "b ", "\n", " ", "橋", "."]), max_size=30).map("".join), st.data())
def test_the_way_from_one_text_to_the_other_gives_both_back(old: str, data: st.DataObject) -> None:
    new = data.draw(st.lists(st.sampled_from(["a", "b ", "\n", "c", "橋"]), max_size=30).map("".join))
    found = changes(old, new)
    assert "".join(change.old for change in found) == old
    assert "".join(change.new for change in found) == new
