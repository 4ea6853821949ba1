"""Site profiles on simulated crawls of real parts: how much noise goes, how much content is lost.

    python benchmarks/sites.py [--lines FILE] [--sites N] [--sizes 5,10,20,50] [--markdown FILE]

A crawl has one site for each publisher of the labelled lines. A page of it is the body of another publisher's page in
the same language with the publisher's own noise lines around it and in it, where they stood on the real page; half of
the lines stand on every page, the others on three pages of four or on two. Their digits differ from page to page. A
profile is learned from 5, 10, 20 or 50 pages of each site and tried on pages with other bodies.

Into the bodies go the traps, all of them content:

- two wire paragraphs by site, each on a third of its pages; all sites of a language draw from the same twelve;
- a quotation of one sentence, glued to another paragraph, on a third of the pages;
- a story that is told again and again: a quarter of the pages have the same body but for one paragraph;
- a column: the same first line and the same subheading on a third of the pages.

Compared are the profile alone, the default pipeline with and without it, and the plain rule that a line seen on two
pages of a site goes. The line scorer works with the weights that have not seen the site's publisher. Noise is counted
in lines (one is removed when less than half of it is left), content in characters, traps in both: a trap's paragraph is
running text, its other lines are subheadings, labels and single characters. The exit code is 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import copy
import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import accuracy

from newsclean import Document, Pipeline
from newsclean.signals.normalised import normalised
from newsclean.signals.sentences import sentences
from newsclean.signals.shape import is_paragraph
from newsclean.sites.learning import learn
from newsclean.sites.profile import SiteProfile

BENCH = Path(__file__).parents[2] / "shared" / "bench" / "lines_dev.jsonl.gz"
NO_NOISE = ("content", "title", "caption", "unsure", "empty", "mixed")
FEWEST = 6  # noise lines of a publisher that makes a site
TRIED = 5  # pages of a site on which a profile is tried
RATES = (1.0, 1.0, 0.75, 0.5)  # share of a site's pages that have a noise line
BARS = {20: 0.85, 5: 0.6}  # noise lines to remove with the profile, by pages that it was learned from
MOST_LOST = 0.001  # of the content's characters

HEAD = "| pages | sites | | noise removed | content lost | trap paragraphs lost | trap lines lost, all told |"
WAYS = ("a line seen twice on a site goes", "profile alone", "default", "default and profile")

Spans = list[tuple[int, int]]


class Line(NamedTuple):
    """A line of a page: noise, content or a trap."""

    text: str
    label: str


class Source(NamedTuple):
    """What a publisher's page gives: its noise with the place of each line, and its body."""

    publisher: str
    language: str
    noise: list[tuple[str, str]]
    body: list[str]


@dataclass(frozen=True, eq=False)
class Site:
    """A simulated site: the noise with its rates, the bodies to draw from, and its traps."""

    host: str
    fold: int
    noise: list[tuple[str, str, float]]
    bodies: list[list[str]]
    wire: list[str]
    quotation: str
    story: list[str]
    column: list[str]


