"""The words that articles and noise are composed of, by language: ``data/LANG.toml``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_DATA = files("newsclean.testing") / "data"
_SLOTS = {"person": "people", "place": "places", "number": "numbers", "site": "sites", "headline": "headlines"}
_SLOT = re.compile(r"\{(\w+)\}")


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are words for, as ISO 639-1 codes; English comes first.

    >>> languages()[0]
    'en'
    """
    found = sorted(each.name.removesuffix(".toml") for each in _DATA.iterdir() if each.name.endswith(".toml"))
    return tuple(sorted(found, key=lambda lang: lang != "en"))


@cache
def language(lang: str) -> dict[str, Any]:
    """The words of one language, as its file has them."""
    return tomllib.loads((_DATA / f"{lang}.toml").read_text("utf-8"))


def with_words_for(section: str, langs: Iterable[str] = ()) -> list[str]:
    """Those of the languages that have words for a kind of noise; all languages are asked when none is named.

    >>> "en" in with_words_for("donation")
    True
    """
    return [lang for lang in tuple(langs) or languages() if section in language(lang)]


@cache
@st.composite
def filled(draw: DrawFn, lang: str, template: str) -> str:
    """The template with a name, a place or a number in each of its slots."""
    words = language(lang)
    text = template
    while found := _SLOT.search(text):
        value = draw(st.sampled_from(words[_SLOTS[found.group(1)]]))
        text = text[: found.start()] + value + text[found.end() :]
    return text
