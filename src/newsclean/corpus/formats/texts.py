"""Folders of plain texts or HTML pages: a file is a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsclean.corpus.formats.records import Plain
from newsclean.corpus.rows import LONGEST_ROW, Read, Rejected, Row, Task, decoded
from newsclean.corpus.streams import Stream
from newsclean.errors import InputError

COLUMNS = ["file"]


def read(files: Iterable[tuple[str, str]], *, is_html: bool) -> Iterator[Read]:
    """The documents of files, named by their address and by what the row is to call them.

    A file that cannot be read is a row that cannot be read.
    """
    for number, (address, name) in enumerate(files, 1):
        try:
            with Stream(address) as stream:
                data = _whole(stream)
            yield Row(number, Task(data if is_html else decoded(data)), Plain({"file": name}))
        except (InputError, OSError) as error:
            yield Rejected(number, f"{name}: {error}")


def _whole(stream: Stream) -> bytes:
    pieces: list[bytes] = []
    length = 0
    while piece := stream.read(1 << 20):
        pieces.append(piece)
        length += len(piece)
        if length > LONGEST_ROW:
            raise InputError(f"a file of more than {LONGEST_ROW:,} bytes")
    return b"".join(pieces)
