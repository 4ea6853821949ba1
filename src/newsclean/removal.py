"""Cuts, as cleaners propose them, and removals, as they happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from newsclean.document import Document
from newsclean.kinds import Kind


class Cut(NamedTuple):
    """A stretch that a cleaner proposes to take, in code points of the text that it has read.

    Args:
        start: the first code point of the noise.
        end: the code point after its last one. White space around the noise is the pipeline's business.
        rule: a short name of the evidence, such as ``en/read-more-at``.
        confidence: how sure the cleaner is that this is noise, from 0 to 1.
        kind: what the noise is, where it differs from the kind that the cleaner was declared with.

    >>> Cut(0, 11, "source-link", 0.95)
    Cut(start=0, end=11, rule='source-link', confidence=0.95, kind=None)
    """

    start: int
    end: int
    rule: str
    confidence: float = 1.0
    kind: Kind | None = None


class Removal(NamedTuple):
    """The receipt of one cut, in code points of the original text.

    Args:
        start: the first code point that is gone.
        end: the code point after the last one that is gone.
        kind: what the noise is.
        cleaner: the name of the cleaner that found it.
        rule: the evidence, in the cleaner's own words.
        confidence: how sure the cleaner was, from 0 to 1.
        text: what stood there, so that the original can be given back.
        also: the other findings that this cut swallowed, where several overlapped.
    """

    start: int
    end: int
    kind: Kind
    cleaner: str
    rule: str
    confidence: float
    text: str = ""
    also: tuple[Removal, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        r"""The receipt as plain data for JSON.

        >>> Removal(0, 4, Kind.PROMO, "promo", "label", 0.9, "Ad.\n").to_dict()["kind"]
        'promo'
        """
        plain: dict[str, Any] = {
            "start": self.start,
            "end": self.end,
            "kind": self.kind.value,
            "cleaner": self.cleaner,
            "rule": self.rule,
            "confidence": round(self.confidence, 4),
            "text": self.text,
        }
        if self.also:
            plain["also"] = [{k: v for k, v in each.to_dict().items() if k != "text"} for each in self.also]
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Removal:
        r"""The receipt that :meth:`to_dict` made plain data of; the text may be missing.

        Raises:
            KeyError, TypeError, ValueError: this is no receipt.

        >>> receipt = Removal(0, 4, Kind.PROMO, "promo", "label", 0.9, "Ad.\n")
        >>> Removal.from_dict(receipt.to_dict()) == receipt
        True
        """
        start, end, cleaner, rule, confidence = (
            plain[name] for name in ("start", "end", "cleaner", "rule", "confidence")
        )
        also = tuple(cls.from_dict(each) for each in plain.get("also") or ())
        return cls(start, end, Kind(plain["kind"]), cleaner, rule, confidence, plain.get("text", ""), also)


class Withheld(NamedTuple):
    """A cleaner that would have taken more of a document than it may, and so took nothing.

    Args:
        cleaner: its name.
        share: the share of the text that it would have taken, from 0 to 1.
        limit: the share that it may take.
    """

    cleaner: str
    share: float
    limit: float

    def __str__(self) -> str:
        return f"{self.cleaner} withheld: it would take {self.share:.0%} of the text, more than {self.limit:.0%}"


class Cleaned(NamedTuple):
    """What a pipeline gives back.

    Args:
        document: the document as it was handed in.
        text: what is left of its text.
        removals: what went, in order, never overlapping.
        withheld: cleaners that the brake held back.
        settled: false for a text on which the passes found no end; it comes back as it was.
    """

    document: Document
    text: str
    removals: tuple[Removal, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    settled: bool = True

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know of this result, in sentences; empty when all is well."""
        unsettled = () if self.settled else ("nothing was removed: the cleaners found no end on this text",)
        of_page = self.document.page.warnings if self.document.page else ()
        return (*of_page, *map(str, self.withheld), *unsettled)

    def restore(self) -> str:
        r"""The original text, rebuilt from what is left and what went.

        >>> import newsclean
        >>> newsclean.explain("The bridge is open again.\n\nSource link").restore()
        'The bridge is open again.\n\nSource link'
        """
        return restore(self.text, self.removals)

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        """The text with its cuts in place, as notebooks show it."""
        from newsclean.report.notebook import html  # a view from above, which only notebooks ask for

        return html(self)


def restore(text: str, removals: Iterable[Removal]) -> str:
    """The original text, rebuilt from a cleaned text and its removals.

    Raises:
        ValueError: the removals do not belong to this text.

    >>> restore("ad", [Removal(1, 3, Kind.PROMO, "x", "y", 1.0, "bc")])
    'abcd'
    """
    pieces: list[str] = []
    kept = position = 0
    for removal in sorted(removals, key=lambda each: each.start):
        gap = removal.start - position
        if gap < 0 or kept + gap > len(text) or removal.end - removal.start != len(removal.text):
            raise ValueError(f"the removal at {removal.start} does not belong to this text")
        pieces += (text[kept : kept + gap], removal.text)
        kept += gap
        position = removal.end
    pieces.append(text[kept:])
    return "".join(pieces)
