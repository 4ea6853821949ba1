"""Turn the phrasebook's LANG.toml files into the compiled.json that is read at run time.

``python tools/compile_phrasebook.py`` writes it; with ``--check`` it says whether it is up to date and exits with 1
when it is not.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import prod
from pathlib import Path
from typing import Any

from newsclean.kinds import Kind
from newsclean.phrasebook import pattern
from newsclean.phrasebook.book import Place
from newsclean.phrasebook.fold import fold
from newsclean.phrasebook.matcher import LONGEST_LINE, MARGIN
from newsclean.signals.words import is_unspaced

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(pattern.__file__).parent
TARGET = FOLDER / "compiled.json"
COMMON = Path(__file__).with_name("common_words.txt")

ANY = 1_000_000_000  # no limit
KEEP = 0.7  # what an anchor costs that is never found
WORDS = 170_000  # in a megabyte of text
PHRASES = 2000  # words of a small phrasebook, in which one more is no sign that it is common
PHRASED = 0.1  # how much rarer in texts than in phrases the words of phrases are
RARE = 25.0  # how often a word that is not common stands in a million
COLLOCATION = 0.05  # how often a word stands beside the other one of a phrase, at least
CHARACTER = 0.005  # how often a character of a script without spaces stands in one place
SIGNS = 200.0  # how often signs such as "©" stand in a megabyte
WHOLE_LINE = (Place.LINE, Place.HEADER, Place.START)


# The lists that cleaners look up, all languages together.
SHARED_WORDS = (
    "voice",
    "icon",
    "interface",
    "joint",
    "credit",
    "agency",
    "by",
    "pictured",
    "month",
    "weekday",
    "published",
    "clock",
)


def book() -> dict[str, Any]:
    """The whole phrasebook: one row for each way to write a phrase, and the word lists that cleaners share."""
    phrases: list[list[Any]] = []
    anchors: dict[str, list[Any]] = {}
    openings: dict[str, list[Any]] = {}
    shared: dict[str, set[str]] = {name: set() for name in SHARED_WORDS}
    for path in sorted(FOLDER.glob("*.toml")):
        tables = tomllib.loads(path.read_text("utf-8"))
        words = {name: list(map(fold, listed)) for name, listed in tables.pop("words", {}).items()}
        for name in SHARED_WORDS:
            shared[name].update(words.get(name, ()))
        for kind, entries in tables.items():
            for entry in entries:
                for row, made in _rows_of(path, Kind.named(kind), entry, words):
                    _anchor(openings if _opens(row[2], made) else anchors, Place(row[2]), made, len(phrases))
                    phrases.append(row)
    return {
        "words": {name: sorted(listed) for name, listed in shared.items()},
        "anchors": anchors,
        "openings": openings,
        "phrases": phrases,
    }


def _rows_of(
    path: Path, kind: Kind, phrase: dict[str, Any], words: dict[str, list[str]]
) -> Iterator[tuple[list[Any], pattern.Compiled]]:
    """The rows of one entry, one for each of its texts and places, with what its texts become."""
    rule = f"{path.stem}/{phrase['id']}"
    texts = phrase["text"] if isinstance(phrase["text"], list) else [phrase["text"]]
    places = phrase["at"] if isinstance(phrase["at"], list) else [phrase["at"]]
    for text in texts:
        made: dict[bool, pattern.Compiled] = {}
        for place in map(Place, places):
            whole = place in WHOLE_LINE
            try:
                each = made[whole] = made.get(whole) or pattern.compiled(text, words, at_start if whole else anywhere)
            except pattern.PatternError as error:
                raise SystemExit(f"{path.name}: {rule}: {error}") from None
            row = [rule, kind.value, place.value, phrase["sure"], each.regex, each.bounded, each.widest]
            yield [*row, 0 if each.opening else each.widest, sorted(each.guard)], each


def _opens(place: str, made: pattern.Compiled) -> bool:
    """Whether the anchors of a row need only be looked for where lines begin."""
    return made.opening and Place(place) in WHOLE_LINE


def _anchor(anchors: dict[str, list[Any]], place: Place, made: pattern.Compiled, number: int) -> None:
    """Note the anchors of a row, each with the widest limit that one of its rows needs."""
    longest = min(LONGEST_LINE, made.widest + 2 * MARGIN) if place in (Place.LINE, Place.HEADER) else ANY
    for literal in sorted(made.anchors):
        row = anchors.setdefault(literal, [0, []])
        row[:] = max(row[0], longest), [*row[1], number]


@cache
def _common() -> dict[str, float]:
    """How often common words stand in a million words: those of the fixtures, and those of each language's phrases.

    A word of many phrases is no rare anchor: where it stands, all of them are looked at.
    """
    often = {word: float(rate) for word, rate in (row.split() for row in COMMON.read_text("utf-8").splitlines())}
    for path in FOLDER.glob("*.toml"):
        words = Counter(re.findall(r"[^\W\d_]+", fold(" ".join(_texts(path)))))
        for word, count in words.items():
            often[word] = max(often.get(word, 0.0), count / max(words.total(), PHRASES) * 1e6 * PHRASED)
    return often


def _texts(path: Path) -> Iterator[str]:
    """The texts of all phrases of a language."""
    for kind, entries in tomllib.loads(path.read_text("utf-8")).items():
        for entry in entries if kind != "words" else ():
            yield from [entry["text"]] if isinstance(entry["text"], str) else entry["text"]


@cache
def expected(literal: str) -> float:
    """How often a literal stands in a megabyte of text by chance, as far as the common words tell."""
    words = re.findall(r"\w+", fold(literal))
    if not words:
        return SIGNS
    rates = sorted(_rate(word) for word in words)
    return rates[0] * WORDS / 1e6 * prod(min(1.0, max(COLLOCATION, 20 * rate / 1e6)) for rate in rates[1:])


@cache
def _rate(word: str) -> float:
    """How often a word stands in a million words."""
    unspaced = sum(map(is_unspaced, word))
    if unspaced:
        return 2e6 * CHARACTER**unspaced
    return max(_common().get(word, 0.0), RARE) * (3 if len(word) < 5 else 1)  # a short one stands in others too


def anywhere(literal: str, opening: bool) -> float:
    """The cost of an anchor in microseconds a megabyte: to keep it, and to look at the lines that hold it."""
    return KEEP + 0.01 * len(literal) + (2 if opening else 4) * expected(literal)


def at_start(literal: str, opening: bool) -> float:
    """The same for phrases that must begin their line, which is soon seen."""
    return 0.3 + 0.04 * expected(literal) if opening else KEEP + 0.01 * len(literal) + expected(literal)


def written(compiled: dict[str, Any]) -> str:
    """The book as JSON, a phrase a line so that a change shows as one."""
    parts = []
    for name, part in compiled.items():
        rows = [json.dumps(row, ensure_ascii=False) for row in part] if isinstance(part, list) else None
        body = "[\n" + ",\n".join(rows) + "\n]" if rows else json.dumps(part, ensure_ascii=False)
        parts.append(f'"{name}": {body}')
    return "{" + ",\n".join(parts) + "}\n"


def main() -> int:
    """Write the compiled book, or check it; the exit code for the shell."""
    compiled = book()
    text = written(compiled)
    if "--check" in sys.argv[1:]:
        fresh = TARGET.exists() and TARGET.read_text("utf-8") == text
        print("compiled.json is up to date" if fresh else "compiled.json is stale: run tools/compile_phrasebook.py")
        return 0 if fresh else 1
    TARGET.write_text(text, "utf-8")
    print(f"{TARGET.name}: {len(compiled['phrases'])} phrases, {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
