"""Judging in the report page, in a real browser: from a mark to a fixture case."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from browser import ENTRIES, Open
from command import newsclean
from newsclean.testing import Noisy

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


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


def test_the_keys_lead_from_the_list_into_the_texts(open_report: Open) -> None:
    for key, heading in ("]", "Trams"), ("[", "Bridge"), ("n", "Trams"):
        page = open_report(ENTRIES)
        page.keyboard.press(key)
        expect(page.locator("#text-heading")).to_have_text(heading)
    page = open_report(ENTRIES)
    for key in "]", "j", "j", "m":
        page.keyboard.press(key)
    expect(page.locator(".noise")).to_have_text("noise: The depot is open.")


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
