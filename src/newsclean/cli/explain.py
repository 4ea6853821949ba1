"""``newsclean explain``: texts with what would go, and why."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter

from newsclean.cli import arguments, documents
from newsclean.cli.messages import Report
from newsclean.kinds import Kind
from newsclean.report.explained import pieces, summary
from newsclean.report.terminal import HEAD, Terminal


def run(options: Namespace) -> int:
    """Show every document and a closing summary; give the exit code.

    Raises:
        NewscleanError: nothing can be read or cleaned as the options say.
        SystemExit: a document cannot be used, and the options are strict.
    """
    pipeline = arguments.pipeline(options)
    report = Report(options)
    terminal = Terminal()
    kinds: Counter[Kind] = Counter()
    length = left = 0
    for place, _, cleaned in documents.cleaned(pipeline, options, report):
        if options.format == "jsonl" or len(options.files) > 1:
            terminal.say([(f"== {place} ==\n\n", HEAD)])
        terminal.show(pieces(cleaned))
        kinds.update(removal.kind for removal in cleaned.removals)
        length += len(cleaned.document.text)
        left += len(cleaned.text)
    if report.passed:
        terminal.say(summary(kinds, length, left, report.count))
    return report.close()
