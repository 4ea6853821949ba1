"""``newsclean sites``: site profiles shown, joined, compared, made small, and lines of them protected."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsclean.cli.messages import UsageError, say
from newsclean.errors import nearest
from newsclean.sites import file
from newsclean.sites.editing import protect, prune
from newsclean.sites.merging import merge

_SHOWN = ["site", "line", "documents", "of", "place", "kind", "protected"]


def run(options: Namespace) -> int:
    """Do what the second word says; give the exit code.

    Raises:
        NewscleanError: a profile cannot be read or written.
        UsageError: the profile does not know the site or the line.
    """
    {"show": _show, "merge": _merge, "compare": _compare, "prune": _prune, "protect": _protect}[options.does](options)
    return 0


def _show(options: Namespace) -> None:
    """The learned lines of a site, those on most pages first; or the sites, those with most lines first."""
    sites: dict[str, list[dict[str, Any]]] = {}
    for row in _learned(options.profile):
        sites.setdefault(row["site"], []).append(row)
    if options.host is None:
        for site, rows in sorted(sites.items(), key=lambda each: (-len(each[1]), each[0])):
            print(f"{len(rows):6,} lines  {rows[0]['of']:8,} pages  {site}")
        return
    if options.host not in sites:
        raise UsageError(f"no line of {options.host!r} was learned; {nearest(options.host, sites)}")
    for row in sorted(sites[options.host], key=lambda each: (-each["documents"], each["line"])):
        kept = "  (protected)" if row["protected"] else ""
        print(f"{_support(row)}  {row['place']:7}  {row['kind'] or '':17}  {row['line']}{kept}")


def _compare(options: Namespace) -> None:
    """The lines that were learned in one profile alone: - those of the first, + those of the second."""
    old, new = ({(row["site"], row["line"]): row for row in _learned(name)} for name in (options.old, options.new))
    for key in sorted(old.keys() ^ new.keys()):
        mark, row = ("-", old[key]) if key in old else ("+", new[key])
        print(f"{mark} {_support(row)}  {row['site']}  {row['line']}")


def _merge(options: Namespace) -> None:
    learned = merge(options.profiles, options.output)
    say(f"{options.output}: lines learned: {learned.lines:,}, sites: {learned.sites:,}, pages: {learned.pages:,}")


def _prune(options: Namespace) -> None:
    lines = prune(options.profile, options.output)
    say(f"{options.output}: {lines:,} lines in {Path(options.output).stat().st_size:,} bytes; it cannot be merged")


def _protect(options: Namespace) -> None:
    missing = protect(options.profile, options.host, options.line)
    if missing:
        raise UsageError(
            f"{options.profile}: nothing was changed; no such line of {options.host!r} was learned: "
            f"{missing[0]!r}; newsclean sites show {options.profile} {options.host} lists them"
        )


def _learned(path: str) -> Iterator[dict[str, Any]]:
    for rows in file.read(path, [*_SHOWN, "learned"], learned=True):
        yield from rows.filter(rows["learned"]).to_pylist()


def _support(row: dict[str, Any]) -> str:
    return f"{row['documents']:6,} of {row['of']:6,}"
