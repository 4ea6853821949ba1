"""How much a line looks like code, and whether it is code of a news page rather than code that somebody explains."""

from __future__ import annotations

import re

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


def is_of_page(text: str) -> bool:
    """Whether a line is code that only a page has: a tracker, an advertisement, structured data, a shortcode.

    >>> is_of_page("googletag.cmd.push(function() { });"), is_of_page("for (var i = 0; i < 3; i++) {")
    (True, False)
    """
    return bool(_MARK.search(text) and _OF_PAGES.search(text, 0, LONGEST))


def is_script(text: str) -> bool:
    """Whether a line is a piece of a script, a style sheet, markup or a template, as textbooks show them too.

    >>> is_script(".css-1x9 { margin: 0; }"), is_script("{{ headline }}"), is_script("The document. (It is lost.)")
    (True, True, False)
    """
    return bool(_MARK.search(text) and _SCRIPT.search(text, 0, LONGEST))


def could_be_code(text: str) -> bool:
    """Whether a line could be code where lines beside it are: by its marks, or by what it ends with.

    >>> could_be_code('"name": "Herald",'), could_be_code("}"), could_be_code("The council met.")
    (True, True, False)
    """
    marks = sum(character in _CODE for character in text[:LONGEST])
    dense = marks > DENSE * min(len(text), LONGEST)
    return dense and (text.endswith(_ENDS) or marks > 0.2 * len(text) or bool(_PROPERTY.match(text)))
