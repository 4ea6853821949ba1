"""A text with its cuts in place, as HTML of the site; ``gallery.colours`` says how the kinds look."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from newsclean import Removal
from newsclean.report.parted import parted


def marked(text: str, removals: Iterable[Removal], *, named: bool = True) -> str:
    """The text in a box; what goes is struck out in its kind's colour, with the kind's name before it if asked for."""
    pieces, position = [], 0
    for removal in removals:
        before, noise, after = parted(removal.text)
        name = f"<small>{removal.kind}</small>" if named else ""
        receipt = f"{removal.kind} by {removal.cleaner}: {removal.rule}, confidence {removal.confidence:.2f}"
        pieces += [
            escape(text[position : removal.start]),
            f'<del class="nc-cut nc-{removal.kind}">{_lines(before)}'
            f'<span title="{escape(receipt)}">{name}{_lines(escape(noise))}</span>{_lines(after)}</del>',
        ]
        position = removal.end
    pieces.append(escape(text[position:]))
    return f'<div class="nc-text" markdown="0">{_lines("".join(pieces))}</div>'


def _lines(html: str) -> str:
    """Newlines as entities, so that Markdown takes the box for one block, whatever stands in it."""
    return html.replace("\n", "&#10;")
