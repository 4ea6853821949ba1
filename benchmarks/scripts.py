"""Scripts that count, loaded from wherever they are."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def script(path: Path) -> ModuleType:
    """The functions of a script, loaded once."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file; name the script that counts with --score")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
