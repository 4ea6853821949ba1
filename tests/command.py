"""The real command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

COMMAND = [sys.executable, "-m", "newsclean"]

NOISY = "Trams run again.\n\nSource link\n"
CLEAN = "Trams run again.\n"

_COMPILED = tempfile.TemporaryDirectory()  # so that the processes of a test run compile the modules once
_UNWANTED = {"NO_COLOR", "FORCE_COLOR", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}


class Ran(NamedTuple):
    """What a run gave: its exit code, its output and its messages."""

    code: int
    out: bytes
    err: str


def newsclean(*words: str, stdin: bytes = b"", cwd: Path, env: Mapping[str, str] = MappingProxyType({})) -> Ran:
    """Run the command in a folder, with these variables in an environment that says nothing about colours."""
    return _ran([*COMMAND, *words], cwd, environment(**env), stdin)


def shell(script: str, *words: str, cwd: Path) -> Ran:
    """Run a script in which ``"$@"`` is the command with these words."""
    return _ran(["sh", "-c", script, "sh", *COMMAND, *words], cwd, environment(), b"")


def _ran(command: list[str], cwd: Path, env: dict[str, str], stdin: bytes) -> Ran:
    done = subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=env, check=False)
    return Ran(done.returncode, done.stdout, done.stderr.decode())


def environment(**extra: str) -> dict[str, str]:
    """The environment of this process with changes, and without what speaks of colours or slows Python down."""
    kept = {key: value for key, value in os.environ.items() if key not in _UNWANTED}
    return kept | {"PYTHONPYCACHEPREFIX": _COMPILED.name} | extra


def plug_in(folder: Path, name: str, source: str) -> dict[str, str]:
    """Lay a package with a cleaner into a folder, as pip would install it; the environment that finds it."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[newsclean.cleaners]\n{name} = {name}\n", "utf-8")
    (folder / f"{name}.py").write_text(source, "utf-8")
    return {"PYTHONPATH": str(folder)}


BOOM = """
import newsclean

@newsclean.cleaner("boom", kind="promo")
def boom(document):
    '''Fails on tickets.'''
    if "ticket" in document.text:
        raise KeyError("no such ticket")
    return []
"""
