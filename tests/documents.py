"""Running the code blocks of the documents, each document in a folder of its own with the files that it reads.

``python`` blocks share their names, and ``sh`` blocks the folder. A ``text`` block is what the block before it printed:
its lines occur in the output, where ``…`` stands for anything. ``toml`` and ``json`` must be well formed. What only the
test needs stands in a comment ``<!-- invisible-code-block: sh``. The only exception from all this is a block behind a
comment ``<!-- skip: next "reason" -->``.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from sybil import Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser, SkipParser

import newsclean
from command import CLEAN, NOISY, environment
from newsclean import Document

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").rglob("README.md")),
]
LANGUAGES = ("python", "sh", "text", "toml", "json")


def name(document: Path) -> str:
    """The document's place in the checkout."""
    return document.relative_to(ROOT).as_posix()


def lay_files(folder: Path) -> None:
    """What the commands read, under the names that the documents give it."""
    for checkout in ("fixtures", "examples"):
        (folder / checkout).symlink_to(ROOT / checkout)
    shutil.copy(FIXTURES / "demo" / "harbour.txt", folder / "page.txt")
    shutil.copy(FIXTURES / "pages" / "harbour.html", folder / "page.html")
    shutil.copytree(FIXTURES / "demo" / "crawl", folder / "crawl")
    rows = [row | {"id": number, "body": row["text"]} for number, row in enumerate(_crawl())]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "crawl.jsonl").write_text(lines, "utf-8")
    (folder / "crawl.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    labelled = re.search(r"```json\n(.*?)```", (ROOT / "docs" / "eval.md").read_text("utf-8"), re.DOTALL)
    (folder / "lines.jsonl").write_text(labelled[1] if labelled else "", "utf-8")
    for text in ("first.txt", "second.txt", "third.txt"):
        (folder / text).write_text(NOISY, "utf-8")
    (folder / "article.txt").write_text(CLEAN, "utf-8")
    (folder / "marks.jsonl").write_text(json.dumps(_marked()) + "\n", "utf-8")


def known_names() -> dict[str, Any]:
    """What the Python blocks take for given: a page, a text, and a crawl."""
    text = (FIXTURES / "demo" / "harbour.txt").read_text("utf-8")
    return {
        "html": (FIXTURES / "pages" / "harbour.html").read_bytes(),
        "address": "https://lindmouthherald.example/2026/harbour",
        "headline": "Harbour bridge reopens after nine months",
        "text": text,
        "extracted": text,
        "texts": [text, NOISY],
        "crawl": [Document(row["text"], url=row["url"]) for row in _crawl()],
    }


def _crawl() -> list[dict[str, str]]:
    parts = sorted((FIXTURES / "demo" / "crawl").iterdir())
    return [json.loads(line) for part in parts for line in part.read_text("utf-8").splitlines()]


def _marked() -> dict[str, Any]:
    """A text from a report in which a line was marked as left over."""
    left = "More from the depot"
    result = newsclean.explain(f"Trams run again.\n\n{left}\n\nSource link\n")
    start = result.document.text.index(left)
    mark = {"verdict": "noise", "start": start, "end": start + len(left), "kind": "read_more"}
    removals = [each.to_dict() for each in result.removals]
    return {"text": result.document.text, "removals": removals, "marks": [mark], "newsclean": newsclean.__version__}


def run_python(example: Example) -> None:
    """Run a block and keep what it prints."""
    with redirect_stdout(StringIO()) as printed:
        PythonEvaluator()(example)
    example.namespace["printed"] = printed.getvalue()


def run_shell(example: Example) -> None:
    """Run a block in the working directory, with the command of this checkout."""
    path = f"{Path(sys.executable).parent}:{environment()['PATH']}"
    command = ["bash", "-euo", "pipefail", "-c", example.parsed]
    done = subprocess.run(
        command, capture_output=True, env=environment(PATH=path), text=True, encoding="utf-8", check=False
    )
    example.namespace["printed"] = printed = done.stdout + done.stderr
    assert done.returncode == 0, f"exit code {done.returncode}:\n{example.parsed}\n{printed}"


def compare_printed(example: Example) -> None:
    """Every line of the block stands in what was printed last."""
    printed = [line.rstrip() for line in example.namespace["printed"].splitlines()]
    for line in filter(str.strip, example.parsed.splitlines()):
        wanted = ".*".join(map(re.escape, line.rstrip().split("…")))
        assert any(re.fullmatch(wanted, each) for each in printed), "\n".join([f"not printed: {line!r}", *printed])


def read_toml(example: Example) -> None:
    """The block is TOML; it is kept for what comes after it."""
    tomllib.loads(example.parsed)
    example.namespace["toml"] = example.parsed


def read_json(example: Example) -> None:
    """Each line of the block is JSON."""
    for line in example.parsed.splitlines():
        json.loads(line)


SYBIL = Sybil(
    parsers=[
        SkipParser(),
        CodeBlockParser("python", run_python),
        CodeBlockParser("sh", run_shell),
        CodeBlockParser("text", compare_printed),
        CodeBlockParser("toml", read_toml),
        CodeBlockParser("json", read_json),
    ]
)
