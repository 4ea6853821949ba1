"""Completion of the command's words by a shell."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from newsclean.kinds import Kind
from newsclean.policy import presets

_WORDS = "_newsclean_words"  # the verbs, and files


def script(parser: ArgumentParser, shell: str, verbs: Iterable[str]) -> str:
    """A script for the shell, which completes the verbs and what the parser takes."""
    import shtab

    for action in parser._actions:
        if action.dest == "files":
            action.complete = {**shtab.FILE, "bash": _WORDS, "zsh": _WORDS}  # type: ignore[attr-defined]
        elif action.metavar == "FILE":
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.dest == "preset":
            action.choices = list(presets())
        elif action.dest in {"without", "only"}:
            action.choices = [kind.value for kind in Kind]
    preamble: Any = _preamble(" ".join(verbs))  # by shell, as shtab reads it but does not declare it
    return shtab.complete(parser, shell, preamble=preamble)


def _preamble(verbs: str) -> dict[str, str]:
    return {
        "bash": f"""{_WORDS}() {{
  [ "$COMP_CWORD" = 1 ] && compgen -W "{verbs}" -- "$1"
  compgen -f -- "$1"
}}""",
        "zsh": f"""{_WORDS}() {{
  _alternative 'verbs:verb:({verbs})' 'files:file:_files'
}}""",
    }
