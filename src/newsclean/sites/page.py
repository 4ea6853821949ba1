"""What one page adds to the counts: its lines, where they stand, and what tells it from other pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from newsclean.document import Document
from newsclean.signals.normalised import SHORTEST, normalised, normalised_of
from newsclean.signals.sentences import sentences_of
from newsclean.signals.zones import head_end, paragraphs, tail_start
from newsclean.sites.evidence import PLACES
from newsclean.sites.host import site_of

MOST_LINES = 10_000  # of one page; what follows is not counted, so that one page of any size fits into memory
SKETCH = 16  # sentences of a body that are compared with other bodies

HEAD, BETWEEN, TAIL, INSIDE = (1 << number for number in range(len(PLACES)))


class Page(NamedTuple):
    """One page, as it is counted.

    Args:
        site: its registrable domain.
        key: the number of its body; pages with the same paragraphs are one page, however often they were fetched.
        sketch: the least numbers of sentences of the body, in order: near copies have most of them in common.
        lines: by normalised line, the places where it stands, as bits in the order of ``PLACES``.
    """

    site: str
    key: int
    sketch: tuple[int, ...]
    lines: dict[str, int]


def page_of(document: Document) -> Page | None:
    r"""What a document adds to the counts of its site; nothing where it has no text, or an address without a host.

    Raises:
        NewscleanError: the package ``publicsuffixlist`` is missing.

    >>> page = page_of(Document("Share\nThe bridge is open again.", url="https://www.herald.example/7"))
    >>> page.site, page.lines
    ('herald.example', {'share': 2, 'the bridge is open again.': 2})
    """
    site = site_of(document.url or "")
    lines = _lines(document)
    if not site or not lines:
        return None
    body = [normalised_of(document, number) or document.lines[number].text for number in paragraphs(document)]
    sketch = sorted({number_of(each) for each in _sentences(document, paragraphs(document))})[:SKETCH]
    key = number_of("\n".join([site, *(body or sorted(lines)), *map(str, sketch)]))  # so it stands for both
    return Page(site, key, tuple(sketch), lines)


def number_of(text: str) -> int:
    """The 64-bit number that stands for a text, the same on every machine.

    Among 100 million texts two share one with a chance of 1 in 3,700.

    >>> number_of("share") == number_of("share"), number_of("share") < 2**64
    (True, True)
    """
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _lines(document: Document) -> dict[str, int]:
    first, tail = head_end(document), tail_start(document)
    found: dict[str, int] = {}
    for number in range(len(document.lines)):
        if len(found) > MOST_LINES:
            break
        line = normalised_of(document, number)
        if line:
            found[line] = found.get(line, 0) | (HEAD if number < first else TAIL if number >= tail else BETWEEN)
        for sentence in _sentences(document, (number,)):
            found[sentence] = found.get(sentence, 0) | INSIDE
    return {line: places for line, places in found.items() if _is_storable(line)}


def _sentences(document: Document, numbers: Iterable[int]) -> Iterator[str]:
    """The sentences of lines that hold several, without those too short to mean the same everywhere."""
    for number in numbers:
        spans = sentences_of(document, number)
        text = document.lines[number].text
        for start, end in spans[:MOST_LINES] if len(spans) > 1 else ():
            if end - start >= SHORTEST and (sentence := normalised(text[start:end])):
                yield sentence


def _is_storable(line: str) -> bool:
    """Whether a line can be written as UTF-8: half a surrogate pair cannot."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True
