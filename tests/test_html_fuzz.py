"""Pages that nobody would write: none raises, none hangs, and receipts give back what was extracted."""

from __future__ import annotations

import gzip
import json
import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsclean

BENCH = Path(__file__).parents[2] / "shared" / "bench" / "html_dev.jsonl.gz"
PAGES = Path(__file__).parent.parent / "fixtures" / "pages"
LIMIT = 60  # seconds after which a page hangs: hundreds of times what one of them takes
EXTRACTORS = ("resiliparse", "trafilatura", "justext", "best")

TAGS = (
    "p", "div", "span", "a", "b", "br", "ul", "li", "table", "tr", "td", "h1", "h2", "article", "aside", "nav",
    "figure", "figcaption", "form", "iframe", "frameset", "frame", "script", "style", "noscript", "svg", "template",
    "blockquote", "pre", "title", "head", "body", "html", "amp-img", "select", "option", "textarea", "x-y", "p:q",
)  # fmt: skip
ATTRIBUTES = st.sampled_from(
    (
        "", ' class="related teaser"', ' id="article-body"', ' itemprop="articleBody"', " hidden", ' href="/"',
        ' lang="de"', ' style="display:none"', ' type="application/ld+json"', ' class="', ' x="\u0130\ufffd"',
        ' role="navigation"',
    )
)  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        (
            "The bridge is open again, said the mayor on Monday, and the ferry stops at the end of the month. ",
            "Source link", "Advertisement", "&amp;", "&#0;", "&#xD800;", "<!--", "-->", "]]>", "<![CDATA[", "</p>",
            "\x00",
            '{"@type": "NewsArticle", "articleBody": "One.\\nTwo."}', "Ａｂｃ", "\u202e", "\ud800", "<", "<<<p",
        )
    ),
)  # fmt: skip


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Elements that open, and close when they like."""
    pieces = []
    for tag, attributes, words, closes in draw(
        st.lists(st.tuples(st.sampled_from(TAGS), ATTRIBUTES, WORDS, st.booleans()), max_size=40)
    ):
        pieces.append(f"<{tag}{attributes}>{words}" + (f"</{tag}>" if closes else ""))
    return "".join(pieces) * draw(st.sampled_from((1, 1, 7)))


@contextmanager
def hanging() -> Iterator[None]:
    """Fail when what is inside does not come back."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"a page took more than {LIMIT} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LIMIT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def holds(html: str | bytes, extractor: str) -> None:
    with hanging():
        result = newsclean.clean_html(html, preset="strict", extractor=extractor)
    assert result.restore() == result.document.text
    assert result.text or result.removals or result.warnings
    assert not any(warning.startswith("extractor-failed: best") for warning in result.warnings)


@pytest.mark.parametrize("extractor", EXTRACTORS)
@settings(max_examples=60)
@given(html=markup())
def test_markup(extractor: str, html: str) -> None:
    holds(html, extractor)


@settings(max_examples=60)
@given(data=st.binary(max_size=300), extractor=st.sampled_from(EXTRACTORS))
def test_bytes(data: bytes, extractor: str) -> None:
    holds(data, extractor)


def mutated(html: str, chance: random.Random) -> str:
    """A page as a broken transfer, a broken template or a broken tool would leave it."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(html) + 1)
        piece = html[start : start + chance.choice((1, 20, 400, 8000))]
        elsewhere = chance.randrange(len(html) + 1)
        html = chance.choice(
            (
                html[:start],  # cut off
                html[:start] + html[start + len(piece) :],
                html[:elsewhere] + piece + html[elsewhere:],
                html[:start] + piece * 3 + html[start:],
                html.replace(
                    chance.choice(("</p>", "</div>", '"', ">", "<p", "\n", " class=")), "", chance.randint(1, 99)
                ),
                html[:start]
                + chance.choice(("<div>" * 300, "<!--", "<script>", "\x00\ufffe", "&", "]]>", '="'))
                + html[start:],
            )
        )
    return html


@pytest.mark.parametrize("number", range(24))
def test_mutated_fixtures(number: int) -> None:
    chance = random.Random(number)
    html = mutated(chance.choice(sorted(PAGES.glob("*.html"))).read_text("utf-8"), chance)
    holds(
        chance.choice((html, html.encode(chance.choice(("utf-8", "utf-16", "cp1252")), "replace"))),
        chance.choice(EXTRACTORS),
    )


@pytest.mark.skipif(not BENCH.exists(), reason="the real pages are not at hand: ../shared/bench")
@pytest.mark.parametrize("number", range(12))
def test_mutated_real_pages(number: int) -> None:
    chance = random.Random(number)
    with gzip.open(BENCH, "rt", encoding="utf-8") as rows:
        html = json.loads(next(islice(rows, number * 23, None)))["html"]
    for _ in range(2):
        broken = mutated(html, chance)
        holds(chance.choice((broken, broken.encode("utf-8", "replace"))), chance.choice(EXTRACTORS))
