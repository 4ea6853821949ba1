"""Documents: what they hold, their lines, and what is computed of them once."""

from __future__ import annotations

import pickle

import pytest

from newsclean import Document, Line
from newsclean.document import per_document


def test_only_a_text_is_needed() -> None:
    document = Document("One.")
    assert (document.url, document.title, document.lang, dict(document.metadata)) == (None, None, None, {})


def test_a_document_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="cannot be changed"):
        Document("One.").text = "Two."


def test_lines_are_the_stretches_that_are_not_blank() -> None:
    text = "\n  One. \r\n\u00a0\n\tTwo\u2028and a half.\n"
    assert Document(text).lines == (Line(3, 7, "One."), Line(13, 28, "Two\u2028and a half."))


@pytest.mark.parametrize("text", ["", "\n", " \t\r\n\u3000\x1c"])
def test_a_blank_text_has_no_lines(text: str) -> None:
    assert Document(text).lines == ()


def test_every_line_says_where_it_stands() -> None:
    text = "One.\r\n\r\n  Two.\n\n\nThree."
    assert [text[line.start : line.end] for line in Document(text).lines] == ["One.", "Two.", "Three."]


def test_another_text_keeps_what_is_known() -> None:
    document = Document("One.", url="https://news.example/1", title="T", lang="en", metadata={"id": 7})
    other = document.with_text("Two.")
    assert (other.text, other.url, other.title, other.lang) == ("Two.", "https://news.example/1", "T", "en")
    assert other.metadata == {"id": 7}
    assert other.lines[0].text == "Two."


def test_metadata_is_carried_and_never_compared() -> None:
    assert Document("One.", metadata={"id": 1}) == Document("One.", metadata={"id": 2})


def test_a_document_is_pickled_with_all_that_is_known() -> None:
    document = Document("One.\n\ud800", url="u", title="T", lang="en", metadata={"id": 7})
    assert document.lines
    back = pickle.loads(pickle.dumps(document))
    assert back == document
    assert back.metadata == {"id": 7}
    assert Document("One.", metadata={}).metadata == pickle.loads(pickle.dumps(Document("One."))).metadata


def test_a_signal_is_computed_once_for_a_document() -> None:
    asked: list[str] = []

    @per_document
    def length(document: Document) -> int:
        asked.append(document.text)
        return len(document.text)

    document = Document("One.")
    assert [length(document), length(document), length(document.with_text("Two!!"))] == [4, 4, 5]
    assert asked == ["One.", "Two!!"]
