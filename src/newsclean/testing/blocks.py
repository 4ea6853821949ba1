"""Strategies for blocks of noise, one kind after the other. Their words stand in ``data/LANG.toml``."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from newsclean.kinds import Kind
from newsclean.testing.composing import Block, Stand
from newsclean.testing.languages import filled, language

BULLETS = ("- ", "• ", "* ", "» ")
MARKS = ("", "", "> ", "» ", "→ ", "*** ")  # what may stand before a line that points elsewhere
Words = dict[str, Any]

_OTHER_QUOTES = str.maketrans("“”", "‘’")


@cache
@st.composite
def icon_legend(draw: DrawFn, lang: str) -> Block:
    """Two or more descriptions or labels of icons, on one line or one a line."""
    words = language(lang)["icon_legend"]
    joint = draw(st.sampled_from([" ", "\n"]))
    known = words["labels"]
    if "descriptions" in words and draw(st.booleans()):
        known = words["descriptions"]
    entries = draw(st.lists(st.sampled_from(known), min_size=2, max_size=8, unique=True))
    return Block(joint.join(entries))


@cache
@st.composite
def donation(draw: DrawFn, lang: str) -> Block:
    """An appeal: an ask, or two with what the newsroom says of itself between them, or a sentence glued to the text."""
    words = language(lang)["donation"]
    asks = st.sampled_from(words["asks"])
    company = st.lists(st.sampled_from(words["company"]), max_size=3, unique=True)
    shape = draw(st.sampled_from(["ask", "appeal", "appeal and article"]))
    if shape == "ask":
        return Block(draw(filled(lang, draw(asks))))
    joint = draw(st.sampled_from(["\n", language(lang)["space"]]))
    sentences = [draw(asks), *draw(company), draw(st.sampled_from(words["closings"]))]
    text = joint.join(draw(filled(lang, sentence)) for sentence in sentences)
    return Block(text, Stand.LINES if shape == "appeal" else Stand.OPENS)


@cache
@st.composite
def caption_duplicate(draw: DrawFn, lang: str) -> Block:
    """A second copy of a caption: equal, with other quotation marks, without its credit, cut short, or respelled."""
    words = language(lang)["caption_duplicate"]
    way = draw(st.sampled_from(["equal", "quotes", "no credit", "cut short", "spelling"]))
    template = draw(st.sampled_from(words["spelled" if way == "spelling" else "captions"]))
    one, other = draw(st.permutations(draw(st.sampled_from(words["spellings"]))))
    caption = draw(filled(lang, template.replace("{spelling}", one)))
    shows = caption.replace(one, "").replace(other, "")
    credit = draw(filled(lang, draw(st.sampled_from(words["credits"]))))
    if way == "no credit":
        return Block(caption, original=f"{caption} {credit}", shows=shows)
    if way == "cut short":
        return Block(_cut_short(draw, caption), original=f"{caption} {credit}", shows=shows)
    credited = way == "spelling" or "always_credited" in words or draw(st.booleans())
    full = f"{caption} {credit}" if credited else caption
    copies = {"equal": full, "quotes": full.translate(_OTHER_QUOTES), "spelling": full.replace(one, other)}
    return Block(copies[way], original=full, shows=shows, later=True)


def _cut_short(draw: DrawFn, caption: str) -> str:
    dots = draw(st.sampled_from(["…", "...", " …"]))
    return caption[: draw(st.integers(len(caption) // 2, len(caption) - 2))].rstrip(" ,") + dots


@cache
@st.composite
def read_more(draw: DrawFn, lang: str) -> Block:
    """A pointer on a line of its own, one glued to a paragraph, or a header with a list of headlines."""
    words = language(lang)["read_more"]
    shape = draw(st.sampled_from(["line", "glued", "list"]))
    if shape != "list":
        return draw(_pointer(lang, words, glued=shape == "glued"))
    header = draw(filled(lang, draw(st.sampled_from(words["headers"]))))
    items = draw(st.lists(filled(lang, "{headline}"), min_size=1, max_size=5, unique=True))
    bullet = draw(st.sampled_from(["", *BULLETS]))
    return Block("\n".join([header, *(bullet + item for item in items)]), lists=True, bulleted=bool(bullet))


@cache
def source_link(lang: str) -> SearchStrategy[Block]:
    """A note on where the text came from: on a line of its own, glued to a paragraph, or at the foot of the text."""
    words = language(lang)["source_link"]
    feet = st.sampled_from(words["feet"]).flatmap(lambda foot: filled(lang, foot))
    return st.one_of(
        _pointer(lang, words, glued=False),
        _pointer(lang, words, glued=True),
        feet.map(lambda foot: Block(foot, foot=True)),
    )


@st.composite
def _pointer(draw: DrawFn, lang: str, words: Words, *, glued: bool) -> Block:
    text = draw(filled(lang, draw(st.sampled_from(words["glued" if glued else "lines"]))))
    return Block(text, Stand.CLOSES) if glued else Block(draw(st.sampled_from(MARKS)) + text)


BY_KIND: dict[Kind, Callable[[str], SearchStrategy[Block]]] = {
    Kind.ICON_LEGEND: icon_legend,
    Kind.DONATION: donation,
    Kind.CAPTION_DUPLICATE: caption_duplicate,
    Kind.READ_MORE: read_more,
    Kind.SOURCE_LINK: source_link,
}
