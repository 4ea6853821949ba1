"""A stretch of text and the white space around it, which is shown but never marked."""

from __future__ import annotations


def parted(text: str) -> tuple[str, str, str]:
    r"""The white space before, what stands between, and the white space after.

    >>> parted("\n\nSource link "), parted("  ")
    (('\n\n', 'Source link', ' '), ('  ', '', ''))
    """
    core = text.strip()
    before, _, after = text.partition(core) if core else (text, "", "")
    return before, core, after
