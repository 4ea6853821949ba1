"""The report page for everybody, in a real browser: on phones, in the dark, on paper, by touch, for screen readers."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser import DONATION, ENTRIES, PHONE, Open, entry


@pytest.mark.parametrize("place", ["", "#/summary", "#/text/0"])
def test_fits_a_phone(place: str, open_report: Open) -> None:
    long = entry(
        "A" * 400 + "⟦\n\n" + "B" * 300 + "⟧",
        DONATION,
        name="x" * 200,
        title="T" * 90,
        url="https://h.example/" + "u" * 300,
    )
    page = open_report([*ENTRIES, long], place, **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator("nav").is_visible() == (place == "")
    assert page.locator("main > :visible").count() == (0 if place == "" else 2)


def test_goes_by_touch(open_report: Open) -> None:
    page = open_report(ENTRIES, **PHONE)
    page.locator("#list a").nth(2).tap()
    page.locator(".cut").tap()
    expect(page.locator("#receipt")).to_contain_text("looks-like-promo")
    page.get_by_role("button", name="Mark as wrong").tap()
    expect(page.locator(".cut.wrong")).to_be_visible()
    page.locator(".line").first.tap()
    expect(page.locator("#receipt")).to_contain_text("This line stayed")
    page.get_by_role("link", name="All texts").tap()
    expect(page.locator("#list a").nth(2)).to_contain_text("1 mark")


def test_prints_the_text_with_its_receipts(open_report: Open) -> None:
    page = open_report(ENTRIES, "#/text/0")
    expect(page.locator(".for-print")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".for-print tbody tr")).to_have_count(2)
    expect(page.locator(".for-print")).to_be_visible()
    for hidden in ("nav", "aside", ".steps", "#help"):
        expect(page.locator(hidden)).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(scheme: str, open_report: Open) -> None:
    page = open_report(ENTRIES, color_scheme=scheme)
    red = int(page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]"))
    assert (red > 200) == (scheme == "light")


@pytest.mark.parametrize(
    "options", [{"color_scheme": "light"}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"]
)
def test_axe_finds_nothing(options: dict[str, object], open_report: Open) -> None:
    page = open_report(ENTRIES, **options)
    found = _violations(page, "the start")
    page.goto(page.url + "#/summary")
    found += _violations(page, "the summary")
    page.goto(page.url.partition("#")[0] + "#/text/0")
    page.keyboard.press("n")
    page.keyboard.press("m")
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.keyboard.press("n")
    expect(page.locator("#receipt")).to_be_visible()
    found += _violations(page, "a text with marks and a receipt")
    if page.locator("#help").is_visible():
        page.locator("#help").click()
        found += _violations(page, "the keys")
    assert found == []


def _violations(page: Page, where: str) -> list[str]:
    results = Axe().run(page)
    return [
        f"{where}: {each['id']} ({each['impact']}): {[node['html'][:200] for node in each['nodes']][:3]}"
        for each in results.response["violations"]
    ]
