"""Finding the phrases of a text: one scan for anchors, then a closer look at the lines that were hit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import NamedTuple

from newsclean.phrasebook.book import Anchors, Entry, Place, anchors, entry, openings
from newsclean.phrasebook.fold import MARKS, FoldedLine, fold
from newsclean.phrasebook.scan import Scan, beginning, openings_scan, scanner

LONGEST_LINE = 400  # a stock phrase that is a whole line is short; longer lines are prose
LABEL_WORDS = 3  # spaces of a phrase that is a sentence and may close with a full stop
SHORT_LINE = 120  # characters of a line that is searched as a whole
MARGIN = 12  # marks that may stand on each side of a phrase that is the whole line
TAIL = 300  # how far from its end a line is searched for a glued footer

# What may stand after a phrase that is the whole line: the same as before it, quotation marks too.
_AFTER = re.compile(rf"(?![{MARKS}])(?:(?![{MARKS}])[\W_]){{0,12}}\Z")
# What stands before a footer that is glued to the end of a line: the end of a sentence, a bracket, a mark.
_ENDED = re.compile(r"""(?:[.!?…؟۔।。！？:"'»)\]*|•·›>→#=_~]| -|^)\s*(?:- ?|[(\[（【])?\Z""")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


class Hit(NamedTuple):
    """A phrase found in its place, in code points of the text that was searched."""

    entry: Entry
    start: int
    end: int


def _single_spaced(folded: str) -> str:
    return re.sub(" {2,}", " ", folded) if "  " in folded else folded


class _Line(FoldedLine):
    """A line with what its entries ask of it."""

    def __init__(self, text: str, folded: str | None = None) -> None:
        super().__init__(text, folded)
        self.single_spaced = _single_spaced(self.folded)

    @cached_property
    def begin(self) -> int:
        """Where it begins in folded form, behind bullets and the like."""
        return beginning(self.folded)

    @cached_property
    def stop(self) -> int:
        """Where it ends, before arrows and the like."""
        if self.folded[-1:].isalnum():
            return len(self.folded)
        after = _AFTER.search(self.folded, max(self.begin, len(self.folded) - MARGIN))
        return after.start() if after else len(self.folded)


def hits(text: str, folded: str | None = None) -> list[Hit]:
    r"""Every phrase of the phrasebook that stands in the text where it must stand.

    >>> [(hit.entry.kind.value, hit.start, hit.end) for hit in hits("He left.\n» Source link «")]
    [('source_link', 11, 22)]
    """
    folded = fold(text) if folded is None else folded
    single_spaced = _single_spaced(folded)
    wanted: dict[int, dict[int, list[str]]] = {}
    for scan, owned in _scans():
        for number, anchor in scan(single_spaced):
            of_line = wanted.setdefault(number, {})
            for owner in owned[anchor][1:]:
                of_line.setdefault(owner, []).append(anchor)
    if not wanted:
        return []
    found: list[Hit] = []
    lines, folded_lines = text.split("\n"), folded.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for number, candidates in sorted(wanted.items()):
        line = _Line(lines[number], folded_lines[number])
        for owner in sorted(candidates):
            for start, end in _matches(entry(owner), line, candidates[owner]):
                found.append(Hit(entry(owner), starts[number] + start, starts[number] + end))
    return sorted(found, key=lambda hit: (hit.start, hit.end, hit.entry.rule))


def _matches(entry: Entry, line: _Line, anchors: Sequence[str] = ()) -> list[tuple[int, int]]:
    """Where the entry stands in the line, in code points of the line; not far from its anchors, if those are known."""
    start, stop = _window(entry, line, anchors)
    if entry.guard and not any(map(line.single_spaced[start:stop].__contains__, entry.guard)):
        return []
    found = _candidates(entry, line, start, stop)
    return [line.original(*each.span()) for each in found if _are_names(each, line)]


def _are_names(found: re.Match[str], line: _Line) -> bool:
    """Whether what fills the slots for names looks like names."""
    named = (slot for slot, filled in found.groupdict().items() if filled and slot.startswith(("site", "name")))
    return all(_is_name(line.text[slice(*line.original(*found.span(slot)))]) for slot in named)


def _candidates(entry: Entry, line: _Line, start: int, stop: int) -> Iterable[re.Match[str]]:
    """The matches between two places that stand where the entry wants them, in folded code points."""
    folded, place = line.folded, entry.place
    if place is Place.SENTENCE or place is Place.SIGN:
        return _anywhere(entry, folded, start, stop)
    if place is Place.END:
        return _at_end(entry, line, start)
    if line.begin and not _may_begin(entry, folded, line.begin):
        return ()
    found = entry.pattern.match(folded, line.begin) if place is Place.START else _whole(entry, line)
    return (found,) if found else ()


def _whole(entry: Entry, line: _Line) -> re.Match[str] | None:
    """The line as a match, with or without the marks at its end."""
    folded = line.folded
    if len(folded) > min(LONGEST_LINE, entry.widest + 2 * MARGIN):
        return None
    found = entry.pattern.fullmatch(folded, line.begin, line.stop)
    if not found and line.stop < len(folded):
        found = entry.pattern.fullmatch(folded, line.begin)
    if found and folded[found.end() :] == "." and found.group().count(" ") < LABEL_WORDS:
        return None  # a short answer, "Read more."; labels and buttons have no full stop
    return found


def _window(entry: Entry, line: _Line, anchors: Sequence[str]) -> tuple[int, int]:
    """From where to where a match can reach that holds one of the anchors, and what it looks at behind its end."""
    folded = line.folded
    if not anchors or len(folded) < SHORT_LINE or folded is not line.single_spaced:
        return 0, len(folded)
    first, last = min(map(folded.find, anchors)), max(map(folded.rfind, anchors))
    return max(0, first - entry.ahead), min(len(folded), last + entry.widest + 2)


def _anywhere(entry: Entry, folded: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """All matches, one behind the other."""
    search = entry.pattern.search
    while found := search(folded, start, stop):
        if _may_begin(entry, folded, found.start()):
            yield found
            start = found.end()
        else:
            start = found.start() + 1


def _may_begin(entry: Entry, folded: str, start: int) -> bool:
    """Whether the entry may begin here: not inside a word, but in scripts that write no spaces."""
    return not (entry.bounded and start and _is_word(folded[start - 1 : start]) and _is_word(folded[start : start + 1]))


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _at_end(entry: Entry, line: _Line, start: int) -> Iterator[re.Match[str]]:
    folded, stop = line.folded, line.stop
    for found in _anywhere(entry, folded, max(start, len(folded) - TAIL, stop - entry.widest), stop):
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
def _scans() -> tuple[tuple[Scan, Anchors], ...]:
    """The scans for anchors, each with the anchors that it looks for."""
    return (scanner(anchors()), anchors()), (openings_scan(openings()), openings())
