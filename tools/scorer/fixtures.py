"""The project's own fixtures as labelled texts: articles that look like noise, and noise between paragraphs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from newsclean.testing import Noisy
from scorer.texts import NOISE, UNSURE, Text

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HEADLINE = 120  # characters of a first line without a full stop, which may be the headline


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
    kind = kinds[0] if len(kinds) == 1 else NOISE
    noisy, _, spans = Noisy.marked(marked)
    start = 0
    for number, line in enumerate(noisy.split("\n")):
        places = [start + at for at, character in enumerate(line) if not character.isspace()]
        taken = [any(first <= place < end for first, end in spans) for place in places]
        label = "content" if not any(taken) else kind if all(taken) else UNSURE
        if number == 0 and label == "content" and len(line) < HEADLINE and not line.endswith((".", "。", "।")):
            label = UNSURE
        yield line, label if places else "empty"
        start += len(line) + 1
