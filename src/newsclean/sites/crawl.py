"""The pages of a crawl: how many each site has, and which of them tell the same story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.sites.stories import MOST_PAGES, stories

if TYPE_CHECKING:
    import pyarrow as pa


class Site(NamedTuple):
    """The pages of one site: their numbers in order, by page the number of its story, and the sketches of few pages."""

    name: str
    pages: Any
    stories: Any
    sketches: list[list[int]]


class Crawl(NamedTuple):
    """What is known of all pages, in little memory: by site its pages and stories, and the copies of other pages."""

    totals: Mapping[str, tuple[int, int]]
    copies: Any
    originals: Any

    @classmethod
    def of(cls, sites: Iterable[Site]) -> Crawl:
        """The totals of these sites, which pass one by one."""
        import numpy as np

        totals: dict[str, tuple[int, int]] = {}
        copies, originals = [np.empty(0, np.uint64)], [np.empty(0, np.uint64)]
        for site in sites:
            totals[site.name] = len(site.pages), len(np.unique(site.stories))
            is_copy = site.pages != site.stories
            copies.append(site.pages[is_copy])
            originals.append(site.stories[is_copy])
        order = np.argsort(np.concatenate(copies))
        return cls(totals, np.concatenate(copies)[order], np.concatenate(originals)[order])

    def stories_of(self, pages: Any) -> Any:
        """By page, the number of the story that it tells."""
        import numpy as np

        if not len(self.copies):
            return pages
        found = np.minimum(np.searchsorted(self.copies, pages), len(self.copies) - 1)
        return np.where(self.copies[found] == pages, self.originals[found], pages)


def sites_in(part: pa.Table) -> Iterator[Site]:
    """The sites whose pages stand in one part of the spilled pages, by number, each page once."""
    import numpy as np

    names, codes = coded(part["site"])
    keys, pages = (part[column].to_numpy() for column in ("key", "page"))
    rows = np.lexsort((pages, codes, keys))
    rows = rows[starts(codes[rows], pages[rows])]
    for start, end in pairwise([*starts(codes[rows]).tolist(), len(rows)]):
        own = rows[start:end]
        name = names[codes[own[0]]]
        sketches = part["sketch"].take(own).to_pylist() if len(own) <= MOST_PAGES else []
        yield Site(name, pages[own], pages[own[stories(sketches)]] if sketches else pages[own], sketches)


def coded(column: Any) -> tuple[list[str], Any]:
    """The texts of a column in order, and by row the number of its text."""
    import numpy as np

    encoded = column.combine_chunks().dictionary_encode()
    names = encoded.dictionary.to_pylist()
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.empty(len(names), np.int64)
    rank[order] = np.arange(len(names))
    return [names[each] for each in order], rank[encoded.indices.to_numpy()]


def starts(*columns: Any) -> Any:
    """The numbers of the rows that differ from the row before, in columns that are sorted."""
    import numpy as np

    differs = np.ones(len(columns[0]), bool)
    differs[1:] = False
    for column in columns:
        differs[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(differs)
