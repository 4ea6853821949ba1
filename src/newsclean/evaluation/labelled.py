"""Texts of which people have said what each line is: a row of JSONL, or a line of the marks of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

import msgspec

from newsclean.corpus.rows import BOM
from newsclean.document import Document
from newsclean.errors import InputError, nearest
from newsclean.evaluation.survival import survival
from newsclean.kinds import Kind
from newsclean.removal import Removal
from newsclean.report.marks import Mark, Marked

CONTENT = "content"
UNSCORED = ("unsure", "mixed", "empty")  # lines of which nobody can say whether they should go
UNNAMED = "unnamed"  # noise that a person has marked without a kind
LABELS = (CONTENT, *(kind.value for kind in Kind), *UNSCORED)

APART = ("title", "caption")  # kinds that only some readers call noise
REMOVED = 0.5  # a line is removed when less of it than this is left
INTACT = 0.9  # a line of the article is shown as lost when less of it than this is left


class Line(NamedTuple):
    """A line after cleaning.

    Args:
        kind: what it is: ``content``, or its kind of noise.
        text: the line as it was.
        kept: the share of it that is still there, from 0 to 1.
    """

    kind: str
    text: str
    kept: float

    @property
    def is_noise(self) -> bool:
        """Whether it should have gone; titles and captions are counted apart."""
        return self.kind != CONTENT and self.kind not in APART

    @property
    def is_removed(self) -> bool:
        """Whether most of it has gone."""
        return self.kept < REMOVED


class Labelled(NamedTuple):
    """A labelled text.

    Args:
        document: the text, as cleaners are given it.
        lines: in order, each line with its label, one of ``LABELS``.
        fields: everything else that is known of it, by name.
    """

    document: Document
    lines: tuple[tuple[str, str], ...]
    fields: Mapping[str, Any]

    def judged(self, after: str) -> list[Line]:
        """The lines that count, with what a cleaned text has left of them.

        >>> read(b'{"lines": [["Trams run again.", "content"], ["Ad", "promo"]]}').judged("Trams run again.")
        [Line(kind='content', text='Trams run again.', kept=1.0), Line(kind='promo', text='Ad', kept=0.0)]
        """
        shares = survival([line for line, _ in self.lines], after)
        return [
            Line(label, line, share)
            for (line, label), share in zip(self.lines, shares, strict=True)
            if label not in UNSCORED
        ]


class _Row(msgspec.Struct):
    lines: list[tuple[str, str]]
    title: str | None = None
    url: str | None = None
    lang: str | None = None


def read(row: bytes) -> Labelled:
    r"""The labelled text in a row of JSONL. Its text are the lines, joined by newlines.

    Raises:
        InputError: the row is not as the docs have it; the message names the field.

    >>> read(b'{"lines": [["Trams run again.", "content"], ["Ad", "promo"]]}').document.text
    'Trams run again.\nAd'
    """
    try:
        fields = msgspec.json.decode(row.removeprefix(BOM), type=dict[str, Any])
        known = msgspec.convert(fields, _Row)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"no labelled lines: {error}") from None
    text = "\n".join(line for line, _ in known.lines)
    lines = tuple((line, _label(label, number)) for number, (line, label) in enumerate(known.lines))
    del fields["lines"]
    return Labelled(Document(text, url=known.url, title=known.title, lang=known.lang), lines, fields)


def _label(label: str, number: int) -> str:
    """What stands before a slash, which may be followed by anything of the labeller's own."""
    name = label.partition("/")[0]
    if name not in LABELS:
        raise InputError(f"unknown label {label!r} - at `$.lines[{number}][1]`; {nearest(name, LABELS)}")
    return name


def of_marks(marked: Marked) -> Labelled:
    """A document that was judged in a report: what was left unmarked is taken to be right.

    Its lines are split where noise begins and ends within them.

    Raises:
        MarksError: what newsclean took does not stand there as a report writes it.

    >>> from newsclean.report import marks
    >>> line = b'{"text": "Trams run. Ad", "marks": [{"verdict": "noise", "start": 11, "end": 13, "kind": "promo"}]}'
    >>> of_marks(marks.read(line)).lines
    (('Trams run.', 'content'), ('Ad', 'promo'))
    """
    labels = [CONTENT] * len(marked.text)
    noise: list[Removal | Mark] = [*marked.right(), *marked.left_over()]
    for each in noise:
        labels[each.start : each.end] = [each.kind.value if each.kind else UNNAMED] * (each.end - each.start)
    document = Document(marked.text, url=marked.url, title=marked.title)
    return Labelled(document, tuple(_stretches(marked.text, labels)), {"file": marked.file, "url": marked.url})


def _stretches(text: str, labels: list[str]) -> Iterator[tuple[str, str]]:
    """The stretches of one label within one line, without the white space around them."""
    for (label, is_break), places in groupby(range(len(text)), lambda place: (labels[place], text[place] == "\n")):
        stretch = "".join(text[place] for place in places).strip()
        if stretch and not is_break:
            yield stretch, label
