"""Put the figures that the benchmarks keep into the documents, where a comment ``<!-- figures: NAME -->`` asks for one.

    python tools/figures.py            writes the documents
    python tools/figures.py --check    exit code 1 when a document tells other figures

What stands between that comment and the next ``<!-- end -->`` is replaced. The names are those of :func:`figures`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
MARK = re.compile(r"(<!-- figures: ([\w.]+) -->).*?(<!-- end -->)", re.DOTALL)

sys.path.insert(0, str(ROOT / "benchmarks"))

import accuracy  # noqa: E402 (the path comes first)
import accuracy_curve  # noqa: E402


def figures() -> dict[str, str]:
    """By name, each figure or table as the documents show it."""
    gate, curve = (json.loads(kept.read_text("utf-8")) for kept in (accuracy.FLOORS, accuracy_curve.KEPT))
    found = {"gate": _measured(gate), "gate.table": _block(accuracy.table(gate["floors"])), "curve": _measured(curve)}
    for preset, row in gate["floors"].items():
        found[f"{preset}.noise_removed"] = f"{row['noise_removed'] * 100:.0f} %"
        found[f"{preset}.content_lost"] = f"{row['content_lost'] * 100:.1f} %"
        found[f"{preset}.texts_damaged"] = f"{row['texts_damaged'] * 100:.1f} %"
    for name in ("confidence", "extractor", "country"):
        found[f"{name}.table"] = _block(accuracy_curve.table(name, curve[name]))
    found |= {f"left.{kind}": f"{lines:,}" for kind, lines in curve["left"].items()}
    return found | {"left": f"{sum(curve['left'].values()):,}", "lost": f"{curve['lost']:,}"}


def _measured(kept: dict[str, Any]) -> str:
    day = date.fromisoformat(kept["date"])
    commit = kept["commit"].removesuffix("+")
    changes = " with changes on top" if commit != kept["commit"] else ""
    return f"{day.day} {day:%B %Y} at commit `{commit}`{changes}"


def _block(table: str) -> str:
    return f"\n\n{table}\n\n"


def filled(document: str, known: dict[str, str]) -> str:
    """A document with its figures as they are.

    >>> filled("It takes <!-- figures: lost -->1<!-- end --> line", {"lost": "2"})
    'It takes <!-- figures: lost -->2<!-- end --> line'
    """
    return MARK.sub(lambda mark: mark[1] + known[mark[2]] + mark[3], document)


def main() -> int:
    """Write or check all documents; the exit code for the shell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; tell which documents are behind")
    chosen = parser.parse_args()
    known, behind = figures(), []
    for path in DOCUMENTS:
        document = path.read_text("utf-8")
        if (new := filled(document, known)) != document:
            behind.append(path.name)
            if not chosen.check:
                path.write_text(new, "utf-8")
    if chosen.check and behind:
        print(f"other figures than those kept stand in {', '.join(behind)}: run `make figures`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
