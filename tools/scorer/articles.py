"""Articles written for training, whose content looks like noise, with the noise that extractors leave around some.

A file ``articles/LANG.txt`` holds articles, each after a line ``== article``. A line of noise has its kind before it; a
line without one is content:

    == article
    byline| By Marit Oldenburg
    The night bus will keep running for two more years ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from newsclean.kinds import Kind
from scorer.texts import Text

FOLDER = Path(__file__).with_name("articles")

_OPENED = "== article"
_LABELLED = re.compile(r"([a-z_]+)\| (.*)")
_KINDS = frozenset(kind.value for kind in Kind)


def articles(folder: Path = FOLDER) -> list[Text]:
    """All articles; each counts as a publisher of its own, so that every fold holds some out.

    Raises:
        ValueError: there is no kind of that name; the message has the file and the line.
    """
    return [
        Text(f"{path.stem}/{number}", f"written {path.stem}/{number}", "written", None, lines)
        for path in sorted(folder.glob("*.txt"))
        for number, lines in enumerate(_articles(path))
    ]


def _articles(path: Path) -> Iterator[list[tuple[str, str]]]:
    lines: list[tuple[str, str]] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line == _OPENED:
            if lines:
                yield lines
            lines = []
        else:
            lines.append(_labelled(line, f"{path.name}, line {number}"))
    yield lines


def _labelled(line: str, where: str) -> tuple[str, str]:
    found = _LABELLED.fullmatch(line)
    if not found:
        return line, "content" if line.strip() else "empty"
    if found.group(1) not in _KINDS:
        raise ValueError(f"{where}: there is no kind {found.group(1)!r}")
    return found.group(2), found.group(1)
