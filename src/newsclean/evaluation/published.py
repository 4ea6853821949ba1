"""The line rules that others have published, to be compared with: written afresh from their descriptions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from newsclean.errors import UnknownNameError

LineRule = Callable[[str], str]  # what is left of a line

_POLICIES = ("terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies")
_COUNTER = re.compile(
    r"\W*\d[\d,.]*[kmb]?\s+(?:likes|shares|comments|retweets|reposts|quotes|bookmarks|upvotes|downvotes|downloads|views"
    r"|followers)\W*",
    re.IGNORECASE,
)
_SHORT = 10  # words of a line from which RefinedWeb cuts single phrases
_PHRASES = re.compile(r"items in cart|read more\.\.\.\s*$|^\s*sign-in", re.IGNORECASE)


def c4(line: str) -> str:
    """C4's rule (Raffel et al. 2020, section 2.2, as datatrove has it): a line ends as a sentence and has three words.

    >>> c4("Trams run again today."), c4("Share this")
    ('Trams run again today.', '')
    """
    folded = line.strip().lower()
    is_sentence = folded.endswith((".", "?", "!", '"', "'")) and not folded.endswith("...")
    said = "javascript" in folded or any(policy in folded for policy in _POLICIES)
    return line if is_sentence and not said and len(folded.split()) >= 3 else ""


def refinedweb(line: str) -> str:
    """RefinedWeb's rule (Penedo et al. 2023, appendix G.2): no single words, capitals, numbers, counters, buttons.

    >>> refinedweb("Trams run again"), refinedweb("READ THIS NOW"), refinedweb("3 likes")
    ('Trams run again', '', '')
    """
    words = line.split()
    capitals = sum(character.isupper() for character in line)
    if len(words) < 2 or 2 * capitals > len(line) or line.strip().isdigit() or _COUNTER.fullmatch(line):
        return ""
    return _PHRASES.sub("", line) if len(words) <= _SHORT else line


RULES: dict[str, LineRule] = {"c4": c4, "refinedweb": refinedweb}


def rule(name: str) -> LineRule:
    """The rule of this name.

    Raises:
        UnknownNameError: there is none.
    """
    if name not in RULES:
        raise UnknownNameError("published rule", name, RULES)
    return RULES[name]


def left(rule: LineRule, lines: Sequence[str]) -> list[str]:
    """What a rule leaves of each line."""
    return [rule(line) for line in lines]