def sources(path: Path) -> list[Source]:
    """By page, the extraction with the most noise, and the body of that with the least."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = sorted(map(json.loads, file), key=lambda row: (row["id"], row["extractor"]))
    found = []
    for _, group in groupby(records, key=lambda row: row["id"]):
        rows = list(group)
        pages = [[(text, kind) for text, kind in row["lines"] if text.strip()] for row in rows]
        body = max(([text for text, kind in page if kind == "content"] for page in pages), key=_size)
        noise = max((_noise(page) for page in pages), key=len)
        found.append(Source(rows[0]["publisher"], _language(" ".join(body)), noise, body))
    return found


def _size(body: list[str]) -> int:
    return sum(map(len, body))


def _noise(page: list[tuple[str, str]]) -> list[tuple[str, str]]:
    content = [number for number, (_, kind) in enumerate(page) if kind == "content"] or [0]
    found: dict[str, str] = {}
    for number, (text, kind) in enumerate(page):
        if kind.partition("/")[0] not in NO_NOISE:
            place = "head" if number < content[0] else "tail" if number > content[-1] else "between"
            found.setdefault(text, place)
    return list(found.items())


def _language(text: str) -> str:
    """The language whose function words are the most frequent, by the lists of jusText."""
    import justext

    if len(re.findall("[\u3040-\u30ff]", text)) > 0.1 * len(text):
        return "Japanese"
    words = text.lower().split()
    shares: dict[str, int] = {
        name: sum(map(justext.get_stoplist(name).__contains__, words)) for name in justext.get_stoplists()
    }
    return max(sorted(shares), key=shares.__getitem__)


def sites(pages: list[Source], most: int | None) -> list[Site]:
    """A site for each publisher that has enough noise, in an order of chance."""
    by_language: dict[str, list[Source]] = {}
    for page in pages:
        if len(page.body) > 3 and _size(page.body) > 600:
            by_language.setdefault(page.language, []).append(page)
    found = []
    for publisher, group in groupby(sorted(pages, key=lambda page: page.publisher), key=lambda page: page.publisher):
        richest = max(group, key=lambda page: len(page.noise))
        chance = random.Random(publisher)
        others = [each for each in by_language.get(richest.language, ()) if each.publisher != publisher]
        if len(richest.noise) < FEWEST or len(others) < TRIED + min(BARS) + 3:
            continue
        chance.shuffle(others)
        noise = [(text, place, chance.choice(RATES)) for text, place in richest.noise]
        host = re.sub(r"[^a-z0-9]+", "-", publisher.lower()).strip("-") + ".example"
        story, column, quoted, *bodies = [each.body for each in others]
        wire = chance.sample(_wire(richest.language, by_language[richest.language]), 2)
        opening = [column[0], next((text for text in column[1:] if 20 < len(text) < 60), column[-1][:40])]
        found.append(Site(host, accuracy.fold(publisher), noise, bodies, wire, _quotation(quoted), story, opening))
    random.Random(0).shuffle(found)
    return found[:most]


def _wire(language: str, pages: list[Source]) -> list[str]:
    paragraphs = sorted({text for page in pages for text in page.body if 150 < len(text) < 500})
    return random.Random(language).sample(paragraphs, 12)


def _quotation(body: list[str]) -> str:
    said = [text[start:end] for text in body for start, end in sentences(text) if 40 < end - start < 200]
    return max(said or body[:1], key=lambda text: (any(mark in text for mark in '"“„'), text))


def page(site: Site, number: int, body: list[str], *, trapped: bool = True) -> list[Line]:
    """One page of a site."""
    chance = random.Random(f"{site.host} {number}")
    lines = [Line(text, "content") for text in body]
    if trapped:
        lines = list(_with_traps(site, number, lines, chance))
    noise = [(text, place) for text, place, rate in site.noise if chance.random() < rate]
    head, between, tail = (
        [[Line(re.sub(r"\d", lambda _: str(chance.randrange(10)), text), "noise") for text, _ in group]]
        for group in ([each for each in noise if each[1] == place] for place in ("head", "between", "tail"))
    )
    for line in between[0]:
        lines.insert(chance.randrange(1, max(2, len(lines))), line)
    return [*head[0], *lines, *tail[0]]


def _with_traps(site: Site, number: int, lines: list[Line], chance: random.Random) -> Iterator[Line]:
    """The body with what other articles of the site have too; a quarter of the pages tell the same story."""
    if number % 4 == 3:
        lines = [Line(text, "trap") for text in site.story]
        lines[chance.randrange(len(lines))] = Line(chance.choice(site.bodies)[-1], "content")
    if number % 3 == 0:
        yield from (Line(text, "trap") for text in site.column)
    told = {line.text for line in lines}  # a page whose own story the wire has does not bring it twice
    wire = [Line(text, "trap") for text in site.wire if chance.random() < 1 / 3 and text not in told]
    for place, line in enumerate(lines):
        yield line
        if wire and place == len(lines) // 2:
            yield wire.pop()
    yield from wire  # at the end of the body, as background does
    if number % 3 == 1:
        yield Line(f"{site.quotation} {lines[0].text}", "trap")


def document(site: Site, number: int, lines: Iterable[Line]) -> Document:
    """The page as a document with its address."""
    return Document("\n".join(line.text for line in lines), url=f"https://www.{site.host}/{number}")


class Score:
    """What went of pages: noise in lines, content and traps in characters."""

    def __init__(self) -> None:
        self.there: Counter[str] = Counter()
        self.gone: Counter[str] = Counter()

    def add(self, lines: list[Line], cuts: Spans) -> None:
        """Count one page."""
        start = 0
        for line in lines:
            end = start + len(line.text)
            taken = sum(max(0, min(end, b) - max(start, a)) for a, b in cuts)
            label, weight = line.label, len(line.text)
            self.there[label] += 1 if label == "noise" else weight
            self.gone[label] += (2 * taken > weight) if label == "noise" else taken
            if label == "trap" and 2 * taken > weight:
                self.gone["trap lines"] += 1
                self.gone["trap paragraphs"] += is_paragraph(line.text)
            start = end + 1

    @property
    def removed(self) -> float:
        """The share of noise lines that went."""
        return self.gone["noise"] / self.there["noise"]

    @property
    def lost(self) -> float:
        """The share of the content's characters that went, traps included."""
        return (self.gone["content"] + self.gone["trap"]) / (self.there["content"] + self.there["trap"])

    @property
    def row(self) -> str:
        """The figures as cells of a table."""
        return f"{self.removed:.1%} | {self.lost:.3%} | {self.gone['trap paragraphs']} | {self.gone['trap lines']}"


