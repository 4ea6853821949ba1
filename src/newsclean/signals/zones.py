"""Where the article's running text begins and ends: what stands before and after it is furniture more often."""

from __future__ import annotations

from newsclean.document import Document, per_document
from newsclean.signals.shape import is_paragraph

RUNNING = 60  # characters of a line of running text at least; shorter ones are labels, however many stops they have


@per_document
def paragraphs(document: Document) -> tuple[int, ...]:
    r"""The numbers of the lines that are running text.

    >>> paragraphs(Document("The bridge\n" + "The council met. " * 9 + "\nShare"))
    (1,)
    """
    return tuple(
        number for number, line in enumerate(document.lines) if len(line.text) >= RUNNING and is_paragraph(line.text)
    )


def head_end(document: Document, paragraph: int = 1) -> int:
    r"""The number of the line that is the first paragraph, or the second; 0 where there are not so many.

    >>> head_end(Document("The bridge\n" + "The council met. " * 9 + "\nShare"))
    1
    """
    found = paragraphs(document)
    return found[paragraph - 1] if len(found) >= paragraph else 0


def tail_start(document: Document) -> int:
    r"""The number of the line after the last paragraph; that behind the last line where there is no paragraph.

    >>> tail_start(Document("The bridge\n" + "The council met. " * 9 + "\nShare"))
    2
    """
    found = paragraphs(document)
    return found[-1] + 1 if found else len(document.lines)
