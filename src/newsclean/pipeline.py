"""Cleaners and a policy, run in passes until nothing more goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from newsclean import registry
from newsclean.cutting import merged, with_white_space
from newsclean.document import Document
from newsclean.errors import ConfigError, NewscleanError, UnknownNameError
from newsclean.kinds import Kind
from newsclean.offsets import OffsetMap
from newsclean.policy import Policy, most_passes
from newsclean.registry import Cleaner
from newsclean.removal import Cleaned, Cut, Removal, Withheld

if TYPE_CHECKING:
    from newsclean.sites.profile import SiteProfile

T = TypeVar("T")


class Pipeline:
    r"""A set of cleaners and a policy. Picklable, reusable, safe to share between threads.

    Args:
        preset: how sure a finding must be: ``cautious``, ``standard`` or ``strict``.
        without: kinds or cleaners to leave out.
        only: the only kinds or cleaners to use; all when empty.
        protect: regular expressions; what they match stays in the text.
        confidence: by kind, the confidence needed (0 to 1) where it differs from the preset's.
        brake: by kind, the largest share of a text that a cleaner may take (0 to 1).
        sites: a site profile or its file: what the sites repeat goes from documents with an address.

    Raises:
        UnknownNameError: a preset, kind or cleaner that does not exist.
        ConfigError: a protected pattern that is not a regular expression, or a site profile that cannot be read.

    >>> pipeline = Pipeline("cautious", without=["donation"], protect=[r"hotline \d+"])
    >>> pipeline.clean("The bridge is open again.\n\nSource link")
    'The bridge is open again.'
    """

    def __init__(
        self,
        preset: str = "standard",
        *,
        without: Iterable[str] = (),
        only: Iterable[str] = (),
        protect: Iterable[str] = (),
        confidence: Mapping[str, float] | None = None,
        brake: Mapping[str, float] | None = None,
        sites: SiteProfile | str | Path | None = None,
    ) -> None:
        cleaners = registry.installed()
        out, kept = _names(without, cleaners), _names(only, cleaners)
        self.preset = preset
        self.policy = Policy.of(
            preset,
            without=_kinds(out),
            protect=protect,
            confidence=_keyed(confidence),
            brake=_keyed(brake),
        )
        self.sites = _profile(sites)
        self.only = tuple(sorted(kept))  # in an order of its own, so that equal pipelines are pickled to equal bytes
        self.cleaners = tuple(each for each in cleaners if each.name not in out and each.kind.value not in out)
        if kept:
            self.cleaners = tuple(each for each in self.cleaners if each.name in kept or each.kind.value in kept)

    def clean(self, text: str | Document) -> str:
        r"""The article, and nothing else.

        >>> Pipeline().clean("The bridge is open again.\n\nRead more at Example.com")
        'The bridge is open again.'
        """
        return self.explain(text).text

    def clean_many(self, documents: Iterable[str | Document]) -> Iterator[str]:
        r"""The articles of many texts, one by one as they are asked for.

        >>> list(Pipeline().clean_many(["One.\n\nSource link", "Two."]))
        ['One.', 'Two.']
        """
        return map(self.clean, documents)

    def explain(self, text: str | Document) -> Cleaned:
        r"""The article, with a receipt for everything that went.

        >>> [(r.kind.value, r.text) for r in Pipeline().explain("One.\n\nSource link").removals]
        [('source_link', '\n\nSource link')]
        """
        document = text if isinstance(text, Document) else Document(text)
        left, places = self.sites.informed(document) if self.sites else document, OffsetMap(len(document.text))
        removals: list[Removal] = []
        for _ in range(most_passes()):
            going, withheld = self._one_pass(left)
            if not going:
                removals.sort(key=lambda each: each.start)
                return Cleaned(document, left.text, tuple(removals), tuple(withheld))
            removals += (piece for each in going for piece in _in_original(each, document.text, places))
            places.cut((each.start, each.end) for each in going)
            left = left.with_text(_without(left.text, going))
        # A text that does not settle comes back as it was: anything between would be cleaned further the next time.
        return Cleaned(document, document.text, settled=False)

    def _one_pass(self, document: Document) -> tuple[list[Removal], list[Withheld]]:
        """What goes in one pass: every cleaner reads the same text, and none sees another's cuts."""
        if not document.text or document.text.isspace():
            return [], []
        cuts = [(each, cut) for each in self.cleaners for cut in each(document) if self._wants(each, cut)]
        findings = dict.fromkeys(
            Removal(cut.start, cut.end, cut.kind or each.kind, each.name, cut.rule, cut.confidence)
            for each, cut in cuts
        )
        if not findings:
            return [], []
        allowed, withheld = self.policy.allowed(document.text, findings)
        general = {each.name for each, cut in cuts if cut.kind}
        return with_white_space(document.text, merged(allowed, general)), withheld

    def _wants(self, cleaner: Cleaner, cut: Cut) -> bool:
        """Whether a cut is of a cleaner or of a kind that is asked for; a cleaner may find several kinds."""
        return not self.only or cleaner.name in self.only or (cut.kind or cleaner.kind).value in self.only


def _in_original(removal: Removal, text: str, places: OffsetMap) -> Iterator[Removal]:
    """A removal in the original's coordinates; one that reaches over an earlier cut comes in several pieces."""
    also = tuple(piece for each in removal.also for piece in _in_original(each, text, places))
    for start, end in places.original(removal.start, removal.end):
        yield Removal(
            start, end, removal.kind, removal.cleaner, removal.rule, removal.confidence, text[start:end], also
        )


def _without(text: str, removals: Iterable[Removal]) -> str:
    pieces: list[str] = []
    position = 0
    for removal in removals:
        pieces.append(text[position : removal.start])
        position = removal.end
    pieces.append(text[position:])
    return "".join(pieces)


def _profile(sites: SiteProfile | str | Path | None) -> SiteProfile | None:
    if isinstance(sites, str | Path):
        from newsclean.sites.profile import SiteProfile  # which needs packages that most people do without

        try:
            return SiteProfile.load(sites)
        except NewscleanError as error:
            raise ConfigError(str(error)) from error
    return sites


def _names(names: Iterable[str], cleaners: Iterable[Cleaner]) -> frozenset[str]:
    wanted = frozenset(str(name) for name in names)
    known = {each.name for each in cleaners} | {kind.value for kind in Kind}
    for name in sorted(wanted - known):
        raise UnknownNameError("kind or cleaner", name, known)
    return wanted


def _kinds(names: Iterable[str]) -> list[Kind]:
    return [kind for kind in Kind if kind.value in set(names)]


def _keyed(table: Mapping[str, T] | None) -> dict[Kind, T]:
    return {Kind.named(name): value for name, value in (table or {}).items()}
