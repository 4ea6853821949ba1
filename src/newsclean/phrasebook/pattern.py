r"""The language in which phrases are written, and what a phrase becomes: one regular expression and its anchors.

A phrase is plain words, compared in folded form, and a few marks:

=============  ==========================================================================
``(a|b c)``    one of several
``[a|b c]``    one of several, or nothing
``abc~``       the word may go on: ``donat~`` finds donate, donation, donating
``*``          up to six words of any kind
``{site}``     the name or the address of a site, checked for capitals in the text
``{name}``     a name of up to four words, checked likewise
``{rest}``     anything up to the end of the line, 200 characters at most
``{number}``   a number, with separators and a currency
``{other}``    one word of the list ``other`` under ``[words]`` in the same file
=============  ==========================================================================

Nothing in it can repeat without a bound, so a match takes time linear in the text. An *anchor* is a literal that every
match contains: a text without any anchor of a phrase cannot match it, and one scan looks for all anchors at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import fsum, prod

from newsclean.phrasebook.fold import fold

MOST_ANCHORS = 64  # literals that stand in for one sequence; more cost more than they spare
MOST_GUARDS = 24  # literals that are looked for one by one in a line
LONGEST_WINDOW = 7  # parts of a phrase that an anchor is made of: words, and the spaces between them
SHORTEST_ANCHOR = 4  # bytes: a shorter literal stands in every text

_SLOTS = {
    "site": r"(?P<{0}>\S{{1,60}}(?: \S{{1,40}}){{0,4}}?)",
    "name": r"(?P<{0}>\S{{1,40}}(?: \S{{1,40}}){{0,3}}?)",
    "rest": r"(?P<{0}>.{{0,200}}?)",
    "number": r"(?P<{0}>[$£€¥₹]? ?\d[\d.,' ]{{0,14}}(?: ?(?:%|[$£€¥₹]|usd|eur|gbp|kr|zł|k|m))?)",
}
_GAP = r"(?:,? \S{1,40}){0,6}?"
_STEM = r"\w{0,15}"
# The most characters of each.
_WIDEST = {"{site}": 224, "{name}": 163, "{rest}": 200, "{number}": 21, "*": 252, "~": 15}

# A phrase begins and ends where a word does, but for scripts that write no spaces between words, or (Korean) glue
# particles to them. One small class each: the ranges of scripts in every pattern would take longest to compile.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# The beginning is the matcher's business: a pattern that opens with a letter is searched for five times as fast.
_RIGHT = r"(?:(?!\w)|(?<=\W))"


class PatternError(ValueError):
    """A phrase that is not written in the language."""


@dataclass(frozen=True)
class Compiled:
    """What a phrase becomes.

    Args:
        regex: the pattern, for folded text.
        bounded: whether a match may only begin where a word does, which the pattern does not say.
        widest: the most characters that a match has.
        anchors: literals of which every match contains at least one.
        opening: whether every match begins with one of them.
        guard: further literals of which every match contains at least one; empty where there are none.
    """

    regex: str
    bounded: bool
    widest: int
    anchors: frozenset[str]
    opening: bool
    guard: frozenset[str]


Cost = Callable[[str, bool], float]  # what looking for a literal costs; and whether matches begin with it


def by_length(literal: str, opening: bool) -> float:
    """A cost that knows no language: the longer a literal, the rarer; one with which a match begins is checked fast.

    >>> by_length("more", False) > by_length("more", True) > by_length("read more", True)
    True
    """
    return 1 + 1000 * 0.5 ** len(literal.encode()) / (10 if opening else 1)


@dataclass
class _Node:
    """A choice of sequences; a sequence mixes literals, marks and further choices."""

    options: list[list[str | _Node]] = field(default_factory=lambda: [[]])


_TOKEN = re.compile(r"[(|)\[\]*~]|\{\w+\}|[^(|)\[\]*~{}]+")
_MARKS = ("*", "~")


def compiled(phrase: str, words: Mapping[str, Sequence[str]] | None = None, cost: Cost = by_length) -> Compiled:
    """The regular expression and the anchors of a phrase.

    Args:
        phrase: the phrase as a person writes it.
        words: the word lists that it may name in braces, folded.
        cost: what it costs to look for a literal; the anchors are those that cost least.

    Raises:
        PatternError: brackets do not match, or a list is unknown.

    >>> made = compiled("(read|see) more at {site}")
    >>> sorted(made.anchors)
    ['read more at ', 'see more at ']
    >>> bool(re.search(made.regex, "read more at example.com"))
    True
    """
    tree = _parse(phrase)
    slots = _Slots(words or {})
    body = slots.regex(tree)
    anchors, opening = _cheapest(tree, slots.words, cost)
    if not anchors:
        raise PatternError(f"cannot find a literal in {phrase!r} that every match holds")
    bounded = not _UNSPACED.search(phrase)
    guard = _guard(tree, anchors, slots.words, cost)
    anchors = _minimal(anchors, opening)
    return Compiled(body + _RIGHT if bounded else body, bounded, slots.widest(tree), anchors, opening, guard)


def _parse(phrase: str) -> _Node:
    tokens = _TOKEN.findall(phrase)
    if "".join(tokens) != phrase:
        raise PatternError(f"cannot read {phrase!r}: a brace stands alone")
    stack: list[tuple[str, _Node]] = [("", _Node())]
    for token in tokens:
        node = stack[-1][1]
        if token in "([":
            stack.append((token, _Node()))
        elif token == "|":
            if len(stack) == 1:
                raise PatternError(f"cannot read {phrase!r}: a bar outside of brackets")
            node.options.append([])
        elif token in ")]":
            opened, inner = stack.pop()
            if not stack or opened + token not in ("()", "[]"):
                raise PatternError(f"cannot read {phrase!r}: {token} closes nothing")
            if token == "]":
                inner.options.append([])
            stack[-1][1].options[-1].append(inner)
        else:
            node.options[-1].append(token if token in _MARKS or token[0] == "{" else fold(token))
    if len(stack) != 1:
        raise PatternError(f"cannot read {phrase!r}: {stack[-1][0]} is never closed")
    _settle_spaces(stack[0][1])
    return stack[0][1]


def _settle_spaces(node: _Node) -> None:
    """Give every space to what it belongs to, so that leaving something out leaves no second space behind.

    An optional part takes the space after it, or before it at the end of a phrase; a gap brings its own spaces.
    """
    for option in node.options:
        for index, part in enumerate(option):
            before = option[index - 1] if index else ""
            after = option[index + 1] if index + 1 < len(option) else ""
            if isinstance(part, _Node):
                _settle_spaces(part)
                if [] not in part.options:
                    continue
                if isinstance(after, str) and after.startswith(" ") and _ends_open(option[:index]):
                    option[index + 1] = after[1:]
                    part.options = [[*each, " "] if each else each for each in part.options]
                elif isinstance(before, str) and before.endswith(" ") and after == "":
                    option[index - 1] = before[:-1]
                    part.options = [[" ", *each] if each else each for each in part.options]
            elif part == "*" and index and isinstance(before, str):
                option[index - 1] = before.rstrip(" ")


def _ends_open(parts: Sequence[str | _Node]) -> bool:
    """Whether a sequence is empty or ends with a space, however it is read."""
    if not parts:
        return True
    last = parts[-1]
    if isinstance(last, str):
        return last.endswith(" ") or (not last and _ends_open(parts[:-1]))
    return all(_ends_open(option) if option else _ends_open(parts[:-1]) for option in last.options)


class _Slots:
    """Writes a tree as a regular expression, giving every slot a name of its own."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self.words = words
        self._count = 0

    def regex(self, node: _Node) -> str:
        options = ["".join(self._part(part) for part in option) for option in node.options]
        return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"

    def _part(self, part: str | _Node) -> str:
        if isinstance(part, _Node):
            return self.regex(part)
        if part == "*":
            return _GAP
        if part == "~":
            return _STEM
        if not part.startswith("{"):
            return re.sub(r"(?:\\ )+", " {1,3}", re.escape(part))
        name = part[1:-1]
        if name in _SLOTS:
            self._count += 1
            return _SLOTS[name].format(f"{name}{self._count}")
        return f"(?:{'|'.join(re.escape(word) for word in self._listed(name))})"

    def widest(self, node: _Node) -> int:
        """The most characters of a match."""
        return max(sum(map(self._width, option)) for option in node.options)

    def _width(self, part: str | _Node) -> int:
        if isinstance(part, _Node):
            return self.widest(part)
        if part in _WIDEST:
            return _WIDEST[part]
        return max(map(len, self._listed(part[1:-1]))) if part.startswith("{") else len(part) + 2 * part.count(" ")

    def _listed(self, name: str) -> list[str]:
        if name not in self.words:
            raise PatternError(f"no word list {name!r}; there are {', '.join(sorted(self.words)) or 'none'}")
        return sorted(self.words[name], key=len, reverse=True)


