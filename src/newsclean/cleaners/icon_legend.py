"""Descriptions of the icons of a page: what its drawings were to tell to those who cannot see them.

A legend is a run of *entries*, on one line or on many: a description ("Calendar An icon of a desk calendar."), or a
label made of nothing but interface words ("Close icon", "Facebook logo Twitter logo"). One entry proves little, since
"an icon of" is also praise; a run of them, or one at the head or the tail of the text, proves enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from math import prod
from typing import NamedTuple

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.phrasebook.book import Place, words
from newsclean.phrasebook.fold import fold
from newsclean.phrasebook.matcher import Hit
from newsclean.registry import cleaner
from newsclean.removal import Cut
from newsclean.signals.phrases import hits, line_of
from newsclean.signals.sentences import sentences_around, sentences_of

LABELS = ("label", "labels")  # the rules of entries without a description
LABELLED_WORDS = 2  # words of "Icône fermer"; with more, "Icône d'une croix", it is a description
LABEL = 0.7  # how sure a label of interface words alone is
LABELLED = 0.6  # how sure an icon's label with a description behind it is: "Bell icon A bell that rings."
WEAK = 0.2  # how sure an entry without a phrase is, such as "Plus A mathematical symbol."
LABEL_WORDS = 5  # words of the label before a description
MOST = 4  # labels of one line that add to one another
LOOK_BACK = 120  # characters before a description in which its label is looked for
GAP = 1000  # characters of entries without a phrase between two with one
LONGEST = 400  # characters of a description
REMAINDER = 4  # words that close a description though one of them has a capital: 'the Facebook "f" mark.'
ENTRY_WORDS = 16  # words of an entry without a phrase

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A label, then a description that opens with a capital article in the middle of the line, as no sentence does.
_ARTICLES = "An?|The|Une?|Una|Uma?|Il|La|Le|El|O|Een|En|Ett?"
_ARTICLE = re.compile(rf"\s(?:(?:{_ARTICLES})\s(?=[^\W\d_A-Z]|['‘\"“])|Eine?\s)")  # German nouns have capitals
_WEAK_ENTRY = re.compile(rf"[^\W\d_a-z][^\W_]*(?:[\s-]+[^\W\d_a-z][^\W_]*){{0,4}}{_ARTICLE.pattern}.{{1,140}}")


class _Entry(NamedTuple):
    """One entry of a legend, in code points of the text."""

    start: int
    end: int
    sure: float
    rule: str


@cleaner("icon_legend", kind=Kind.ICON_LEGEND)
def icon_legend(document: Document) -> Iterator[Cut]:
    """Descriptions of interface icons and logos, alone or in legends of any length."""
    for run in _runs(document, _entries(document)):
        start, end = run[0].start, run[-1].end
        doubt = prod(1 - entry.sure for entry in run)
        if start == document.lines[0].start or end == document.lines[-1].end:
            doubt /= 2
        strongest = max(run, key=lambda entry: (entry.sure, entry.rule))
        yield Cut(start, end, strongest.rule, 1 - doubt)


def _entries(document: Document) -> list[_Entry]:
    """Descriptions and labels, in order."""
    by_line: dict[int, list[Hit]] = {}
    for hit in hits(document, Kind.ICON_LEGEND):
        by_line.setdefault(line_of(document, hit.start), []).append(hit)
    found: list[_Entry] = []
    for number in sorted(by_line):
        found += _labels(document, number) or _described(document, number, by_line[number])
    return found


def _described(document: Document, number: int, found: list[Hit]) -> Iterator[_Entry]:
    """The descriptions of one line. Each opens with a capital, be it in the middle of the line."""
    reach = document.lines[number].start
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.entry.sure)):
        if hit.start < reach:
            continue
        if hit.entry.place is Place.SIGN:
            entry = _labelled(document, number, hit)
        elif hit.entry.place is Place.LINE:
            line = document.lines[number]
            entry = _Entry(line.start, line.end, hit.entry.sure, hit.entry.rule)
        elif not document.text[hit.start].islower():
            start = max(reach, _label_start(document, number, hit))
            labelled = start < hit.start
            sure = 1 - (1 - hit.entry.sure) / 2 if labelled else hit.entry.sure
            entry = _Entry(start, _description_end(document, number, hit), sure, hit.entry.rule)
        else:
            entry = None
        if entry and entry.start >= reach:
            yield entry
            reach = entry.end


def _labelled(document: Document, number: int, hit: Hit) -> _Entry | None:
    """The sentence around the word for an icon, where it is a label with a description behind it."""
    line, spans = document.lines[number], sentences_of(document, number)
    start, end = spans[sentences_around(document, number, hit.start, hit.end)[0]]
    label, description = document.text[line.start + start : hit.start], document.text[hit.end : line.start + end]
    if len(label.split()) < LABEL_WORDS and len(description.split()) <= ENTRY_WORDS and _ARTICLE.match(description):
        return _Entry(line.start + start, line.start + end, LABELLED, "labelled")
    return None


def _label_start(document: Document, number: int, hit: Hit) -> int:
    """Where the label before a description begins: a few capitalised words of the same sentence."""
    line, spans = document.lines[number], sentences_of(document, number)
    sentence = line.start + spans[sentences_around(document, number, hit.start, hit.end)[0]][0]
    window = max(sentence, hit.start - LOOK_BACK)
    before = list(_TOKEN.finditer(document.text, window, hit.start))
    if window == sentence and len(before) <= LABEL_WORDS:
        return sentence
    start = hit.start
    for token in reversed(before[-LABEL_WORDS:]):
        if not token.group()[0].isupper():
            break
        start = token.start()
    return start


def _description_end(document: Document, number: int, hit: Hit) -> int:
    """Where a description ends: with its sentence, or before the capital with which something else begins."""
    line, spans = document.lines[number], sentences_of(document, number)
    sentence_end = line.start + spans[sentences_around(document, number, hit.start, hit.end)[1] - 1][1]
    end = hit.end
    tokens = list(_TOKEN.finditer(document.text, hit.end, min(sentence_end, hit.end + LONGEST)))
    closed = document.text[sentence_end - 1] in ".!?"
    for index, token in enumerate(tokens[:-REMAINDER] if closed else tokens):
        if token.group()[0].isupper() and not _is_brand(tokens[index + 1 : index + 3]):
            return end
        end = token.end()
    return sentence_end


def _is_brand(following: list[re.Match[str]]) -> bool:
    """Whether the words after a capitalised one make it part of the description, as in "the Facebook logo"."""
    return any(token.group() in words("icon") for token in following)


def _labels(document: Document, number: int) -> list[_Entry]:
    """A line that is nothing but interface words, or begins with two labels or more of them."""
    line = document.lines[number]
    vocabulary = words("interface") | words("icon") | words("joint")
    tokens = list(takewhile(lambda token: fold(token.group()) in vocabulary, _TOKEN.finditer(line.text)))
    icons = [fold(token.group()) in words("icon") for token in tokens]
    sure = 1 - (1 - LABEL) ** min(sum(icons), MOST)
    if not _TOKEN.search(line.text, tokens[-1].end() if tokens else 0):
        fits = any(icons) and len(icons) <= 3 * sum(icons) + 1
        rule = "description" if sum(icons) == 1 and icons[0] and len(icons) > LABELLED_WORDS else "label"
        return [_Entry(line.start, line.end, sure, rule)] if fits else []
    # "Facebook logo Twitter logo The council" up to the last icon, "Icône Facebook Icône Twitter Le conseil" beyond it.
    last = len(icons) - 1 if icons and icons[0] else max((i for i, icon in enumerate(icons) if icon), default=0)
    if sum(icons) > 1 and line.text[tokens[last].end() :].lstrip(" .,|•·")[:1].isupper():
        return [_Entry(line.start, line.start + tokens[last].end(), sure, "labels")]
    return []


def _runs(document: Document, entries: list[_Entry]) -> Iterator[list[_Entry]]:
    """Entries with nothing but further entries between them, and what belongs to the first and the last one."""
    run: list[_Entry] = []
    for entry in entries:
        between = _weak_entries(document, run[-1].end, entry) if run else None
        if run and between is None:
            yield _completed(document, run)
            run = []
        run += [*(between or []), entry]
    if run:
        yield _completed(document, run)


def _weak_entries(document: Document, start: int, following: _Entry) -> list[_Entry] | None:
    """The entries without a phrase that fill the text up to the next entry; nothing where something else stands there.

    A short line is the label of the description under it, and anywhere else a subheading of the article.
    """
    if following.start - start > GAP:
        return None
    found: list[_Entry] = []
    lines = Document(document.text[start : following.start]).lines
    for line in lines:
        text = line.text.lstrip(".,;|•· ")
        is_label = line is lines[-1] and _is_label_of(document, text, start + line.end, following)
        if text and not (is_label or _is_weak(text)):
            return None
        found.append(_Entry(start + line.start, start + line.end, WEAK if text else 0.0, "entry"))
    return found


def _is_weak(text: str) -> bool:
    pieces = re.split(r"(?<=[.!])\s+", text)
    return all(_WEAK_ENTRY.fullmatch(piece) and len(piece.split()) <= ENTRY_WORDS for piece in pieces)


def _is_label_of(document: Document, text: str, end: int, following: _Entry) -> bool:
    """Whether a short line is the label of the description under it, not a subheading: close to it, or of its words."""
    if following.rule in LABELS or not _opens_bare(document, following):
        return False
    if not 0 < len(text.split()) <= LABEL_WORDS or not text[0].isupper() or text.endswith((".", "!", "?", ":", ",")):
        return False
    # Closeness tells something only where the text has empty lines.
    close = document.text.count("\n", end, following.start) == 1 and "\n\n" in document.text
    return close or _has_interface_word(text)


def _completed(document: Document, run: list[_Entry]) -> list[_Entry]:
    """The run with the label on the line above it and the entries without a phrase on the line that it ends on."""
    first, last = run[0], run[-1]
    number = line_of(document, first.start)
    described = first.rule not in LABELS
    if described and number and first.start == document.lines[number].start:
        above = document.lines[number - 1]
        if _is_label_of(document, above.text, above.end, first) and _has_interface_word(above.text):
            run = [_Entry(above.start, above.end, 0.0, "label"), *run]
    return run + _weak_tail(document, last.end) if described else run


def _weak_tail(document: Document, end: int) -> list[_Entry]:
    """The entries without a phrase that follow a description on its line."""
    number = line_of(document, end - 1)
    line, spans = document.lines[number], sentences_of(document, number)
    found: list[_Entry] = []
    for start, stop in spans[sentences_around(document, number, end - 1, end)[1] :]:
        piece = line.text[start:stop]
        if not (_is_weak(piece) and _has_interface_word(piece)):
            break
        found.append(_Entry(line.start + start, line.start + stop, WEAK, "entry"))
    return found


def _opens_bare(document: Document, entry: _Entry) -> bool:
    """Whether an entry has no label of its own: it opens with an article, or with "icon"."""
    text = document.text[entry.start : entry.end]
    return bool(_ARTICLE.match(" " + text)) or fold(text.partition(" ")[0]) in words("icon")


def _has_interface_word(text: str) -> bool:
    return any(fold(token) in words("interface") | words("icon") for token in _TOKEN.findall(text))
