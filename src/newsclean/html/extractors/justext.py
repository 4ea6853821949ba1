"""jusText, with the stop list of the language that the page is written in."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

import justext
from justext import core

from newsclean.html.extractors import Extracted, Html

MOST_WORDS = 3000  # words of a page by which its language is known
STOP_WORDS = 0.2  # share of stop words from which a list fits: running text has a third to a half, other languages 0.05

_WORD = re.compile(r"[^\W\d_]+")


def extract(page: Html) -> Extracted:
    """The paragraphs that jusText calls good.

    Where no stop list fits, as for Chinese and Japanese, paragraphs are judged by their length and links alone, as
    jusText advises for such languages.
    """
    paragraphs = core.ParagraphMaker.make_paragraphs(core.preprocessor(core.html_to_dom(page.text)))
    stop_words = stop_list(" ".join(each.text for each in paragraphs))
    bounds = {} if stop_words else {"stopwords_low": 0.0, "stopwords_high": 0.0}
    core.classify_paragraphs(paragraphs, stop_words, **bounds)
    core.revise_paragraph_classification(paragraphs)
    return Extracted("\n".join(each.text for each in paragraphs if not each.is_boilerplate))


def stop_list(text: str) -> frozenset[str]:
    """The stop words of the language that a text is in; none where no list fits.

    >>> "und" in stop_list("Die Brücke ist seit Montag wieder offen, und auch die Fähre fährt noch bis zum Ende des Monats.")
    True
    >>> stop_list("橋は月曜日に再開した。")
    frozenset()
    """
    words = Counter(_WORD.findall(text.lower())[:MOST_WORDS])
    best = max(_lists(), key=lambda each: sum(words[word] for word in words.keys() & each))
    return best if sum(words[word] for word in words.keys() & best) >= STOP_WORDS * words.total() > 0 else frozenset()


@cache
def _lists() -> tuple[Any, ...]:
    return tuple(frozenset(map(str.lower, justext.get_stoplist(name))) for name in sorted(justext.get_stoplists()))
