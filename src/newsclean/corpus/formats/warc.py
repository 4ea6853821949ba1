"""WARC and WET: the HTML pages, or the texts that were extracted from them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from newsclean.corpus.formats.records import Plain
from newsclean.corpus.rows import LONGEST_ROW, Read, Rejected, Row, Skipped, Task, decoded
from newsclean.corpus.streams import Stream
from newsclean.errors import InputError

COLUMNS = ["url", "date", "record_id"]

_HTML = {"text/html", "application/xhtml+xml"}


class _Record(NamedTuple):
    """What both libraries tell of a record."""

    kind: str
    url: str | None
    date: str | None
    record_id: str | None
    status: int | None
    content_type: str
    body: bytes


def read(address: str) -> Iterator[Read]:
    """The documents of a file: responses of HTML, and conversions (WET); what is neither is skipped.

    Raises:
        InputError: the file is damaged from here on.
        OSError: it cannot be read.
    """
    with Stream(address) as stream:
        for number, record in enumerate(_records(stream), 1):
            yield _read(number, record)


def _read(number: int, record: _Record) -> Read:
    is_page = record.kind == "response" and record.status == 200 and record.content_type in _HTML
    if not is_page and record.kind != "conversion":
        return Skipped(number)
    if len(record.body) > LONGEST_ROW:
        return Rejected(number, f"a record of more than {LONGEST_ROW:,} bytes", record.url)
    known = Plain({"url": record.url, "date": record.date, "record_id": record.record_id})
    try:
        return Row(number, Task(record.body if is_page else decoded(record.body), None, record.url), known)
    except InputError as error:
        return Rejected(number, str(error), record.url)


def _records(stream: Stream) -> Iterator[_Record]:
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError:  # there is no wheel of it for this machine
        yield from _records_by_warcio(stream)
        return
    for each in ArchiveIterator(stream, auto_decode="all"):
        headers = each.headers
        yield _Record(
            headers.get("WARC-Type", ""),
            headers.get("WARC-Target-URI"),
            headers.get("WARC-Date"),
            headers.get("WARC-Record-ID"),
            each.http_headers.status_code if each.is_http else None,
            (each.http_content_type or "") if each.is_http else "",
            each.reader.read(LONGEST_ROW + 1),
        )


def _records_by_warcio(stream: Stream) -> Iterator[_Record]:
    from warcio.archiveiterator import ArchiveIterator

    for each in ArchiveIterator(cast("Any", io.BufferedReader(stream))):
        get, http = each.rec_headers.get_header, each.http_headers
        status = http.get_statuscode() if http else ""
        content_type = (http.get_header("Content-Type") or "") if http else ""
        yield _Record(
            each.rec_type,
            get("WARC-Target-URI"),
            get("WARC-Date"),
            get("WARC-Record-ID"),
            int(status) if status.isdigit() else None,
            content_type.partition(";")[0].strip().lower(),
            each.content_stream().read(LONGEST_ROW + 1),
        )
