"""The bytes of a document, and where they stood."""

from __future__ import annotations

from typing import NamedTuple

from newsclean.corpus.rows import decoded


class Chunk(NamedTuple):
    """The bytes of one document: a file, or a line of one; ``line`` is the number of their first line."""

    file: str
    line: int
    data: bytes

    def decoded(self) -> str:
        """The bytes as text, without the byte order mark.

        Raises:
            InputError: they are not UTF-8.
        """
        return decoded(self.data, self.line)
