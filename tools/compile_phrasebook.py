"""Turn the phrasebook's LANG.toml files into the compiled.json that is read at run time.

``python tools/compile_phrasebook.py`` writes it; with ``--check`` it says whether it is up to date and exits with 1
when it is not.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from newsclean.kinds import Kind
from newsclean.phrasebook import pattern
from newsclean.phrasebook.book import Place
from newsclean.phrasebook.fold import fold

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(pattern.__file__).parent
TARGET = FOLDER / "compiled.json"


# The lists that cleaners look up, all languages together.
SHARED_WORDS = (
    "voice",
    "icon",
    "interface",
    "joint",
    "credit",
    "agency",
    "by",
    "pictured",
    "month",
    "weekday",
    "published",
    "clock",
)


def book() -> dict[str, Any]:
    """The whole phrasebook: one row for each way to write a phrase, and the word lists that cleaners share."""
    phrases: list[list[Any]] = []
    anchors: dict[str, list[int]] = {}
    shared: dict[str, set[str]] = {name: set() for name in SHARED_WORDS}
    for path in sorted(FOLDER.glob("*.toml")):
        tables = tomllib.loads(path.read_text("utf-8"))
        words = tables.pop("words", {})
        for name in SHARED_WORDS:
            shared[name].update(fold(word) for word in words.get(name, ()))
        for kind, entries in tables.items():
            for entry in entries:
                for row, literals in _rows_of(path, Kind.named(kind), entry, words):
                    for literal in sorted(literals):
                        anchors.setdefault(literal, []).append(len(phrases))
                    phrases.append(row)
    return {
        "words": {name: sorted(listed) for name, listed in shared.items()},
        "anchors": anchors,
        "phrases": phrases,
    }


def _rows_of(
    path: Path, kind: Kind, phrase: dict[str, Any], words: dict[str, list[str]]
) -> list[tuple[list[Any], frozenset[str]]]:
    """The rows of one entry, one for each of its texts and places, with the anchors of each."""
    rule = f"{path.stem}/{phrase['id']}"
    texts = phrase["text"] if isinstance(phrase["text"], list) else [phrase["text"]]
    places = phrase["at"] if isinstance(phrase["at"], list) else [phrase["at"]]
    try:
        made = [pattern.compiled(text, words) for text in texts]
    except pattern.PatternError as error:
        raise SystemExit(f"{path.name}: {rule}: {error}") from None
    return [
        ([rule, kind.value, Place(place).value, phrase["sure"], each.regex], each.anchors)
        for each in made
        for place in places
    ]


def written(compiled: dict[str, Any]) -> str:
    """The book as JSON, a phrase a line so that a change shows as one."""
    parts = []
    for name, part in compiled.items():
        rows = [json.dumps(row, ensure_ascii=False) for row in part] if isinstance(part, list) else None
        body = "[\n" + ",\n".join(rows) + "\n]" if rows else json.dumps(part, ensure_ascii=False)
        parts.append(f'"{name}": {body}')
    return "{" + ",\n".join(parts) + "}\n"


def main() -> int:
    """Write the compiled book, or check it; the exit code for the shell."""
    compiled = book()
    text = written(compiled)
    if "--check" in sys.argv[1:]:
        fresh = TARGET.exists() and TARGET.read_text("utf-8") == text
        print("compiled.json is up to date" if fresh else "compiled.json is stale: run tools/compile_phrasebook.py")
        return 0 if fresh else 1
    TARGET.write_text(text, "utf-8")
    print(f"{TARGET.name}: {len(compiled['phrases'])} phrases, {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
