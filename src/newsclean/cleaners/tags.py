"""Topics, sections and breadcrumbs.

Besides the stock phrases: the labels under a header of topics, and lines of nothing but hashtags or breadcrumbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.cleaners.stock import stock_cuts
from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut
from newsclean.signals.phrases import hits, line_of, stock_lines
from newsclean.signals.zones import head_end, tail_start

LABEL = 40  # characters of a topic's name
WORDS = 5  # words of it
HEADER = 0.7  # how sure a phrase is that heads a list of topics
MOST = 20  # topics under one header
LISTED = 0.88  # labels under a header of topics, down to the end of the text
HASHED = 0.9  # a line of hashtags under the article
TRAIL = 0.92  # breadcrumbs above the article
SLASHED = 0.65  # the same with strokes, as credits and dates have them too
DEEPEST = 4  # lines that may stand above breadcrumbs

_HASHTAGS = re.compile(r"(?:#\w{2,40}[\s,;|•·]{0,3}){2,30}")
_BARE = re.compile(r"[^:：]{1,60}[:：]?")  # a header, with no topic behind its colon
_ARROW = re.compile(r"[>›»→]")
_STEP = re.compile(r"[>›»→/]")


@cleaner("tags", kind=Kind.TAGS)
def tags(document: Document) -> Iterator[Cut]:
    """Topics and sections: "Tags: bridge, ferry", "Filed under", "Topics" with its list."""
    for cut in stock_cuts(document, Kind.TAGS):
        if document.text[cut.end - 1] not in ".!?":  # "Tags: that was her idea." is a sentence
            yield cut
    yield from _under_headers(document)
    tail = tail_start(document)
    for number, line in enumerate(document.lines):
        if number >= tail and _HASHTAGS.fullmatch(line.text):
            yield Cut(line.start, line.end, "hashtags", HASHED)
        elif number < min(DEEPEST, head_end(document)) and _is_trail(line.text):
            yield Cut(line.start, line.end, "breadcrumbs", TRAIL if _ARROW.search(line.text) else SLASHED)


def _under_headers(document: Document) -> Iterator[Cut]:
    """The short labels under a header, where nothing follows them but the end and other stock phrases."""
    lines, tail = document.lines, tail_start(document)
    for hit in hits(document, Kind.TAGS):
        header = line_of(document, hit.start)
        if header < tail or hit.entry.sure < HEADER or not _BARE.fullmatch(lines[header].text):
            continue
        end = header + 1
        while end < len(lines) and end - header <= MOST and _is_label(lines[end].text):
            end += 1
        if header + 1 < end and (end == len(lines) or end in stock_lines(document)):
            yield Cut(lines[header].start, lines[end - 1].end, "labels-under-header", LISTED)


def _is_label(text: str) -> bool:
    """Whether a line could be the name of a topic, or several with commas between."""
    names = [name for name in re.split(r"[,;|•·]", text) if name.strip()]
    closed = text.endswith((".", "!", "?", ":", "…", "。", '"', "”"))
    return not closed and all(len(name) <= LABEL and len(name.split()) <= WORDS for name in names)


def _is_trail(text: str) -> bool:
    """Whether a line is the way from the front page to the story: short names with arrows between.

    >>> _is_trail("Home > News > Harbour"), _is_trail("Ashby > Mill Street")
    (True, False)
    """
    if len(text) > 2 * LABEL or any(map(str.isdigit, text)):
        return False
    steps = [step.strip() for step in _STEP.split(text) if step.strip()]
    return len(steps) > 2 and all(map(_is_label, steps))
