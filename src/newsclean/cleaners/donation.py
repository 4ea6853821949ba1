"""Appeals for donations, support or membership, of one paragraph or of several.

An appeal is found from its *asks* ("support our journalism") and its *voice*: signs such as "our reporters", and words
such as "we" that a report does not use of itself. What stands between two asks needs no word about money, only the
voice. What is quoted is somebody else's appeal and does not count, so a story about donations keeps every word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import prod
from typing import NamedTuple

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.phrasebook.book import Place
from newsclean.phrasebook.matcher import Hit
from newsclean.registry import cleaner
from newsclean.removal import Cut
from newsclean.signals.phrases import hits, line_of
from newsclean.signals.quotes import answers
from newsclean.signals.sentences import sentences_around, sentences_of
from newsclean.signals.voice import voice_words
from newsclean.signals.words import is_unspaced, width

SHARP = 0.9  # an ask as sure as this names the journalism itself and needs no company
SIGNS = 2  # different signs that vaguer asks need beside them
EDGE_SIGNS = 3  # signs and voice words with which a sentence that asks for nothing may open or close an appeal
WIDEST_GAP = 3  # paragraphs between two pieces of evidence
BUTTON = 20  # characters of a line that is only a choice, such as "Monthly" or "10 €"
STRAY = 120  # letters of a sentence before an ask on its line that has no voice of its own
REMARK = 40  # letters of one after an ask, such as "It only takes a minute."
_SUM = re.compile(
    r"\W{0,3}[A-Z]{0,3}[$£€¥₹]?\s?\d[\d.,]{0,8}\s?(?:[$£€¥₹]|[^\W\d]{1,4})?(?:\s?(?:/|[^\W\d]{2,5})\s?[^\W\d]{3,8})?\W{0,3}"
)
BOAST = 900  # characters of the longest paragraph about the newsroom's merits


class _Evidence(NamedTuple):
    """A run of sentences of one line that hold phrases of appeals, in code points of the text."""

    start: int
    end: int
    hits: list[Hit]

    @property
    def asks(self) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit.entry.place is not Place.SIGN)


@cleaner("donation", kind=Kind.DONATION)
def donation(document: Document) -> Iterator[Cut]:
    """Appeals for donations, support or membership, of one paragraph or of several."""
    for block in _blocks(document, _evidence(document)):
        asks = [hit.entry for each in block for hit in each.asks]
        strongest = max(asks, key=lambda entry: (entry.sure, entry.rule), default=None)
        if strongest and (strongest.sure >= SHARP or _signs(document, block) >= SIGNS):
            surest = {_meaning(hit): hit.entry.sure for each in block for hit in sorted(each.hits, key=_sureness)}
            confidence = 1 - prod(1 - sure for sure in surest.values())
            yield Cut(_opening(document, block[0]), _closing(document, block[-1]), strongest.rule, confidence)


def _signs(document: Document, block: list[_Evidence]) -> int:
    """How many different signs a block has; none, if all of them stand inside its asks.

    Neither one word that is a sign in several languages counts twice, nor one rule.
    """
    signs = [hit for each in block for hit in each.hits if hit.entry.place is Place.SIGN]
    if not any(_has_sign_beside_asks(each) for each in block):
        return 0
    wordings = {document.text[hit.start : hit.end].casefold() for hit in signs}
    return min(len(wordings), len({_meaning(hit) for hit in signs}))


def _has_sign_beside_asks(evidence: _Evidence) -> bool:
    """Whether a sign stands there that is not part of the wording of an ask."""
    reach = 0
    for hit in sorted(evidence.hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.entry.place is not Place.SIGN:
            reach = max(reach, hit.end)
        elif hit.end > reach:
            return True
    return False


def _meaning(hit: Hit) -> str:
    """The name of a rule without its language: rules of one meaning have one name in all languages."""
    return hit.entry.rule.partition("/")[2]


def _sureness(hit: Hit) -> float:
    return hit.entry.sure


def _evidence(document: Document) -> list[_Evidence]:
    """The sentences that hold phrases of appeals, in order."""
    found: list[_Evidence] = []
    for hit in hits(document, Kind.DONATION):
        number = line_of(document, hit.start)
        if number in answers(document):
            continue  # an interview with an editor is no appeal of this site
        line, spans = document.lines[number], sentences_of(document, number)
        first, stop = sentences_around(document, number, hit.start, hit.end)
        start, end = line.start + spans[first][0], line.start + spans[stop - 1][1]
        if found and start < found[-1].end:
            found[-1].hits.append(hit)
            found[-1] = found[-1]._replace(end=max(end, found[-1].end))
        else:
            found.append(_Evidence(start, end, [hit]))
    return found


def _blocks(document: Document, evidence: list[_Evidence]) -> Iterator[list[_Evidence]]:
    """Runs of evidence with nothing between that a report would say."""
    block: list[_Evidence] = []
    for each in evidence:
        if block and not _is_bridged(document.text[block[-1].end : each.start]):
            yield from _trimmed(document, block)
            block = []
        block.append(each)
    yield from _trimmed(document, block)


def _is_bridged(between: str) -> bool:
    """Whether the text between two pieces of evidence belongs to the same appeal."""
    if len(between) > (WIDEST_GAP + 2) * BOAST:
        return False
    head, *lines = between.split("\n")
    tail = lines.pop() if lines else ""
    lines = [line.strip() for line in lines if line.strip()]
    if not (
        _is_remark(head, REMARK, glued=head.lstrip() == head) and _is_remark(tail, STRAY, glued=tail.rstrip() == tail)
    ):
        return False
    return len(lines) <= WIDEST_GAP and all(map(_boasts, lines))


def _is_remark(rest: str, longest: int, *, glued: bool) -> bool:
    """Whether what shares a line with an ask belongs to it: it has the voice, or is short and was not glued on."""
    text = rest.strip()
    if longest == REMARK and any(word[0].isupper() or word[0].isdigit() for word in text.split()[1:]):
        longest = 0  # names and numbers are the article's
    return not text or (not glued and width(text) <= longest) or voice_words(text) > 0


def _boasts(text: str) -> bool:
    is_choice = _SUM.fullmatch(text) or (width(text) <= BUTTON and text.isalpha() and not is_unspaced(text[0]))
    return bool(is_choice) or (len(text) <= BOAST and voice_words(text) > len(text) // 300)


def _trimmed(document: Document, block: list[_Evidence]) -> Iterator[list[_Evidence]]:
    """The block without sentences at its ends that ask for nothing and only sound alike."""

    def stays(each: _Evidence) -> bool:
        signs = len({_meaning(hit) for hit in each.hits})
        return bool(each.asks) or signs + voice_words(document.text[each.start : each.end]) >= EDGE_SIGNS

    staying = [index for index, each in enumerate(block) if stays(each)]
    if staying:
        yield block[staying[0] : staying[-1] + 1]


def _opening(document: Document, first: _Evidence) -> int:
    """Where the appeal opens: the sentences before its first ask, on the same line, that have its voice go with it."""
    number = line_of(document, first.start)
    line, spans = document.lines[number], sentences_of(document, number)
    index = sentences_around(document, number, first.start, first.end)[0]
    while index and _is_voiced(line.text, spans[index - 1]) and spans[index - 1][1] < spans[index][0]:
        index -= 1
    return line.start + spans[index][0]


def _closing(document: Document, last: _Evidence) -> int:
    """Where the appeal closes: with its last sentence, or with the sums to choose from on the lines under it.

    A sentence glued on without a space is the article's.
    """
    number = line_of(document, last.end - 1)
    line, spans = document.lines[number], sentences_of(document, number)
    index = sentences_around(document, number, last.start, last.end)[1] - 1
    while index + 1 < len(spans) and _is_voiced(line.text, spans[index + 1]) and spans[index][1] < spans[index + 1][0]:
        index += 1
    if index == len(spans) - 1:
        while number + 1 < len(document.lines) and _SUM.fullmatch(document.lines[number + 1].text):
            number += 1
            line, spans = document.lines[number], [(0, len(document.lines[number].text))]
        index = len(spans) - 1
    return line.start + spans[index][1]


def _is_voiced(text: str, span: tuple[int, int]) -> bool:
    return voice_words(text[slice(*span)]) > 0
