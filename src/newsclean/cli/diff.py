"""``newsclean diff``: where two texts differ, or the rows of two files."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Hashable, Iterator

from newsclean.cli import documents
from newsclean.cli.messages import Report, shown
from newsclean.report.differences import Change, changes, pieces
from newsclean.report.terminal import HEAD, Terminal

Key = tuple[Hashable, int]  # what tells a document of one side from its others


def run(options: Namespace) -> int:
    """Show where the documents of two files differ, and a closing summary; give the exit code.

    Raises:
        NewscleanError: they cannot be read as the options say.
        SystemExit: a document cannot be used, and the options are strict.
    """
    old, new = options.files
    report = Report(options)
    terminal = Terminal()
    others = dict(_keyed(new, options, report))
    compared = differing = fewer = more = alone = 0
    for key, (place, text) in _keyed(old, options, report):
        if key not in others:
            alone += 1
            continue
        there, other = others.pop(key)
        compared += 1
        if text == other:
            continue
        found = changes(text, other)
        differing += 1
        fewer += _length(found, 0)
        more += _length(found, 1)
        if options.format == "jsonl":
            terminal.say([(f"== {place} and {there} ==\n\n", HEAD)])
        told = list(pieces(found))
        is_ended = "".join(piece for piece, _ in told).endswith("\n")
        terminal.show([*told, ("\n" if is_ended else "\n\n", "")])
    what = "rows" if options.format == "jsonl" else "texts"
    counts = f"{what} that differ: {differing:,} of {compared:,}"
    terminal.say([(f"{counts}; characters only in {shown(old)}: {fewer:,}, only in {shown(new)}: {more:,}\n", HEAD)])
    for name, number in (old, alone), (new, len(others)):
        if number:
            terminal.say([(f"{number:,} row{'s' * (number != 1)} only in {shown(name)}\n", "")])
    return report.close()


def _keyed(name: str, options: Namespace, report: Report) -> Iterator[tuple[Key, tuple[str, str]]]:
    """The texts of a file with their places: rows by id, or else address; those that have none by their number."""
    seen: Counter[Hashable] = Counter()
    one = Namespace(**{**vars(options), "files": [name]})

    for place, item in documents.read(one, report):
        known = item.origin.get("id") or item.origin.get("url")
        key = None if known is None else bytes(known)  # as it is spelt
        seen[key] += 1
        yield (key, seen[key]), (place, item.document.text)


def _length(found: list[Change], side: int) -> int:
    return sum(len(change[side]) for change in found if change.old != change.new)
