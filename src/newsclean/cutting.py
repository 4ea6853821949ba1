"""From the findings of one pass to the stretches that go: merging, and the white space between."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

from newsclean.removal import Removal


def merged(findings: Iterable[Removal], general: Container[str] = ()) -> list[Removal]:
    """Findings in order, overlapping ones made one that keeps all their evidence.

    The strongest finding gives a merged one its kind, cleaner and rule; the others stay in ``also``. A cleaner of one
    kind knows it better than the ``general`` cleaners, which find all kinds: those give way, however sure they are.

    >>> from newsclean.kinds import Kind
    >>> a = Removal(0, 5, Kind.PROMO, "a", "x", 0.8)
    >>> b = Removal(3, 9, Kind.LEGAL, "b", "y", 0.9)
    >>> [(m.start, m.end, m.cleaner, len(m.also)) for m in merged([a, b])]
    [(0, 9, 'b', 1)]
    """
    groups: list[list[Removal]] = []
    reach = -1
    for finding in sorted(findings, key=_place):
        if finding.start < reach:
            groups[-1].append(finding)
        else:
            groups.append([finding])
        reach = max(reach, finding.end)
    return [_one(group, general) for group in groups]


def _place(finding: Removal) -> tuple[int, int, str, str, float]:
    return finding.start, finding.end, finding.cleaner, finding.rule, finding.confidence


def _one(group: list[Removal], general: Container[str]) -> Removal:
    if len(group) == 1:
        return group[0]
    strongest = max(group, key=lambda each: (each.cleaner not in general, each.confidence, each.end - each.start))
    others = tuple(each for each in group if each is not strongest)
    return strongest._replace(start=group[0].start, end=max(each.end for each in group), also=others)


def with_white_space(text: str, removals: Sequence[Removal]) -> list[Removal]:
    r"""Merged removals, stretched over the white space that they leave without a purpose.

    White space goes only together with what it separated: between two removals all of it, and around a run of
    removals so much that the two kept neighbours stay as far apart as they were from the noise, and no farther.

    >>> from newsclean.kinds import Kind
    >>> noise = [Removal(8, 10, Kind.PROMO, "a", "x", 0.8)]
    >>> [(m.start, m.end) for m in with_white_space("Before.\n" + "Ad" + "\n\nAfter.", noise)]
    [(7, 10)]
    """
    stretched: list[Removal] = []
    run: list[Removal] = []
    for removal in removals:
        if run and text[run[-1].end : removal.start].strip():
            stretched += _stretched_run(text, run)
            run = []
        run.append(removal)
    return stretched + _stretched_run(text, run)


def _stretched_run(text: str, run: list[Removal]) -> list[Removal]:
    if not run:
        return []
    inside = _widest_inside(text, run)
    if inside:
        return [*_stretched_run(text, run[:inside]), *_stretched_run(text, run[inside:])]
    start, end = _stretch(text, run[0].start, run[-1].end)
    starts = [start, *(each.start for each in run[1:])]
    return [each._replace(start=a, end=b) for each, a, b in zip(run, starts, [*starts[1:], end], strict=True)]


def _widest_inside(text: str, run: list[Removal]) -> int:
    """The number of the removal before which the widest break of a run stands; 0 where it stands around the run."""
    left, right = _space_before(text, run[0].start), _space_after(text, run[-1].end)
    if len(run) == 1 or left == 0 or right == len(text):
        return 0
    around = max(text.count("\n", left, run[0].start), text.count("\n", run[-1].end, right))
    breaks = [text.count("\n", before.end, after.start) for before, after in pairwise(run)]
    return breaks.index(max(breaks)) + 1 if max(breaks) > around else 0


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """A run's ends, moved so that exactly one separator is left between its kept neighbours."""
    left, right = _space_before(text, start), _space_after(text, end)
    before, after = text[left:start], text[end:right]
    first_break, last_break = _break(before), before.rfind("\n")
    next_break = _break(after)
    if left == 0:  # the head: nothing before it to be kept apart from
        return start, right if next_break < 0 or right == len(text) else end + after.rfind("\n") + 1
    if right == len(text):  # the tail: the text keeps the line end that it closed with
        return left + max(first_break, 0), right if next_break < 0 else end + next_break
    if next_break < 0:
        # What follows stands on the noise's own line: one separator is enough, and the left one is the paragraph's.
        return (start, right) if before else (start, end)
    if first_break < 0 or after.count("\n") > before.count("\n"):
        return left + max(first_break, 0), end + next_break
    return left + last_break + 1, end + after.rfind("\n") + 1


def _break(space: str) -> int:
    """Where the first line break begins, be it one character or two; -1 where there is none."""
    found = space.find("\n")
    return found - 1 if found > 0 and space[found - 1] == "\r" else found


def _space_before(text: str, position: int) -> int:
    while position and text[position - 1].isspace():
        position -= 1
    return position


def _space_after(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
