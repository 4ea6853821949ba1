"""HTML in: pages to articles, what the page says, encodings, and pages that are none."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean import Document, Pipeline
from newsclean.html import document, extractors, source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PAGES = Path(__file__).parent.parent / "fixtures" / "pages"
CASES = tomllib.loads((PAGES / "cases.toml").read_text("utf-8"))["case"]
HARBOUR = (PAGES / "harbour.html").read_text("utf-8")
BUILT_IN = ("best", "justext", "resiliparse", "trafilatura")

SENTENCES = (
    "Die Brücke über die Förde ist seit Montag wieder offen, und die Fähre fährt nur noch bis zum Ende des Monats. "
    "Für die Menschen im Süden der Stadt war sie neun Monate lang der einzige Weg über das Wasser. "
)


def codes(result: newsclean.Cleaned) -> list[str]:
    """The codes of what is told of the page, and not of the cleaners."""
    assert result.document.page is not None
    return [warning.partition(":")[0] for warning in result.document.page.warnings]


@pytest.mark.parametrize(
    ("case", "extractor"),
    [
        pytest.param(case, name, id=f"{case['page']}-{name}-{case['preset']}")
        for case in CASES
        for name in case["extractors"]
    ],
)
def test_page(case: dict[str, Any], extractor: str) -> None:
    data = (PAGES / case["page"]).read_bytes()
    result = newsclean.clean_html(data, preset=case["preset"], extractor=extractor)
    assert [piece for piece in case.get("holds", ()) if piece not in result.text] == []
    assert [piece for piece in case.get("lacks", ()) if piece in result.text] == []
    assert codes(result) == case.get("warnings", [])
    page = result.document.page
    assert page is not None
    assert result.document.title == case.get("title", result.document.title)
    assert result.document.lang == case.get("lang", result.document.lang)
    assert list(page.authors) == case.get("authors", list(page.authors))
    assert result.restore() == result.document.text


def test_receipts_are_those_of_the_extracted_text() -> None:
    result = newsclean.clean_html(HARBOUR, preset="strict", extractor="resiliparse")
    text = result.document.text
    assert result.removals
    assert all(text[removal.start : removal.end] == removal.text for removal in result.removals)
    assert newsclean.restore(result.text, result.removals) == text


@pytest.mark.parametrize("extractor", BUILT_IN)
def test_a_cleaned_page_stays_as_it_is(extractor: str) -> None:
    found = document(HARBOUR, extractor=extractor)
    pipeline = Pipeline("strict")
    once = pipeline.clean(found)
    assert pipeline.clean(found.with_text(once)) == once


def test_what_is_known_better_counts() -> None:
    found = document(HARBOUR, url="https://lindmouthherald.example/1", title="Bridge is open", lang="nl")
    assert (found.url, found.title, found.lang) == ("https://lindmouthherald.example/1", "Bridge is open", "nl")


def test_the_page_says_what_lines_stood_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(page: extractors.Html) -> extractors.Extracted:
        """Everything but the mark-up."""
        return extractors.Extracted(re.sub(r"<[^>]+>", "", page.text))

    monkeypatch.setattr(extractors, "get", lambda _: extract)
    page = document(HARBOUR).page
    assert page is not None
    pointer = page.hint("Ferry fares to rise again in the summer, says the harbour office")
    caption = page.hint("Deputy mayor Ines Albrecht on the bridge on Monday morning (Tom Varga/HPA)")
    paragraph = page.hint("For nine months the people of the southern quarters had to take the ferry, which sailed")
    assert pointer.links == 1.0
    assert "named-related" in pointer.marks
    assert "in-figcaption" in caption.marks
    assert paragraph.links == 0.0
    assert "beside-running-text" in paragraph.marks
    assert page.hint("A line that is not on the page").marks == frozenset()
    assert page.date == "2031-05-04T08:00:00Z"


def test_hints_go_with_the_document() -> None:
    found = document(HARBOUR)
    copy = pickle.loads(pickle.dumps(found))
    assert copy.page == found.page
    assert Pipeline("strict").clean(copy) == Pipeline("strict").clean(found)
    assert found.with_text("Something else").page is found.page


def test_the_author_of_the_page_is_no_part_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"Mirela Tonkes\n{SENTENCES}\nMirela Tonkes\n{SENTENCES.upper()}\nMirela Tonkes"
    monkeypatch.setattr(extractors, "get", lambda _: lambda _: extractors.Extracted(text))
    sharp = Pipeline(only=["byline"], without=["line_scorer"])
    cleaned = sharp.explain(document(HARBOUR))
    assert [removal.rule for removal in cleaned.removals] == ["page-author", "page-author"]
    assert "\nMirela Tonkes\n" in cleaned.text  # between paragraphs it may be a heading
    assert sharp.clean(text).count("Mirela Tonkes") == 3


def test_a_page_tells_the_headline_from_the_text() -> None:
    text = "Harbour bridge reopens after nine months\n" + "\n".join(
        ["The bridge carries cars again, said the mayor."] * 2
    )
    assert Document(text).page is None
    assert "reopens" not in newsclean.clean_html(HARBOUR, preset="strict").text


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   \n",
        b"",
        "\x00",
        "<",
        "plain words",
        "<!-- only this -->",
        "<html></html>",
        "<p>",
        "\ud800",
        b"\xff\xfe\x00",
    ],
)
@pytest.mark.parametrize("extractor", BUILT_IN)
def test_next_to_nothing_is_no_error(html: str | bytes, extractor: str) -> None:
    result = newsclean.clean_html(html, extractor=extractor)
    assert result.text in result.document.text
    assert result.text or codes(result)[0] in {"page-empty", "no-article", "extractor-failed", "undecodable"}


@pytest.mark.parametrize(
    ("declared", "encoding", "warnings"),
    [
        ("utf-8", "utf-8", []),
        ("utf-8", "utf-8-sig", []),
        ("windows-1252", "cp1252", []),
        ("iso-8859-1", "cp1252", []),
        (None, "utf-8", []),
        (None, "cp1252", []),
        ("iso-8859-1", "utf-8", []),  # wrong, and nothing else looks like UTF-8
        ("utf-8", "cp1252", ["wrong-encoding"]),
        ("no-such-thing", "cp1252", []),
        ("utf-16", "utf-16", []),
    ],
)
def test_encodings(declared: str | None, encoding: str, warnings: list[str]) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    html = f"<html><head>{meta}<title>Brücke</title></head><body>{f'<p>{SENTENCES}</p>' * 6}</body></html>"
    result = newsclean.clean_html(html.encode(encoding))
    assert "Brücke über die Förde" in result.document.text
    assert codes(result) == warnings


def test_bytes_that_are_no_text_are_told() -> None:
    html = b"<meta charset=utf-8>" + f"<p>{SENTENCES}</p>".encode() * 20 + b"<p>The price is 12 \xa4 for all.</p>"
    assert "undecodable" in codes(newsclean.clean_html(html))


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<p>" + "word " * (source.MOST_CHARACTERS // 5), "page-too-large"),
        ("<p>a</p>" * (source.MOST_TAGS // 2 + 1), "page-too-complex"),
    ],
    ids=["large", "complex"],
)
def test_pages_over_the_limits_are_given_up(html: str, code: str) -> None:
    result = newsclean.clean_html(html)
    assert (result.text, codes(result)) == ("", [code])


@pytest.mark.parametrize("extractor", BUILT_IN)
@pytest.mark.parametrize(
    "piece", ["<div>", "<b>", "<ul><li>x", "<table><tr><td>x", '<p class="', "<span>", "<form><p>"]
)
def test_deep_pages_are_no_error(piece: str, extractor: str) -> None:
    html = piece * 5000 + f"<p>{SENTENCES}</p>" * 4
    result = newsclean.clean_html(html, extractor=extractor)
    assert result.restore() == result.document.text


def test_a_failing_extractor_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(_: extractors.Html) -> extractors.Extracted:
        raise KeyError("no such thing")

    monkeypatch.setattr(extractors, "get", lambda _: extract)
    result = newsclean.clean_html(HARBOUR)
    assert result.text == ""
    assert result.warnings[0] == "extractor-failed: trafilatura failed on this page: KeyError: 'no such thing'"


def test_unknown_extractor() -> None:
    with pytest.raises(newsclean.UnknownNameError, match="did you mean 'resiliparse'"):
        newsclean.clean_html(HARBOUR, extractor="resilliparse")


def test_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("resiliparse", "resiliparse.extract", "resiliparse.extract.html2text"):
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "newsclean.html.extractors.resiliparse", raising=False)
    extractors.get.cache_clear()
    with pytest.raises(newsclean.ExtractorError, match=r"pip install 'newsclean\[fast\]'"):
        newsclean.clean_html(HARBOUR, extractor="resiliparse")
    result = newsclean.clean_html(HARBOUR, extractor="best")
    assert "cut the ribbon" in result.text
    assert "best-without-resiliparse" in codes(result)
    extractors.get.cache_clear()


def test_importing_newsclean_loads_no_extractor() -> None:
    heavy = ("lxml", "trafilatura", "justext", "resiliparse", "w3lib")
    program = f"import sys, newsclean; print([name for name in {heavy} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (SENTENCES, "und"),
        ("The bridge is open again, and the ferry that has been running will stop at the end of the month.", "and"),
        (
            "Le pont est de nouveau ouvert, et le bac ne passera plus que jusqu'à la fin du mois pour les habitants.",
            "les",
        ),
    ],
)
def test_stop_list_is_that_of_the_language(text: str, word: str) -> None:
    from newsclean.html.extractors.justext import stop_list

    assert word in stop_list(text)


def test_languages_without_a_stop_list_are_read_too() -> None:
    paragraph = (
        "港に架かる橋が月曜日に九か月ぶりに開通した。市によると、補修には千百万かかり、そのうち三分の二を県が負担する。"
        * 4
    )
    html = f"<html lang=ja><body><ul><li><a href=/>最新</a></ul><p>{paragraph}</p><p>{paragraph}</p></body></html>"
    result = newsclean.clean_html(html, extractor="justext")
    assert paragraph[:30] in result.text
    assert "最新" not in result.text
