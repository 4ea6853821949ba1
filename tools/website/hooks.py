"""What MkDocs calls while it builds the site: pages that are made of code, and links that lead out of ``docs/``."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tools")]

from website import demo, gallery  # noqa: E402 (the path comes first)

log = logging.getLogger("mkdocs.hooks.newsclean")  # a warning there ends a strict build

# Files above docs/ that are pages of the site, too.
OUTSIDE = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}

# What is put into pages where a comment <!-- made: NAME --> stands.
MADE: dict[str, Callable[[], str]] = {"demo": demo.shown, "receipts": demo.receipts}

_LINK = re.compile(r"\[([^\]]+)\]\(((?:\.\./|docs/)[^)#\s]*)(#[^)\s]*)?\)")
_MADE = re.compile(r"<!-- made: (\w+) -->")
_COMMENT = re.compile(r"<!-- .*?-->", re.DOTALL)  # they speak to the tests and to tools/figures.py


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the gallery, its colours, and the pages that stand above ``docs/``."""
    made = {"kinds.md": gallery.page(), "assets/kinds.css": gallery.colours()}
    made |= {page: (ROOT / source).read_text("utf-8") for source, page in OUTSIDE.items()}
    for name, content in made.items():
        files.append(File.generated(config, name, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Fill in what is made, and lead links out of ``docs/`` to where the site has the file, or to its bare name."""
    home = ROOT if page.file.src_uri in OUTSIDE.values() else Path(config.docs_dir)

    def led(link: re.Match[str]) -> str:
        words, target, anchor = link[1], link[2], link[3] or ""
        path = (home / target).resolve()
        inside = OUTSIDE.get(str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else "")
        if inside or path.is_relative_to(config.docs_dir):
            return f"[{words}]({inside or path.relative_to(config.docs_dir)}{anchor})"
        if not path.exists():
            log.warning("%s links to %s, which does not exist", page.file.src_uri, target)
        return words

    return _COMMENT.sub("", _MADE.sub(lambda mark: MADE[mark[1]](), _LINK.sub(led, markdown)))
