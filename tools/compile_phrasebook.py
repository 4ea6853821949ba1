"""Turn the phrasebook's LANG.toml files into the compiled.json that is read at run time.

``python tools/compile_phrasebook.py`` writes it; with ``--check`` it says whether it is up to date and exits with 1
when it is not. An entry that would slow every run down is refused: its anchors, the literals that are looked for in its
place, must be rare in articles. How rare they are is measured on the articles of ``fixtures/``.
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
from newsclean.phrasebook.scan import openings_scan, scanner
from newsclean.signals.words import is_unspaced

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(pattern.__file__).parent
TARGET = FOLDER / "compiled.json"
ROWS = FOLDER / "compiled.jsonl"
# How often words stand in a million of a language's fixtures: those that stand there three times or more, in languages
# of 400 words or more. Counted once: a new fixture is no reason for other anchors.
COMMON = Path(__file__).with_name("common_words.txt")
FIXTURES = Path(__file__).parent.parent / "fixtures"
NOISE = re.compile("⟦.*?⟧", re.DOTALL)

# Lines of a megabyte of articles in which the pattern of one text may be tried in vain. A try takes about 5
# microseconds and a megabyte should take 40,000: a text at the limit slows newsclean down by four per cent.
MOST_TRIES = 300

ANY = 1_000_000_000  # no limit
KEEP = 20.0  # microseconds a megabyte that an anchor costs which is never found
KEEP_OPENING = 10.0  # the same, if it is only looked for where lines begin
LOOK = 1  # microseconds to see that a line holds an anchor, but not its phrase
SEARCH = 3  # the same, if the phrase may begin anywhere
LINES = 0.04  # how much rarer a literal is where a line begins
WORDS = 170_000  # in a megabyte of text
PHRASES = 2000  # words of a small phrasebook, in which one more is no sign that it is common
PHRASED = 0.1  # how much rarer in texts than in phrases the words of phrases are
RARE = 25.0  # how often a word that is not common stands in a million
COLLOCATION = 0.05  # how often a word stands beside the other one of a phrase, at least
INSIDE = 2.0  # how much more often a word stands there if it may begin inside another; or end inside one
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


Row = list[Any]


def book() -> tuple[dict[str, Any], list[Row]]:
    """The whole phrasebook: anchors and the word lists that cleaners share; one row for each way to write a phrase."""
    phrases: list[Row] = []
    anchors: dict[str, list[int]] = {}
    openings: dict[str, list[int]] = {}
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
    words_shared = {name: sorted(listed) for name, listed in shared.items()}
    return {"words": words_shared, "anchors": anchors, "openings": openings}, phrases


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


def _anchor(anchors: dict[str, list[int]], place: Place, made: pattern.Compiled, number: int) -> None:
    """Note the anchors of a row, each with the widest limit that one of its rows needs."""
    longest = min(LONGEST_LINE, made.widest + 2 * MARGIN) if place in (Place.LINE, Place.HEADER) else ANY
    for literal in sorted(made.anchors):
        widest, *numbers = anchors.get(literal, [0])
        anchors[literal] = [max(widest, longest), *numbers, number]


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
    if len(words) == 1:
        rates[0] *= INSIDE ** (2 - len(literal) + len(literal.strip()))
    return rates[0] * WORDS / 1e6 * prod(min(1.0, max(COLLOCATION, 20 * rate / 1e6)) for rate in rates[1:])


@cache
def _rate(word: str) -> float:
    """How often a word stands in a million words."""
    unspaced = sum(map(is_unspaced, word))
    if unspaced:
        return 2e6 * CHARACTER**unspaced
    return max(_common().get(word, 0.0), RARE)


def anywhere(literal: str, opening: bool) -> float:
    """The cost of an anchor in microseconds a megabyte: to keep it, and to look at the lines that hold it."""
    return KEEP + (LOOK if opening else SEARCH) * expected(literal)


def at_start(literal: str, opening: bool) -> float:
    """The same for phrases that must begin their line, which is soon seen."""
    return KEEP_OPENING + LOOK * LINES * expected(literal) if opening else KEEP + LOOK * expected(literal)


def tries(shared: dict[str, Any], rows: list[Row], texts: list[str]) -> Counter[int]:
    """By number of a row, the lines of the texts in which its pattern is tried."""
    found: Counter[int] = Counter()
    scans = ((scanner(shared["anchors"]), shared["anchors"]), (openings_scan(shared["openings"]), shared["openings"]))
    for folded in map(fold, texts):
        lines = folded.split("\n")
        wanted = {(at, row) for scan, owned in scans for at, anchor in scan(folded) for row in owned[anchor][1:]}
        found.update(row for at, row in wanted if not rows[row][-1] or any(one in lines[at] for one in rows[row][-1]))
    return found


def articles() -> list[str]:
    """The articles of the fixtures, without their noise."""
    tables = (tomllib.loads(path.read_text("utf-8")) for path in sorted(FIXTURES.glob("n*/*.toml")))
    return [NOISE.sub("", case["text"]) for table in tables for case in table["case"]]


def refuse_the_unselective(shared: dict[str, Any], rows: list[Row]) -> None:
    """Stop at entries that are tried too often.

    Raises:
        SystemExit: with the rule of each, its anchors and what to do.
    """
    texts = articles()
    size = sum(len(text.encode()) for text in texts) / 1e6
    complaints = []
    for row, count in tries(shared, rows, texts).most_common():
        if count > MOST_TRIES * size:
            owned = [anchor for part in ("anchors", "openings") for anchor, at in shared[part].items() if row in at[1:]]
            dearest = sorted(owned, key=expected, reverse=True)[:6]
            complaints.append(f"{rows[row][0]} ({rows[row][2]}): {count / size:.0f} tries, for {dearest}")
    if complaints:
        raise SystemExit(
            f"too often tried in vain, more than {MOST_TRIES} times in a megabyte of articles; give each text of these "
            "entries a rarer word that every match holds, or split a common word's alternative off:\n"
            + "\n".join(complaints)
        )


def written() -> dict[Path, str]:
    """The files that are read at run time, with what must stand in them."""
    shared, rows = book()
    refuse_the_unselective(shared, rows)
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    return {TARGET: json.dumps(shared, ensure_ascii=False, separators=(",", ":")) + "\n", ROWS: "\n".join(lines) + "\n"}


def main() -> int:
    """Write the compiled book, or check it; the exit code for the shell."""
    files = written()
    if "--check" in sys.argv[1:]:
        fresh = all(path.exists() and path.read_text("utf-8") == text for path, text in files.items())
        print("compiled.json is up to date" if fresh else "compiled.json is stale: run tools/compile_phrasebook.py")
        return 0 if fresh else 1
    for path, text in files.items():
        path.write_text(text, "utf-8")
    print(", ".join(f"{path.name}: {len(text.encode()):,} bytes" for path, text in files.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
