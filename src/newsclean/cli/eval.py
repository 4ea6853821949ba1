"""``newsclean eval``: how good a pipeline is on labelled lines, beside others."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from newsclean.cli import arguments, documents, progress
from newsclean.cli.messages import Report, UsageError, shown
from newsclean.errors import NewscleanError
from newsclean.evaluation import labelled
from newsclean.evaluation.contestants import Contestant, named, of_pipeline
from newsclean.evaluation.labelled import APART, CONTENT, UNSCORED, Labelled
from newsclean.evaluation.scoring import REMOVED, Figures, Score
from newsclean.report import marks
from newsclean.report.terminal import HEAD, Terminal, visible

OURS = "newsclean"
LONGEST = 160  # characters of a line that is shown


def run(options: Namespace) -> int:
    """Score, and print the tables or the lines that were asked for; give the exit code.

    Raises:
        NewscleanError: the pipeline or a contestant cannot be used.
        SystemExit: the options are strict, and something cannot be used.
    """
    contestants: dict[str, Contestant] = {OURS: of_pipeline(arguments.pipeline(options), titled=options.titles)}
    contestants |= {name: named(name, titled=options.titles) for name in options.against or ()}
    if options.show == "differing" and len(contestants) == 1:
        raise UsageError("--show differing compares two: name the other one with --against")
    report, terminal = Report(options), Terminal()
    scores = {name: Score() for name in contestants}
    for place, text in _texts(options, report):
        kept = {name: keeps(text) for name, keeps in contestants.items()}
        for name, shares in kept.items():
            scores[name].add(text, shares)
        if options.show:
            terminal.say((line, "") for line in _shown(options.show, place, text, list(kept.values())))
        report.passed += 1
    if options.json:
        print(json.dumps({name: _plain(score) for name, score in scores.items()}, indent=1))
    elif not options.show and report.passed:
        _tables(scores, terminal)
    return report.close()


def _texts(options: Namespace, report: Report) -> Iterator[tuple[str, Labelled]]:
    """The labelled texts with their places; what cannot be read is set aside."""
    read: Callable[[bytes], Labelled] = labelled.read
    if options.marks:
        read = lambda line: labelled.of_marks(marks.read(line))  # noqa: E731
    for chunk in progress.watched(documents.chunks(options.files, report, by_line=True), options):
        place = f"{shown(chunk.file)}:{chunk.line}"
        try:
            yield place, read(chunk.data)
        except NewscleanError as error:
            report.aside(place, error)


def _shown(which: str, place: str, text: Labelled, kept: Sequence[Sequence[float]]) -> Iterator[str]:
    """The lines of a text that are asked for, each with its place and label."""
    for number, ((line, _), kind) in enumerate(zip(text.lines, text.kinds(), strict=True)):
        ours, *others = (shares[number] for shares in kept)
        wanted = {
            "lost": kind == CONTENT and ours < 1,
            "left": kind not in (CONTENT, *APART, *UNSCORED) and ours >= REMOVED,
            "differing": kind not in UNSCORED and any((ours < REMOVED) != (share < REMOVED) for share in others),
        }
        if wanted[which]:
            what = "removed" if ours < REMOVED else "kept" if ours == 1 else "cut"
            yield f"{place}\t{text.id}\t{kind}\t{what}\t{visible(line[:LONGEST])}\n"


def _tables(scores: dict[str, Score], terminal: Terminal) -> None:
    all_texts = {name: score.figures() for name, score in scores.items()}
    head = ["", "content lost", "texts damaged", "noise removed", "captions", "titles", "texts"]
    _table(terminal, head, [[name, *_cells(figures)] for name, figures in all_texts.items()])
    for field in ("extractor", "lang"):
        values = {name: score.by(field) for name, score in scores.items()}
        if len(values[OURS]) > 1:
            rows = [
                [f"{value or '(unknown)'}", *(each for found in values.values() for each in _pair(found[value]))]
                for value in values[OURS]
            ]
            _table(terminal, [field, *(each for name in scores for each in (f"{name}: noise", "lost"))], rows)
    kinds = {
        kind: [format(float(figures.kinds[kind]), ".0%") for figures in all_texts.values()]
        for kind in all_texts[OURS].kinds
    }
    lines = all_texts[OURS].kinds
    _table(
        terminal, ["kind", *scores, "lines"], [[kind, *row, f"{lines[kind].whole:,.0f}"] for kind, row in kinds.items()]
    )


def _cells(figures: Figures) -> list[str]:
    apart = [f"{float(figures.kinds[kind]):.1%}" if kind in figures.kinds else "-" for kind in ("caption", "title")]
    lost, damaged = f"{figures.content_lost:.3%}", f"{figures.texts_damaged:.1%}"
    return [lost, damaged, f"{figures.noise_removed:.1%}", *apart, f"{figures.texts:,}"]


def _pair(figures: Figures) -> tuple[str, str]:
    return f"{figures.noise_removed:.1%}", f"{figures.content_lost:.3%}"


def _table(terminal: Terminal, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns, the first to the left and the others to the right, and an empty line."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        first, *others = (cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
        return "  ".join([cells[0].ljust(len(first)), *others]).rstrip() + "\n"

    terminal.say([(line(head), HEAD), *((line(row), "") for row in rows), ("\n", "")])


def _plain(score: Score) -> dict[str, Any]:
    def plain(figures: Figures) -> dict[str, Any]:
        kinds = {kind: {"removed": int(share.part), "lines": int(share.whole)} for kind, share in figures.kinds.items()}
        return {**figures._asdict(), "kinds": kinds}

    by = {field: {value: plain(each) for value, each in score.by(field).items()} for field in ("extractor", "lang")}
    return {**plain(score.figures()), **by}
