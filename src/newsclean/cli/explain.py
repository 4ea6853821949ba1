"""``newsclean explain``: texts with what would go, and why."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from newsclean.cli import arguments, documents
from newsclean.cli.report import Report
from newsclean.kinds import Kind
from newsclean.removal import Cleaned, Removal

Piece = tuple[str, str]  # a stretch of what is shown, and its style

CUT, WHY, HEAD, WARNING = "red strike", "yellow", "bold", "bold magenta"

# Scraped text may hold anything; what would steer the terminal is shown as a picture of itself.
_VISIBLE: dict[int, int | None] = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_VISIBLE |= {ord("\r"): None, 0x7F: 0x2421, **dict.fromkeys(range(0x80, 0xA0), 0xFFFD)}


def run(options: Namespace) -> int:
    """Show every document and a closing summary; give the exit code.

    Raises:
        NewscleanError: nothing can be read or cleaned as the options say.
        SystemExit: a document cannot be used, and the options are strict.
    """
    pipeline = arguments.pipeline(options)
    report = Report(options)
    show = _printer()
    kinds: Counter[Kind] = Counter()
    length = left = 0
    for place, _, cleaned in documents.cleaned(pipeline, options, report):
        if options.format == "jsonl" or len(options.files) > 1:
            show([(f"== {place} ==\n\n", HEAD)])
        show(pieces(cleaned))
        kinds.update(removal.kind for removal in cleaned.removals)
        length += len(cleaned.document.text)
        left += len(cleaned.text)
    if report.passed:
        show(summary(kinds, length, left, report.count))
    return report.close()


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
        yield text[position : removal.start].translate(_VISIBLE), ""
        yield from _cut(removal)
        position = removal.end
    yield text[position:].rstrip("\n").translate(_VISIBLE) + "\n\n", ""
    yield from ((f"warning: {warning}\n\n", WARNING) for warning in cleaned.warnings)


def _cut(removal: Removal) -> Iterator[Piece]:
    noise = removal.text.strip()
    before, _, after = removal.text.partition(noise) if noise else (removal.text, "", "")
    yield before.translate(_VISIBLE), ""
    if noise:
        yield f"[-{noise.translate(_VISIBLE)}-]", CUT
        yield f" {{{removal.kind} by {removal.cleaner}: {removal.rule}}}", WHY
    yield after.translate(_VISIBLE), ""


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


def _printer() -> Callable[[Iterable[Piece]], None]:
    """What shows pieces on standard output: in colour where that is a terminal, unless the environment objects."""
    if sys.stdout:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    if not _is_coloured():
        return lambda shown: print("".join(text for text, _ in shown), end="")
    from rich.console import Console
    from rich.text import Text

    console = Console(force_terminal=True, color_system="standard", no_color=False, highlight=False)
    return lambda shown: console.print(Text.assemble(*shown), end="", soft_wrap=True)


def _is_coloured() -> bool:
    """As https://no-color.org and https://force-color.org have it."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return bool(sys.stdout and sys.stdout.isatty()) and os.environ.get("TERM") != "dumb"
