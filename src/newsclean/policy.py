"""What a pipeline may do: presets, protected patterns, the brake. The figures stand in policy.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from newsclean.errors import ConfigError, NewscleanError, UnknownNameError
from newsclean.kinds import Kind
from newsclean.removal import Removal, Withheld

NEVER = 2.0  # a confidence that no finding reaches: the kind stays in the text
PROTECT_SECONDS = 5.0  # the longest that one protected pattern may search one document


@cache
def _figures() -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(Path(__file__).with_name("policy.json").read_text("utf-8"))
    return figures


def presets() -> dict[str, dict[Kind, float]]:
    """The presets, each a table from a kind to the confidence that a finding of it needs to go.

    >>> presets()["cautious"][Kind.DONATION] > presets()["strict"][Kind.DONATION]
    True
    """
    return {name: _by_kind(table) for name, table in _figures()["presets"].items()}


def most_passes() -> int:
    """How many passes a text may take to settle; one that does not settle comes back as it was."""
    return int(_figures()["passes"])


def _by_kind(table: Mapping[str, float]) -> dict[Kind, float]:
    return {kind: table.get(kind.value, table["default"]) for kind in Kind}


class Policy(NamedTuple):
    """Which findings go.

    Args:
        confidence: by kind, the confidence that a finding needs, from 0 to 1; 2 keeps the kind for good.
        protect: regular expressions; what they match stays, whatever a cleaner says.
        brake: by kind, the largest share of a text that a cleaner of that kind may take in one pass, from 0 to 1.
            A few hundred characters may go from a short text too, as long as something is left of it.
    """

    confidence: Mapping[Kind, float]
    protect: tuple[str, ...]
    brake: Mapping[Kind, float]

    @classmethod
    def of(
        cls,
        preset: str = "standard",
        *,
        without: Iterable[Kind] = (),
        protect: Iterable[str] = (),
        confidence: Mapping[Kind, float] | None = None,
        brake: Mapping[Kind, float] | None = None,
    ) -> Policy:
        """The policy of a preset, with changes.

        Raises:
            UnknownNameError: there is no such preset.
            ConfigError: a protected pattern is not a regular expression.

        >>> Policy.of("strict", without=[Kind.CREDIT]).confidence[Kind.CREDIT]
        2.0
        """
        known = presets()
        if preset not in known:
            raise UnknownNameError("preset", preset, known)
        needed = {**known[preset], **(confidence or {}), **dict.fromkeys(without, NEVER)}
        patterns = tuple(protect)
        for pattern in patterns:
            _compiled(pattern)
        return cls(needed, patterns, {**_by_kind(_figures()["brake"]), **(brake or {})})

    def allowed(self, text: str, findings: Iterable[Removal]) -> tuple[list[Removal], list[Withheld]]:
        """The findings that may go from this text, and the cleaners that the brake holds back.

        A function of this pass's text alone: cleaning a cleaned text asks the same question again and gets the
        same answer, which is what makes the result a fixed point.
        """
        sure = [each for each in findings if each.confidence >= self.confidence[each.kind]]
        if self.protect and sure:
            guarded = self._protected(text)
            sure = [each for each in sure if not any(a < each.end and each.start < b for a, b in guarded)]
        by_cleaner: dict[str, list[Removal]] = {}
        for each in sure:
            by_cleaner.setdefault(each.cleaner, []).append(each)
        going: list[Removal] = []
        withheld: list[Withheld] = []
        for name in sorted(by_cleaner):
            taken, there = _covered(by_cleaner[name]), len(text.strip())
            limit = max(self.brake[each.kind] for each in by_cleaner[name])
            if taken > limit * there and (taken > _figures()["allowance"] or taken == there):
                share = taken / there
                withheld.append(Withheld(name, share, limit))
            else:
                going += by_cleaner[name]
        return going, withheld

    def _protected(self, text: str) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        for pattern in self.protect:
            try:
                spans += (found.span() for found in _compiled(pattern).finditer(text, timeout=PROTECT_SECONDS))
            except TimeoutError:
                raise NewscleanError(
                    f"the protected pattern {pattern!r} took more than {PROTECT_SECONDS:.0f} seconds on one text; "
                    "write it without nested repetition"
                ) from None
        return spans


def _covered(findings: Iterable[Removal]) -> int:
    """How many characters the findings take together, overlaps counted once."""
    total = reach = 0
    for each in sorted(findings, key=lambda finding: (finding.start, finding.end)):
        total += max(0, each.end - max(each.start, reach))
        reach = max(reach, each.end)
    return total


@cache
def _compiled(pattern: str) -> Any:
    import regex  # unlike `re`, it can give up on a pattern that runs wild

    try:
        return regex.compile(pattern)
    except regex.error as error:
        raise ConfigError(f"the protected pattern {pattern!r} is not a regular expression: {error}") from None
