"""The gallery of kinds and cleaners: from the registry, with hits and refusals that the fixtures hold."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from html import escape

import newsclean
from cases import FIXTURES, Case, cases
from newsclean import Cleaned, Cleaner, Kind, registry
from newsclean.phrasebook import book
from newsclean.policy import Policy
from newsclean.report.looks import looks
from website.marked import marked

PRESETS = ("cautious", "standard", "strict")
SHOWN = 2  # hits and refusals of each kind

# Files of articles that look like noise of a kind and are not called after it.
LOOK_ALIKES = {
    Kind.ICON_LEGEND: "en_icons",
    Kind.DONATION: "en_donations",
    Kind.READ_MORE: "en_pointers",
    Kind.SOURCE_LINK: "en_pointers",
    Kind.CAPTION_DUPLICATE: "en_captions",
}

INTRODUCTION = """# Kinds and cleaners

What goes and what stays, from the fixtures that the tests hold newsclean to; this page is made anew with every build of
the site. Point at a cut to see its receipt. A *kind* says what a piece of noise is; a *cleaner* finds it. Names of both
can be given to `without` and `only`.
"""

CLEANERS = "## The cleaners { #cleaners }"


def page() -> str:
    """The page, in Markdown."""
    return "\n\n".join([INTRODUCTION, _chips(), CLEANERS, _cleaners(), *map(_section, Kind)]) + "\n"


def colours() -> str:
    """The style sheet with the colours and lines of the kinds, on light and on dark ground."""
    rules = []
    for kind, (family, line) in looks().kinds.items():
        tones = looks().families[family]
        rules += [
            f".nc-{kind} {{ --nc-kind: {tones['light']}; --nc-line: {line}; }}",
            f'[data-md-color-scheme="slate"] .nc-{kind} {{ --nc-kind: {tones["dark"]}; }}',
        ]
    return "\n".join(rules) + "\n"


def _chips() -> str:
    links = (f'<a class="nc-name nc-{kind}" href="#{kind}">{kind}</a>' for kind in Kind)
    return f'<p class="nc-chips" markdown="0">{" ".join(links)}</p>'


def _cleaners() -> str:
    rows = [f"| `{each.name}` | {_code(each.summary)} |" for each in _built_in()]
    return "\n".join(["| cleaner | what it takes |", "|---|---|", *rows])


def _section(kind: Kind) -> str:
    goes = "".join(_shown(case, result) for case, result in _hits()[kind][:SHOWN])
    stays = "".join(_shown(case, newsclean.explain(case.noisy, title=case.title)) for case in _refusals(kind)[:SHOWN])
    columns = [f"<div><h3>{name}</h3>{shown}</div>" for name, shown in (("Goes", goes), ("Stays", stays)) if shown]
    shown = f'<div class="nc-columns" markdown="0">{"".join(columns)}</div>'
    return "\n\n".join([f"## {kind} {{ #{kind} }}", _facts(kind), *([shown] if columns else [])])


def _facts(kind: Kind) -> str:
    """What the kind's own cleaner takes, on how many phrases, how sure a finding must be, and how much may go."""
    own = [_code(each.summary) for each in _built_in() if each.name == kind.value]
    needed = {preset: Policy.of(preset).confidence[kind] for preset in PRESETS}
    bounds = ", ".join(f"{preset} {'never' if bound > 1 else bound}" for preset, bound in needed.items())
    facts = [f"Goes from a confidence of: {bounds}", f"a cleaner may take {Policy.of().brake[kind]:.0%} of a text"]
    if rules := [each.rule for each in book.entries() if each.kind is kind]:
        languages = len({rule.partition("/")[0] for rule in rules})
        facts.append(f"{len(rules)} entries of the [phrasebook](phrasebook.md), {languages} languages")
    return "\n\n".join([*(own or ["Found by the [line scorer](line-scorer.md) alone."]), "; ".join(facts) + "."])


def _shown(case: Case, result: Cleaned) -> str:
    return f"<p>{escape(case.why)}</p>{marked(case.noisy.strip(), result.removals)}"


def _code(summary: str) -> str:
    """A summary in Markdown; the quotations in it may hold braces and stars."""
    return escape(summary, quote=False).replace("|", "\\|").replace("{{", "&#123;&#123;").replace("*", "\\*")


@cache
def _built_in() -> tuple[Cleaner, ...]:
    return tuple(each for each in registry.installed() if each.package == "newsclean")


@cache
def _hits() -> dict[Kind, list[tuple[Case, Cleaned]]]:
    """By kind, the noisy fixtures from which it goes, those with nothing else first, then the shortest.

    What only ``strict`` takes is shown as ``strict`` takes it, if need be in the start page's text or another language.
    """
    harbour = (FIXTURES / "demo" / "harbour.txt").read_text("utf-8")
    demo = Case("demo", "The text of the start page, at strict.", harbour)
    others = [each for each in cases("noisy") if not each.known_failure]
    english = [each for each in others if each.id.startswith("en_")]
    found: dict[Kind, list[tuple[Case, Cleaned]]] = defaultdict(list)
    for preset, texts in (
        ("standard", english),
        ("strict", [*english, *_of_file("en_title"), demo]),
        ("strict", others),
    ):
        results = [(case, newsclean.explain(case.noisy, title=case.title, preset=preset)) for case in texts]
        for kind in Kind:
            going = [(case, result) for case, result in results if kind in {each.kind for each in result.removals}]
            found[kind] = found[kind] or sorted(going, key=_plainness)
    return found


def _plainness(hit: tuple[Case, Cleaned]) -> tuple[int, int]:
    case, result = hit
    return len({each.kind for each in result.removals}), len(case.noisy)


def _refusals(kind: Kind) -> list[Case]:
    """Articles that look like noise of a kind and stay, the shortest first."""
    return sorted(_of_file(LOOK_ALIKES.get(kind, f"en_{kind}")), key=lambda case: len(case.noisy))


def _of_file(stem: str) -> list[Case]:
    return [each for each in cases("negative") if each.id.partition("/")[0] == stem]
