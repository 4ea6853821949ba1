"""White space goes only together with what it separated."""

from __future__ import annotations

import pytest

from conftest import Declare
from newsclean import Pipeline


@pytest.mark.parametrize(
    ("noisy", "clean"),
    [
        pytest.param("<ad>\n\nOne.", "One.", id="the head takes the break after it"),
        pytest.param("<ad>One.", "One.", id="glued to the head"),
        pytest.param("<ad> One.", "One.", id="a space after the head"),
        pytest.param("<ad>\n\n  One.", "  One.", id="an indent is the article's"),
        pytest.param("\n<ad>\nOne.", "\nOne.", id="the text keeps the break that it opens with"),
        pytest.param("One.\n\n<ad>", "One.", id="the tail takes the break before it"),
        pytest.param("One.\n\n<ad>\n", "One.\n", id="the text keeps the break that it closes with"),
        pytest.param("One. <ad>", "One.", id="a space before the tail"),
        pytest.param("One.<ad>", "One.", id="glued to the tail"),
        pytest.param("One.\n\n<ad>\n\nTwo.", "One.\n\nTwo.", id="between paragraphs"),
        pytest.param("One.\n<ad>\nTwo.", "One.\nTwo.", id="between lines"),
        pytest.param("One.\n<ad>\n\nTwo.", "One.\n\nTwo.", id="nearer to what is before it"),
        pytest.param("One.\n\n<ad>\nTwo.", "One.\n\nTwo.", id="nearer to what is after it"),
        pytest.param("One.\n\n  <ad>  \n\nTwo.", "One.\n\nTwo.", id="an indented line of noise"),
        pytest.param("One. <ad> Two.", "One. Two.", id="inside a line"),
        pytest.param("One.<ad>Two.", "One.Two.", id="glued on both sides"),
        pytest.param("One. <ad>\n\nTwo.", "One.\n\nTwo.", id="at the end of a paragraph"),
        pytest.param("One.\n\n<ad> Two.", "One.\n\nTwo.", id="at the beginning of a paragraph"),
        pytest.param("One.\n\n<ad>\n\n<ad>\n\nTwo.", "One.\n\nTwo.", id="two in a row"),
        pytest.param("One. <ad> <ad> Two.", "One. Two.", id="two in a row inside a line"),
        pytest.param(
            "One. <ad>\n\n<ad> Two.", "One.\n\nTwo.", id="the end of one paragraph and the beginning of another"
        ),
        pytest.param("One. <ad>\n\n<ad>\nTwo.", "One.\n\nTwo.", id="the widest break of a run stays"),
        pytest.param("One.\r\n\r\n<ad>\r\n\r\nTwo.", "One.\r\n\r\nTwo.", id="between paragraphs, \\r\\n"),
        pytest.param("One.\r\n\r\n<ad>", "One.", id="the tail, \\r\\n"),
        pytest.param("One.\r\n\r\n<ad>\r\n", "One.\r\n", id="the tail before a closing \\r\\n"),
        pytest.param("One. <ad>\r\nTwo.", "One.\r\nTwo.", id="at the end of a paragraph, \\r\\n"),
        pytest.param("<ad>\r\n\r\nOne.", "One.", id="the head, \\r\\n"),
    ],
)
def test_what_is_left_stands_as_far_apart_as_before(declare: Declare, noisy: str, clean: str) -> None:
    declare("ads", "<ad>")
    assert Pipeline(only=["ads"], brake={"promo": 1}).clean(noisy) == clean
