"""The command and pages: by suffix or by option, with the extractor that is asked for, plug-ins included."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command import newsclean

PAGE = (Path(__file__).parent.parent / "fixtures" / "pages" / "harbour.html").read_bytes()

SHOUTING = """
from newsclean.html import Extracted, Html

def extract(page: Html) -> Extracted:
    return Extracted("TRAMS RUN AGAIN.\\nSource link", title="Trams")
"""


def plug_in(folder: Path, name: str, source: str) -> dict[str, str]:
    """Lay a package with an extractor into a folder, as pip would install it; the environment that finds it."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[newsclean.extractors]\n{name} = {name}:extract\n", "utf-8")
    (folder / f"{name}.py").write_text(source, "utf-8")
    return {"PYTHONPATH": str(folder)}


@pytest.mark.parametrize("name", ["page.html", "page.HTM", "page.xhtml"])
def test_a_page_is_known_by_its_suffix(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(PAGE)
    ran = newsclean(name, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert b"cut the ribbon" in ran.out
    assert b"<p>" not in ran.out
    assert b"Night buses" not in ran.out
    assert ran.out.endswith(b"\n")


def test_a_page_on_standard_input(tmp_path: Path) -> None:
    ran = newsclean("--format", "html", "--extractor", "best", "--preset", "strict", stdin=PAGE, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert b"cut the ribbon" in ran.out
    assert b"Tom Varga" not in ran.out


def test_pages_look_like_pages(tmp_path: Path) -> None:
    ran = newsclean(stdin=PAGE, cwd=tmp_path)
    assert "this looks like HTML, and was cleaned as one text; for pages, say --format html" in ran.err


def test_removals_are_those_of_the_extracted_text(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    words = ("page.html", "--extractor", "resiliparse", "--preset", "strict", "--removed", "cuts.jsonl")
    ran = newsclean(*words, cwd=tmp_path)
    cuts = list(map(json.loads, (tmp_path / "cuts.jsonl").read_text("utf-8").splitlines()))
    text = ran.out.decode().removesuffix("\n")
    for cut in cuts:
        text = text[: cut["start"]] + cut["text"] + text[cut["start"] :]
    assert text.startswith("Harbour bridge reopens after nine months")
    assert all(cut["file"] == "page.html" for cut in cuts)


def test_explain_shows_a_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    ran = newsclean("explain", "page.html", "--preset", "strict", cwd=tmp_path)
    assert ran.code == 0
    assert b"[-Harbour bridge reopens after nine months-]" in ran.out
    assert b" in 1 page: " in ran.out


def test_warnings_of_a_page_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    ran = newsclean("empty.html", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, b"")
    assert ran.err == "newsclean: empty.html: warning: page-empty: there is nothing on the page\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("page.html", "--extractor", "bst"), "unknown extractor 'bst'; did you mean 'best'?"),
        (("page.txt", "--extractor", "best"), "--extractor is for pages; say --format html"),
        (("page.html", "page.txt"), "the files are of several formats: html, text; clean them apart, or give --format"),
    ],
)
def test_what_cannot_be_carried_out(words: tuple[str, ...], message: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    (tmp_path / "page.txt").write_bytes(b"Trams run again.\n")
    assert newsclean(*words, cwd=tmp_path) == (2, b"", f"newsclean: {message}\n")


def test_an_extractor_of_a_plug_in(tmp_path: Path) -> None:
    env = plug_in(tmp_path / "site", "shouting", SHOUTING)
    ran = newsclean("--format", "html", "--extractor", "shouting", stdin=PAGE, cwd=tmp_path, env=env)
    assert ran == (0, b"TRAMS RUN AGAIN.\n", "")


def test_a_broken_plug_in_is_told_and_harms_no_other(tmp_path: Path) -> None:
    env = plug_in(tmp_path / "site", "sulking", "raise RuntimeError('not today')")
    ran = newsclean("--format", "html", "--extractor", "sulking", stdin=PAGE, cwd=tmp_path, env=env)
    assert ran.code == 1
    said = "the extractor 'sulking' (sulking:extract) could not be loaded: not today; mend or uninstall sulking"
    assert ran.err == f"newsclean: {said}\n"
    assert newsclean("--format", "html", stdin=PAGE, cwd=tmp_path, env=env).code == 0
