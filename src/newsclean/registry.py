"""Cleaners by name: declared with a decorator, found in this package and through entry points."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from newsclean.document import Document
from newsclean.errors import CleanerError, UnknownNameError
from newsclean.kinds import Kind
from newsclean.removal import Cut

ENTRY_POINTS = "newsclean.cleaners"
BUILT_IN = "newsclean.cleaners"

Find = Callable[[Document], Iterable[Cut]]


class Cleaner(NamedTuple):
    """A named, pure, stateless function from a document to the cuts that it proposes.

    Made by the decorator :func:`cleaner`; calling it runs the function.
    """

    name: str
    kind: Kind
    find: Find

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return (self.find.__doc__ or "").strip().partition("\n")[0]

    @property
    def package(self) -> str:
        """The top-level package that the cleaner comes from."""
        return self.find.__module__.partition(".")[0]

    def __call__(self, document: Document) -> list[Cut]:
        """The cuts that the cleaner proposes for this document.

        Raises:
            CleanerError: the cleaner failed, or proposed a cut outside of the text.
        """
        try:
            cuts = list(self.find(document))
        except Exception as error:
            raise CleanerError(f"cleaner {self.name!r} failed: {type(error).__name__}: {error}") from error
        for cut in cuts:
            if not isinstance(cut, Cut):
                raise CleanerError(f"cleaner {self.name!r} proposed {cut!r}; it must yield newsclean.Cut objects")
            if not 0 <= cut.start < cut.end <= len(document.text):
                raise CleanerError(
                    f"cleaner {self.name!r} proposed the cut {cut.start}:{cut.end} by rule {cut.rule!r} "
                    f"in a text of {len(document.text)} characters"
                )
        return cuts

    def __hash__(self) -> int:
        return hash(self.name)  # all cleaners together are a key, looked up for every text

    def __reduce__(self) -> tuple[Callable[..., Cleaner], tuple[Any, ...]]:
        # By name: the decorated function is hidden behind this object, so it cannot be pickled itself.
        return _imported, (self.find.__module__, self.name)


_cleaners: dict[str, Cleaner] = {}
_lock = RLock()


def cleaner(name: str, *, kind: Kind | str) -> Callable[[Find], Cleaner]:
    """Declare a function as a cleaner.

    Args:
        name: its name in receipts, configuration and on the command line.
        kind: the kind of the noise that it finds.

    Raises:
        UnknownNameError: there is no such kind.
        CleanerError: another cleaner has this name already.

    >>> @cleaner("weather_box", kind="promo")
    ... def weather_box(document):
    ...     '''The day's weather in a line of its own.'''
    ...     for line in document.lines:
    ...         if line.text.startswith("Weather today:"):
    ...             yield Cut(line.start, line.end, "weather-today", 0.95)
    >>> weather_box(Document("Weather today: rain"))
    [Cut(start=0, end=19, rule='weather-today', confidence=0.95, kind=None)]
    >>> unregister("weather_box")
    """

    def declare(find: Find) -> Cleaner:
        made = Cleaner(name, Kind.named(kind), find)
        known = _cleaners.get(name)
        if known and (known.find.__module__, known.find.__qualname__) != (find.__module__, find.__qualname__):
            raise CleanerError(f"there is a cleaner {name!r} already, in {known.find.__module__}; choose another name")
        _cleaners[name] = made
        _by_name.cache_clear()
        return made

    return declare


def unregister(name: str) -> None:
    """Forget a cleaner, as tests of cleaners do.

    Raises:
        UnknownNameError: there is no such cleaner.
    """
    get(name)
    del _cleaners[name]
    _by_name.cache_clear()


def get(name: str) -> Cleaner:
    """The cleaner of this name.

    Raises:
        UnknownNameError: there is none; the message offers the nearest names.

    >>> get("donation").kind
    <Kind.DONATION: 'donation'>
    """
    known = {each.name: each for each in installed()}
    if name not in known:
        raise UnknownNameError("cleaner", name, known)
    return known[name]


def installed() -> tuple[Cleaner, ...]:
    """Every cleaner there is, by name: the built-in ones, those of plug-ins, those declared by hand.

    Raises:
        CleanerError: a plug-in could not be imported.

    >>> "donation" in [each.name for each in installed()]
    True
    """
    with _lock:
        _load_all()
        return _by_name()


@cache
def _by_name() -> tuple[Cleaner, ...]:
    return tuple(_cleaners[name] for name in sorted(_cleaners))


@cache
def _load_all() -> None:
    import_module(BUILT_IN)
    if not _are_announced():
        return
    from importlib.metadata import entry_points

    for entry in entry_points(group=ENTRY_POINTS):
        try:
            entry.load()
        except Exception as error:
            raise CleanerError(
                f"the plug-in {entry.name!r} ({entry.value}) could not be loaded: {error}; "
                f"mend or uninstall {entry.dist.name if entry.dist else 'it'}"
            ) from error


def _are_announced() -> bool:
    """Whether any installed package announces cleaners.

    Only then importlib.metadata is imported: that takes 36 of the 120 ms that an empty run of the command took, this
    look at the packages' files takes one. It sees folders; a path entry of another sort, such as a zip file, counts as
    an announcement, so that nothing is missed.
    """
    for entry in map(Path, dict.fromkeys(sys.path)):
        if entry.is_file():
            return True
        for pattern in ("*.dist-info/entry_points.txt", "*.egg-info/entry_points.txt"):
            if any(ENTRY_POINTS.encode() in announced.read_bytes() for announced in entry.glob(pattern)):
                return True
    return False


def _imported(module: str, name: str) -> Cleaner:
    import_module(module)
    return get(name)
