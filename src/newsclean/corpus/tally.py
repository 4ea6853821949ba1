"""What went, counted: small, mergeable, and the same whatever the order of the work.

Every table has a bound, so that a corpus of any size fits. Totals are exact. Of hosts and rules, those beyond the bound
are counted together; the counts of lines are lower bounds where a shard has more different ones than are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit

import msgspec

from newsclean.corpus.cleaning import Done

MOST_NAMES = 2000  # hosts or rules of a shard
MOST_LINES = 10_000  # different lines while a shard is counted, and of the whole
LINES_KEPT = 200  # the most frequent ones of a shard
SAMPLES = 10  # removals of each kind
LONGEST_SHOWN = 200  # characters of a line or sample

OTHERS = "(others)"
UNKNOWN = "(unknown)"


class Count(msgspec.Struct, array_like=True):
    """Documents in which something went, removals, and characters that went."""

    documents: int = 0
    removals: int = 0
    characters: int = 0


class Host(msgspec.Struct, array_like=True):
    """Documents of a host, their characters, and what is left of those."""

    documents: int = 0
    characters_in: int = 0
    characters_out: int = 0


class Sample(msgspec.Struct, array_like=True, order=True):
    """A removal that was drawn by lot; ``lot`` is a digest of its place, so that any order draws the same ones."""

    lot: str
    shard: str
    row: int
    text: str


class Tally(msgspec.Struct):
    """The counts of some documents."""

    documents: int = 0
    touched: int = 0
    withheld: int = 0
    characters_in: int = 0
    characters_out: int = 0
    kinds: dict[str, Count] = {}
    cleaners: dict[str, Count] = {}
    rules: dict[str, Count] = {}
    hosts: dict[str, Host] = {}
    lines: dict[str, int] = {}
    samples: dict[str, list[Sample]] = {}  # by kind

    def add(self, shard: str, row: int, url: str | None, done: Done, drawn_by: str = "kind") -> None:
        """Count a document; samples are drawn for each ``kind`` or ``cleaner``."""
        self.documents += 1
        self.touched += bool(done.removed)
        self.withheld += bool(done.withheld)
        self.characters_in += done.length
        self.characters_out += len(done.text)
        _add_host(self.hosts, host(url), Host(1, done.length, len(done.text)))
        for table, part in ((self.kinds, "kind"), (self.cleaners, "cleaner"), (self.rules, "rule")):
            sizes: dict[str, list[int]] = {}
            for each in done.removed:
                sizes.setdefault(each[part], []).append(each["end"] - each["start"])
            for name, size in sizes.items():
                _add_count(table, name, Count(1, len(size), sum(size)))
        for each in done.removed:
            self._draw(each[drawn_by], shard, row, each["start"], each["text"].strip())
            for line in each["text"].splitlines():
                if shown := line.strip()[:LONGEST_SHOWN]:
                    self.lines[shown] = self.lines.get(shown, 0) + 1
        if len(self.lines) > 2 * MOST_LINES:
            self.lines = _most(self.lines, MOST_LINES)

    def _draw(self, kind: str, shard: str, row: int, start: int, text: str) -> None:
        lot = blake2b(f"{shard}\0{row}\0{start}".encode(), digest_size=8).hexdigest()
        drawn = self.samples.setdefault(kind, [])
        if len(drawn) < SAMPLES or lot < drawn[-1].lot:
            drawn.append(Sample(lot, shard, row, text[:LONGEST_SHOWN]))
            drawn.sort()
            del drawn[SAMPLES:]

    def merge(self, other: Tally) -> None:
        """Add the counts of other documents, of which none was counted here."""
        for name in "documents", "touched", "withheld", "characters_in", "characters_out":
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for mine, theirs in (
            (self.kinds, other.kinds),
            (self.cleaners, other.cleaners),
            (self.rules, other.rules),
        ):
            for key, count in theirs.items():
                _add_count(mine, key, count)
        for key, found in other.hosts.items():
            _add_host(self.hosts, key, found)
        for line, number in other.lines.items():
            self.lines[line] = self.lines.get(line, 0) + number
        if len(self.lines) > 2 * MOST_LINES:
            self.lines = _most(self.lines, MOST_LINES)
        for kind, drawn in other.samples.items():
            self.samples[kind] = sorted([*self.samples.get(kind, []), *drawn])[:SAMPLES]

    def most_lines(self, number: int) -> dict[str, int]:
        """The lines that went most often, the most frequent first."""
        return _most(self.lines, number)


def merged(tallies: Iterable[Tally]) -> Tally:
    """The counts of all, which depend on the order only in what is beyond the bounds."""
    whole = Tally()
    for each in tallies:
        whole.merge(each)
    return whole


@lru_cache(maxsize=1024)
def host(url: str | None) -> str:
    """The host of an address.

    >>> host("https://www.valleyherald.example/a?b"), host("mailto:a@b.example"), host(None)
    ('www.valleyherald.example', '(unknown)', '(unknown)')
    """
    try:
        return (urlsplit(url or "").hostname or UNKNOWN)[:LONGEST_SHOWN]
    except ValueError:
        return UNKNOWN


def _most(lines: dict[str, int], number: int) -> dict[str, int]:
    return dict(sorted(lines.items(), key=lambda item: (-item[1], item[0]))[:number])


def _add_count(table: dict[str, Count], name: str, more: Count) -> None:
    count = table.setdefault(name if name in table or len(table) < MOST_NAMES else OTHERS, Count())
    count.documents += more.documents
    count.removals += more.removals
    count.characters += more.characters


def _add_host(table: dict[str, Host], name: str, more: Host) -> None:
    count = table.setdefault(name if name in table or len(table) < MOST_NAMES else OTHERS, Host())
    count.documents += more.documents
    count.characters_in += more.characters_in
    count.characters_out += more.characters_out
