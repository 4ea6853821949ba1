"""From marks to fixture cases: the text with everything that should go between ⟦ and ⟧."""

from __future__ import annotations

import re
from typing import Any

from newsclean.removal import Removal
from newsclean.report.marks import Mark, Marked, MarksError

_SLUG = re.compile(r"[^\W_]+")
LONGEST_ID = 60


def case(marked: Marked) -> str:
    r"""A case in TOML, as they stand in ``fixtures/``.

    Raises:
        MarksError: the text has one of the marks ⟦ ⟧ in it, so that no case can be written of it.

    >>> from newsclean.report.marks import read
    >>> line = b'{"text": "Trams run. Ad", "marks": [{"verdict": "noise", "start": 11, "end": 13, "kind": "promo"}]}'
    >>> print(case(read(line)), end="")
    [[case]]
    id = "trams-run-ad"
    why = "Left over: promo."
    kinds = [
        "promo",
    ]
    text = "Trams run.⟦ Ad⟧"
    """
    import tomli_w

    if "⟦" in marked.text or "⟧" in marked.text:
        raise MarksError("there is a ⟦ or ⟧ in the text, so its noise cannot be marked; write this case by hand")
    noise = marked.noise()
    text, position = "", 0
    for start, end in noise:
        text += f"{marked.text[position:start]}⟦{marked.text[start:end]}⟧"
        position = end
    row: dict[str, Any] = {"id": _id(marked), "why": _why(marked)}
    judged: list[Removal | Mark] = [*marked.right(), *marked.left_over()]
    kinds = {each.kind.value for each in judged if each.kind}
    if kinds:
        row["kinds"] = sorted(kinds)
    if marked.title:
        row["title"] = marked.title
    row["text"] = text + marked.text[position:]
    return "[[case]]\n" + tomli_w.dumps(row, multiline_strings="\r" not in row["text"])


def _why(marked: Marked) -> str:
    wrong = [f"{each.kind} by {each.cleaner}, rule {each.rule}" for each in marked.wrong()]
    left = [mark.kind.value if mark.kind else "a kind that is to be named" for mark in marked.left_over()]
    told = [("Wrong", wrong), ("Left over", left)]
    return " ".join(f"{name}: {'; '.join(dict.fromkeys(items))}." for name, items in told if items)


def _id(marked: Marked) -> str:
    """A name from the headline, or from the first words of the text."""
    words = _SLUG.findall((marked.title or marked.text[:200]).lower())
    return "-".join(words)[:LONGEST_ID].strip("-") or "marked"
