"""Texts made from texts: what real pages show too seldom for a model to learn it from a few hundred of them."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newsclean import phrasebook
from scorer.texts import UNSURE, Text

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Lines = list[tuple[str, str]]

PARAGRAPH = 100  # characters of a paragraph, for headings and lists to stand between
CONTENT = ("content", UNSURE)
QUOTATION = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'"})

PHRASEBOOK = Path(phrasebook.__file__).parent
INVENTED: dict[str, Any] = tomllib.loads(Path(__file__).with_name("invented.toml").read_text("utf-8"))


def thinned(page: Text, rng: random.Random) -> Text:
    """A whole page as an extractor might leave it: the body, and some stretches of what stood around it."""
    keep, spaced = rng.choice([0.15, 0.3, 0.6]), rng.random() < 0.4
    lines: Lines = []
    for body, run in _runs(page.lines):
        if body:
            lines += [line for line in run if rng.random() > 0.02]
        elif rng.random() < keep:
            length = rng.choice([1, 1, 2, 3, 5, 8, 15])
            last = max(0, len(run) - length)
            # Extractors mostly keep what is next to the body: the end of what precedes it, the start of what follows.
            start = rng.choice([last if not lines else 0, last if not lines else 0, rng.randint(0, last)])
            lines += run[start : start + length]
    if spaced:
        lines = [each for line in lines for each in (line, ("", "empty"))]
    return page._replace(source="thinned", lines=lines)


def _runs(lines: Lines) -> list[tuple[bool, Lines]]:
    runs: list[tuple[bool, Lines]] = []
    for line in lines:
        body = line[1] in CONTENT
        if not runs or runs[-1][0] != body:
            runs.append((body, []))
        runs[-1][1].append(line)
    return runs


def with_list(text: Text, rng: random.Random) -> Text:
    """The text with an invented list or table, in its own words, after one of its lines of content."""
    places = [at for at, (_, label) in enumerate(text.lines) if label == "content"]
    words = [word for line, label in text.lines if label == "content" for word in re.findall(r"[^\W\d_]{3,}", line)]
    if len(places) < 2 or len(words) < 20:
        return text
    at = rng.choice(places[1:]) + 1
    return text._replace(source="list", lines=text.lines[:at] + _list(words, rng) + text.lines[at:])


def _list(words: Sequence[str], rng: random.Random) -> Lines:
    names = [word for word in words if word[0].isupper()] or list(words)
    others = [word for word in words if not word[0].isupper()] or list(words)
    drawn = {name: rng.choice(INVENTED[f"{name}s"]) for name in ("gap", "bullet", "unit", "month")}
    drawn["dash"] = rng.choice(INVENTED["dashes"])
    template = rng.choice(INVENTED["lists"])

    def some(pool: Sequence[str], most: int) -> str:
        return " ".join(rng.choice(pool) for _ in range(rng.randint(1, most)))

    def filled(number: int) -> str:
        def slot(found: re.Match[str]) -> str:
            name = found.group(1)
            made = {
                "i": lambda: str(number),
                "name": lambda: some(names, 3),
                "words": lambda: some(others, 4),
                "title": lambda: some(others, 4).capitalize(),
                "n": lambda: str(rng.randrange(rng.choice([20, 100, 2500]))),
                "small": lambda: str(rng.randint(1, 30)),
            }
            return drawn[name] if name in drawn else made[name]()

        return re.sub(r"\{(\w+)\}", slot, template)

    lines = [filled(number) for number in range(1, rng.choice([4, 6, 8, 12, 20, 30]) + 1)]
    header = rng.choice(["", "", some(names, 3), some(others, 4).capitalize() + ":"])
    return [(line, "content") for line in ([header] if header else []) + lines]


def with_headings(text: Text, rng: random.Random) -> Text:
    """The text with headings between its paragraphs, all of one style."""
    paragraphs = [line for line, label in text.lines if label == "content" and len(line) > PARAGRAPH]
    if len(paragraphs) < 4:
        return text
    often, spaced, style = rng.choice([0.15, 0.3, 0.6]), rng.random() < 0.3, rng.randrange(5)
    lines: Lines = []
    for line, label in text.lines:
        if lines and label == "content" and len(line) > PARAGRAPH and rng.random() < often:
            lines.append((_heading(line if rng.random() < 0.6 else rng.choice(paragraphs), style, rng), "content"))
            lines += [("", "empty")] * spaced
        lines.append((line, label))
    return text._replace(source="headings", lines=lines)


def _heading(paragraph: str, style: int, rng: random.Random) -> str:
    words = paragraph.split()
    if style == 0:
        return str(rng.choice(INVENTED["headings"]))
    if style == 1:  # the paragraph's first sentence once more, as live blogs have it
        return re.split(r"(?<=[.!?。])\s", paragraph)[0][:120].rstrip(" .")
    start = 0 if style == 2 else rng.randrange(len(words))
    piece = " ".join(words[start : start + rng.randint(1, 8)]).strip('.,;:!?"“”„() ') or "Info"
    piece = piece.upper() if style == 3 else piece[0].upper() + piece[1:]
    return str(rng.choice(INVENTED["dressings"]).replace("{}", piece).replace("{small}", str(rng.randint(1, 20))))


def with_phrases(text: Text, phrases: Sequence[tuple[str, str]], rng: random.Random) -> Text:
    """The text with stock phrases of the phrasebook's examples, alone or two and three together."""
    lines = list(text.lines)
    places = [at for at, (_, label) in enumerate(lines) if label == "content"]
    if len(places) < 2:
        return text
    for _ in range(rng.randint(1, 4)):
        at = rng.choice([rng.choice(places), places[0], places[-1] + 1, len(lines)])
        lines[at:at] = [rng.choice(phrases) for _ in range(rng.choice([1, 1, 2, 3]))]
    return text._replace(source="phrases", lines=lines)


def distorted(text: Text, rng: random.Random) -> Text:
    """The text as other extractors and sites would write it: other case, quotation marks, order, lines glued."""
    lines: Lines = []
    upper, plain, glue = rng.random() < 0.3, rng.random() < 0.5, rng.random() < 0.4
    for written, label in text.lines:
        noise = label not in (*CONTENT, "title", "caption", "mixed", "empty")
        line = written.upper() if upper and noise and len(written) < PARAGRAPH / 2 else written
        line = line.translate(QUOTATION) if plain else line
        if not (noise and lines and lines[-1][1] == label and rng.random() < 0.3):
            lines.append((line, label))
        elif glue:
            lines[-1] = (lines[-1][0] + " " + line, label)
        else:  # the two change places
            lines.insert(-1, (line, label))
    return text._replace(source="distorted", lines=lines)


def joined(texts: Sequence[Text], rng: random.Random) -> Text:
    """Several texts as one, as long as live blogs and digests are."""
    noise_too = rng.random() < 0.5
    lines = [
        line
        for text in texts
        for line in text.lines
        if line[1] in (*CONTENT, "empty") or (noise_too and line[1] != "title")
    ]
    return texts[0]._replace(page=f"{texts[0].page}+", source="joined", title=None, lines=lines)


def stock(folder: Path) -> Mapping[str, list[tuple[str, str]]]:
    """By language, the examples of the phrasebook's surer entries, with their kinds."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(folder.glob("*.toml")):
        tables = tomllib.loads(path.read_text("utf-8"))
        found[path.stem] = [
            (hit, kind)
            for kind, entries in sorted(tables.items())
            if kind != "words"
            for entry in entries
            if entry["sure"] >= 0.6 and entry["at"] != "sign"
            for hit in entry["hits"]
        ]
    return found
