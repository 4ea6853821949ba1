"""A site profile as it is applied: the learned lines of each site, one look-up away."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.repeats import Repeats, Support
from newsclean.sites import file
from newsclean.sites.evidence import is_prose
from newsclean.sites.host import site_of

_COLUMNS = ["site", "line", "protected", "documents", "of", "bound", "kind"]


class SiteProfile:
    """What sites repeat on their pages. Picklable, and safe to share between threads.

    >>> repeats = Repeats("herald.example", {"share": Support(41, 44, 0.82)})
    >>> profile = SiteProfile({"herald.example": repeats})
    >>> profile.informed(Document("Share", url="https://www.herald.example/7")).repeats.lines["share"].documents
    41
    """

    def __init__(self, sites: Mapping[str, Repeats]) -> None:
        self.sites = sites

    @classmethod
    def load(cls, path: str | Path) -> SiteProfile:
        """The profile in a file, without the lines that are protected.

        Raises:
            NewscleanError: the file cannot be read, or a package is missing.
        """
        site_of("example.org")  # a missing package is told now and not at the first document
        found: dict[str, dict[str, Support]] = {}
        for rows in file.read(path, _COLUMNS, learned=True):
            for row in rows.to_pylist():
                if not row["protected"]:
                    kind = Kind(row["kind"]) if row["kind"] else None
                    support = Support(row["documents"], row["of"], row["bound"], is_prose(row["line"]), kind)
                    found.setdefault(row["site"], {})[row["line"]] = support
        return cls(
            {site: Repeats(site, lines, any(each.is_prose for each in lines.values())) for site, lines in found.items()}
        )

    def informed(self, document: Document) -> Document:
        """The document with what its site repeats; the same one where nothing is known of its site."""
        repeats = self.sites.get(site_of(document.url)) if document.url else None
        return document.with_repeats(repeats) if repeats else document
