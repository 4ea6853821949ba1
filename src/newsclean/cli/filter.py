"""The filter: texts in, articles out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from newsclean.cli import arguments, documents, outputs
from newsclean.cli.messages import Report


def run(options: Namespace) -> int:
    """Clean every document and write it; give the exit code.

    Raises:
        NewscleanError: nothing can be read, cleaned or written as the options say.
        BrokenPipeError: nobody reads the output any more.
        SystemExit: no document came through, or the options are strict and one did not.
    """
    outputs.refuse_overwriting(options.files, filter(None, (options.output or "-", options.removed)))
    pipeline = arguments.pipeline(options)
    report = Report(options)
    with ExitStack() as stack:
        articles = stack.enter_context(outputs.opened(options.output or "-"))
        receipts = stack.enter_context(outputs.opened(options.removed)) if options.removed else None
        for place, item, cleaned in documents.cleaned(pipeline, options, report):
            articles.write_document(item.with_text(cleaned.text))
            for warning in cleaned.warnings:
                report.warn(place, warning)
            if receipts:
                receipts.write(_lines(item.receipts(cleaned.removals)))
        status = report.close()
        if status and not report.passed:
            raise SystemExit(status)  # nothing came through: a file from an earlier run is better than an empty one
    return status


def _lines(receipts: Iterator[dict[str, Any]]) -> bytes:
    from msgspec import json

    return b"".join(json.encode(each) + b"\n" for each in receipts)
