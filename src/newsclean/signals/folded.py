"""A document in folded form, computed once for all that compare."""

from __future__ import annotations

from newsclean.document import Document, per_document
from newsclean.phrasebook.fold import fold


@per_document
def folded_text(document: Document) -> str:
    r"""The whole text, folded.

    >>> folded_text(Document("READ\u00a0also"))
    'read also'
    """
    return fold(document.text)


@per_document
def folded_lines(document: Document) -> tuple[str, ...]:
    r"""The lines that are not blank, folded; one for each of the document's ``lines``.

    >>> folded_lines(Document("One\n\n Two"))
    ('one', 'two')
    """
    folded = folded_text(document).split("\n")
    return tuple(line.strip() for line, raw in zip(folded, document.text.split("\n"), strict=True) if raw.strip())
