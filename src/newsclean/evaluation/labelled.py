"""Labelled lines: texts of which somebody has said, line by line, what is the article and what is noise."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Any

import msgspec

from newsclean.errors import InputError
from newsclean.kinds import Kind
from newsclean.report.marks import Marked

CONTENT = "content"
APART = (Kind.TITLE.value, Kind.CAPTION.value)  # kinds that only some readers call noise
UNSCORED = ("empty", "unsure", "mixed")
_LABELS = frozenset({CONTENT, *UNSCORED, *(kind.value for kind in Kind)})


class Labelled(msgspec.Struct, frozen=True):
    """A text with its labels: a row of a file of labelled lines. Fields that are not named here are kept apart.

    Args:
        lines: pairs of a line and its label: ``content``, a kind of noise, or ``unsure``, ``mixed`` or ``empty``, which
            are not scored. What follows a slash in a label is a remark.
        id: what finds the text again.
        title: the headline, where it is known.
        url: the address, where it is known.
        extractor: what made the text of a page.
        lang: the language, an ISO 639-1 code.
    """

    lines: list[tuple[str, str]]
    id: str = ""
    title: str | None = None
    url: str | None = None
    extractor: str = ""
    lang: str = ""

    @property
    def text(self) -> str:
        """The text as a cleaner reads it."""
        return "\n".join(line for line, _ in self.lines)

    def spans(self) -> list[tuple[int, int]]:
        """Where each line stands in the text."""
        ends = list(accumulate((len(line) + 1 for line, _ in self.lines), initial=0))
        return [(start, end - 1) for start, end in pairwise(ends)]

    def kinds(self) -> list[str]:
        """The label of each line, without remarks."""
        return [label.partition("/")[0] for _, label in self.lines]


_decoded = msgspec.json.Decoder(Labelled).decode


def read(line: bytes) -> Labelled:
    """The labelled text in a line of a file.

    Raises:
        InputError: the line holds none; the message names the field, and the label that does not exist.

    >>> read(b'{"lines": [["Trams run again.", "content"], ["Ad", "promo"]]}').kinds()
    ['content', 'promo']
    """
    try:
        found = _decoded(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f'no labelled lines, such as {{"lines": [["Trams run.", "content"]]}}: {error}') from None
    for number, label in enumerate(found.kinds(), 1):
        if label not in _LABELS:
            raise InputError(
                f"field 'lines', pair {number}: there is no label {label!r}; known: {', '.join(sorted(_LABELS))}"
            )
        if "\n" in found.lines[number - 1][0]:
            raise InputError(f"field 'lines', pair {number}: a line holds a newline")
    return found


def of_marks(marked: Marked) -> Labelled:
    """A text that was judged in a report, as labelled lines: what should go is noise, what was not marked is right.

    A line of which less than half should go is content; its kind is that of the longest stretch that should go.
    """
    noise: list[tuple[int, int, str]] = [(each.start, each.end, each.kind.value) for each in marked.right()]
    noise += [(each.start, each.end, each.kind.value if each.kind else Kind.SITE.value) for each in marked.left_over()]
    lines: list[tuple[str, str]] = []
    start = 0
    for line in marked.text.split("\n"):
        shared: dict[str, int] = {}
        for first, last, kind in noise:
            inside = marked.text[max(first, start) : max(0, min(last, start + len(line)))]
            shared[kind] = shared.get(kind, 0) + weight(inside)
        goes = sum(shared.values())
        label = max(shared, key=lambda kind: shared[kind]) if goes and 2 * goes >= weight(line) else CONTENT
        lines.append((line, label if line.strip() else "empty"))
        start += len(line) + 1
    known: dict[str, Any] = {"id": f"{marked.file}:{marked.line}" if marked.line else marked.file}
    return Labelled(lines, title=marked.title, url=marked.url, **known)


def weight(text: str) -> int:
    """How many characters of a text are no white space.

    >>> weight("a b ")
    2
    """
    return len("".join(text.split()))