def _cheapest(tree: _Node, words: Mapping[str, Sequence[str]], cost: Cost) -> tuple[frozenset[str], bool]:
    """The literals that are looked for in the place of a phrase, and whether every match begins with one of them."""
    sets = [(_opening(tree.options[0], words, cost), True), (_required(tree, words, cost), False)]
    found = [each for each in sets if each[0]]
    return min(found, key=lambda each: _dear(each[0], cost, each[1]), default=(frozenset(), False))


def _opening(option: Sequence[str | _Node], words: Mapping[str, Sequence[str]], cost: Cost) -> frozenset[str]:
    """Literals with one of which every match of a sequence begins; empty where there is no such set."""
    fine = _fine(option)
    sets = [*_windows(fine, words, 1)]
    if fine and isinstance(fine[0], _Node):
        inner = [_opening(each, words, cost) for each in fine[0].options]
        if all(inner):
            sets.append(frozenset().union(*inner))
    return min(sets, key=lambda each: _dear(each, cost, True), default=frozenset())


def _guard(tree: _Node, anchors: frozenset[str], words: Mapping[str, Sequence[str]], cost: Cost) -> frozenset[str]:
    """Literals beside the anchors of which every match holds at least one, the rarest that there are."""
    option = _fine(tree.options[0])
    sets = (each for each in _windows(option, words, len(option), shortest=1) if len(each) <= MOST_GUARDS)
    others = (each for each in sets if not any(one in anchor for one in each for anchor in anchors))
    return _minimal(min(others, key=lambda each: _dear(each, cost), default=frozenset()), False)


