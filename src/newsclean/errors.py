"""Errors for people: what happened, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable


class NewscleanError(Exception):
    """The base of every error that newsclean raises on purpose."""


class UnknownNameError(NewscleanError, ValueError):
    """A name that is not in its vocabulary; the message offers the nearest names.

    >>> print(UnknownNameError("kind", "donations", ["donation", "cookie"]))
    unknown kind 'donations'; did you mean 'donation'?
    """

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.what, self.name, self.known = what, name, sorted(known)
        super().__init__(f"unknown {what} {name!r}; {nearest(name, self.known)}")

    def __reduce__(self) -> tuple[type[UnknownNameError], tuple[str, str, list[str]]]:
        return type(self), (self.what, self.name, self.known)


class ConfigError(NewscleanError, ValueError):
    """A configuration that cannot be used; the message names the file and the key."""


class InputError(NewscleanError):
    """A document that cannot be read; the message says what is wrong with it and what to do."""


class CleanerError(NewscleanError):
    """A cleaner that failed or proposed an impossible cut; the message names the cleaner."""


class ExtractorError(NewscleanError):
    """An extractor that cannot be loaded, or that failed; the message names it."""


def nearest(name: str, known: Iterable[str]) -> str:
    """What to try instead of an unknown name: the nearest known ones, or all of them.

    >>> nearest("cokie", ["cookie", "donation"])
    "did you mean 'cookie'?"
    >>> nearest("xyz", ["cookie", "donation"])
    'known: cookie, donation'
    """
    from difflib import get_close_matches

    known = sorted(known)
    close = get_close_matches(name, known, n=3)
    if close:
        return f"did you mean {' or '.join(repr(each) for each in close)}?"
    return f"known: {', '.join(known)}"
