"""Docstrings as the site shows them: doctests as code, and the names of what the site describes as links."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import griffe

DESCRIBED = Path(__file__).parents[2] / "docs" / "api.md"

_ROLE = re.compile(r":(?:func|class|meth):`([\w.]+)`")
_DOCTEST = re.compile(r"^>>> .*(?:\n.+)*", re.MULTILINE)


class Docstrings(griffe.Extension):
    """Changes docstrings when they are collected, before they are parsed."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """As Griffe calls it for every module, class, function and attribute."""
        if obj.docstring:
            obj.docstring.value = shown(obj.docstring.value)


def shown(docstring: str) -> str:
    """A docstring in Markdown.

    >>> shown("Like :func:`clean`.")
    'Like [`clean`][newsclean.clean].'
    """
    fenced = _DOCTEST.sub(lambda example: f"```pycon\n{example[0]}\n```", docstring)
    return _ROLE.sub(lambda role: _linked(role[1]), fenced)


def _linked(name: str) -> str:
    for whole in (name, f"newsclean.{name}"):
        if whole in _described() or whole.rpartition(".")[0] in _described():
            return f"[`{name}`][{whole}]"
    return f"`{name}`"


@cache
def _described() -> frozenset[str]:
    """The names that ``docs/api.md`` describes."""
    return frozenset(re.findall(r"^::: (\S+)", DESCRIBED.read_text("utf-8"), re.MULTILINE))
