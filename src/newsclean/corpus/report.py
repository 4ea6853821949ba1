"""The report of all shards that are done, as JSON and as Markdown; without times, so that equal runs tell the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from newsclean.corpus.manifest import Note
from newsclean.corpus.tally import Count, Tally

TOP = 20  # lines, rules and hosts that people are shown


class Report(msgspec.Struct):
    """What became of a corpus.

    Args:
        shards: how many there are.
        done: how many of them are done.
        rejected: rows that were set aside.
        skipped: records that are no documents.
        tally: what went; of lines only the most frequent ones.
    """

    shards: int
    done: int = 0
    rejected: int = 0
    skipped: int = 0
    tally: Tally = msgspec.field(default_factory=Tally)

    def add(self, note: Note) -> None:
        """Count a shard that is done."""
        self.done += 1
        self.rejected += note.rejected
        self.skipped += note.skipped
        self.tally.merge(note.tally)


def markdown(report: Report) -> str:
    """The report for people."""
    tally = report.tally
    gone = tally.characters_in - tally.characters_out
    facts = {
        "shards": f"{report.done:,} of {report.shards:,}",
        "documents": f"{tally.documents:,}",
        "documents in which something went": f"{tally.touched:,} ({_share(tally.touched, tally.documents)})",
        "characters in": f"{tally.characters_in:,}",
        "characters out": f"{tally.characters_out:,}",
        "characters that went": f"{gone:,} ({_share(gone, tally.characters_in)})",
        "documents in which the brake held a cleaner back": f"{tally.withheld:,}",
        "rows set aside": f"{report.rejected:,}",
        "records that are no documents": f"{report.skipped:,}",
    }
    parts = ["# What newsclean took", _table(["", ""], facts.items())]
    for title, counts in ("kind", tally.kinds), ("cleaner", tally.cleaners), ("rule", tally.rules):
        parts += [f"## By {title}", _counts(title, counts)]
    hosts = sorted(tally.hosts.items(), key=lambda item: (-item[1].characters_in, item[0]))[:TOP]
    rows = [
        (name, f"{each.documents:,}", f"{each.characters_in:,}", f"{each.characters_out:,}") for name, each in hosts
    ]
    parts += ["## By host, the largest", _table(["host", "documents", "characters in", "characters out"], rows)]
    lines = [(f"{number:,}", line) for line, number in tally.most_lines(TOP).items()]
    parts += ["## The lines that went most often", _table(["times", "line"], lines)]
    return "\n\n".join([*parts, *_drawn(tally)]) + "\n"


def ablation(tally: Tally) -> str:
    """What each cleaner took from a sample, for people."""
    gone = tally.characters_in - tally.characters_out
    told = (
        f"{tally.documents:,} documents: {tally.touched:,} touched, {gone:,} of {tally.characters_in:,} characters "
        f"({_share(gone, tally.characters_in)}) went"
    )
    return "\n\n".join([told, _counts("cleaner", tally.cleaners), *_drawn(tally)]) + "\n"


def _drawn(tally: Tally) -> Iterator[str]:
    yield "## Drawn by lot"
    for name, drawn in sorted(tally.samples.items()):
        yield f"### {name}"
        yield _table(["shard", "row", "text"], [(each.shard, each.row, each.text) for each in drawn])


def _counts(title: str, counts: Mapping[str, Count]) -> str:
    """A table of counts, what took most first."""
    most = sorted(counts.items(), key=lambda item: (-item[1].characters, item[0]))[:TOP]
    rows = [(name, f"{c.documents:,}", f"{c.removals:,}", f"{c.characters:,}") for name, c in most]
    return _table([title, "documents", "removals", "characters"], rows)


def _table(heads: list[str], rows: Iterable[Iterable[Any]]) -> str:
    lines = [heads, ["---"] * len(heads), *([_cell(each) for each in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: Any) -> str:
    r"""A value in a table of Markdown, on one line.

    >>> _cell("a|b\n*c* <d>")
    'a\\|b ⏎ \\*c\\* &lt;d>'
    """
    text = " ⏎ ".join(str(value).splitlines())
    for mark in "\\|*`[":
        text = text.replace(mark, f"\\{mark}")
    return "".join(letter for letter in text.replace("<", "&lt;") if letter.isprintable())


def _share(part: int, whole: int) -> str:
    return f"{part / max(1, whole):.1%}"
