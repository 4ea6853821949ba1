"""Labelled texts: the bench's lines, and whole pages as texts of their own."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html

LONGEST_UNKNOWN = 160  # characters of a line outside of the gold body that may hold words of it

# Labels that training uses beside those of the bench.
NOISE = "noise"  # noise of a kind that nobody named
UNSURE = "unsure"

_BLOCKS = frozenset({
    "article", "aside", "blockquote", "br", "button", "dd", "details", "div", "dt", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "label", "li", "main", "nav", "ol", "option", "p", "pre",
    "section", "summary", "table", "td", "th", "tr", "ul",
})  # fmt: skip
_SKIPPED = frozenset({"head", "iframe", "noscript", "script", "select", "style", "svg", "template"})


class Text(NamedTuple):
    """A labelled text.

    Args:
        page: the page's name.
        publisher: whose page it is; decides the fold.
        source: the extractor, or how the text was made.
        title: the headline, where it is known.
        lines: pairs of text and label, blank lines included.
    """

    page: str
    publisher: str
    source: str
    title: str | None
    lines: list[tuple[str, str]]


def bench(path: Path) -> list[Text]:
    """The labelled lines, a text for each page and extractor."""
    return [
        Text(
            row["id"], row["publisher"], row["extractor"], row["title"], [(t, k.split("/")[0]) for t, k in row["lines"]]
        )
        for row in _rows(path)
    ]


def whole_pages(path: Path, known: list[Text]) -> list[Text]:
    """The pages' blocks of text in order: those of the gold body are content, the others noise.

    A block that some extractor's text has as a line takes the label that it has there.
    """
    labels: dict[str, dict[str, str]] = {}
    for text in known:
        for line, label in text.lines:
            labels.setdefault(text.page, {}).setdefault(_squeezed(line), label)
    found = []
    for row in _rows(path):
        gold, whole = _grams(row["gold"]), {_squeezed(line) for line in row["gold"].split("\n")}
        there = labels.get(row["id"], {})
        lines = [(block, there.get(block) or _label(block, gold, whole)) for block in _blocks(row["html"])]
        if sum(label == "content" for _, label in lines) > 2:
            found.append(Text(row["id"], row["publisher"], "page", row.get("title"), lines))
    return found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def _label(block: str, gold: set[tuple[str, ...]], whole: set[str]) -> str:
    grams = _grams(block)
    if not grams:
        return NOISE
    share = 1.0 if block in whole else sum(gram in gold for gram in grams) / len(grams)
    if share >= 0.5:
        return "content"
    return UNSURE if share >= 0.1 or (share > 0 and len(block) > LONGEST_UNKNOWN) else NOISE


def _grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))} if words else set()


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _blocks(html: str) -> list[str]:
    blocks: list[str] = []
    open_block: list[str] = []

    def close() -> None:
        text = _squeezed("".join(open_block))
        open_block.clear()
        if text:
            blocks.append(text)

    skipped = 0  # how many open elements hold no text of the page
    walk = lxml.html.etree.iterwalk(lxml.html.document_fromstring(html), events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in ("start", "end"):
            skipped += (element.tag in _SKIPPED) * (1 if event == "start" else -1)
            if element.tag in _BLOCKS and not skipped:
                close()
        if not skipped:
            open_block.append((element.text if event == "start" else element.tail) or "")
    close()
    return blocks
