"""Marks and what becomes of them; ``newsclean report`` and ``newsclean cases`` without a browser."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import newsclean as library
from command import newsclean
from newsclean import Kind, restore
from newsclean.report import marks
from newsclean.report.cases import case
from newsclean.report.entry import Entry
from newsclean.report.html import page
from newsclean.report.looks import looks
from newsclean.testing import Noisy, noisy_articles, texts

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

NOISY = "Trams run again.\n\nSource link"


def line(text: str, *judged: dict[str, Any], **known: Any) -> bytes:
    """A line of marks about a text, with what newsclean takes from it."""
    removals = [each.to_dict() for each in library.explain(text).removals]
    return json.dumps({"text": text, "marks": judged, "removals": removals, **known}).encode()


def made(given: bytes) -> dict[str, Any]:
    [row] = tomllib.loads(case(marks.read(given)))["case"]
    return dict(row)


WRONG = {"verdict": "wrong", "start": 16, "end": 29}


def test_a_wrong_cut_becomes_a_case_without_it() -> None:
    assert made(line(NOISY, WRONG, title="Trams run again!")) == {
        "id": "trams-run-again",
        "why": "Wrong: source_link by source_link, rule en/source-link.",
        "title": "Trams run again!",
        "text": NOISY,
    }


def test_left_over_noise_becomes_a_case_with_it() -> None:
    text = "Cup of tea 🙂\n\nTrams run again.\n\nSource link"
    given = line(text, {"verdict": "noise", "start": 0, "end": 12, "kind": None})
    assert made(given) == {
        "id": "cup-of-tea-trams-run-again-source-link",
        "why": "Left over: a kind that is to be named.",
        "kinds": ["source_link"],
        "text": "⟦Cup of tea 🙂\n\n⟧Trams run again.⟦\n\nSource link⟧",
    }


@pytest.mark.parametrize("text", ["'''\"\"\"\\ \t\x00\x1b\n\nAd", "One.\r\n\r\nAd", "Ad", " \n Ad"])
def test_a_case_holds_any_text(text: str) -> None:
    noise = {"verdict": "noise", "start": len(text) - 2, "end": len(text), "kind": "promo"}
    assert Noisy.marked(made(line(text, noise))["text"]).noisy == text


@given(noisy_articles())
def test_a_case_without_judgements_is_what_newsclean_does(noisy: Noisy) -> None:
    row = made(line(noisy.noisy))
    found = Noisy.marked(row["text"])
    assert found.noisy == noisy.noisy
    assert found.clean == library.clean(noisy.noisy)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (b"[]", "Expected `object`, got `array`"),
        (b'{"text": "a"}', "missing required field `marks`"),
        (b'{"text": "a", "marks": [{"verdict": "odd", "start": 0, "end": 1}]}', "Invalid enum value 'odd'"),
        (
            b'{"text": "a", "marks": [{"verdict": "noise", "start": 0, "end": 2}]}',
            "the mark 0:2 does not lie in",
        ),
        (b'{"text": "a", "marks": [], "removals": [{}]}', "removals: not as newsclean report writes them"),
        ('{"text": "a⟦", "marks": []}'.encode(), "there is a ⟦ or ⟧ in the text"),
    ],
)
def test_lines_that_are_no_marks_are_set_aside(given: bytes, message: str, tmp_path: Path) -> None:
    ran = newsclean("cases", stdin=given + b"\n" + line(NOISY, WRONG), cwd=tmp_path)
    assert ran.code == 3
    assert "standard input:1: row set aside: " in ran.err
    assert message in ran.err
    assert len(tomllib.loads(ran.out.decode())["case"]) == 1


def test_marks_are_documents_that_newsclean_reads(tmp_path: Path) -> None:
    (tmp_path / "marks.jsonl").write_bytes(line(NOISY, WRONG))
    ran = newsclean("explain", "marks.jsonl", cwd=tmp_path)
    assert ran.code == 0
    assert b"[-Source link-]" in ran.out


def data(html: str) -> Any:
    return json.loads(html.partition('id="data">')[2].partition("</script>")[0])


@given(texts())
def test_a_page_holds_every_text_and_all_that_went(text: str) -> None:
    cleaned = library.explain(text)
    html = page([Entry("a", cleaned)])
    html.encode()
    [shown] = data(html)["documents"]
    assert shown["text"] == text
    removals = [library.Removal.from_dict(each) for each in shown["removals"]]
    whole = [each._replace(text=text[each.start : each.end]) for each in removals]
    assert restore(cleaned.text, whole) == text


def test_pages_are_the_same_for_the_same_texts() -> None:
    assert len({page([Entry("a", library.explain(NOISY))]) for _ in range(2)}) == 1


def test_every_kind_has_looks_of_its_own() -> None:
    assert set(looks().kinds) == {kind.value for kind in Kind}
    assert len(set(looks().kinds.values())) == len(Kind)


CORPUS_ROW = {
    "text": "Trams run again.",
    "url": "https://herald.example/1",
    "removed": [each.to_dict() for each in library.explain(NOISY).removals],
}


@pytest.mark.parametrize(
    ("row", "text", "rules"),
    [
        pytest.param(CORPUS_ROW, NOISY, ["en/source-link"], id="what a corpus run kept is shown as it was"),
        pytest.param({**CORPUS_ROW, "text": NOISY, "removed": []}, NOISY, [], id="and not cleaned again"),
        pytest.param({"text": NOISY, "removed": False}, NOISY, ["en/source-link"], id="a column of another meaning"),
    ],
)
def test_report_of_rows(row: dict[str, Any], text: str, rules: list[str], tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 7, **row}), "utf-8")
    ran = newsclean("report", "in.jsonl", "-o", "out.html", cwd=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, b"", "")
    [shown] = data((tmp_path / "out.html").read_text("utf-8"))["documents"]
    assert (shown["name"], shown["text"]) == ("in.jsonl:1", text)
    assert shown["origin"] == {"file": "in.jsonl", "line": 1, "id": 7, **({"url": row["url"]} if "url" in row else {})}
    assert [each["rule"] for each in shown["removals"]] == rules


@pytest.mark.parametrize(("to", "how"), [("jsonl", "column"), ("parquet", "column"), ("parquet", "files")])
def test_report_of_a_corpus(to: str, how: str, tmp_path: Path) -> None:
    rows = [{"text": NOISY, "title": "Trams"}, {"text": "Clean."}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    ran = newsclean("corpus", "in.jsonl", "clean", "--to", to, "--removed", how, "--workers", "1", cwd=tmp_path)
    assert ran.code == 0
    ran = newsclean("report", "clean", "-o", "out.html", cwd=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, b"", "")
    noisy, clean = data((tmp_path / "out.html").read_text("utf-8"))["documents"]
    assert (noisy["name"], noisy["text"], noisy["title"]) == (f"in.{to}:1", NOISY, "Trams")
    assert [each["rule"] for each in noisy["removals"]] == ["en/source-link"]
    assert (clean["origin"], clean["removals"]) == ({"file": f"in.{to}", "line": 2}, [])


def test_report_of_a_folder_that_is_no_corpus(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    ran = newsclean("report", "in", "-o", "out.html", cwd=tmp_path)
    assert (ran.code, ran.err) == (1, "newsclean: in is no output of newsclean corpus\n")


def test_report_of_a_sample(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("".join(f'{{"text": "Text {n}."}}\n' for n in range(50)), "utf-8")
    assert newsclean("report", "in.jsonl", "--sample", "3", "-o", "out.html", cwd=tmp_path).code == 0
    lines = [each["origin"]["line"] for each in data((tmp_path / "out.html").read_text("utf-8"))["documents"]]
    assert len(set(lines)) == 3
    assert lines == sorted(lines)


def test_report_sets_aside_what_it_cannot_use(tmp_path: Path) -> None:
    bad = {**CORPUS_ROW, "text": "T"}
    (tmp_path / "in.jsonl").write_text(f'[]\n{json.dumps(bad)}\n{{"text": "Clean."}}\n', "utf-8")
    ran = newsclean("report", "in.jsonl", "-o", "out.html", cwd=tmp_path)
    assert ran.code == 3
    assert "in.jsonl:2: row set aside: field 'removed': the removal at 16 does not belong to this text" in ran.err
    assert len(data((tmp_path / "out.html").read_text("utf-8"))["documents"]) == 1


def test_report_never_writes_over_what_it_reads_and_wants_a_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOISY, "utf-8")
    assert newsclean("report", "a.txt", "-o", "a.txt", cwd=tmp_path).code == 2
    assert newsclean("report", "a.txt", cwd=tmp_path).code == 2
    assert newsclean("report", "none.txt", "-o", "out.html", cwd=tmp_path).code == 1
    assert (tmp_path / "a.txt").read_text("utf-8") == NOISY
    assert not (tmp_path / "out.html").exists()


def test_a_notebook_shows_the_cuts_in_place() -> None:
    html = library.explain("Trams <b>run</b> again.\n\nSource link")._repr_html_()
    assert "Trams &lt;b&gt;run&lt;/b&gt; again.\n\n<mark" in html
    assert 'title="source_link by source_link: en/source-link, confidence 0.9' in html
    assert "Source link</mark>" in html
    assert "1 cut: 13 of 36 characters" in html


@given(texts())
def test_a_notebook_shows_any_text(text: str) -> None:
    assert library.explain(text)._repr_html_().startswith("<div")
