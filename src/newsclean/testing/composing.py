"""Articles with noise in them, as text: what the strategies draw is put together here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

_MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)
_SENTENCE_ENDS = tuple('.!?…。！？”“"»«’」』')


class Noisy(NamedTuple):
    """A text with noise in it, and what must come out of it.

    ``noisy`` is the text as a scraper would hand it over, ``clean`` the same without the noise, and ``spans`` are the
    places of the noise in ``noisy``, each with the white space that goes with it.
    """

    noisy: str
    clean: str
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def marked(cls, text: str) -> Noisy:
        r"""Read a text in which the noise stands between ⟦ and ⟧, with the white space that goes with it.

        >>> Noisy.marked("Trams run again.⟦\n\nSource link⟧")
        Noisy(noisy='Trams run again.\n\nSource link', clean='Trams run again.', spans=((16, 29),))
        """
        # The marks of every span before it, and its own, have moved a span by one character each.
        spans = (
            (found.start() - 2 * index, found.end() - 2 * index - 2)
            for index, found in enumerate(_MARKED.finditer(text))
        )
        return cls(_MARKED.sub(r"\1", text), _MARKED.sub("", text), tuple(spans))


class Stand(str, Enum):
    """How a block of noise stands in an article.

    ``LINES``   on lines of its own: at the head, between two paragraphs, at the tail
    ``OPENS``   glued to the beginning of a paragraph, before its first sentence
    ``CLOSES``  glued to the end of a paragraph, after its last sentence
    """

    LINES = "lines"
    OPENS = "opens"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of noise, and where it can stand.

    Args:
        text: the noise; its lines are parted by newlines.
        stand: how it stands in an article.
        lists: whether it ends with a list, whose end a reader sees by the paragraph that follows.
        bulleted: whether the items of that list bear bullets. Without them only the end of the text ends it: the last
            item might as well be a subheading.
        original: the line of the article that it repeats, where it is a copy.
        shows: what such a line says, its credit aside; no two originals in an article say the same.
        later: whether it must stand after its original, because of two equal copies the first one stays.
        foot: whether it is clear only at the tail of the text what it is.
    """

    text: str
    stand: Stand = Stand.LINES
    lists: bool = False
    bulleted: bool = True
    original: str = ""
    shows: str = ""
    later: bool = False
    foot: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article by its lines.

    Args:
        lang: its language.
        lines: its paragraphs and its short lines, such as subheadings and captions.
        gap: what stands between two lines.
        lead: the white space before the first line.
        end: the white space after the last one.
    """

    lang: str
    lines: tuple[str, ...]
    gap: str
    lead: str = ""
    end: str = ""

    @property
    def text(self) -> str:
        """The article as one text."""
        return f"{self.lead}{self.gap.join(self.lines)}{self.end}"

    def with_line(self, number: int, line: str) -> Article:
        """The article with one more line before line ``number``."""
        return replace(self, lines=(*self.lines[:number], line, *self.lines[number:]))


class Place(NamedTuple):
    """A place in an article: before or after one of its lines."""

    line: int
    before: bool


class Placed(NamedTuple):
    """A block in its place, with what parts it from the article's line, and its own lines from each other."""

    block: Block
    place: Place
    joint: str
    inner: str


def composed(article: Article, blocks: Iterable[Placed]) -> Noisy:
    r"""The article with the blocks in their places. A block glued to a line stands nearer to it than all others.

    >>> advert = Placed(Block("Advert"), Place(0, before=False), "\n", "\n")
    >>> composed(Article("en", ("One.", "Two."), "\n\n"), [advert]).noisy
    'One.\nAdvert\n\nTwo.'
    """
    lines = list(article.lines)
    for block, (number, before), joint, inner in sorted(blocks, key=lambda each: each.block.stand is Stand.LINES):
        text = block.text.replace("\n", inner)
        lines[number] = f"⟦{text}{joint}⟧{lines[number]}" if before else f"{lines[number]}⟦{joint}{text}⟧"
    return Noisy.marked(f"{article.lead}{article.gap.join(lines)}{article.end}")


def places(article: Article, block: Block) -> list[Place]:
    r"""Where a block can stand in an article so that a reader can tell where it begins and ends.

    >>> places(Article("en", ("A subheading", "A sentence."), "\n"), Block("Read more.", Stand.OPENS))
    [Place(line=1, before=True)]
    """
    found = [Place(number, before) for number in range(len(article.lines)) for before in (True, False)]
    if block.stand is not Stand.LINES:
        before = block.stand is Stand.OPENS
        return [each for each in found if each.before is before and _is_paragraph(article.lines[each.line])]
    if block.foot:
        found = found[-1:]
    if block.lists:
        found = [each for each in found if _ends_list(article, block, each)]
    if block.later:
        original = article.lines.index(block.original)
        found = [each for each in found if (each.line, not each.before) > (original, False)]
    return found


def _ends_list(article: Article, block: Block, place: Place) -> bool:
    """Whether a list in this place ends where a reader can see it."""
    following = article.lines[place.line if place.before else place.line + 1 :]
    if not following:
        return True
    return block.bulleted and _is_paragraph(following[0])


def _is_paragraph(line: str) -> bool:
    return line.endswith(_SENTENCE_ENDS)


def glues(block: Block, line: str) -> bool:
    """Whether a block and the paragraph after it are told apart with no space between them.

    >>> glues(Block("Thank you."), "The bridge is open."), glues(Block("Thank you."), "7.5 tonnes are allowed.")
    (True, False)
    """
    first = line.lstrip('“„«»‘"「『')[:2]
    return block.text.endswith("。") or (block.text[-2:-1].islower() and first[0].isupper() and first[1:].islower())
