"""The report page in a real browser."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser import Open, entry
from command import newsclean
from newsclean import Kind
from newsclean.report.html import page as report_page
from newsclean.testing import Noisy

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

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


def test_marks_are_downloaded_and_become_cases(open_report: Open, tmp_path: Path) -> None:
    page = open_report(ENTRIES, "#/text/0")
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("m")
    expect(page.locator(".cut.wrong .label")).to_have_text("source_link, marked wrong: ")
    page.keyboard.press("m")
    expect(page.locator(".cut.wrong")).to_have_count(0)
    page.keyboard.press("m")
    page.locator(".line", has_text="The depot").click()
    page.locator("#receipt select").select_option("promo")
    page.locator("#receipt").get_by_role("button", name="Mark as noise").click()
    expect(page.locator(".noise .label")).to_have_text("noise: promo: ")
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page.locator("#text-heading")).to_have_text("Bridge")
    select(page, "Editors' picks")
    page.keyboard.press("m")
    expect(page.locator(".noise")).to_have_text("noise: promo: Editors' picks")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download 3 marks").click()
    download.value.save_as(tmp_path / "marks.jsonl")
    first, second = map(json.loads, (tmp_path / "marks.jsonl").read_text("utf-8").splitlines())
    text = ENTRIES[0].cleaned.document.text
    assert (first["file"], first["line"], first["id"], first["title"]) == ("crawl.jsonl:1", 1, 17, "Trams")
    assert (first["text"], first["url"]) == (text, "https://herald.example/1")
    assert first["removals"] == ENTRIES[0].to_dict()["removals"]
    noise, wrong = first["marks"]
    assert (noise["verdict"], text[noise["start"] : noise["end"]], noise["kind"]) == (
        "noise",
        "The depot is open.",
        "promo",
    )
    assert (wrong["verdict"], text[wrong["start"] : wrong["end"]]) == ("wrong", "\n\nSource link")
    assert [mark["verdict"] for mark in second["marks"]] == ["noise"]
    ran = newsclean("cases", "marks.jsonl", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    trams, bridge = tomllib.loads(ran.out.decode())["case"]
    assert (trams["id"], trams["kinds"]) == ("trams", ["donation", "promo"])
    assert trams["why"] == "Wrong: source_link by source_link, rule en/source-link. Left over: promo."
    assert Noisy.marked(trams["text"])[:2] == (text, "Trams run again.\n\nSource link")
    assert bridge["text"] == "⟦Advertisement\n\n⟧The bridge is open.⟦ Editors' picks⟧"


def test_a_selection_over_several_lines_is_offered_as_noise(open_report: Open) -> None:
    page = open_report(ENTRIES, "#/text/1")
    first, second = (page.locator(".line").nth(number).bounding_box() for number in (0, 1))
    assert first
    assert second
    page.mouse.move(first["x"] + 1, first["y"] + 8)
    page.mouse.down()
    page.mouse.move(second["x"] + second["width"] + 40, second["y"] + 8)
    page.mouse.up()
    expect(page.locator("#receipt")).to_contain_text("Selected")
    page.locator("#receipt").get_by_role("button", name="Mark as noise").click()
    expect(page.locator(".noise")).to_have_text("noise: The ferry stays in port.\n\nIts captain is ill.")
    page.locator(".noise").click()
    page.get_by_role("button", name="Take the mark back").click()
    expect(page.locator(".noise")).to_have_count(0)
    expect(page.locator("#download")).to_be_hidden()


def test_a_report_of_nothing(open_report: Open) -> None:
    page = open_report([])
    expect(page.locator("#summary")).to_contain_text("Nothing went from these texts.")
    page.keyboard.press("n")
    page.keyboard.press("m")


def select(page: Page, words: str) -> None:
    page.evaluate(
        """(words) => {
          const nodes = [...document.querySelectorAll(".line")].map((line) => line.firstChild);
          const node = nodes.find((each) => each.data.includes(words));
          const start = node.data.indexOf(words);
          getSelection().setBaseAndExtent(node, start, node, start + words.length);
        }""",
        words,
    )


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


def test_the_command_writes_the_page(open_report: Open, tmp_path: Path) -> None:
    rows = [{"text": "Trams run again.\n\nSource link", "id": "é<", "title": "Trams"}, {"text": "The ferry stays."}]
    (tmp_path / "crawl.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    ran = newsclean("report", "crawl.jsonl", "-o", "report.html", cwd=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, b"", "")
    page = open_report(tmp_path / "report.html", "#/text/0")
    assert kinds(page) == ["source_link"]
    expect(page.locator("header .about").first).to_have_text("preset standard")