def spans(pipeline: Pipeline, document: Document) -> Spans:
    """What a pipeline takes."""
    return [(each.start, each.end) for each in pipeline.explain(document).removals]


@cache
def default(fold: int, document: Document, path: Path | None = None) -> Spans:
    """What the default pipeline takes, with or without a profile."""
    return spans(_held_out(fold, path), document)


@cache
def _held_out(fold: int, path: Path | None) -> Pipeline:
    pipeline = copy.copy(accuracy.held_out_pipeline("standard", fold))
    pipeline.sites = SiteProfile.load(path) if path else None
    return pipeline


def repeated(documents: list[Document]) -> frozenset[str]:
    """The lines that stand on two of these pages."""
    seen = Counter(line for each in documents for line in {_plain(line.text) for line in each.lines})
    return frozenset(line for line, pages in seen.items() if pages > 1)


def _plain(text: str) -> str:
    return normalised(text) or text


def trial(chosen: list[Site], size: int, folder: Path) -> dict[str, Score]:
    """The scores by way of cleaning, with profiles from so many pages of each site."""
    crawl = {site: [document(site, n, page(site, n, site.bodies[n])) for n in range(size)] for site in chosen}
    path = folder / f"{size}.parquet"
    learn((each for documents in crawl.values() for each in documents), path)
    alone = Pipeline(only=["site"], sites=path)
    scores = {name: Score() for name in WAYS}
    for site, documents in crawl.items():
        twice = repeated(documents)
        for number in range(TRIED):
            lines = page(site, 1000 + number, site.bodies[-number - 1])
            tried = document(site, number, lines)
            found = (
                [(each.start, each.end) for each in tried.lines if _plain(each.text) in twice],
                spans(alone, tried),
                default(site.fold, tried),
                default(site.fold, tried, path),
            )
            for score, cuts in zip(scores.values(), found, strict=True):
                score.add(lines, cuts)
    return scores


def faults(name: str, score: Score, size: int) -> Iterator[str]:
    """The bars that a way of cleaning with a profile from so many pages misses."""
    if name == "profile alone" and score.gone["trap lines"]:
        yield "the profile takes a trap"
    if "profile" in name and (score.lost > MOST_LOST or score.gone["trap paragraphs"]):
        yield "content or a trap's paragraph lost"
    if name == "default and profile" and score.removed < BARS.get(size, 0):
        yield f"less noise removed than {BARS[size]:.0%}"


def main() -> int:
    """Measure and print; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=Path, default=BENCH, help="labelled lines")
    parser.add_argument("--sites", type=int, help="at most so many sites, drawn with a fixed seed")
    parser.add_argument("--sizes", default="5,10,20,50", help="pages of a site that are learned from")
    parser.add_argument("--markdown", type=Path, help="write the table here too")
    options = parser.parse_args()
    if not options.lines.exists():
        print(f"skipped: there is no {options.lines.name} here; name a file of labelled lines with --lines")
        return 0
    known = sites(sources(options.lines), options.sites)
    table = [HEAD, "|--:|--:|---|--:|--:|--:|--:|"]
    missed = []
    with TemporaryDirectory() as folder:
        for size in map(int, options.sizes.split(",")):
            chosen = [site for site in known if len(site.bodies) >= size + TRIED]
            for name, score in trial(chosen, size, Path(folder)).items():
                table.append(f"| {size} | {len(chosen)} | {name} | {score.row} |")
                missed += [f"{size} pages, {name}: {fault}" for fault in faults(name, score, size)]
    print("\n".join(table))
    if options.markdown:
        options.markdown.write_text("\n".join(table) + "\n", "utf-8")
    for each in missed:
        print(each, file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
