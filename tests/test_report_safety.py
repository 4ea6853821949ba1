"""The report page in a real browser, with texts that would like to run in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import ENTRIES, Open, entry
from newsclean.report.html import page as report_page

HOSTILE = [
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 1</script>",
    "<!--<script>window.ran = 1",
    "<img src=x onerror='window.ran = 1'> &amp; {{ 7 * 7 }} ${1} \u2028 \x00 \x1b \ud800 ]]>",
    "<style>* { display: none }</style><meta http-equiv=refresh content='0;url=https://away.example'>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_shown_and_never_run(text: str, open_report: Open) -> None:
    hostile = ("promo", "line_scorer", f"rule {text}", 0.9)
    page = open_report(
        [
            entry(
                f"{text} and ⟦{text}⟧ again", hostile, name=text, title=f"Of {text}", url=f"javascript:alert({text})"
            ),
            entry("Another.", name=f"{text}:2", url=f"https://{text}/"),
        ]
    )
    page.locator("#list a").first.click()
    page.locator(".cut").hover()
    shown = text.replace("\x00", "␀").replace("\x1b", "␛")
    assert page.locator(".body").text_content() == f"{shown} and promo: {shown} again"
    expect(page.locator("#receipt")).to_contain_text("rule <")
    assert page.locator("#text a").count() == 0
    page.locator("#list a").nth(1).click()
    page.locator("#to-summary").click()
    assert page.evaluate("window.ran") is None


SMUGGLED = """<script>window.ran = 1</script><script src="https://away.example/x.js"></script>
<img src="https://away.example/x.png" onerror="window.ran = 1"><style>h1 { color: rgb(1, 2, 3) }</style>
<a id="bait" href="javascript:window.ran = 1">x</a><iframe src="https://away.example/"></iframe>"""


def test_even_markup_that_got_in_would_not_run(open_report: Open, tmp_path: Path) -> None:
    path = tmp_path / "smuggled.html"
    path.write_text(report_page(ENTRIES).replace("<header", SMUGGLED + "<header", 1), "utf-8")
    opened = open_report(path, may_complain=True)
    opened.locator("#bait").click()
    expect(opened.locator("#list li")).to_have_count(3)
    assert opened.evaluate("window.ran") is None
    assert opened.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(1, 2, 3)"
