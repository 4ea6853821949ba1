"""A real browser that opens reports, and tells on every test whether they misbehaved."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from newsclean import Cleaned, Document, Kind, Removal
from newsclean.report.entry import Entry
from newsclean.report.html import page as report_page

NAMES = ("chromium", "chromium-browser", "google-chrome")

Open = Callable[..., Page]


def entry(marked: str, *findings: tuple[str, str, str, float], name: str = "a.txt", **known: object) -> Entry:
    """A document of which went what stands between ⟦ and ⟧, each by a finding: kind, cleaner, rule, confidence."""
    text, removals = "", []
    for number, piece in enumerate(marked.replace("⟧", "⟦").split("⟦")):
        if number % 2:
            kind, cleaner, rule, confidence = findings[number // 2]
            end = len(text) + len(piece)
            removals.append(Removal(len(text), end, Kind(kind), cleaner, rule, confidence, piece))
        text += piece
    kept = "".join(marked.replace("⟧", "⟦").split("⟦")[::2])
    document = Document(text, url=known.pop("url", None), title=known.pop("title", None))  # type: ignore[arg-type]
    return Entry(name, Cleaned(document, kept, tuple(removals)), {"file": name, **known})


SOURCE = ("source_link", "source_link", "en/source-link", 0.95)
DONATION = ("donation", "donation", "en/appeal", 0.9)
PROMO = ("promo", "line_scorer", "looks-like-promo", 0.82)

ENTRIES = [
    entry(
        "Trams run again.⟦\n\nPlease give 🙂 today.⟧\n\nThe depot is open.⟦\n\nSource link⟧",
        DONATION,
        SOURCE,
        name="crawl.jsonl:1",
        title="Trams",
        url="https://herald.example/1",
        line=1,
        id=17,
    ),
    entry("The ferry stays in port.\n\nIts captain is ill.", name="crawl.jsonl:2", url="https://post.example/2"),
    entry(
        "⟦Advertisement\n\n⟧The bridge is open. Editors' picks",
        PROMO,
        name="crawl.jsonl:3",
        title="Bridge",
        url="https://post.example/3",
    ),
]

PHONE = {"viewport": {"width": 360, "height": 700}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or another one that is installed."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("the tests of the report page need a browser: apt-get install chromium")
    if found is None:
        pytest.skip("the tests of the report page need a browser: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield browser
        browser.close()


@pytest.fixture
def open_report(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a page about entries, or a file; afterwards nothing may have been requested, and no error have been told."""
    requests: list[Request] = []
    errors: list[str] = []
    opened: list[Page] = []

    def told(message: ConsoleMessage) -> None:
        errors.append(f"{message.type}: {message.text}")

    def open_(shown: Iterable[Entry] | Path, place: str = "", may_complain: bool = False, **options: object) -> Page:
        path = shown if isinstance(shown, Path) else tmp_path / "report.html"
        if not isinstance(shown, Path):
            path.write_text(report_page(shown), "utf-8")
        page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
        page.on("request", lambda request: requests.append(request))  # noqa: PLW0108 (it wants a Python function)
        if not may_complain:
            page.on("console", told)
            page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path.as_uri() + place)
        opened.append(page)
        return page

    yield open_
    own = (tmp_path.as_uri(), "data:", "blob:")
    assert [each.url for each in requests if not each.url.startswith(own) and each.failure != "csp"] == []
    for page in opened:
        page.context.close()
    assert errors == []
