"""``newsclean learn``: site profiles from documents with addresses.

What is counted goes to a folder beside the profile, file by file, and is judged at the end. After a run that was
stopped the next one goes on where it was; as counting a page twice changes nothing, it ends with the same profile.
"""

from __future__ import annotations

import os
import shutil
from argparse import Namespace
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from time import time_ns

import newsclean
from newsclean.cli import documents, outputs
from newsclean.cli.messages import Report, say
from newsclean.errors import InputError
from newsclean.sites.counts import LINES, Counts, reached
from newsclean.sites.learning import decide
from newsclean.sites.page import Page, page_of

IDENTITY = 24  # characters that begin the names of a file's chunks


def run(options: Namespace) -> int:
    """Count every document, judge what was counted, and write the profile; give the exit code.

    Raises:
        NewscleanError: the profile cannot be written, or a package is missing.
        SystemExit: no document came through, or the options are strict and one did not.
    """
    outputs.refuse_overwriting(options.files, (options.output,))
    path, report = Path(options.output), Report(options)
    folder = path.with_name(f".{path.name}.learning")
    folder.mkdir(exist_ok=True)
    identities = {_identity(name, options): name for name in options.files}
    for chunk in folder.iterdir():
        if chunk.name[:IDENTITY] not in identities:  # of a file that has changed since, or that is not asked for now
            chunk.unlink()
    for identity, name in identities.items():
        _count(name, identity, folder, options, report)
    status = report.close()
    if not any(folder.glob(f"*{LINES}")):
        shutil.rmtree(folder)
        say("nothing was learned: no document with an address came through")
        raise SystemExit(status)
    learned = decide(folder, path)
    shutil.rmtree(folder)
    say(f"{path}: lines learned: {learned.lines:,}, sites: {learned.sites:,}, pages: {learned.pages:,}")
    return status


def _count(name: str, identity: str, folder: Path, options: Namespace, report: Report) -> None:
    """Count the documents of one file, from where an earlier run has left off."""
    done = folder / f"{identity}.done"
    if done.exists():
        say(f"{name}: counted already by a run that was stopped")
        return
    begun = reached(folder, identity)
    pages = islice(_pages(name, options, report), begun, None)
    Counts(folder, identity).count(enumerate(pages, begun + 1))
    done.touch()


def _pages(name: str, options: Namespace, report: Report) -> Iterator[Page | None]:
    """The documents of one file as they are counted; those without an address are told."""
    for place, item in documents.read(Namespace(**{**vars(options), "files": [name]}), report):
        page = page_of(item.document)
        if page is None and item.document.text.strip() and not item.document.url:
            report.aside(place, InputError("it has no address; name its field with --url-field, or give --url"))
        else:
            report.passed += 1
        yield page


def _identity(name: str, options: Namespace) -> str:
    """What tells a file from others and from itself before a change; a stream differs each time."""
    try:
        found = Path(name).stat()
        file = [str(Path(name).resolve()), found.st_size, found.st_mtime_ns]
    except OSError:
        file = [name, os.getpid(), time_ns()]
    how = [options.format, options.field, options.url_field, options.url, newsclean.__version__]
    return blake2b(repr([*file, *how]).encode(), digest_size=IDENTITY // 2).hexdigest()
