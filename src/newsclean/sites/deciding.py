"""From the sightings of lines to a judgement of each line: one part of the counts at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsclean.sites.crawl import Crawl, coded, starts
from newsclean.sites.evidence import PLACES, is_learned, least_share, places_of, thresholds
from newsclean.sites.spill import arrow

if TYPE_CHECKING:
    import pyarrow as pa


def judged(part: pa.Table, crawl: Crawl) -> pa.Table:
    """The lines in one part of the spilled sightings, each once, with what speaks for it and whether it is learned.

    Every line of all its sites stands in the same part, so nothing else is needed but the totals of the crawl.
    """
    import numpy as np

    pa = arrow()
    names, codes = coded(part["site"])
    keys, pages, places = (part[column].to_numpy() for column in ("key", "page", "places"))
    order = np.lexsort((pages, codes, keys))
    first = starts(keys[order], codes[order], pages[order])  # a page that was counted twice is one page
    places = np.bitwise_or.reduceat(places[order], first) if len(first) else places
    rows = order[first]
    lines = starts(keys[rows], codes[rows])
    heads = rows[lines]
    ends = np.append(lines, len(rows)).astype(np.int32)
    documents = np.diff(ends)
    told = _told(crawl.stories_of(pages[rows]), lines)
    by_place = [np.add.reduceat(places >> bit & 1, lines, dtype=np.int64) for bit in range(len(PLACES)) if len(lines)]
    of, of_stories = _totals(crawl, names)[codes[heads]].T
    columns: dict[str, Any] = {
        "site": part["site"].take(heads),
        "line": part["line"].take(heads),
        "documents": documents,
        "of": of,
        "stories": told,
        "share": np.round(documents / of, 4),
        "bound": np.round(np.minimum(least_share(documents, of), least_share(told, of_stories)), 4),
        **dict(zip(PLACES, by_place or [documents] * len(PLACES), strict=True)),
        "pages": pa.ListArray.from_arrays(ends, pages[rows]),
        "places": pa.ListArray.from_arrays(ends, places),
    }
    return _with_judgement(columns, keys[heads])


def _told(stories: Any, lines: Any) -> Any:
    """By line, how many stories its pages tell."""
    import numpy as np

    number = np.repeat(np.arange(len(lines)), np.diff(np.append(lines, len(stories))))
    order = np.lexsort((stories, number))
    return np.bincount(number[order][starts(number[order], stories[order])], minlength=len(lines))


def _totals(crawl: Crawl, names: list[str]) -> Any:
    import numpy as np

    return np.array([crawl.totals[name] for name in names], np.int64).reshape(-1, 2)


def _with_judgement(columns: dict[str, Any], keys: Any) -> pa.Table:
    """The lines with their place, whether they are learned, and what they are; few have a chance and are looked at."""
    import numpy as np

    pa = arrow()
    places = places_of(*(columns[place] for place in PLACES))
    elsewhere = _elsewhere(keys, (columns["inside"] > 0) | (columns["between"] > 0))
    needed = thresholds()
    least = min(value for name, value in needed.items() if "support" not in name)
    learned = np.zeros(len(keys), bool)
    kinds = np.full(len(keys), None, object)
    for number in np.flatnonzero((columns["stories"] >= needed["support"]) & (columns["bound"] >= least)).tolist():
        line = columns["line"][number].as_py()
        evidence = (each[number].item() for each in (columns["stories"], columns["bound"], elsewhere))
        learned[number] = is_learned(line, places[number], *evidence)
        kinds[number] = _kind(line) if learned[number] else None
    judgement = {"place": pa.array(places, pa.string()), "kind": pa.array(kinds, pa.string()), "learned": learned}
    return pa.table({**columns, **judgement})


def _elsewhere(keys: Any, is_running: Any) -> Any:
    """By line of a site, how many other sites have the same line in their running text."""
    import numpy as np

    _, line = np.unique(keys, return_inverse=True)
    return (np.bincount(line, is_running)[line] if len(keys) else line) - is_running


def _kind(line: str) -> str | None:
    """What a line is, by the surest phrase in it."""
    from newsclean.document import Document
    from newsclean.signals.phrases import all_hits

    surest = max(all_hits(Document(line)), key=lambda hit: hit.entry.sure, default=None)
    return surest.entry.kind.value if surest else None
