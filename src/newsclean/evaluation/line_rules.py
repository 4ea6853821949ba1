"""The line rules that two large corpora were built with, written from their descriptions, to measure against.

Rules that drop whole documents are left out: they say nothing of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# C4: Raffel et al. (2020), "Exploring the limits of transfer learning with a unified text-to-text transformer", 2.2.
FEWEST_WORDS = 3
SENTENCE_ENDS = (".", "!", "?", '"', "'")
NOTICES = re.compile("javascript|terms of use|(?:privacy|cookie) policy|uses? cookies|use of cookies", re.IGNORECASE)

# RefinedWeb: Penedo et al. (2023), "The RefinedWeb dataset for Falcon LLM", appendix G.2.
MOST_WORDS = 10  # of a line that single phrases are taken from
COUNTED = (
    "likes?|shares?|comments?|retweets?|reposts?|quotes?|bookmarks?|upvotes?|downvotes?|downloads?|views?|followers?"
)
COUNTER = re.compile(rf"\W*\d[\d.,]*[kmb]?\s+(?:{COUNTED})\W*", re.IGNORECASE)
PHRASES = re.compile(r"^\s*sign-in|items in cart|read more\.\.\.\s*$", re.IGNORECASE)


def c4(text: str) -> str:
    r"""The lines that are sentences of three words at least, without those on scripts, terms and cookies.

    >>> c4("Trams run again.\nSource link\nWe use cookies on this site.\nAll of them...")
    'Trams run again.'
    """
    return "\n".join(line for line in text.split("\n") if _is_sentence(line.strip()))


def _is_sentence(line: str) -> bool:
    is_ended = line.endswith(SENTENCE_ENDS) and not line.endswith("...")
    return is_ended and len(line.split()) >= FEWEST_WORDS and not NOTICES.search(line)


def refinedweb(text: str) -> str:
    r"""The lines that are no counters, capitals, numbers or single words, short ones without phrases of buttons.

    >>> refinedweb("Trams run again. Read more...\n3 likes\nADVERTISEMENT HERE\nShare\n17 12")
    'Trams run again. '
    """
    return "\n".join(_corrected(text))


def _corrected(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        words = len(line.split())
        is_capitals = sum(map(str.isupper, line)) * 2 > len(line)
        is_number = "".join(line.split()).isdigit()
        if words > 1 and not is_capitals and not is_number and not COUNTER.fullmatch(line):
            yield PHRASES.sub("", line) if words <= MOST_WORDS else line
