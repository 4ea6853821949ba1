"""What people judged in the page: documents with cuts that are wrong and noise that was left over."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from newsclean.cutting import merged, with_white_space
from newsclean.errors import NewscleanError
from newsclean.kinds import Kind
from newsclean.removal import Removal


class MarksError(NewscleanError):
    """A line that holds no marks; the message says what is wrong with it."""


class Mark(msgspec.Struct, frozen=True):
    """One judgement.

    Args:
        verdict: ``wrong`` for a cut that should have stayed, ``noise`` for what should have gone and stayed.
        start: the first code point of the text that it is about.
        end: the code point after the last one.
        kind: of a wrong cut its kind, of noise the kind that the person gave, or None.
    """

    verdict: Literal["wrong", "noise"]
    start: int
    end: int
    kind: Kind | None = None


class Marked(msgspec.Struct, frozen=True):
    """A document that was judged: what stands in a line of the file of marks.

    Args:
        text: the document's text, as it was before anything went.
        marks: the judgements.
        removals: what newsclean took, as :meth:`newsclean.Removal.to_dict` writes it.
        title: the headline, where it is known.
        url: the address, where it is known.
        file: the file that the document came from.
        line: its line, where the file has rows.
    """

    text: str
    marks: list[Mark]
    removals: list[dict[str, Any]] = []
    title: str | None = None
    url: str | None = None
    file: str = ""
    line: int | None = None

    def receipts(self) -> list[Removal]:
        """What newsclean took.

        Raises:
            MarksError: something else stands there.
        """
        try:
            return [Removal.from_dict(each) for each in self.removals]
        except (KeyError, TypeError, ValueError) as error:
            raise MarksError(f"removals: not as newsclean report writes them: {error!r}") from None

    def wrong(self) -> list[Removal]:
        """The cuts that should have stayed."""
        return [each for each in self.receipts() if (each.start, each.end) in self._wrong_places()]

    def right(self) -> list[Removal]:
        """The cuts that nobody objected to."""
        return [each for each in self.receipts() if (each.start, each.end) not in self._wrong_places()]

    def left_over(self) -> list[Mark]:
        """The noise that stayed."""
        return [mark for mark in self.marks if mark.verdict == "noise"]

    def noise(self) -> list[tuple[int, int]]:
        """The places of all that should go in the person's judgement, each with the white space that goes with it."""
        missed = (Removal(mark.start, mark.end, mark.kind or Kind.SITE, "", "", 1.0) for mark in self.left_over())
        cores = [_without_white_space(self.text, each) for each in (*self.right(), *missed)]
        found = with_white_space(self.text, merged(each for each in cores if each.start < each.end))
        return [(each.start, each.end) for each in found]

    def _wrong_places(self) -> set[tuple[int, int]]:
        return {(mark.start, mark.end) for mark in self.marks if mark.verdict == "wrong"}


_decoded = msgspec.json.Decoder(Marked).decode


def read(line: bytes) -> Marked:
    """The judged document in a line of a file of marks.

    Raises:
        MarksError: the line is not as ``newsclean report`` writes it.

    >>> read(b'{"text": "Trams run. Ad", "marks": [{"verdict": "noise", "start": 11, "end": 13}]}').marks[0].end
    13
    """
    try:
        found = _decoded(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise MarksError(f"not as newsclean report writes marks: {error}") from None
    for mark in found.marks:
        if not 0 <= mark.start < mark.end <= len(found.text):
            raise MarksError(f"the mark {mark.start}:{mark.end} does not lie in a text of {len(found.text)} characters")
    return found


def _without_white_space(text: str, removal: Removal) -> Removal:
    taken = text[removal.start : removal.end]
    start = removal.start + len(taken) - len(taken.lstrip())
    return removal._replace(start=start, end=max(start, removal.end - len(taken) + len(taken.rstrip())))
