"""The start page's noisy text, cleaned while the site is built."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

import newsclean
from website.marked import marked

TEXT = Path(__file__).parents[2] / "fixtures" / "demo" / "harbour.txt"


@cache
def _cleaned() -> newsclean.Cleaned:
    return newsclean.explain(TEXT.read_text("utf-8"))


def shown() -> str:
    """The text with a switch that takes the noise out of it."""
    result = _cleaned()
    before, after = len(result.document.text), len(result.text)
    return (
        '<div class="nc-demo" markdown="0">'
        '<label><input type="checkbox"> <b>Take the noise out</b> '
        f"<span>{len(result.removals)} cuts, {before:,} characters become {after:,}</span></label>"
        f"{marked(result.document.text, result.removals)}</div>"
    )


def receipts() -> str:
    """The receipts of that text, as a table."""
    rows = [
        f"| `{each.kind}` | `{each.rule}` | {each.confidence:.2f} | {_short(each.text)} |"
        for each in _cleaned().removals
    ]
    return "\n".join(["| kind | rule | confidence | what went |", "|---|---|--:|---|", *rows])


def _short(text: str, room: int = 60) -> str:
    line = " ".join(text.split())
    return escape(line if len(line) <= room else line[:room].rsplit(" ", 1)[0] + " …").replace("|", "\\|")
