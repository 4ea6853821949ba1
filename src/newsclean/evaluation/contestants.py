"""What can be scored: a pipeline, a published rule, or any function from a text to a text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from newsclean import config
from newsclean.document import Document
from newsclean.errors import ConfigError, UnknownNameError
from newsclean.evaluation.labelled import Labelled
from newsclean.evaluation.published import RULES
from newsclean.evaluation.scoring import kept_by_receipts, kept_by_text
from newsclean.pipeline import Pipeline
from newsclean.policy import presets

Contestant = Callable[[Labelled], list[float]]  # for each line of a labelled text, how much of it is still there


def of_pipeline(pipeline: Pipeline, *, titled: bool) -> Contestant:
    """A pipeline; ``titled``: it is told the headline and the address."""

    def kept(text: Labelled) -> list[float]:
        title, url = (text.title, text.url) if titled else (None, None)
        removals = pipeline.explain(Document(text.text, title=title, url=url)).removals
        return kept_by_receipts(text, [(each.start, each.end) for each in removals])

    return kept


def named(name: str, *, titled: bool) -> Contestant:
    """What a name stands for: a preset, a published rule, a configuration file, or ``MODULE:FUNCTION``.

    Raises:
        ConfigError: the configuration or the function cannot be used.
        UnknownNameError: the name stands for nothing.

    >>> named("c4", titled=False)(Labelled([("Trams run again.", "content"), ("Share", "social")]))
    [1.0, 0.0]
    """
    if name in presets():
        return of_pipeline(Pipeline(name), titled=titled)
    if name in RULES:
        return lambda text: kept_by_text(
            [line for line, _ in text.lines], "\n".join(map(RULES[name], text.text.split("\n")))
        )
    if name.endswith(".toml"):
        return of_pipeline(config.load(Path(name)), titled=titled)
    if ":" in name:
        function = _function(name)
        return lambda text: kept_by_text([line for line, _ in text.lines], str(function(text.text)))
    raise UnknownNameError("contestant", name, [*presets(), *RULES, "FILE.toml", "MODULE:FUNCTION"])


def _function(name: str) -> Callable[[str], Any]:
    """A function by its module and name; modules of the working directory count."""
    module, _, path = name.partition(":")
    if "" not in sys.path:
        sys.path.insert(0, "")
    try:
        found: Any = import_module(module)
        for part in path.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError, ValueError) as error:
        raise ConfigError(f"{name}: there is no such function: {error}") from error
    if not callable(found):
        raise ConfigError(f"{name} is no function")
    function: Callable[[str], Any] = found
    return function
