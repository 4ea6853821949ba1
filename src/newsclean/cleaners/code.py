"""Code of the page that ended up in its text: scripts, style sheets, structured data, template leftovers.

Articles on programming show code too. What only a page has is sure; other code is sure only where nobody introduces it
and the text does not go back and forth between code and explanation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.document import Document, per_line
from newsclean.kinds import Kind
from newsclean.registry import cleaner
from newsclean.removal import Cut
from newsclean.signals.scripts import could_be_code, has_mark, is_of_page, is_script, is_shifted
from newsclean.signals.zones import paragraphs

OF_PAGE = 0.95  # a block with a tracker, an advertisement, structured data
SCRIPT = 0.85  # a block that a textbook could hold too, in a text that is none
SHOWN = 0.5  # any block in a text that explains code
LONGEST_PUZZLE = 120  # characters of text with its letters shifted that somebody may show on purpose
BLOCKS = 2  # blocks between paragraphs from which a text explains code


@cleaner("code", kind=Kind.CODE)
def code(document: Document) -> Iterator[Cut]:
    """Code of the page: scripts, style sheets, structured data, "{{ headline }}", "[gallery ids=1]"."""
    blocks = list(_blocks(document))
    explained = _explains(document, blocks)
    for first, last in blocks:
        of_page = any(is_of_page(document.lines[number].text) for number in range(first, last + 1))
        sure = SHOWN if explained else OF_PAGE if of_page else SCRIPT
        yield Cut(document.lines[first].start, document.lines[last].end, "page" if of_page else "script", sure)
    shifted = [line for number, line in enumerate(document.lines) if _is_shifted_of(document, number)]
    sure = OF_PAGE if sum(len(line.text) for line in shifted) >= LONGEST_PUZZLE else SHOWN
    yield from (Cut(line.start, line.end, "shifted", sure) for line in shifted)


def _blocks(document: Document) -> Iterator[tuple[int, int]]:
    """The first and last line of each run of lines of code that holds at least one that can be nothing else."""
    reach = -1
    for number in range(len(document.lines)):
        if number <= reach or not _is_code_of(document, number):
            continue
        first = last = number
        while first - 1 > reach and could_be_code(document.lines[first - 1].text):
            first -= 1
        while last + 1 < len(document.lines) and _continues(document.lines[last + 1].text):
            last += 1
        reach = last
        yield first, last


def _is_code(text: str) -> bool:
    """Whether a line is code as a whole, and no sentence that speaks of code."""
    return has_mark(text) and (is_script(text) or is_of_page(text)) and (could_be_code(text) or text[0] in "<[{&")


_is_code_of, _is_shifted_of = per_line(_is_code), per_line(is_shifted)


def _continues(text: str) -> bool:
    return could_be_code(text) or _is_code(text)


def _explains(document: Document, blocks: Sequence[tuple[int, int]]) -> bool:
    """Whether the text explains code: a line above a block introduces it, or blocks alternate with paragraphs."""
    introduced = any(first and document.lines[first - 1].text.endswith((":", "：")) for first, _ in blocks)
    running = frozenset(paragraphs(document))
    between = sum({first - 1, last + 1} <= running for first, last in blocks)
    return introduced or between >= BLOCKS
