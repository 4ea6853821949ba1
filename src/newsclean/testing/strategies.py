"""Hypothesis strategies: articles, noise, articles with noise in them, and text of any kind."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from newsclean.kinds import Kind
from newsclean.testing.blocks import BY_KIND
from newsclean.testing.composing import Article, Block, Noisy, Placed, Stand, composed, glues, places
from newsclean.testing.languages import filled, language, languages, with_words_for

FEWEST, MOST = 3, 6  # paragraphs of an article
GAPS = ("\n\n", "\n", "\n\n\n", "\n \n", "\r\n\r\n", "\r\n")
GLUE_BEFORE = ("", " ", "\u00a0")
GLUE_AFTER = ("", " ", "\u00a0", "*** ", " » ", " | ")

# Text that upsets careless code, and beginnings of phrases that cleaners look for.
_HOSTILE = (
    *("\x00", "\r\n", "\r", "\n\n", "\t", "\u00a0", "\u2028", "\u0085", "\u200b", "\ufeff", "\u202e"),
    *("\ud800", "\udfff", "İ", "ß", "ŉ", "ﬃ", "e\u0301", "👩\u200d👧", "“", "”", "„", "«", "'", '"', "(", "⟦"),
    *(
        "...",
        "…",
        "***",
        "- ",
        "• ",
        "|",
        "An icon of ",
        "Close icon",
        "Read more at ",
        "READ MORE: ",
        "Related stories",
    ),
    *("Source link", "Photo: A/PA", "(pictured)", "Your support helps us to tell the story.", "our reporters"),
)


def texts() -> SearchStrategy[str]:
    """Text of any kind: every code point there is, lone surrogates included, among pieces of noise and white space."""
    piece = st.one_of(
        st.text(st.characters(), max_size=20),
        st.sampled_from(_HOSTILE),
        st.sampled_from(languages()).flatmap(_paragraph),
        st.sampled_from(tuple(BY_KIND)).flatmap(noise).map(lambda block: block.text),
    )
    return st.lists(piece, max_size=25).map("".join)


def articles(langs: Iterable[str] = ()) -> SearchStrategy[str]:
    """Clean articles: paragraphs of sentences with names, numbers and quotations, subheadings between some of them.

    Some sentences look like noise and are none: a fundraiser's quoted appeal, somebody who "had read more about" a
    flood, the icons of a church.

    Args:
        langs: their languages, as ISO 639-1 codes; all that there are words for when empty.
    """
    return st.sampled_from(tuple(langs) or languages()).flatmap(_article).map(lambda article: article.text)


def noise(kind: Kind | str, langs: Iterable[str] = ()) -> SearchStrategy[Block]:
    """Blocks of noise of one kind.

    Args:
        kind: ``icon_legend``, ``donation``, ``caption_duplicate``, ``read_more`` or ``source_link``.
        langs: their languages, as ISO 639-1 codes; all that there are words for when empty.
    """
    kind = Kind.named(kind)
    return st.sampled_from(with_words_for(kind.value, langs)).flatmap(BY_KIND[kind])


@st.composite
def noisy_articles(
    draw: DrawFn,
    kinds: Iterable[Kind | str] = tuple(BY_KIND),
    *,
    own: SearchStrategy[str] | None = None,
    langs: Iterable[str] = (),
) -> Noisy:
    r"""Clean articles with one, two or three blocks of noise in them, wherever such a block can stand.

    Composed are: blocks on lines of their own at the head, between two lines and at the tail, and sentences glued to
    the beginning or the end of a paragraph, with nothing, a space or a mark such as "»" between. The lines of an
    article are parted by one newline or more, by ``\r\n`` or by lines of blanks; a block may stand closer to its
    neighbour than the article's own lines do.

    Not composed is what nobody could tell from the text alone: a list of links directly above a subheading or a
    caption, a list without bullets above anything, a sentence glued on without a space where no small letter, full stop
    and capital meet, two labels glued to one paragraph, and more noise than article.

    Args:
        kinds: the kinds of the noise, see :func:`noise`.
        own: noise of your own, which stands on lines of its own.
        langs: the languages, as ISO 639-1 codes; all that have words for all of the kinds when empty.
    """
    wanted = [Kind.named(kind) for kind in kinds]
    known = [lang for lang in tuple(langs) or languages() if all(kind.value in language(lang) for kind in wanted)]
    lang = draw(st.sampled_from(known))
    article = draw(_article(lang))
    strategies = [BY_KIND[kind](lang) for kind in wanted] + ([] if own is None else [own.map(Block)])
    blocks = draw(st.lists(st.one_of(strategies), min_size=1, max_size=3, unique_by=(_text, _subject)))
    for block in blocks:
        if block.original:
            article = article.with_line(draw(st.integers(0, len(article.lines))), block.original)
    assume(len(set(article.lines)) == len(article.lines))
    # On one side of its line a block may stand closer than the article's lines do: were it so on both, or glued on the
    # other, nobody could tell how far apart the lines had been.
    glued = any(block.stand is Stand.OPENS for block in blocks)
    narrow = draw(st.sampled_from([None, True] if glued else [None, True, False]))
    placed = [draw(_placed(article, block, narrow)) for block in blocks]
    closing = [each.place for each in placed if each.block.stand is Stand.CLOSES]
    assume(len(set(closing)) == len(closing))
    made = composed(article, placed)
    assume(len(made.noisy) < 2 * len(made.clean))
    return made


def _text(block: Block) -> str:
    return block.text


def _subject(block: Block) -> str:
    return block.shows or block.text


@st.composite
def _placed(draw: DrawFn, article: Article, block: Block, narrow: bool | None) -> Placed:
    """A block in one of its places. On the side ``narrow`` of a line it may stand closer than lines do."""
    possible = places(article, block)
    assume(possible)
    place = draw(st.sampled_from(possible))
    joints: tuple[str, ...] = (article.gap,)
    if block.stand is Stand.OPENS:
        joints = GLUE_BEFORE if glues(block, article.lines[place.line]) else GLUE_BEFORE[1:]
    elif block.stand is Stand.CLOSES:
        joints = GLUE_AFTER
    elif place.before is narrow:
        joints = (article.gap, _narrowed(article.gap))
    inner = draw(st.sampled_from((_narrowed(article.gap), article.gap)))
    return Placed(block, place, draw(st.sampled_from(joints)), inner)


def _narrowed(gap: str) -> str:
    return "\r\n" if gap.startswith("\r") else "\n"


@cache
@st.composite
def _article(draw: DrawFn, lang: str) -> Article:
    words = language(lang)
    paragraphs = draw(st.lists(_paragraph(lang), min_size=FEWEST, max_size=MOST, unique=True))
    subheadings = draw(st.lists(st.sampled_from(words["subheadings"]), max_size=2, unique=True))
    lines = paragraphs
    for number, subheading in enumerate(subheadings, 1):
        lines.insert(2 * number - 1, draw(filled(lang, subheading)))
    opened, closed = draw(st.sampled_from(words["quotation_marks"]))
    lines = [line.replace("“", opened).replace("”", closed) for line in lines]
    lead, end = draw(st.sampled_from(("", "", "\n"))), draw(st.sampled_from(("", "\n")))
    return Article(lang, tuple(lines), draw(st.sampled_from(GAPS)), lead, end)


@cache
@st.composite
def _paragraph(draw: DrawFn, lang: str) -> str:
    words = language(lang)
    # Twice the plain sentences: so they are drawn as often as those that quote or look like noise.
    templates = st.sampled_from(words["sentences"] * 2 + words["quotes"] + words["look_alikes"])
    sentences = draw(st.lists(templates, min_size=2, max_size=4, unique=True))
    space: str = words["space"]
    return space.join(draw(filled(lang, sentence)) for sentence in sentences)
