"""What can be scored: newsclean in some configuration, the published line rules, and functions of other people."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from importlib import import_module
from operator import attrgetter
from typing import Any, NamedTuple

from newsclean import config
from newsclean.document import Document
from newsclean.errors import CleanerError, ConfigError, UnknownNameError
from newsclean.evaluation.line_rules import c4, refinedweb
from newsclean.pipeline import Pipeline
from newsclean.policy import presets

RULES: dict[str, Callable[[str], str]] = {"c4": c4, "refinedweb": refinedweb}
HINTS = ("title", "url", "lang")  # what a function is told besides the text, where it takes it


class System(NamedTuple):
    """A text cleaner and what it is called in the tables."""

    name: str
    clean: Callable[[Document], str]


def named(name: str) -> System:
    r"""The system of this name.

    Args:
        name: ``c4`` or ``refinedweb``, a preset, a configuration file that ends in ``.toml``, or ``MODULE:FUNCTION``.

    Raises:
        UnknownNameError: there is no such system.
        ConfigError: the configuration or the function cannot be used.

    >>> named("c4").clean(Document("Trams run again.\nSource link"))
    'Trams run again.'
    """
    if name in RULES:
        rule = RULES[name]
        return System(name, lambda document: rule(document.text))
    if name in presets():
        return System(name, Pipeline(name).clean)
    if name.endswith(".toml"):
        return System(name, config.load(name).clean)
    if ":" in name:
        return called(name)
    raise UnknownNameError("system", name, [*RULES, *presets(), "FILE.toml", "MODULE:FUNCTION"])


def called(name: str) -> System:
    """A function that takes a text and gives the cleaned one, or an object whose ``text`` it is.

    It is given ``title``, ``url`` and ``lang`` as well, where it has parameters of these names and they are known.
    Modules are looked for in the working directory too.

    Args:
        name: ``MODULE:FUNCTION``; the function may be an attribute of something in the module, as ``a:pipeline.clean``.

    Raises:
        ConfigError: there is no such function.

    >>> called("newsclean:explain").clean(Document("Trams run again. Source link"))
    'Trams run again.'
    """
    module, _, path = name.partition(":")
    if "" not in sys.path:
        sys.path.insert(0, "")
    try:
        function: Callable[..., Any] = attrgetter(path)(import_module(module))
        parameters = inspect.signature(function).parameters
    except Exception as error:  # a module may fail in any way
        raise ConfigError(f"{name} is no MODULE:FUNCTION to call: {type(error).__name__}: {error}") from error
    taken = [hint for hint in HINTS if hint in parameters]

    def clean(document: Document) -> str:
        known = {hint: value for hint in taken if (value := getattr(document, hint)) is not None}
        try:
            found = function(document.text, **known)
        except Exception as error:
            raise CleanerError(f"{name} failed: {type(error).__name__}: {error}") from error
        text = getattr(found, "text", found)
        if not isinstance(text, str):
            raise CleanerError(f"{name} gave no text, but a {type(found).__name__}")
        return text

    return System(name, clean)
