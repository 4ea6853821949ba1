"""How many examples the property tests try, and cleaners that live for one test.

Property tests try 200 examples each, the same ones on every run; with ``HYPOTHESIS_PROFILE=thorough`` 2,000 each, new
ones on every run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

import newsclean
from newsclean import Kind, registry
from newsclean.registry import Cleaner

pytest_plugins = ["browser", "crawled"]

settings.register_profile(
    "quick",
    max_examples=200,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=2000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

Declare = Callable[..., Cleaner]


@pytest.fixture
def declare() -> Iterator[Declare]:
    """Declare a cleaner for one test: ``declare("ads", "<ad>")`` takes every ``<ad>`` in the text.

    The learned cleaner stays out meanwhile: it has opinions of its own on what such texts hold.
    """
    names: list[str] = []
    registry.installed()
    learned = registry.get("line_scorer")
    registry.unregister(learned.name)

    def declared(
        name: str, pattern: str, *, kind: str = "promo", confidence: float = 1.0, cut_kind: Kind | None = None
    ) -> Cleaner:
        def find(document: newsclean.Document) -> Iterator[newsclean.Cut]:
            for found in re.finditer(pattern, document.text):
                yield newsclean.Cut(*found.span(), f"rule of {name}", confidence, cut_kind)

        find.__qualname__ = name
        names.append(name)
        return newsclean.cleaner(name, kind=kind)(find)

    yield declared
    newsclean.cleaner(learned.name, kind=learned.kind)(learned.find)
    for each in registry.installed():
        if each.name in names:
            registry.unregister(each.name)
