"""JSONL: an object in each line, plain, ``.gz`` or ``.zst``."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any, BinaryIO

from newsclean.corpus import json_rows
from newsclean.corpus.rows import LONGEST_ROW, Fields, Read, Receipt, Rejected, Row
from newsclean.corpus.streams import Stream, TooLong, codec, lines
from newsclean.errors import InputError

ZSTD_LEVEL = 3  # 164 MB/s and a ratio of 3.9 on news text; gzip at 6 gives 14 MB/s and 3.6


def read(address: str, fields: Fields) -> Iterator[Read]:
    """The rows of a file.

    Raises:
        InputError: the file is damaged from here on.
        OSError: it cannot be read.
    """
    with Stream(address) as stream:
        for number, line in enumerate(lines(stream.read, LONGEST_ROW), 1):
            if isinstance(line, TooLong):
                yield Rejected(number, f"a line of {line.size:,} bytes, longer than {LONGEST_ROW:,}")
            elif line.strip():
                try:
                    yield json_rows.row(number, line, fields)
                except InputError as error:
                    yield Rejected(number, str(error))


class Writer:
    """Rows as JSONL, compressed as the file's name says."""

    def __init__(self, stream: BinaryIO, name: str, fields: Fields) -> None:
        self._stream, self._field = compressed(stream, name), fields.text

    def write(self, row: Row, text: str, removed: list[Receipt] | None) -> None:
        """Write a row with another text."""
        self._stream.write(row.record.as_json(self._field, text, removed) + b"\n")

    def close(self) -> None:
        """Write what is left; the stream below stays open."""
        self._stream.close()


def compressed(stream: BinaryIO, name: str) -> Any:
    """What compresses into a stream as a name says, the same bytes every time; closing it leaves the stream open."""
    kind = codec(name)
    if kind == "gzip":
        return gzip.GzipFile("", "wb", 6, stream, mtime=0)
    if kind == "zstd":
        import zstandard

        return zstandard.ZstdCompressor(ZSTD_LEVEL).stream_writer(stream, closefd=False)
    return _Plain(stream)


class _Plain:
    """A stream that stays open when this is closed."""

    def __init__(self, stream: BinaryIO) -> None:
        self.write = stream.write
        self.close = stream.flush
