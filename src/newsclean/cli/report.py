"""``newsclean report``: a page that shows what goes."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from msgspec import json

from newsclean.cli import arguments, documents, outputs
from newsclean.cli.corpus import require_extra
from newsclean.cli.messages import Report, say
from newsclean.pipeline import Pipeline
from newsclean.report.drawn import drawn
from newsclean.report.entry import Entry
from newsclean.report.html import page

LARGE = 100_000_000  # bytes of a page from which browsers take long


def run(options: Namespace) -> int:
    """Write a page about all documents; give the exit code.

    Raises:
        NewscleanError: nothing can be read, cleaned or written as the options say.
        SystemExit: no document came through, or the options are strict and one did not.
    """
    outputs.refuse_overwriting(options.files, [options.output])
    pipeline = arguments.pipeline(options)
    folders = [name for name in options.files if Path(name).is_dir()]
    options.files = [name for name in options.files if name not in folders]
    report = Report(options)
    found = chain(_of_files(pipeline, options, report), *map(_of_corpus, folders))
    entries = drawn(found, options.sample) if options.sample else list(found)
    status = report.close()
    if status and not entries:
        raise SystemExit(status)  # a page from an earlier run is better than an empty one
    made = page(entries, f"preset {pipeline.preset}").encode()
    with outputs.opened(options.output) as stream:
        stream.write(made)
    if len(made) > LARGE:
        say(f"the page has {len(made):,} bytes, for which a browser takes long; make it of a --sample")
    return status


def _of_files(pipeline: Pipeline, options: Namespace, report: Report) -> Iterator[Entry]:
    for place, item, cleaned in documents.cleaned(pipeline, options, report, as_kept=True):
        yield Entry(place, cleaned, json.decode(json.encode(item.origin)))


def _of_corpus(folder: str) -> Iterator[Entry]:
    """What a corpus run has cleaned and kept, as it was."""
    require_extra()
    from newsclean.corpus.restoring import kept

    for file, number, _, cleaned in kept(folder):
        yield Entry(f"{file}:{number}", cleaned, {"file": file, "line": number})
