r"""For authors of cleaners: Hypothesis strategies, and newsclean's promises as a ready-made test suite.

It needs Hypothesis: ``pip install newsclean[testing]``.

>>> import newsclean
>>> check_noisy(newsclean.Pipeline(), ["The bridge is open again.⟦\n\nSource link⟧"])
>>> check_clean(newsclean.Pipeline(), ["The source of the leak was a pipe."])
"""

try:
    import hypothesis as _hypothesis  # noqa: F401
except ImportError as _error:
    raise ImportError("newsclean.testing needs Hypothesis: pip install 'newsclean[testing]'") from _error

from newsclean.testing.composing import Block, Noisy, Stand
from newsclean.testing.promises import (
    BrokenPromiseError,
    check_clean,
    check_in_another_process,
    check_noisy,
    check_promises,
)
from newsclean.testing.strategies import articles, noise, noisy_articles, texts
from newsclean.testing.suite import CleanerSuite

__all__ = [
    "Block",
    "BrokenPromiseError",
    "CleanerSuite",
    "Noisy",
    "Stand",
    "articles",
    "check_clean",
    "check_in_another_process",
    "check_noisy",
    "check_promises",
    "noise",
    "noisy_articles",
    "texts",
]
