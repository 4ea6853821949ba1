"""The report page in a real browser: what it shows, and how one moves in it."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from browser import ENTRIES, SOURCE, Open, entry
from command import newsclean
from newsclean import Kind


def kinds(page: Page) -> list[str]:
    return [label.removesuffix(": ") for label in page.locator(".cut .label").all_text_contents()]


def test_shows_the_summary_and_every_text(open_report: Open) -> None:
    page = open_report(ENTRIES)
    expect(page.locator("#totals")).to_have_text("3 cuts in 3 texts: 50 of 165 characters (30.3\u00a0%)")
    expect(page.locator("#summary")).to_contain_text("What went, by kind")
    rows = page.locator("#list li")
    expect(rows).to_contain_text(["49.3\u00a0% · 2 cuts", "nothing", "30.6\u00a0% · 1 cut"])
    rows.nth(2).click()
    expect(page.locator("#text-heading")).to_have_text("Bridge")
    expect(page.locator(".body")).to_have_text("promo: Advertisement\n\nThe bridge is open. Editors' picks")
    expect(page.locator("#summary")).to_be_hidden()
    page.go_back()
    expect(page.locator("#summary")).to_be_visible()


def test_summary_by_kind_host_place_and_line(open_report: Open) -> None:
    page = open_report(ENTRIES)
    tables = page.locator("#summary table")
    expect(tables.nth(0).locator("tr")).to_have_text(
        ["donation44.0\u00a0%1 cut", "promo30.0\u00a0%1 cut", "source_link26.0\u00a0%1 cut"],
    )
    expect(tables.nth(1).locator("th")).to_have_text(["herald.example", "post.example"])
    expect(tables.nth(2).locator("th")).to_have_text(["Please give 🙂 today.", "Advertisement", "Source link"])
    drawing = page.locator("#summary svg[role=img]")
    assert "In the first tenth of the texts stands" in str(drawing.get_attribute("aria-label"))
    tables.nth(2).get_by_role("button", name="Source link").click()
    expect(page.locator("#list li")).to_have_count(1)


def test_switches_redraw_at_once(open_report: Open) -> None:
    page = open_report(ENTRIES, "#/text/0")
    assert kinds(page) == ["donation", "source_link"]
    page.get_by_role("checkbox", name="donation").first.uncheck()
    assert kinds(page) == ["source_link"]
    expect(page.locator("#totals")).to_contain_text("2 cuts in 3 texts: 28 of 165")
    expect(page.locator("#list li").first).to_contain_text("1 cut")
    page.get_by_role("checkbox", name="line_scorer").uncheck()
    expect(page.locator("#totals")).to_contain_text("1 cut in 3 texts")
    page.get_by_role("button", name="Show everything").click()
    assert kinds(page) == ["donation", "source_link"]
    page.locator("#least").fill("0.92")
    assert kinds(page) == ["source_link"]
    expect(page.locator("#least-shown")).to_have_text("0.92")


def test_a_finding_that_was_swallowed_shows_where_the_stronger_one_is_off(open_report: Open) -> None:
    made = entry("Trams run.⟦\n\nSource link and more⟧", SOURCE)
    [cut] = made.cleaned.removals
    weaker = cut._replace(
        kind=Kind.PROMO, cleaner="line_scorer", rule="looks-like-promo", confidence=0.8, end=24, text=""
    )
    made = made._replace(cleaned=made.cleaned._replace(removals=(cut._replace(also=(weaker,)),)))
    page = open_report([made])
    page.get_by_role("checkbox", name="source_link").first.uncheck()
    expect(page.locator(".cut")).to_have_text("promo: Source link")
    page.get_by_role("checkbox", name="line_scorer").uncheck()
    expect(page.locator(".cut")).to_have_count(0)


def test_receipt_on_hover_and_by_keyboard(open_report: Open) -> None:
    page = open_report(ENTRIES, "#/text/0")
    receipt = page.locator("#receipt")
    page.locator(".cut").first.hover()
    expect(receipt).to_contain_text("en/appeal")
    expect(receipt).to_contain_text("0.90")
    receipt.hover()
    page.wait_for_timeout(400)
    expect(receipt).to_be_visible()
    page.locator("h1").hover()
    expect(receipt).to_be_hidden()
    page.keyboard.press("n")
    expect(page.locator(".cut").first).to_be_focused()
    expect(receipt).to_be_visible()
    for key in "jpjn":  # away and back in less time than a receipt takes to go
        page.keyboard.press(key)
    page.wait_for_timeout(600)
    expect(receipt).to_be_visible()
    expect(receipt).to_contain_text("en/source-link")
    page.keyboard.press("p")
    page.keyboard.press("Escape")
    expect(receipt).to_be_hidden()
    page.keyboard.press("Enter")
    expect(receipt.get_by_role("button", name="Mark as wrong")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".cut").first).to_be_focused()


def test_keys_lead_through_cuts_and_texts(open_report: Open) -> None:
    page = open_report(ENTRIES, "#/text/0")
    heading = page.locator("#text-heading")
    for expected in ("donation", "source_link", "promo"):
        page.keyboard.press("n")
        expect(page.locator(".cut:focus .label")).to_have_text(f"{expected}: ")
    expect(heading).to_have_text("Bridge")
    page.keyboard.press("n")
    expect(heading).to_have_text("Bridge")
    page.keyboard.press("p")
    expect(page.locator(".cut:focus .label")).to_have_text("source_link: ")
    page.keyboard.press("]")
    expect(heading).to_have_text("crawl.jsonl:2")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".line:focus")).to_have_text("Its captain is ill.")
    page.keyboard.press("[")
    expect(heading).to_have_text("Trams")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("s")
    expect(heading).to_be_visible()
    page.keyboard.press("Tab")
    page.locator("body").click(position={"x": 5, "y": 5})
    page.keyboard.press("s")
    expect(page.locator("#summary")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_search_finds_texts_and_the_place(open_report: Open) -> None:
    page = open_report(ENTRIES)
    page.locator("#search").fill("CAPTAIN")
    expect(page.locator("#list li")).to_have_count(1)
    expect(page.locator("#found")).to_have_text("1 text with “captain”")
    page.locator("#search").press("Enter")
    expect(page.locator("#text-heading")).to_have_text("crawl.jsonl:2")
    assert page.evaluate(
        "[...CSS.highlights.get('searched')].map(r => r.startContainer.data.slice(r.startOffset, r.endOffset))"
    ) == ["captain"]
    page.locator("#search").fill("no such word")
    expect(page.locator("#list li")).to_have_count(0)
    page.locator("#search").fill("")
    page.locator("#order").select_option("share")
    expect(page.locator("#list .name")).to_have_text(["Trams", "Bridge", "crawl.jsonl:2"])


def test_a_report_of_nothing(open_report: Open) -> None:
    page = open_report([])
    expect(page.locator("#summary")).to_contain_text("Nothing went from these texts.")
    page.keyboard.press("n")
    page.keyboard.press("m")


def test_two_thousand_texts(open_report: Open) -> None:
    many = [
        entry("A paragraph of some length. " * 40 + f"⟦\n\nSource link⟧ {number}", SOURCE, name=f"crawl.jsonl:{number}")
        for number in range(2000)
    ]
    page = open_report(many)
    expect(page.locator("#totals")).to_contain_text("2,000 cuts in 2,000 texts")
    rows = page.locator("#list li")
    expect(rows).to_have_count(2000)
    rows.last.scroll_into_view_if_needed()
    rows.last.click()
    expect(page.locator(".body")).to_contain_text("1999")
    assert page.locator(".body").count() == 1


def test_the_command_writes_the_page(open_report: Open, tmp_path: Path) -> None:
    rows = [{"text": "Trams run again.\n\nSource link", "id": "é<", "title": "Trams"}, {"text": "The ferry stays."}]
    (tmp_path / "crawl.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    ran = newsclean("report", "crawl.jsonl", "-o", "report.html", cwd=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, b"", "")
    page = open_report(tmp_path / "report.html", "#/text/0")
    assert kinds(page) == ["source_link"]
    expect(page.locator("header .about").first).to_have_text("preset standard")
