"""The project's own fixtures as labelled texts: articles that look like noise, and noise between paragraphs."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from scorer.texts import NOISE, UNSURE, Text

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HEADLINE = 120  # characters of a first line without a full stop, which may be the headline

_MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)


def fixtures(folder: Path) -> list[Text]:
    """All fixtures; a line that is noise in part is not learned from."""
    return [
        Text(f"{path.stem}/{case['id']}", f"fixture {path.stem}/{case['id']}", path.parent.name, case.get("title"),
             list(_lines(case["text"], case.get("kinds", []))))
        for path in sorted(folder.glob("n*/*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]  # fmt: skip


def _lines(marked: str, kinds: list[str]) -> Iterator[tuple[str, str]]:
    """The lines of a text whose noise stands between marks."""
    noise = kinds[0] if len(kinds) == 1 else NOISE
    open_mark = False
    for number, line in enumerate(marked.split("\n")):
        kept = _MARKED.sub("", ("⟦" if open_mark else "") + line + ("⟧" if _leaves_open(line, open_mark) else ""))
        text = line.replace("⟦", "").replace("⟧", "")
        taken = text.strip() != kept.strip()
        label = "content" if not taken else UNSURE if kept.strip() else noise
        if number == 0 and label == "content" and len(text) < HEADLINE and not text.endswith((".", "。", "।")):
            label = UNSURE
        yield text, label if text.strip() else "empty"
        open_mark = _leaves_open(line, open_mark)


def _leaves_open(line: str, was_open: bool) -> bool:
    """Whether a mark is open at the end of a line."""
    return line.rfind("⟦") > line.rfind("⟧") or (was_open and "⟧" not in line)
