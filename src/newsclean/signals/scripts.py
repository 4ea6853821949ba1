"""How much a line looks like code, and whether it is code of a news page rather than code that somebody explains."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

LONGEST = 4000  # characters of a line that are looked at

# What only pages have: trackers, advertisements, players, structured data, and what is left of their templates.
_OF_PAGES = re.compile(
    r"""googletag\s?[.=]|\bdataLayer\s?[.=]|\badsbygoogle\b|\b_gaq\b|\b_taboola\b|\bfbq\(|\bgtag\(|\bga\('(?:create|send)'"""
    r"""|"@context"\s{0,3}:|"@type"\s{0,3}:\s{0,3}"(?:NewsArticle|Article|BreadcrumbList|Organization|ImageObject)"|window\.__\w"""
    r"""|\bjwplayer\(|\bjwplatform\b|\bdisqus_\w|\bOneTrust\b|\bOptanon|\bscorecardresearch\.com|\bdoubleclick\.net"""
    r"""|data:image/\w{2,8}(?:\+xml)?;|/\*\s?<!\[CDATA\[|\[object Object\]"""
    r"""|\[/?(?:vc|et_pb|fusion|caption|gallery|embed|button|contact-form|adrotate|wp|su|mks|td)[_\w-]{0,30}(?:\s[\w-]{1,30}=[^\]]{0,300}){0,1}\]"""
)
# What pages have and textbooks too.
_SCRIPT = re.compile(
    r"""\b(?:window|document|location|navigator)\.[A-Za-z]{2,40}\s{0,2}(?:[(=.\[]|\|\|)|\bfunction\s{0,2}\w{0,40}\s{0,2}\([^()]{0,100}\)\s{0,2}\{"""
    r"""|^(?:var|let|const)\s[\w$]{1,40}\s{0,3}=|^\}?\s{0,3}\)\s{0,3}\(\s{0,3}[\w.,\s]{0,60}\)\s{0,3};?$"""
    r"""|^[.#@*\w][^{}\n]{0,160}\{[^{}:]{0,200}:[^{}]{1,600}\}"""
    r"""|^@(?:media|import|font-face|keyframes)\b[^.]{0,100}[{;]"""
    r"""|^\s*</?(?:script|style|iframe|img|div|figure|span|aside|section|picture|source|noscript|svg|path)\b[^<>]{0,600}/?>"""
    r"""|^\{\{[^{}]{1,200}\}\}$|^<%[^%]{1,200}%>$|^\{%[^%]{1,200}%\}$|^(?:&(?:nbsp|amp|lt|gt|quot|\#\d{2,5});\s{0,3}){1,40}$"""
)
_MARK = re.compile(r"[{}<>=\[;&@]")  # a mark that every such line has and few others have
_CODE = frozenset("{}();=<>\"'[]:&|/_$#")
_PROPERTY = re.compile(r"""["'][@$\w-]{1,40}["']\s?:""")  # of structured data
DENSE = 0.08  # share of such characters from which a line beside code may be code
_ENDS = ("{", "}", ";", "},", "],", "[", "]", "(", ")", ");", "/>", ">", '",', "*/")

# Of text that a paywall has shifted: the way back, and the tags that it then holds.
_BACK = {code: code - 1 for code in range(0x22, 0x17F)}
_OPENED = re.compile(r"</?(?:a|article|aside|br|div|em|figcaption|figure|h[1-6]|i|img|p|picture|span|strong|video)\b")
SHIFTED = 2  # words that stand in every text, shifted, in such a line
BEGINNING = 240  # characters of a line that are looked at for them


def has_mark(text: str) -> bool:
    """Whether a line holds a mark that every line of code has and few others have.

    >>> has_mark("a = 1"), has_mark("The council met.")
    (True, False)
    """
    return bool(_MARK.search(text))


def is_of_page(text: str) -> bool:
    """Whether a line is code that only a page has: a tracker, an advertisement, structured data, a shortcode.

    >>> is_of_page("googletag.cmd.push(function() { });"), is_of_page("for (var i = 0; i < 3; i++) {")
    (True, False)
    """
    return bool(has_mark(text) and _OF_PAGES.search(text, 0, LONGEST))


def is_script(text: str) -> bool:
    """Whether a line is a piece of a script, a style sheet, markup or a template, as textbooks show them too.

    >>> is_script(".css-1x9 { margin: 0; }"), is_script("{{ headline }}"), is_script("The document. (It is lost.)")
    (True, True, False)
    """
    return bool(has_mark(text) and _SCRIPT.search(text, 0, LONGEST))


def could_be_code(text: str) -> bool:
    """Whether a line could be code where lines beside it are: by its marks, or by what it ends with.

    >>> could_be_code('"name": "Herald",'), could_be_code("}"), could_be_code("The council met.")
    (True, True, False)
    """
    marks = sum(character in _CODE for character in text[:LONGEST])
    dense = marks > DENSE * min(len(text), LONGEST)
    return dense and (text.endswith(_ENDS) or marks > 0.2 * len(text) or bool(_PROPERTY.match(text)))


def is_shifted(text: str) -> bool:
    """Whether a line is a paywall's: every character replaced by the next one, so that only subscribers can read it.

    Moved back by one, it holds words or tags that every text holds; as it stands, it holds none of them.

    >>> is_shifted("Ejf Csýdlf jtu xjfefs pggfo/"), is_shifted("Die Brücke ist wieder offen.")
    (True, False)
    >>> is_shifted('=gjhvsf dmbttµ#nfejb#?'), is_shifted("x <= 3")
    (True, False)
    """
    if text[0] == "=" and _OPENED.match(text[:BEGINNING].translate(_BACK)):
        return True
    words = set(text[:BEGINNING].lower().split())
    everywhere, shifted = _everywhere()
    return len(shifted.intersection(words)) >= SHIFTED and everywhere.isdisjoint(words)


@cache
def _everywhere() -> tuple[frozenset[str], frozenset[str]]:
    """Words that stand in every German or English text, as the newspapers are that shift theirs; and these, shifted."""
    words = frozenset(Path(__file__).with_name("everywhere.txt").read_text("utf-8").split())
    return words, frozenset("".join(chr(ord(letter) + 1) for letter in word) for word in words) - words
