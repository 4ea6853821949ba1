"""The list of links under a header such as "Related"."""

from __future__ import annotations

from newsclean.document import Document, per_document
from newsclean.signals.phrases import stock_lines
from newsclean.signals.shape import is_bulleted, is_link_like, is_paragraph

LONGEST = 15  # lines that a list of related stories has at most


def list_end(document: Document, header: int) -> int:
    r"""The number of the line after the list that stands under the line ``header``.

    A list runs to the end of the text or until the article goes on. Where the article goes on, its next subheading
    looks like one more link: the list keeps only what its bullets, the empty line after it, the colon of its header or
    the lack of subheadings elsewhere make safe.

    >>> list_end(Document("Read also\n- Bridge closed\n- Ferry late\nWhat next\n" + "The council met. " * 9), 0)
    3
    """
    lines = document.lines
    first = end = header + 1
    if _splits_list(document, header):
        return first
    stock = stock_lines(document)
    while end < len(lines) and end - first < LONGEST and end not in stock and _is_item(lines[end].text):
        end += 1
    if end in stock or end == len(lines) or end == first:
        return end
    bulleted = first
    while bulleted < end and is_bulleted(lines[bulleted].text):
        bulleted += 1
    if bulleted - first > 1 or (bulleted > first and not lines[first].text[0].isdigit()):
        return bulleted  # but one number alone is that of the article's next section
    dense = first
    while dense < end and _breaks(document, dense) == 1:
        dense += 1
    if first < dense < len(lines) and _breaks(document, dense) > 1:
        return dense
    if end - first == 1:
        return end if lines[header].text.endswith((":", "：")) else first
    return end - 1 if _has_subheadings(document) else end


def _splits_list(document: Document, header: int) -> bool:
    """Whether a header was put into the article's own list: it goes on behind it with a whole sentence."""
    beside = [line.text for line in document.lines[max(0, header - 1) : header + 2 : 2]]
    return len(beside) == 2 and all(map(is_bulleted, beside)) and is_paragraph(beside[1])


def _is_item(text: str) -> bool:
    return is_bulleted(text) or (is_link_like(text) and not is_paragraph(text) and _has_small_word(text))


def _has_small_word(text: str) -> bool:
    """Whether a word begins without a capital, as in most headlines; names and tables have none.

    >>> _has_small_word("Who owns the old customs house"), _has_small_word("Rovers 2 Ashby 0")
    (True, False)
    """
    return any(word[0].isalpha() and not word[0].isupper() for word in text.split())


def _breaks(document: Document, number: int) -> int:
    """The newlines between a line and the one before it."""
    return document.text.count("\n", document.lines[number - 1].end, document.lines[number].start)


@per_document
def _has_subheadings(document: Document) -> bool:
    """Whether the article puts short lines between its paragraphs."""
    texts = [line.text for line in document.lines]
    return any(
        is_paragraph(before) and is_link_like(text) and not is_paragraph(text) and is_paragraph(after)
        for before, text, after in zip(texts, texts[1:], texts[2:], strict=False)
    )
