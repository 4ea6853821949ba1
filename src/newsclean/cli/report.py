"""``newsclean report``: a page that shows what goes."""

from __future__ import annotations

from argparse import Namespace

from msgspec import json

from newsclean.cli import arguments, documents, outputs
from newsclean.cli.messages import Report, say
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
    report = Report(options)
    entries = [
        Entry(place, cleaned, json.decode(json.encode(item.origin)))
        for place, item, cleaned in documents.cleaned(pipeline, options, report, as_kept=True)
    ]
    status = report.close()
    if status and not entries:
        raise SystemExit(status)  # a page from an earlier run is better than an empty one
    made = page(entries, f"preset {pipeline.preset}").encode()
    with outputs.opened(options.output) as stream:
        stream.write(made)
    if len(made) > LARGE:
        say(f"the page has {len(made):,} bytes, for which a browser takes long; make it of a sample")
    return status
