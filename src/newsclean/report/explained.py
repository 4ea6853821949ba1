"""A text with what goes from it, in pieces for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from newsclean.kinds import Kind
from newsclean.removal import Cleaned, Removal
from newsclean.report.parted import parted
from newsclean.report.terminal import CUT, HEAD, WARNING, WHY, Piece, visible


def pieces(cleaned: Cleaned) -> Iterator[Piece]:
    r"""A text as it was, each cut between ``[-`` and ``-]`` with its kind, cleaner and rule behind it.

    >>> import newsclean
    >>> print("".join(text for text, _ in pieces(newsclean.explain("Trams run again.\n\nSource link"))), end="")
    Trams run again.
    <BLANKLINE>
    [-Source link-] {source_link by source_link: en/source-link}
    <BLANKLINE>
    """
    text, position = cleaned.document.text, 0
    for removal in cleaned.removals:
        yield visible(text[position : removal.start]), ""
        yield from _cut(removal)
        position = removal.end
    yield visible(text[position:].rstrip("\n")) + "\n\n", ""
    yield from ((f"warning: {warning}\n\n", WARNING) for warning in cleaned.warnings)


def _cut(removal: Removal) -> Iterator[Piece]:
    before, noise, after = parted(removal.text)
    yield visible(before), ""
    if noise:
        yield f"[-{visible(noise)}-]", CUT
        yield f" {{{removal.kind} by {removal.cleaner}: {visible(removal.rule)}}}", WHY
    yield visible(after), ""


def summary(kinds: Counter[Kind], length: int, left: int, where: str) -> Iterator[Piece]:
    """How much went, and of what kinds, the most frequent first.

    >>> for text, _ in summary(Counter({Kind.PROMO: 2}), 200, 150, "1 text"):
    ...     print(text, end="")
    2 cuts in 1 text: 50 of 200 characters (25.0%)
      promo  2
    """
    cuts = sum(kinds.values())
    gone = length - left
    share = gone / max(1, length)
    yield f"{cuts:,} cut{'s' * (cuts != 1)} in {where}: {gone:,} of {length:,} characters ({share:.1%})\n", HEAD
    width = max((len(kind.value) for kind in kinds), default=0)
    for kind, number in kinds.most_common():
        yield f"  {kind.value:{width}}  {number:,}\n", ""
