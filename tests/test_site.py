"""The docs site: it builds strictly, shows the real thing, and asks nobody for anything."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import newsclean
from browser import PHONE
from documents import ROOT, known_names
from newsclean import Kind

PAGES = ("", "kinds/", "api/", "accuracy/")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, built from this checkout."""
    pytest.importorskip("mkdocs", reason="the site needs mkdocs: pip install --group docs")
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(build, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that starts where the site does, at the width of a phone; nothing may go wrong or leave the site."""
    complaints: list[str] = []
    page = browser.new_context(**PHONE, base_url=address).new_page()  # type: ignore[arg-type]
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith((address, "data:")) else complaints.append(request.url),
    )
    page.goto("")
    yield page
    page.context.close()
    assert complaints == []


def test_start_page_takes_the_noise_out(page: Page) -> None:
    text = page.locator(".nc-demo .nc-text")
    assert "An icon of a desk calendar" in text.inner_text()
    page.get_by_label("Take the noise out").check()
    page.wait_for_function("getComputedStyle(document.querySelector('.nc-demo .nc-cut')).visibility == 'hidden'")
    assert text.inner_text().split() == newsclean.clean(known_names()["text"]).split()


def test_gallery_shows_every_kind(page: Page) -> None:
    page.goto("kinds/")
    for kind in set(Kind) - {Kind.SITE}:
        shown = page.locator(f"h2#{kind} ~ .nc-columns").first
        assert shown.locator(f".nc-{kind}").count() > 0
    assert page.get_by_text("Stays", exact=True).count() > 15


@pytest.mark.parametrize("place", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_a_phone_and_can_be_read_by_all(page: Page, place: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(place)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]  # type: ignore[index]
    # Around the content stands the theme's own; and browsers let the keyboard scroll what scrolls by themselves.
    options = {"rules": {"scrollable-region-focusable": {"enabled": False}}}
    found = Axe().run(page, context=".md-content", options=options).response["violations"]
    assert [(each["id"], each["nodes"]) for each in found if each["impact"] in ("serious", "critical")] == []


def test_search_finds_a_kind(page: Page) -> None:
    page.wait_for_load_state("networkidle")  # the theme listens only when its script is there
    page.locator("label[for=__search]").first.click()
    page.get_by_role("textbox", name="Search").press_sequentially("caption_duplicate")
    found = page.locator(".md-search-result__link").first
    found.wait_for(state="attached", timeout=120_000)
    assert "kinds/" in (found.get_attribute("href") or "")
