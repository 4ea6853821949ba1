"""The bytes of a file, decompressed piece by piece, and the lines in them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, BinaryIO, NamedTuple

from newsclean.corpus import addresses
from newsclean.errors import InputError

PIECE = 1 << 16  # bytes that are asked for at once

_CODECS = {".gz": "gzip", ".zst": "zstd"}


def codec(name: str) -> str | None:
    """The compression that a file's name tells.

    >>> codec("crawl/a.jsonl.zst"), codec("crawl/a.jsonl")
    ('zstd', None)
    """
    return next((codec for suffix, codec in _CODECS.items() if name.lower().endswith(suffix)), None)


class Stream(io.RawIOBase):
    """The decompressed bytes of a file.

    Every byte that can be had is given before a damaged or truncated file raises; pyarrow's stream would keep up to a
    piece of them to itself.

    Raises:
        InputError: when read, the compressed data is damaged or ends too early.
        OSError: the file cannot be opened or read.
    """

    def __init__(self, address: str) -> None:
        self._address, self._codec = address, codec(address)
        self._at = 0
        self._end: InputError | None = None
        self._source = _decompressed(addresses.opened(address), self._codec)

    def readable(self) -> bool:
        """True."""
        return True

    def tell(self) -> int:
        """How many bytes were read; fastwarc asks."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Read into a buffer, as io.RawIOBase has it."""
        piece = self._piece(min(len(buffer), PIECE))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _piece(self, length: int) -> bytes:
        if self._end:
            return self._last(1)
        try:
            return bytes(self._source.read(length))
        except OSError as error:
            if not self._codec:
                raise
            self._end = InputError(f"the {self._codec} data is cut short or damaged: {error}")
        with closing(self._source):
            self._source = _decompressed(addresses.opened(self._address), self._codec)
        for start in range(0, self._at, PIECE):
            self._source.read(min(PIECE, self._at - start))
        return self._last(1)

    def _last(self, length: int) -> bytes:
        assert self._end
        try:
            byte = bytes(self._source.read(length))
        except OSError:
            raise self._end from None
        if not byte:
            raise self._end
        return byte

    def close(self) -> None:
        """Close the file too."""
        if not self.closed:
            self._source.close()
        super().close()


def _decompressed(file: BinaryIO, name: str | None) -> Any:
    if not name:
        return file
    import pyarrow as pa

    return pa.CompressedInputStream(pa.PythonFile(file, "r"), name)


class TooLong(NamedTuple):
    """A line that was passed over, of so many bytes."""

    size: int


def lines(read: Callable[[int], bytes], longest: int) -> Iterator[bytes | TooLong]:
    r"""The lines of a stream, without their newlines; what is longer than ``longest`` bytes is never held.

    >>> list(lines(io.BytesIO(b"one\ntwo and three\nfour").read, 5))
    [b'one', TooLong(size=13), b'four']
    """
    held: list[bytes] = []
    length = 0
    while piece := read(PIECE):
        *whole, rest = piece.split(b"\n")
        for part in whole:
            length += len(part)
            yield TooLong(length) if length > longest else b"".join((*held, part))
            held, length = [], 0
        length += len(rest)
        if length > longest:
            held = []
        elif rest:
            held.append(rest)
    if length:
        yield TooLong(length) if length > longest else b"".join(held)
