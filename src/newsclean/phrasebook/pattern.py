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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

from newsclean.phrasebook.fold import fold

MOST_ANCHORS = 64  # literals that stand in for one sequence; more cost more than they spare
LONG_ANCHOR = 14  # bytes from which a longer anchor is hit no less often

_SLOTS = {
    "site": r"(?P<{0}>\S{{1,60}}(?: \S{{1,40}}){{0,4}}?)",
    "name": r"(?P<{0}>\S{{1,40}}(?: \S{{1,40}}){{0,3}}?)",
    "rest": r"(?P<{0}>.{{0,200}}?)",
    "number": r"(?P<{0}>[$£€¥₹]? ?\d[\d.,' ]{{0,14}}(?: ?(?:%|[$£€¥₹]|usd|eur|gbp|kr|zł|k|m))?)",
}
_GAP = r"(?:,? \S{1,40}){0,6}?"
_STEM = r"\w{0,15}"

# A phrase begins and ends where a word does, but for scripts that write no spaces between words, or (Korean) glue
# particles to them. One small class each: the ranges of scripts in every pattern would take longest to compile.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEFT = r"(?:(?<!\w)|(?=\W))"
_RIGHT = r"(?:(?!\w)|(?<=\W))"


class PatternError(ValueError):
    """A phrase that is not written in the language."""


@dataclass(frozen=True)
class Compiled:
    """What a phrase becomes.

    Args:
        regex: the pattern, for folded text.
        anchors: literals of which every match contains at least one.
    """

    regex: str
    anchors: frozenset[str]


@dataclass
class _Node:
    """A choice of sequences; a sequence mixes literals, marks and further choices."""

    options: list[list[str | _Node]] = field(default_factory=lambda: [[]])


_TOKEN = re.compile(r"[(|)\[\]*~]|\{\w+\}|[^(|)\[\]*~{}]+")
_MARKS = ("*", "~")


def compiled(phrase: str, words: Mapping[str, Sequence[str]] | None = None) -> Compiled:
    """The regular expression and the anchors of a phrase.

    Args:
        phrase: the phrase as a person writes it.
        words: the word lists that it may name in braces.

    Raises:
        PatternError: brackets do not match, or a list is unknown.

    >>> made = compiled("(read|see) more at {site}")
    >>> sorted(made.anchors)
    ['read more at', 'see more at']
    >>> bool(re.search(made.regex, "read more at example.com"))
    True
    """
    tree = _parse(phrase)
    slots = _Slots(words or {})
    body = slots.regex(tree)
    anchors = _required(tree, slots.words)
    if not anchors:
        raise PatternError(f"cannot find a literal in {phrase!r} that every match holds")
    regex = f"(?:{body})" if _UNSPACED.search(phrase) else f"{_LEFT}(?:{body}){_RIGHT}"
    return Compiled(regex, _minimal(anchors))


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
        self.words = {name: [fold(word) for word in each] for name, each in words.items()}
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

    def _listed(self, name: str) -> list[str]:
        if name not in self.words:
            raise PatternError(f"no word list {name!r}; there are {', '.join(sorted(self.words)) or 'none'}")
        return sorted(self.words[name], key=len, reverse=True)


def _required(node: _Node, words: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Literals of which every match of the node holds at least one; empty where there is no such set."""
    found: set[str] = set()
    for option in node.options:
        best = max(_candidates(option, words), key=_selectivity, default=frozenset[str]())
        if not best:
            return frozenset()
        found |= best
    return frozenset(found)


def _candidates(option: Sequence[str | _Node], words: Mapping[str, Sequence[str]]) -> Iterator[frozenset[str]]:
    """Sets of literals, one of which every match of a sequence holds: by neighbouring parts, and by each part alone."""
    readings = [_readings(part, words) for part in option]
    for first in range(len(option)):
        window = [""]
        for reading in readings[first:]:
            if reading is None or len(window) * len(reading) > MOST_ANCHORS:
                break
            window = [a + b for a in window for b in reading]
            yield frozenset(each.strip() for each in window)
    yield from (_required(part, words) for part in option if isinstance(part, _Node))


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


def _selectivity(anchors: frozenset[str]) -> tuple[float, int]:
    """How rarely a set of anchors will be hit by chance: its shortest member decides, then how many there are."""
    shortest = min((len(each.encode()) for each in anchors), default=0)
    return min(shortest, LONG_ANCHOR) - len(anchors) / MOST_ANCHORS, -len(anchors)


def _minimal(anchors: frozenset[str]) -> frozenset[str]:
    """Without the anchors that contain another one: the shorter finds all that the longer finds."""
    return frozenset(a for a in anchors if not any(b in a for b in anchors if b != a))
