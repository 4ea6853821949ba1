"""Finding the phrases of a text: one scan for anchors, then a closer look at the lines that were hit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from newsclean.phrasebook.book import Entry, Place, anchors, entry
from newsclean.phrasebook.fold import MARKS, FoldedLine, fold
from newsclean.phrasebook.scan import Scanner

LONGEST_LINE = 400  # a stock phrase that is a whole line is short; longer lines are prose
LABEL_WORDS = 3  # spaces of a phrase that is a sentence and may close with a full stop
TAIL = 300  # how far from its end a line is searched for a glued footer

# What may stand before and after a phrase that is "the whole line": bullets, arrows, stars, brackets, end marks.
# A quotation mark before it is none of these: there somebody else is speaking.
_BEFORE = re.compile(r"""(?:(?!["«]|»[^«\n]*«)[\W_]){0,12}""")
_AFTER = re.compile(rf"(?![{MARKS}])(?:(?![{MARKS}])[\W_]){{0,12}}\Z")
# What stands before a footer that is glued to the end of a line: the end of a sentence, a bracket, a mark.
_ENDED = re.compile(r"""(?:[.!?…؟۔।。！？:"'»)\]*|•·›>→#=_~]| -|^)\s*(?:- ?|[(\[（【])?\Z""")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


class Hit(NamedTuple):
    """A phrase found in its place, in code points of the text that was searched."""

    entry: Entry
    start: int
    end: int


def hits(text: str, folded: str | None = None) -> list[Hit]:
    r"""Every phrase of the phrasebook that stands in the text where it must stand.

    >>> [(hit.entry.kind.value, hit.start, hit.end) for hit in hits("He left.\n» Source link «")]
    [('source_link', 11, 22)]
    """
    folded = fold(text) if folded is None else folded
    scanned = re.sub(" {2,}", " ", folded) if "  " in folded else folded
    wanted = _candidates_by_line(scanned)
    if not wanted:
        return []
    found: list[Hit] = []
    lines, folded_lines = text.split("\n"), folded.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for number, candidates in sorted(wanted.items()):
        line = FoldedLine(lines[number], folded_lines[number])
        for candidate in candidates:
            for start, end in _matches(candidate, line):
                found.append(Hit(candidate, starts[number] + start, starts[number] + end))
    return sorted(found, key=lambda hit: (hit.start, hit.end, hit.entry.rule))


def _candidates_by_line(folded: str) -> dict[int, set[Entry]]:
    """By line number, the entries that have an anchor in the line."""
    scan, owners = _scanner()
    wanted: dict[int, set[Entry]] = {}
    for line, anchor in scan(folded):
        wanted.setdefault(line, set()).update(map(entry, owners[anchor]))
    return wanted


def _matches(entry: Entry, line: FoldedLine) -> Iterator[tuple[int, int]]:
    """Where the entry stands in the line, in code points of the line."""
    for found in _candidates(entry, line.folded):
        named = (slot for slot, filled in found.groupdict().items() if filled and slot.startswith(("site", "name")))
        if all(_is_name(line.text[slice(*line.original(*found.span(slot)))]) for slot in named):
            yield line.original(*found.span())


def _candidates(entry: Entry, folded: str) -> Iterable[re.Match[str]]:
    """The matches that stand where the entry wants them, in folded code points."""
    if entry.place in (Place.SENTENCE, Place.SIGN):
        return entry.pattern.finditer(folded)
    if entry.place is Place.END:
        return _at_end(entry, folded)
    if entry.place is not Place.START and len(folded) > LONGEST_LINE:
        return ()
    before = _BEFORE.match(folded)
    begin = before.end() if before else 0
    if entry.place is Place.START:
        found = entry.pattern.match(folded, begin)
        return (found,) if found else ()
    stop = _trimmed(folded, begin)
    found = entry.pattern.fullmatch(folded, begin, stop) or entry.pattern.fullmatch(folded, begin)
    if found and folded[found.end() :] == "." and found.group().count(" ") < LABEL_WORDS:
        return ()  # a short answer, "Read more."; labels and buttons have no full stop
    return (found,) if found else ()


def _trimmed(folded: str, begin: int) -> int:
    after = _AFTER.search(folded, max(begin, len(folded) - 12))
    return after.start() if after else len(folded)


def _at_end(entry: Entry, folded: str) -> Iterator[re.Match[str]]:
    stop = _trimmed(folded, 0)
    for found in entry.pattern.finditer(folded, max(0, len(folded) - TAIL), stop):
        whole = entry.pattern.fullmatch(folded, found.start(), stop)
        if whole and _ENDED.search(folded, max(0, whole.start() - 20), whole.start()):
            yield whole
            return


def _is_name(text: str) -> bool:
    """Whether this looks like the name of a site or a person: an address, or capitals where a script has them.

    >>> _is_name("the Daily Herald"), _is_name("herald.example"), _is_name("your own peril")
    (True, True, False)
    """
    address = re.search(r"\w\.([^\W\d]{2,})", text)
    if address and (address.group(1).islower() or address.group(1).isupper()):
        return True  # but "possible.The" is the end of a sentence
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text)
    if words and words[0][0].isupper() and _CYRILLIC.match(words[0]):
        return True  # there only the first word of a title has a capital
    capitals = sum(not word[0].islower() for word in words)
    return bool(words) and not words[-1][0].islower() and 2 * capitals >= len(words)


@cache
def _scanner() -> tuple[Scanner, list[list[int]]]:
    """The scan for all anchors, and by anchor the numbers of the entries that it belongs to."""
    owners = anchors()
    return Scanner(list(owners)), list(owners.values())
