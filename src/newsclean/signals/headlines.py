"""The headline of a document: how to know it again when the text repeats it."""

from __future__ import annotations

import re

from newsclean.document import Document, per_document
from newsclean.phrasebook.fold import fold
from newsclean.signals.shape import HEADLINE
from newsclean.signals.similarity import plain, same_words
from newsclean.signals.words import words_of

CORE = 4  # words of a part of a headline that may stand for all of it
LONGEST = 300  # characters of a line that may be the headline
EQUAL, NEARLY, PART, SHARED = 0.9, 0.85, 0.8, 0.65
SLUG = 3  # telling words that an address must share with a headline
TELLING = 3  # letters of such a word: addresses leave the shorter ones out
IN_SLUG, IN_LINE = 0.6, 0.5  # share of the address's telling words, and of the line's, that both must have
_ENDINGS = frozenset({"html", "htm", "php", "aspx"})
MOST = 0.85  # share of the words of both from which two headlines are nearly equal

_BEFORE_SITE = re.compile(r"\s(?:[|-]|::|»|•)\s")


@per_document
def titles(document: Document) -> tuple[str, ...]:
    """The title, folded, as it is and without the site's name after or before a dash or a bar.

    >>> titles(Document("", title="Bridge is shut - Port Alder Herald"))
    ('bridge is shut - port alder herald', 'bridge is shut', 'port alder herald')
    """
    title = fold(document.title or "").strip()
    marks = list(_BEFORE_SITE.finditer(title))
    ways = [title, title[: marks[-1].start()], title[marks[0].end() :]] if marks else [title]
    if marks and 2 * len(ways[2]) < len(title):
        ways.pop()  # what follows the first dash is the site's name, or a part that is no headline alone
    return tuple(dict.fromkeys(filter(words_of, ways)))


def title_likeness(document: Document, text: str) -> float:
    """How sure it is, from 0 to 1, that a line is the document's title: equal, nearly equal, or a large part of it.

    >>> page = Document("", title="Bridge is shut for nine months | Alder Herald")
    >>> title_likeness(page, "Bridge is shut for nine months"), title_likeness(page, "A ferry sails in its place")
    (0.9, 0.0)
    """
    if len(text) > LONGEST:
        return 0.0
    line = words_of(text)
    return max((_likeness(line, words) for words in _words_of_titles(document)), default=0.0)


@per_document
def _words_of_titles(document: Document) -> tuple[tuple[str, ...], ...]:
    return tuple(map(words_of, titles(document)))


def is_addressed(document: Document, text: str) -> bool:
    """Whether the page's address was made of this line, as sites make addresses of their headlines.

    >>> page = Document("", url="https://herald.example/2024/old-bridge-shut-nine-months-n1086.html")
    >>> is_addressed(page, "Old bridge to be shut for nine months"), is_addressed(page, "Old trams run for months")
    (True, False)
    """
    slug = _slug(document)
    if len(slug) < SLUG or len(text) > HEADLINE:
        return False
    line = {word for word in map(plain, words_of(text)) if len(word) >= TELLING}
    return len(line & slug) >= max(SLUG, IN_SLUG * len(slug), IN_LINE * len(line))


@per_document
def _slug(document: Document) -> frozenset[str]:
    """The telling words of the longest part of the address that has words with dashes between."""
    parts = max(re.split(r"[/?#]", fold(document.url or "")), key=lambda part: part.count("-") + part.count("_"))
    words = re.split(r"[-_.]", parts)
    return frozenset(word for word in words if len(word) >= TELLING and word.isalpha() and word not in _ENDINGS)


def _likeness(line: tuple[str, ...], title: tuple[str, ...]) -> float:
    if not line:
        return 0.0
    how = same_words(line, title)
    if how in ("equal", "spelling") or "".join(line) == "".join(title):
        return EQUAL if how == "equal" else NEARLY
    shorter, longer = sorted((line, title), key=len)
    if len(shorter) >= CORE and (longer[: len(shorter)] == shorter or longer[-len(shorter) :] == shorter):
        return PART
    common = set(line) & set(title)
    if len(common) >= CORE and len(common) >= MOST * max(len(set(line)), len(set(title))):
        return NEARLY
    return SHARED if len(common) >= CORE and 2 * len(common) > len(set(line)) else 0.0
