"""A page as a tree, and its text as one string whose every stretch leads back to the tree."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

_TEXT = etree.XPath("//body//text()")
_UNSEEN = ("script", "style", "svg", "template", "head")
_NO_WORD = re.compile(r"[^\w\x00]+|_+")


def parsed(text: str) -> Any:
    """The tree of a page, or None where there is nothing to parse.

    libxml2 gives up on what lies deeper than its limit, 256 or 2,048 elements by version: a path is never longer.
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, AssertionError):  # nothing but comments, or no element at all
        return None


class PageText:
    """The word characters of a page in the order of the page, each known by the element that it stands in.

    Args:
        tree: what :func:`parsed` gave; what nobody sees is removed from it.
    """

    def __init__(self, tree: Any) -> None:
        etree.strip_elements(tree, *_UNSEEN, with_tail=False)
        nodes = _TEXT(tree)
        joined = "\x00".join(node.replace("\x00", "") for node in nodes)
        parts = _NO_WORD.sub("", joined).lower().split("\x00") if nodes else []
        self.characters = "".join(parts)
        self._nodes: list[Any] = []
        self._starts: list[int] = []
        place = 0
        for node, part in zip(nodes, parts, strict=True):
            if part:
                self._nodes.append(node)
                self._starts.append(place)
                place += len(part)
        self.edges = {*self._starts, place}  # where texts of one element begin or end

    def stretches(self, start: int, end: int) -> Iterator[tuple[Any, int]]:
        """The elements whose texts stand between two places, each with the number of word characters there."""
        number = bisect_right(self._starts, start) - 1
        while number < len(self._nodes) and self._starts[number] < end:
            following = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.characters)
            node = self._nodes[number]
            parent = node.getparent()
            yield (
                (parent.getparent() if node.is_tail else parent),
                min(end, following) - max(start, self._starts[number]),
            )
            number += 1