def _required(node: _Node, words: Mapping[str, Sequence[str]], cost: Cost) -> frozenset[str]:
    """Literals of which every match of the node holds at least one; empty where there is no such set."""
    found: list[frozenset[str]] = []
    for option in node.options:
        fine = _fine(option)
        sets = [*_windows(fine, words, len(fine))]
        sets += filter(None, (_required(part, words, cost) for part in option if isinstance(part, _Node)))
        if not sets:
            return frozenset()
        found.append(min(sets, key=lambda each: _dear(each, cost)))
    return frozenset().union(*found)


def _dear(literals: frozenset[str], cost: Cost, opening: bool = False) -> tuple[float, list[str]]:
    return fsum(cost(each, opening) for each in literals), sorted(literals)


def _fine(option: Sequence[str | _Node]) -> list[str | _Node]:
    """A sequence with its literals cut into words and what stands between them."""
    fine: list[str | _Node] = []
    for part in option:
        plain = isinstance(part, str) and part not in _MARKS and not part.startswith("{")
        fine += [piece for piece in re.split(r"( +)", str(part)) if piece] if plain else [part]
    return fine


def _windows(
    option: Sequence[str | _Node], words: Mapping[str, Sequence[str]], openings: int, shortest: int = SHORTEST_ANCHOR
) -> Iterator[frozenset[str]]:
    """Sets of literals, one of which every match of a sequence holds, by neighbouring parts; from the first few on."""
    readings = [_readings(part, words) for part in option]
    for first in range(min(openings, len(option))):
        window = [""]
        for reading in readings[first : first + LONGEST_WINDOW]:
            if reading is None or len(window) * len(reading) > MOST_ANCHORS:
                break
            window = [a + b for a in window for b in reading]
            if all(len(each.strip().encode()) >= shortest for each in window):
                yield frozenset(window)


def _readings(part: str | _Node, words: Mapping[str, Sequence[str]]) -> list[str] | None:
    """Every literal way to read a part; nothing where it has gaps or too many ways."""
    if isinstance(part, str):
        if part in _MARKS:
            return None
        return list(words.get(part[1:-1], ())) or None if part.startswith("{") else [part]
    found: list[str] = []
    for option in part.options:
        parts = [_readings(each, words) for each in option]
        if any(each is None for each in parts) or prod(len(each or ()) for each in parts) > MOST_ANCHORS:
            return None
        found += ("".join(chosen) for chosen in product(*(each or () for each in parts)))
    return found if len(found) <= MOST_ANCHORS else None


def _minimal(anchors: frozenset[str], opening: bool) -> frozenset[str]:
    """Without the anchors that contain another one: the shorter finds all that the longer finds."""
    return frozenset(a for a in anchors if not any(a.startswith(b) if opening else b in a for b in anchors if b != a))
