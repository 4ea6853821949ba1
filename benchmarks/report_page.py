"""How long a report of 2,000 texts takes to open in a browser, and how smoothly its list scrolls.

python benchmarks/report_page.py

Needs Chromium (apt-get install chromium). The texts are generated; each has about 4,000 characters and 6 cuts. Opening
ends when the list and the summary are drawn. A frame of 16.7 ms is a screen's own pace.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from newsclean import Cleaned, Document, Kind, Removal
from newsclean.report.entry import Entry
from newsclean.report.html import page as report_page

TEXTS = 2000
RUNS = 5
KINDS = (Kind.DONATION, Kind.READ_MORE, Kind.SOURCE_LINK, Kind.PROMO, Kind.SOCIAL, Kind.CREDIT)
PARAGRAPH = "The harbour bridge reopened on Friday after nine months of repairs, the council said. " * 8 + "\n\n"
LONGEST = 2.0  # seconds to open

OPENED = "() => { const { duration } = performance.getEntriesByType('navigation')[0]; return duration; }"
SCROLLED = """() => new Promise((done) => {
  const list = document.getElementById("list"), frames = [];
  let before = performance.now();
  const step = (now) => {
    frames.push(now - before);
    before = now;
    list.scrollTop += 400;
    if (frames.length < 200) requestAnimationFrame(step);
    else done(frames.slice(1));
  };
  requestAnimationFrame(step);
})"""


def entries() -> list[Entry]:
    """Texts with a cut of each kind."""
    made = []
    for number in range(TEXTS):
        text, removals = "", []
        for kind in KINDS:
            text += PARAGRAPH
            noise = f"Noise of the kind {kind}, number {number % 50}.\n\n"
            removals.append(Removal(len(text), len(text) + len(noise), kind, kind.value, "rule", 0.9, noise))
            text += noise
        document = Document(text, title=f"Text {number}", url=f"https://host-{number % 40}.example/{number}")
        made.append(Entry(f"crawl.jsonl:{number}", Cleaned(document, PARAGRAPH * len(KINDS), tuple(removals))))
    return made


def measured(page: Page, address: str) -> tuple[float, float, list[float]]:
    """Seconds until all is drawn, seconds that the page itself counts, milliseconds of each frame of a scroll."""
    begun = time.perf_counter()
    page.goto(address)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    seconds = time.perf_counter() - begun
    return seconds, page.evaluate(OPENED) / 1000, page.evaluate(SCROLLED)


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "report.html")
        begun = time.perf_counter()
        path.write_text(report_page(entries()), "utf-8")
        seconds, size = time.perf_counter() - begun, path.stat().st_size
        print(f"{TEXTS:,} texts, a page of {size / 1e6:.1f} MB, written in {seconds:.2f} s")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        opened, frames = [], []
        for _ in range(RUNS):
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            seconds, own, some = measured(context.new_page(), path.as_uri())
            print(f"opened in {seconds:.2f} s ({own:.2f} s by the page's own clock)")
            opened.append(seconds)
            frames += some
            context.close()
        browser.close()
    frames.sort()
    print(f"opened: {median(opened):.2f} s in the middle of {RUNS} runs, at most {LONGEST} s asked for")
    slow = frames[-len(frames) // 100]
    print(f"frames of a scroll: {median(frames):.1f} ms in the middle, 99 of 100 within {slow:.1f} ms")
    return int(median(opened) > LONGEST)


if __name__ == "__main__":
    sys.exit(main())
