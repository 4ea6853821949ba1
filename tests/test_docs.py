"""The documents do what they say: their code runs, their links lead somewhere, their figures are those measured."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest import SkipTest

import pytest

import newsclean
from documents import DOCUMENTS, LANGUAGES, ROOT, SYBIL, known_names, lay_files, name
from newsclean import registry

# Blocks that cannot run here; each has its reason before it, in a comment <!-- skip: next "reason" -->.
NOT_RUN = {
    "CONTRIBUTING.md": 1,
    "README.md": 1,
    "docs/command-line.md": 2,
    "docs/corpus-builders.md": 3,
    "docs/corpus-tutorial.md": 1,
    "docs/engines.md": 6,
    "docs/eval.md": 1,
    "docs/how-it-decides.md": 1,
    "docs/line-scorer.md": 2,
    "docs/phrasebook.md": 1,
    "docs/scraper-authors.md": 1,
    "docs/shell-tutorial.md": 1,
    "docs/site-profiles.md": 1,
    "docs/writing-a-cleaner.md": 4,
    "examples/newsclean-weather/README.md": 2,
}

SKIP = re.compile(r'^<!-- skip: next "[^"]+" -->$', re.MULTILINE)
FENCE = re.compile(r"^ *```(.*)\n(?:.*\n)*? *```$", re.MULTILINE)
LINK = re.compile(r"\]\((?![a-z]+:)([^)#\s]*)(#[^)\s]+)?\)")

documents = pytest.mark.parametrize("document", DOCUMENTS, ids=name)


@pytest.fixture
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder with the documents' files; cleaners that a document declares go afterwards."""
    lay_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    known = registry.installed()
    yield
    for each in set(registry.installed()) - set(known):
        registry.unregister(each.name)
    sys.modules.pop("newsclean_weather", None)


@documents
@pytest.mark.usefixtures("_in_folder")
def test_code_blocks_run(document: Path) -> None:
    parsed = SYBIL.parse(document)
    parsed.namespace.update(known_names())
    for example in parsed.examples():
        try:
            example.evaluate()
        except SkipTest:
            continue


@documents
def test_every_block_is_of_a_language_that_is_checked(document: Path) -> None:
    languages = {found[1] for found in FENCE.finditer(document.read_text("utf-8"))}
    assert languages <= set(LANGUAGES)


def test_blocks_that_do_not_run_are_counted() -> None:
    found = Counter({name(each): len(SKIP.findall(each.read_text("utf-8"))) for each in DOCUMENTS})
    assert +found == NOT_RUN


def test_the_scripts_of_the_engines_are_shown_as_they_are() -> None:
    shown = (ROOT / "docs" / "engines.md").read_text("utf-8")
    scripts = sorted((ROOT / "examples" / "engines").glob("*.py"))
    assert scripts
    assert [script.name for script in scripts if f"```python\n{script.read_text('utf-8')}```" not in shown] == []


@documents
def test_links_lead_to_files_and_headings(document: Path) -> None:
    from markdown.extensions.toc import slugify

    if document.is_relative_to(ROOT / "docs"):
        pytest.skip("the strict build of the site checks these")
    broken = []
    for target, anchor in LINK.findall(document.read_text("utf-8")):
        path = document.parent / target if target else document
        headings = re.findall(r"^#+ (.*)", path.read_text("utf-8"), re.MULTILINE) if path.is_file() else []
        if not path.exists() or (anchor and anchor[1:] not in {slugify(each, "-") for each in headings}):
            broken.append(target + anchor)
    assert broken == []


def test_readme_quotes_the_demo() -> None:
    noisy = known_names()["text"]
    before, after = (ROOT / "README.md").read_text("utf-8").split("\nBefore:\n")[-1].split("\nAfter:\n")
    for text, quotation in ((noisy, before), (newsclean.clean(noisy), after)):
        quoted = _quoted(quotation)
        assert len(quoted) > 3
        assert [piece for piece in quoted if piece not in _on_a_line(text)] == []


def _quoted(markdown: str) -> list[str]:
    """The pieces of a quotation in Markdown, each on one line; […] stands for what is left out."""
    lines = (line.removeprefix(">").strip() for line in markdown.splitlines() if line.startswith(">"))
    pieces = "\n".join(line or "[…]" for line in lines).split("[…]")
    return [_on_a_line(piece) for piece in pieces if piece.strip()]


def _on_a_line(text: str) -> str:
    return " ".join(text.split())


def test_figures_are_those_that_the_benchmarks_keep() -> None:
    check = [sys.executable, str(ROOT / "tools" / "figures.py"), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_exported_name_is_described() -> None:
    described = set(re.findall(r"^::: newsclean\.(\w+)$", (ROOT / "docs" / "api.md").read_text("utf-8"), re.MULTILINE))
    assert described == set(newsclean.__all__)
