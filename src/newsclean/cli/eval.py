"""``newsclean eval``: a text cleaner scored on labelled lines."""

from __future__ import annotations

import csv
import io
import json
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from newsclean.cli import arguments, documents, outputs, progress
from newsclean.cli.messages import FAILED, Report, UsageError, say, shown
from newsclean.document import Document
from newsclean.errors import NewscleanError
from newsclean.evaluation import tables
from newsclean.evaluation.differing import ASKED, Fates, asked_for
from newsclean.evaluation.labelled import Labelled, Line, of_marks, read
from newsclean.evaluation.scores import Score
from newsclean.evaluation.systems import System, called, named
from newsclean.report import marks
from newsclean.report.terminal import Terminal

CHOICES = ("preset", "without", "only", "sites", "config")  # options that say what newsclean takes

Judged = list[list[Line]]  # the lines of a text, as each system has left them


def run(options: Namespace) -> int:
    """Clean every labelled text, and print what became of it; give the exit code.

    Raises:
        NewscleanError: nothing can be read, cleaned or written as the options say.
        SystemExit: no text came through, or the options are strict and one did not.
    """
    systems = _systems(options)
    report, terminal = Report(options), Terminal()
    scores = {system.name: Score(options.by) for system in systems}
    with ExitStack() as files:
        write = _error_files(options, list(scores), files) if options.errors else None
        for place, labelled, judged in _judged(systems, options, report):
            for score, lines in zip(scores.values(), judged, strict=True):
                score.add(labelled.fields, lines)
            if write:
                write(place, labelled, judged)
            if options.show:
                terminal.show(tables.lines(place, list(scores), asked_for(options.show, judged)))
        status = report.close()
        if not report.passed:
            say("nothing was scored: no labelled text came through")
            raise SystemExit(status or FAILED)
    if options.json:
        print(json.dumps({name: score.to_dict() for name, score in scores.items()}, indent=1, ensure_ascii=False))
    else:
        terminal.say(tables.tables(scores))
    return status


def _systems(options: Namespace) -> list[System]:
    """What is scored, and beside it what it is compared with.

    Raises:
        UsageError: the options contradict each other.
    """
    if options.call and any(getattr(options, name) for name in CHOICES):
        raise UsageError("--call scores a function, and the options that say what newsclean takes do not go with it")
    if options.show == "changed" and not options.against:
        raise UsageError("--show changed wants another system to compare with; name one with --against")
    first = called(options.call) if options.call else System(_name(options), arguments.pipeline(options).clean)
    systems = [first, *map(named, options.against)]
    if len({system.name for system in systems}) < len(systems):
        raise UsageError(f"the same system stands there twice: {', '.join(system.name for system in systems)}")
    return systems


def _name(options: Namespace) -> str:
    """What the pipeline of the options is called: its configuration or preset, and how it differs from that."""
    path = arguments.configuration(options)
    words = [str(options.config or Path(path).name)] if path else []
    if options.preset or not path:
        words.append(options.preset or "standard")
    words += [f"{name} {','.join(value)}" for name in ("without", "only") if (value := getattr(options, name))]
    return " ".join([*words, *(["sites"] if options.sites else [])])


def _judged(systems: list[System], options: Namespace, report: Report) -> Iterator[tuple[str, Labelled, Judged]]:
    """Every labelled text with what the systems have left of it; those that cannot be used are set aside."""
    rows = documents.chunks(options.files, report, by_line=True)
    for chunk in progress.watched(rows, options.files, is_in_the_way=bool(options.show)):
        place = f"{shown(chunk.file)}:{chunk.line}"
        try:
            labelled = of_marks(marks.read(chunk.data)) if options.marks else read(chunk.data)
            document = Document(labelled.document.text) if options.no_hints else labelled.document
            judged = [labelled.judged(system.clean(document)) for system in systems]
        except NewscleanError as error:
            report.aside(place, error)
        else:
            report.passed += 1
            yield place, labelled, judged


def _error_files(options: Namespace, names: list[str], files: ExitStack) -> Callable[[str, Labelled, Judged], None]:
    """Open a table of tab-separated values for each sort of error; what writes the errors of a text into them."""
    folder = Path(options.errors)
    folder.mkdir(parents=True, exist_ok=True)
    paths = {what: str(folder / f"{what}.tsv") for what in ASKED if what != "changed" or len(names) > 1}
    outputs.refuse_overwriting(options.files, paths.values())
    writers = {what: files.enter_context(outputs.opened(path)) for what, path in paths.items()}
    for writer in writers.values():
        writer.write(_values(["place", *options.by, "kind", *names, "text"]))

    def write(place: str, labelled: Labelled, judged: Judged) -> None:
        known = [labelled.fields.get(field, "") for field in options.by]
        for what, writer in writers.items():
            for fates in asked_for(what, judged):
                writer.write(_values([place, *known, *_cells(fates)]))

    return write


def _cells(fates: Fates) -> list[str]:
    return [fates[0].kind, *(f"{line.kept:.2f}" for line in fates), " ".join(fates[0].text.split())]


def _values(cells: Iterable[object]) -> bytes:
    row = io.StringIO()
    csv.writer(row, "excel-tab", lineterminator="\n").writerow(cells)
    return row.getvalue().encode()
