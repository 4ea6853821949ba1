"""The headline repeated in the text: only `strict` takes it."""

from __future__ import annotations

import pytest

import newsclean

TITLE = "Why the ferry to Skerry sails backwards"
OPENING = "Passengers who board the Skerry Maid at Corran Bay find the bow where they expected the stern, and a cat."
REST = "The captain turned the timetable round in January, after a rope had jammed the rudder for good, she said."


def page(*lines: str) -> str:
    return "\n\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "headline",
    [
        pytest.param(TITLE, id="equal"),
        pytest.param(TITLE.upper(), id="capitals"),
        pytest.param("Why the ferry to Skerry\n\nsails backwards", id="in two lines"),
        pytest.param(f"Transport: {TITLE}", id="with a kicker"),
        pytest.param(f"{TITLE}\n\n{TITLE}", id="twice"),
    ],
)
@pytest.mark.parametrize("title", [TITLE, f"{TITLE} | Tarn Valley Herald", f"{TITLE} - The Herald"])
def test_strict_takes_the_title_above_the_text(headline: str, title: str) -> None:
    text = page(headline, OPENING, REST)
    assert newsclean.clean(text, title=title, preset="strict") == page(OPENING, REST)
    assert newsclean.clean(text, title=title) == text


def test_strict_takes_a_copy_further_down() -> None:
    text = page(TITLE, OPENING, REST, TITLE, REST.replace("January", "May"))
    assert newsclean.clean(text, title=TITLE, preset="strict") == page(OPENING, REST, REST.replace("January", "May"))


def test_the_only_copy_stays_where_no_title_is_known() -> None:
    text = page(TITLE, OPENING, REST)
    assert newsclean.Pipeline("strict", without=["line_scorer"]).clean(text) == text


def test_the_second_copy_goes_where_no_title_is_known() -> None:
    pipeline = newsclean.Pipeline("strict", without=["line_scorer"])
    removed = pipeline.explain(page(TITLE, "By the sea", TITLE, OPENING, REST)).removals
    assert [(each.kind.value, each.rule) for each in removed] == [("title", "second-headline")]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Why the ferry cannot sail forwards", id="subheading"),
        pytest.param("The ferry to Skerry is full.", id="sentence"),
    ],
)
def test_words_of_the_title_are_not_the_title(line: str) -> None:
    text = page(OPENING, REST, line, REST.replace("January", "May"))
    assert newsclean.clean(text, title=TITLE, preset="strict") == text


@pytest.mark.parametrize(
    ("address", "goes"),
    [
        ("https://herald.example/news/why-the-ferry-to-skerry-sails-backwards-n1086.html", True),
        ("https://herald.example/2024/01/ferry_skerry_sails_backwards?ref=home", True),
        ("https://herald.example/news/skerry-ferry", False),
        ("https://herald.example/news/ferry-captain-turns-timetable-round-after-rope", False),
        ("https://herald.example/?p=1086", False),
    ],
)
def test_the_address_tells_the_headline(address: str, goes: bool) -> None:
    text = page(TITLE, OPENING, REST)
    pipeline = newsclean.Pipeline("strict", without=["line_scorer"])
    assert (pipeline.clean(newsclean.Document(text, url=address)) != text) == goes
    assert newsclean.clean(text, url=address) == text
