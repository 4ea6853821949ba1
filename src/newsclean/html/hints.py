"""From a page to hints for the lines of its extracted text: what each line stood in, was named, and belonged to."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from newsclean.html.metadata import Metadata
from newsclean.html.places import Place, places
from newsclean.html.tree import PageText
from newsclean.page import KEY, Hint, word_characters

RUNNING = 40  # word characters from which a line counts as running text
NEAR = 2  # elements from the block upwards whose names are the block's own
DEEP = 30  # elements from the block upwards whose names are read at all: hostile pages go thousands deep
MOST_UP = 8  # elements upwards and downwards after which more make no difference
DESCRIBED = 15  # word characters of a description that says something
PART = 30  # word characters of a line that is part of a description by more than chance
WHOLE = 0.95  # share of a line that is all of it: a comma may stand outside
NAME = 4  # word characters of an author's name
BODY = 200  # word characters of an article's body in JSON-LD that can be all of it
COVERED = 0.3  # share of the text that must stand in it, or it is a teaser, or another text

INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var",
))  # fmt: skip
STRONG = frozenset({"b", "strong", "em", "i"})
_NAMED_BY = (
    "class",
    "id",
    "itemprop",
    "role",
    "data-testid",
    "data-component",
    "data-type",
    "data-module",
    "aria-label",
)
_TAGS = frozenset((
    "figure", "figcaption", "aside", "nav", "footer", "header", "form", "button", "table", "ul", "ol", "li", "h1",
    "h2", "h3", "h4", "h5", "h6", "blockquote", "dl", "section", "label", "p", "td", "th", "time", "cite", "iframe",
    "article", "main", "details", "address", "noscript", "small", "strong", "em", "b", "i", "a", "picture", "div",
    "span", "q", "pre", "code", "del", "sup",
))  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Block(NamedTuple):
    """The element that a line stands in as a block, and what the line is made of."""

    element: Any
    inline: tuple[Any, ...]  # elements between the line's first character and the block
    links: float
    strong: float


def hints(page: PageText, said: Metadata, lines: Sequence[str], marks: Mapping[str, frozenset[str]]) -> dict[str, Hint]:
    """By the key of each line of the extracted text what the page says of it, with the marks of the extractor."""
    keys = [word_characters(line) for line in lines]
    found = places(page, keys)
    tree = _Tree()
    blocks = [_block(page, place, tree) if place else None for place in found]
    weights = [
        len(key) * (1 - block.links) if block and len(key) >= RUNNING else 0
        for key, block in zip(keys, blocks, strict=True)
    ]
    where, says = _Where(blocks, weights, found, tree), _Said(said, keys)
    return {
        key[:KEY]: where.hint(block, place, says.marks(page, key) | marks.get(key[:KEY], frozenset()))
        for key, block, place in zip(keys, blocks, found, strict=True)
        if key
    }


class _Tree:
    """What is asked of elements again and again, remembered."""

    def __init__(self) -> None:
        self._paths: dict[Any, tuple[Any, ...]] = {}

    def path(self, element: Any) -> tuple[Any, ...]:
        """The elements from the root to this one."""
        if element not in self._paths:
            above = list(element.iterancestors())
            self._paths[element] = (*reversed(above), element)
        return self._paths[element]


def _block(page: PageText, place: Place, tree: _Tree) -> Block | None:
    element, inline = None, ()
    total = links = strong = 0
    for each, width in page.stretches(*place):
        path = tree.path(each)
        if element is None:
            depth = len(path) - 1
            while depth > 0 and path[depth].tag in INLINE:
                depth -= 1
            element, inline = path[depth], path[depth + 1 :]
        tags = {step.tag for step in path[-6:]}
        total += width
        links += width * ("a" in tags)
        strong += width * (not STRONG.isdisjoint(tags))
    return Block(element, inline, links / total, strong / total) if total else None


class _Where:
    """Where blocks stand beside the running text."""

    def __init__(
        self, blocks: Sequence[Block | None], weights: Sequence[float], found: Sequence[Place | None], tree: _Tree
    ) -> None:
        self._tree = tree
        self._body: dict[Any, float] = defaultdict(float)
        self._around: dict[Any, float] = defaultdict(float)
        self._alike: dict[Any, float] = defaultdict(float)
        self._groups: dict[Any, int] = {}
        for block, weight in zip(blocks, weights, strict=True):
            if block:
                parent = block.element.getparent()
                self._body[parent] += weight
                self._around[_above(parent)] += weight
                self._alike[_sort(block)] += weight
        self._total = sum(weights) or 1
        main = max(self._body, key=self._body.__getitem__, default=None)
        self._main = main if main is not None and self._body[main] else None
        self._path = tree.path(main) if self._main is not None else ()
        self._shared = frozenset(self._path)
        inside = [
            place.start
            for block, place in zip(blocks, found, strict=True)
            if block and place and self._main is not None and block.element.getparent() is self._main
        ]
        self._first, self._last = min(inside, default=0), max(inside, default=0)

    def hint(self, block: Block | None, place: Place | None, marks: set[str]) -> Hint:
        if block is None or place is None:
            return Hint(marks=frozenset(marks))
        path, parent = self._tree.path(block.element), block.element.getparent()
        branch = [each for each in path if each not in self._shared]
        marks |= {"found", f"is-{block.element.tag}"}
        marks |= {name for name, share in (("all-links", block.links), ("all-strong", block.strong)) if share > WHOLE}
        for distance, element in enumerate((*reversed(block.inline), *reversed(branch[-DEEP:]))):
            above = distance - len(block.inline)
            marks.update(_own_marks(element, "named" if above < NEAR else "under"))
        if any("articlebody" in (each.get("itemprop") or "").lower() for each in path):
            marks.add("in-article-body")
        if parent is self._main:
            marks.add("beside-running-text")
        if place.start < self._first:
            marks.add("before-running-text")
        if place.start > self._last:
            marks.add("after-running-text")
        up, down = min(len(branch), MOST_UP), min(len(self._path) - len(path) + len(branch), MOST_UP)
        group = self._groups.setdefault((_sort(block), up, down), len(self._groups))
        return Hint(
            block.links,
            block.strong,
            self._body[parent] / self._total,
            self._around[_above(parent)] / self._total,
            self._alike[_sort(block)] / self._total,
            up,
            down,
            group,
            frozenset(marks),
        )


def _above(element: Any) -> Any:
    return None if element is None else element.getparent()


def _sort(block: Block) -> tuple[str, str | None]:
    return block.element.tag, block.element.get("class")


def _own_marks(element: Any, prefix: str) -> Iterator[str]:
    if element.tag in _TAGS:
        yield f"in-{element.tag}"
    for name in _NAMED_BY:
        value = element.get(name)
        if value:
            yield from (f"{prefix}-{each}" for each in _names(value))


@lru_cache(maxsize=8192)
def _names(value: str) -> tuple[str, ...]:
    """What a class, an id or a role says."""
    hyphened = _CAMEL.sub("-", value[:300]).lower()
    return tuple(name for name, pattern in _patterns() if pattern.search(hyphened))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    table = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
    return tuple((name, re.compile(pattern)) for name, pattern in table.items())


class _Said:
    """What the page's metadata says of lines."""

    def __init__(self, said: Metadata, keys: Sequence[str]) -> None:
        self._headlines = {*map(word_characters, said.headlines)} - {""}
        self._descriptions = [each for each in map(word_characters, said.descriptions) if len(each) > DESCRIBED]
        self._authors = [each for each in map(word_characters, said.authors) if len(each) >= NAME]
        self._alts = {*map(word_characters, said.alts)} - {""}
        self._all_alts = "\n".join(self._alts)
        bodies = "\n".join(map(word_characters, said.bodies))
        covered = sum(len(key) for key in keys if key in bodies)
        self._body = bodies if len(bodies) > BODY and covered > COVERED * sum(map(len, keys)) else ""

    def marks(self, page: PageText, key: str) -> set[str]:
        """What is said of the line with these word characters."""
        checks = {
            "headline": key in self._headlines,
            "part-of-headline": any(_is_part(key, each, DESCRIBED) for each in self._headlines),
            "description": any(_is_part(key, each, PART) for each in self._descriptions),
            "author": any(each in key for each in self._authors),
            "alt": key in self._alts,
            "part-of-alt": len(key) > DESCRIBED and key in self._all_alts,
            "in-linked-body": bool(self._body) and key in self._body,
            "not-in-linked-body": bool(self._body) and key not in self._body,
            "repeated": page.characters.find(key, page.characters.find(key) + 1) >= 0,
        }
        return {name for name, holds in checks.items() if holds}


def _is_part(key: str, text: str, least: int) -> bool:
    return key == text or (len(key) > least and key in text) or (len(text) > least and text in key)
