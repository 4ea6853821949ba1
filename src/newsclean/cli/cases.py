"""``newsclean cases``: what was marked in a report, as fixture cases."""

from __future__ import annotations

from argparse import Namespace

from newsclean.cli import documents
from newsclean.cli.messages import Report, shown
from newsclean.errors import NewscleanError
from newsclean.report import cases, marks


def run(options: Namespace) -> int:
    """Print a case for every marked document; give the exit code.

    Raises:
        SystemExit: the options are strict, and something cannot be used.
    """
    report = Report(options)
    for chunk in documents.chunks(options.files, report, by_line=True):
        try:
            made = cases.case(marks.read(chunk.data))
        except NewscleanError as error:
            report.aside(f"{shown(chunk.file)}:{chunk.line}", error)
        else:
            print("" if not report.passed else "\n", made, sep="", end="")
            report.passed += 1
    return report.close()
