"""Reading fixtures: texts with the noise between the marks that no text has."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from newsclean.testing import Noisy

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FIXTURES = Path(__file__).parent.parent / "fixtures"


@dataclass(frozen=True)
class Case:
    """One fixture: the text with noise, what must come out, and why it is there."""

    id: str
    why: str
    marked: str
    kinds: tuple[str, ...] = ()
    title: str | None = None
    known_failure: str = ""

    @property
    def noisy(self) -> str:
        return Noisy.marked(self.marked).noisy

    @property
    def clean(self) -> str:
        return Noisy.marked(self.marked).clean


def cases(folder: str) -> list[Case]:
    """All cases of a folder of fixtures, in order."""
    found: list[Case] = []
    for path in sorted((FIXTURES / folder).glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["case"]:
            row["id"] = f"{path.stem}/{row['id']}"
            row["kinds"] = tuple(row.get("kinds", ()))
            row["marked"] = row.pop("text")
            found.append(Case(**row))
    return found
