"""When the text was published or changed, and how long it takes to read.

Besides the stock phrases: lines that are nothing but a date. Live blogs, timelines, diaries, results and listings are
full of those, so a date that does not say that it is the publication's goes only where a page puts its own: once, among
the lines above the first paragraph, or between a standfirst and what follows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut
from newsclean.signals.dates import When, when, whens
from newsclean.signals.zones import head_end, paragraphs

LABELLED = 0.93  # a date that says that the text was published then
BARE = 0.88  # a date among the lines above the first paragraph
BELOW = 0.82  # one with its year and the time of the day between the first paragraph and the second
UNTIMED = 0.7  # the same without the time: an only section may have such a heading
DEEPEST = 15  # lines that may stand above such a date
MOST = 3  # dates that a page may have above its first paragraph; more are a list


@cleaner("dateline", kind=Kind.DATELINE)
def dateline(document: Document) -> Iterator[Cut]:
    """When it was published: "Published 3 March 2026, 10:15", "5 min read"."""
    yield from stock_cuts(document, Kind.DATELINE)
    said = whens(document)
    for number, each in said.items():
        if each.label and each.dates:
            yield _cut(document, number, number, "labelled-date", LABELLED)
    if not _dates_its_sections(document, said):
        for first, last in _runs(document, said):
            whole = when(" ".join(document.lines[number].text for number in range(first, last + 1)))
            sure = _sure(document, said, first, whole) if whole else 0.0
            if sure:
                yield _cut(document, first, last, "bare-date", sure)


def _cut(document: Document, first: int, last: int, rule: str, sure: float) -> Cut:
    return Cut(document.lines[first].start, document.lines[last].end, rule, sure)


def _sure(document: Document, said: Mapping[int, When], first: int, whole: When) -> float:
    """How sure it is that lines in a row which only say when are the publication's: from where they stand."""
    told = whole.dates + whole.clock if whole.label else whole.dates == 1 and (whole.year or whole.clock)
    if first >= DEEPEST or not told:
        return 0.0
    body = head_end(document)
    if first < body:
        above = sum(said[number].dates > 0 for number in range(body) if number in said)
        return BARE if above <= MOST else 0.0
    if first < head_end(document, 2) and whole.year:
        return BELOW if whole.clock else UNTIMED
    return 0.0


def _runs(document: Document, said: Mapping[int, When]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each run of lines that only say when, as pages that put each part on its own."""
    first = last = -2
    for number in [*(number for number in said if _is_part(document, number)), len(document.lines) + 1]:
        if number != last + 1:
            if first >= 0:
                yield first, last
            first = number
        last = number


def _is_part(document: Document, number: int) -> bool:
    """Whether a line may be a part of a date: it has a figure, or a word or two; "The last day" is a headline."""
    text = document.lines[number].text
    return any(map(str.isdigit, text)) or (number > 0 and len(text.split()) <= 2)


def _dates_its_sections(document: Document, said: Mapping[int, When]) -> bool:
    """Whether dates or times stand above paragraphs further down, as in timelines, live blogs and diaries."""
    running = frozenset(paragraphs(document))
    heads = [number for number, each in said.items() if not each.label and number + 1 in running]
    below = [number for number in heads if number > head_end(document)]
    return len(below) > 1 or any(number > head_end(document, 2) for number in below)
