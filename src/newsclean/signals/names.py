"""Lines that are nothing but the names of people, as bylines and credits are."""

from __future__ import annotations

import re

from newsclean.document import per_line
from newsclean.phrasebook.book import words
from newsclean.phrasebook.fold import fold

MOST_WORDS = 4  # words of the name of one person
MOST_PEOPLE = 4  # people whom one line names
WIDEST = 120  # characters of such a line
LONGEST = 6  # words of a name of any sort

# Small words inside names, and initials.
_ROMANCE = frozenset({"de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "le", "el", "e", "y"})
_PARTICLES = _ROMANCE | {"van", "von", "der", "den", "ter", "ten", "zu", "bin", "ibn", "al", "st"}
_SMALL = _PARTICLES | {"of", "via", "&"}
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-](?=[^\W\d_])){0,24}\.?")
_BETWEEN = re.compile(r"\s*[,;&/|•·]\s*|\s+-\s+")


def is_person(text: str) -> bool:
    """Whether a text could be the name of one person: two to four words with capitals, particles aside.

    >>> is_person("Ana de la Cruz"), is_person("J. R. Okafor"), is_person("Council votes"), is_person("BREAKING NEWS")
    (True, True, False, False)
    """
    parts = text.split()
    named = [part for part in parts if part.casefold() not in _PARTICLES or part[0].isupper()]
    return (
        2 <= len(parts) <= MOST_WORDS
        and len(named) >= 2
        and named[0] == parts[0]
        and parts[-1][0].isupper()
        and len(parts[-1].rstrip(".")) > 1
        and all(_NAME_WORD.fullmatch(part) and part[0].isupper() for part in named)
        and any(part.isalpha() and not part.isupper() for part in named)
    )


def people(text: str) -> int:
    """How many people a text names that is nothing but names; 0 for other texts.

    >>> people("Ana de la Cruz and Tom Ngata"), people("Ana de la Cruz, who sings"), people("Bridge closed")
    (2, 0, 0)
    """
    if len(text) > WIDEST or any(map(_is_common, text.split())):
        return 0
    names = [name for part in _BETWEEN.split(text.strip()) for name in _apart(part)]
    return len(names) if 1 <= len(names) <= MOST_PEOPLE and all(map(is_person, names)) else 0


people_of = per_line(people)


def _is_common(word: str) -> bool:
    """Whether a word stands in no name and between no names."""
    return word.isalpha() and word.islower() and word not in _PARTICLES and fold(word) not in words("joint")


def _apart(text: str) -> list[str]:
    """The names on both sides of a small word such as "and"."""
    names: list[list[str]] = [[]]
    for word in text.split():
        if word.islower() and word not in _PARTICLES - {"e", "y"} and fold(word) in words("joint"):
            names.append([])
        else:
            names[-1].append(word)
    return [" ".join(name) for name in names]


def is_named(text: str) -> bool:
    """Whether a text is a name of any sort, of a person, an agency or an office: words with capitals, at most six.

    >>> is_named("Pool via Reuters"), is_named("dpa"), is_named("the mayor smiles"), is_named("橋本")
    (True, True, False, True)
    """
    parts = text.split()
    large = [part for part in parts if part not in _SMALL and fold(part) not in words("joint") | words("by")]
    return bool(large) and len(parts) <= LONGEST and all(not part.islower() or _is_agency(part) for part in large)


def _is_agency(word: str) -> bool:
    return fold(word) in words("agency")
