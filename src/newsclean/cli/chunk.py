"""The bytes of a document, and where they stood."""

from __future__ import annotations

from typing import NamedTuple

from newsclean.cli.report import InputError

BOM = b"\xef\xbb\xbf"


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
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.line + self.data.count(b"\n", 0, error.start)
            column = error.start - self.data.rfind(b"\n", 0, error.start)
            raise InputError(
                f"not UTF-8: byte 0x{self.data[error.start]:02x} in line {line}, column {column}; "
                "convert the file first, for example with iconv"
            ) from None
