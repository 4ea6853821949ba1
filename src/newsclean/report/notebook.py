"""A cleaned text as a notebook shows it."""

from __future__ import annotations

from newsclean.removal import Cleaned
from newsclean.report.html import environment
from newsclean.report.looks import looks
from newsclean.report.parted import parted


def html(cleaned: Cleaned) -> str:
    r"""The text with its cuts in place, as HTML that brings its styles with it and reads on light and dark grounds.

    >>> import newsclean
    >>> "<mark" in html(newsclean.explain("Trams run again.\n\nSource link"))
    True
    """
    return (
        environment()
        .get_template("cleaned.html")
        .render(cleaned=cleaned, stretches=_stretches(cleaned), colours=_colours(), lines=_lines())
    )


def _stretches(cleaned: Cleaned) -> list[tuple[str, object]]:
    """What stayed and what went, in order: each text with its removal, or None."""
    text, position = cleaned.document.text, 0
    found: list[tuple[str, object]] = []
    for removal in cleaned.removals:
        before, noise, after = parted(removal.text)
        found += [(text[position : removal.start] + before, None), (noise, removal if noise else None), (after, None)]
        position = removal.end
    return [*found, (text[position:], None)]


def _colours() -> dict[str, str]:
    return {kind: looks().families[family]["light"] for kind, (family, _) in looks().kinds.items()}


def _lines() -> dict[str, str]:
    return {kind: line for kind, (_, line) in looks().kinds.items()}
