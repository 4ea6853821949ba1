"""Put noise into an article, clean it, and get exactly the article back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean
from newsclean.testing import Noisy, articles, check_clean, check_noisy, check_promises, noisy_articles

# The sharp rules are exact to the character. The learned cleaner is held to figures: benchmarks/accuracy.py.
LEARNED = "line_scorer"

KINDS = [
    pytest.param(("icon_legend",), id="icon_legend"),
    pytest.param(("donation",), id="donation"),
    pytest.param(("caption_duplicate",), id="caption_duplicate"),
    pytest.param(("read_more", "source_link"), id="read_more and source_link"),
    pytest.param(("icon_legend", "donation", "caption_duplicate", "read_more", "source_link"), id="all together"),
]


@pytest.mark.parametrize("kinds", KINDS)
@given(data=st.data())
def test_noise_goes_and_the_article_stays(kinds: tuple[str, ...], data: st.DataObject) -> None:
    check_noisy(newsclean.Pipeline(without=[LEARNED]), [data.draw(noisy_articles(kinds))])


@given(articles())
def test_article_without_noise_comes_back_byte_for_byte(text: str) -> None:
    check_clean(newsclean.Pipeline(), [text])


@given(articles())
def test_article_comes_back_when_an_optional_kind_is_cleaned_too(text: str) -> None:
    check_clean(newsclean.Pipeline("strict", without=[LEARNED]), [text])


@given(noisy_articles())
def test_noisy_article_keeps_the_promises(noisy: Noisy) -> None:
    check_promises(newsclean.Pipeline(), [noisy.noisy])


@given(noisy_articles())
def test_spans_are_the_noise(noisy: Noisy) -> None:
    left, position = "", 0
    for start, end in noisy.spans:
        left += noisy.noisy[position:start]
        position = end
    assert left + noisy.noisy[position:] == noisy.clean
