"""The lines that a person who tunes a cleaner wants to read, each as several systems have left it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from newsclean.evaluation.labelled import CONTENT, INTACT, Line

Fates = tuple[Line, ...]  # one line, as each of the systems has left it; the first one is the one that is scored

SLIGHT = 0.1  # a difference in the share that is left of a line, below which two systems agree on it


def _is_lost(fates: Fates) -> bool:
    return fates[0].kind == CONTENT and fates[0].kept < INTACT


def _is_left(fates: Fates) -> bool:
    return fates[0].is_noise and not fates[0].is_removed


def _is_changed(fates: Fates) -> bool:
    shares = [line.kept for line in fates]
    return max(shares) - min(shares) >= SLIGHT or len({line.is_removed for line in fates}) > 1


ASKED: dict[str, Callable[[Fates], bool]] = {"lost": _is_lost, "left": _is_left, "changed": _is_changed}


def asked_for(what: str, judged: Sequence[Sequence[Line]]) -> Iterator[Fates]:
    """The lines of one text that were ``lost`` or ``left`` by the first system, or ``changed`` from one to another.

    Args:
        what: one of ``lost``, ``left`` and ``changed``.
        judged: for each system the lines of the text, as it has left them.

    >>> mine, other = [Line("promo", "Ad", 1.0)], [Line("promo", "Ad", 0.0)]
    >>> [[line.kept for line in fates] for fates in asked_for("changed", [mine, other])]
    [[1.0, 0.0]]
    """
    return filter(ASKED[what], zip(*judged, strict=True))
