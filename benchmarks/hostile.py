"""How time grows on hostile texts: each is doubled until cleaning it takes a while or it is megabytes long.

python benchmarks/hostile.py            a line for each kind of text; exits with 1 when one is not linear
python benchmarks/hostile.py NAME       one kind of text at each length, with a profile

The ratio is that of the last doubling: 2 is linear, 4 is quadratic.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections.abc import Callable, Iterator

import newsclean

SHORTEST, LONGEST = 12_500, 1_600_000  # characters
A_WHILE = 0.7  # seconds after which a text is not doubled again
NOT_LINEAR = 2.8  # ratio from which a text counts as not linear
NOISE = 0.1  # seconds below which a ratio says nothing
PARAGRAPH = "The bridge at Hartwell reopened on Friday after nine months of repairs, the council said. "


def repeated(piece: str, start: str = "", end: str = "") -> Callable[[int], str]:
    """Texts of one piece over and over."""
    return lambda length: start + piece * ((length - len(start) - len(end)) // len(piece)) + end


def numbered(template: str) -> Callable[[int], str]:
    """Texts of lines that all differ, by a number."""

    def lines(length: int) -> Iterator[str]:
        made = number = 0
        while made < length:
            line = template.format(number, number * 7919 % 99991)
            made, number = made + len(line), number + 1
            yield line

    return lambda length: "".join(lines(length))


def nested(opening: str, closing: str) -> Callable[[int], str]:
    """Texts that open and open, and then close and close."""
    return lambda length: opening * (length // 2 // len(opening)) + closing * (length // 2 // len(closing))


TEXTS: dict[str, Callable[[int], str]] = {
    "one line of prose": repeated(PARAGRAPH),
    "one line without spaces": repeated("abcdefghij"),
    "one line of capitals": repeated("Valley Herald "),
    "one line of full stops": repeated("."),
    "one line of abbreviations": repeated("Dr. J. St. "),
    "a million short lines": repeated("a\n"),
    "short lines that differ": numbered("line {} of {}\n"),
    "short lines that open alike": numbered("The mayor and {} people near {}\n"),
    "captions that open alike": numbered("Mayor Ann Lee with {} People in Hartwell on Day {} (Photo: Ann Lee/PA)\n"),
    "the same caption": repeated("Mayor Ann Lee and Tom Reed at the Hartwell bridge on Friday (Photo: Ann Lee/PA)\n"),
    "the same word": repeated("bridge bridge "),
    "paragraphs": repeated(PARAGRAPH + "\n\n"),
    "white space": repeated(" \t\u00a0\n"),
    "spaces on one line": repeated(" "),
    "spaces among words": repeated("a" + " " * 500),
    "newlines": repeated("\n", "A.", "B."),
    "carriage returns": repeated("\r\n", "A.", "B."),
    "the prefix of a phrase": repeated("read more "),
    "the prefix of a phrase in lines": repeated("read more at\n"),
    "the prefix of a long phrase": repeated("the post appeared first on "),
    "the post": repeated("the post "),
    "read more at a site": repeated("Read more at Example.com\n"),
    "read more at a site on one line": repeated("Read more at Example.com "),
    "an icon of": repeated("An icon of "),
    "an icon of, in sentences": repeated("Clock An icon of a clock. "),
    "an icon of, in lines": repeated("Clock An icon of a clock.\n"),
    "labels of icons": repeated("Close icon "),
    "labels of icons in lines": repeated("Close icon\n"),
    "a legend that is none": repeated("Close icon\n" + PARAGRAPH + "\n"),
    "donation asks": repeated("Please support our independent journalism today. "),
    "donation asks in lines": repeated("Please support our independent journalism today.\n"),
    "vague asks": repeated("Please consider making a donation. "),
    "vague asks in lines": repeated("Please consider making a donation.\n"),
    "asks among prose": repeated("Your support makes all the difference. " + PARAGRAPH + "\n"),
    "voice of the newsroom": repeated("We and our readers and you "),
    "signs without an ask": repeated("Our reporters have no paywall.\n"),
    "headers of lists": repeated("Related stories\n"),
    "a header and a long list": repeated("Ten bridges that never opened\n", "Related stories\n"),
    "a header and many bullets": repeated("- Ten bridges\n", "Related stories\n"),
    "separators": repeated("***\n"),
    "separators, then a footer": repeated("* ", "A.\n", "\nSource link"),
    "footers": repeated("Source link\n", "The bridge is open.\n"),
    "footers glued": repeated("He left. Source link "),
    "quotation marks never closed": repeated("“"),
    "quoted words": repeated("“a” "),
    "straight quotation marks": repeated('"'),
    "apostrophes": repeated("'a "),
    "angled marks": repeated("» "),
    "an unclosed quotation of asks": repeated("Please support our independent journalism today. ", "“"),
    "brackets never closed": repeated("("),
    "brackets": nested("(", ")"),
    "brackets of credits": repeated("(Photo: "),
    "colons": repeated("photo: "),
    "bullets": repeated("- "),
    "dots": repeated("… "),
    "near-matches": repeated("support our independent quality investigative local news "),
    "near-matches nested": nested("support our ", "journalism "),
    "characters that fold to more": repeated("İßﬃŉ "),
    "phrases behind such characters": repeated("İßﬃ Read more at Example.com\n"),
    "combining marks": repeated("e\u0301\u0327"),
    "lone surrogates": repeated("\ud800 "),
    "Japanese on one line": repeated("橋は再び開通した。"),
    "Arabic on one line": repeated("أعيد فتح الجسر يوم الجمعة. "),
    "halves of a line": repeated("Mayor Ann Lee opens "),
}


def seconds(text: str) -> float:
    """The processor time of cleaning a text."""
    start = time.process_time()
    newsclean.clean(text)
    return time.process_time() - start


def growth(make: Callable[[int], str]) -> list[tuple[int, float]]:
    """Lengths and the seconds that they take, each length twice the one before."""
    measured: list[tuple[int, float]] = []
    length = SHORTEST
    while length <= LONGEST and (not measured or measured[-1][1] < A_WHILE):
        measured.append((length, seconds(make(length))))
        length *= 2
    return measured


def ratio(measured: list[tuple[int, float]]) -> float:
    """How many times longer the last text took than the one of half its length."""
    return measured[-1][1] / max(measured[-2][1], 1e-6) if len(measured) > 1 else float("inf")


def table() -> int:
    """Print a line for each text; the exit code for the shell."""
    newsclean.clean(PARAGRAPH + "Source link")
    print(f"{'':36}{'characters':>10}{'seconds':>10}{'MB/s':>8}{'ratio':>7}")
    bad = 0
    for name, make in TEXTS.items():
        measured = growth(make)
        if measured[-1][1] > NOISE and ratio(measured) > NOT_LINEAR:  # a busy machine: once more, the better one counts
            measured = min(measured, growth(make), key=ratio)
        length, taken = measured[-1]
        linear = taken <= NOISE or ratio(measured) <= NOT_LINEAR
        bad += not linear
        speed = length / 1e6 / max(taken, 1e-6)
        remark = "" if linear else "  not linear"
        print(f"{name:36}{length:>10,}{taken:>10.2f}{speed:>8.1f}{ratio(measured):>7.1f}{remark}")
    return min(bad, 1)


def look(name: str) -> int:
    """Print how long each length of one text takes, and where the time goes."""
    measured = growth(TEXTS[name])
    for length, taken in measured:
        print(f"{length:>10,} characters {taken:>8.2f} s")
    profile = cProfile.Profile()
    profile.runcall(newsclean.clean, TEXTS[name](measured[-1][0]))
    pstats.Stats(profile).sort_stats("tottime").print_stats(12)
    return 0


if __name__ == "__main__":
    sys.exit(look(sys.argv[1]) if len(sys.argv) > 1 else table())
