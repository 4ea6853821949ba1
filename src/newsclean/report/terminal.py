"""Coloured stretches of text on standard output: folded where that is a terminal, as they are where it is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Piece = tuple[str, str]  # a stretch of what is shown, and its style

# Of the eight colours that every terminal has, those that can be read on black and on white; none stands alone.
CUT, ADDED, WHY, HEAD, WARNING = "red strike", "bold green", "magenta", "bold", "bold magenta"

GUTTER = "▌ "  # before every line that something goes from or comes to, so that the eye finds it
NARROWEST = 20  # columns that a text is folded to at least

# Scraped text may hold anything; what would steer the terminal is shown as a picture of itself.
_VISIBLE: dict[int, int | None] = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_VISIBLE |= {ord("\r"): None, 0x7F: 0x2421, **dict.fromkeys(range(0x80, 0xA0), 0xFFFD)}


def visible(text: str) -> str:
    r"""A text in which nothing steers a terminal.

    >>> visible("\x1b[31mred\r\n")
    '␛[31mred\n'
    """
    return text.translate(_VISIBLE)


class Terminal:
    """Standard output, in colour and folded where that is a terminal, unless the environment objects."""

    def __init__(self) -> None:
        if sys.stdout:
            sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        self._is_terminal = bool(sys.stdout and sys.stdout.isatty()) and os.environ.get("TERM") != "dumb"
        self._console = _console(_is_coloured(self._is_terminal)) if self._is_terminal or _is_coloured(False) else None

    def say(self, pieces: Iterable[Piece]) -> None:
        """Show pieces as they are."""
        if self._console is None:
            print("".join(text for text, _ in pieces), end="")
        else:
            self._console.print(_assembled(pieces), end="", soft_wrap=True)

    def show(self, pieces: Iterable[Piece]) -> None:
        """Show pieces of a text, which end a line; on a terminal folded between words, with a bar at what goes."""
        if self._console is None or not self._is_terminal:
            self.say(pieces)
            return
        for line in folded(_assembled(pieces), self._console):
            self._console.print(line, soft_wrap=True)


def folded(text: Text, console: Console) -> Iterator[Text]:
    """The lines of a text, none wider than the console, each behind a gutter that tells whether something goes.

    Wide characters count for the two columns that they take.
    """
    from rich.text import Text

    width = max(NARROWEST, console.width - len(GUTTER) - 1)
    for line in text.split("\n"):
        for part in line.wrap(console, width, overflow="fold") if line else [line]:
            styles = {str(span.style) for span in part.spans if part.plain[span.start : span.end].strip()}
            part.rstrip()
            if CUT in styles:
                yield Text.assemble((GUTTER, "red"), part)
            elif ADDED in styles:
                yield Text.assemble((GUTTER, "green"), part)
            else:
                yield Text.assemble(" " * len(GUTTER) if part else "", part)


def _assembled(pieces: Iterable[Piece]) -> Text:
    from rich.text import Text

    return Text.assemble(*pieces)


def _console(is_coloured: bool) -> Console:
    from rich.console import Console

    colours = {"color_system": "standard"} if is_coloured else {"color_system": None}
    return Console(force_terminal=is_coloured, no_color=not is_coloured, highlight=False, **colours)


def _is_coloured(is_terminal: bool) -> bool:
    """As https://no-color.org and https://force-color.org have it."""
    if os.environ.get("NO_COLOR"):
        return False
    return is_terminal or bool(os.environ.get("FORCE_COLOR"))
