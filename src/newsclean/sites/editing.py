"""A profile made small, and lines of it protected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.signals.normalised import normalised
from newsclean.sites import file
from newsclean.sites.spill import arrow

if TYPE_CHECKING:
    import pyarrow as pa


def prune(source: str | Path, target: str | Path) -> int:
    """Write a profile without the lines that were not learned and without the numbers of pages: small, but final.

    Returns:
        how many lines it has.

    Raises:
        NewscleanError: the profile cannot be read, or the other not be written.
    """
    return file.rewrite(Path(source), Path(target), _pruned)


def protect(path: str | Path, site: str, lines: Iterable[str]) -> list[str]:
    """Keep lines of a site in its articles though they were learned; they stay protected when profiles are merged.

    Args:
        path: the profile, which is changed.
        site: the registrable domain.
        lines: the lines, spelt as on the pages or as in the profile.

    Returns:
        those of the lines that were not learned; if there are any, nothing is changed.

    Raises:
        NewscleanError: the profile cannot be read or written.
    """
    wanted = {(site, normalised(line)): line for line in lines}
    known: set[tuple[str, str]] = set()
    for rows in file.read(path, ["site", "line", "learned"], learned=True):
        known.update(pairs(rows.filter(rows["learned"])))
    missing = [line for pair, line in wanted.items() if pair not in known]
    if not missing:
        file.rewrite(Path(path), Path(path), lambda rows: with_protected(rows, frozenset(wanted)))
    return missing


def _pruned(rows: pa.Table) -> pa.Table:
    return rows.filter(rows["learned"]).drop_columns(["pages", "places", "sketches"])


def with_protected(rows: pa.Table, protected: frozenset[tuple[str, str]]) -> pa.Table:
    """The rows, those of these lines marked besides the ones that are."""
    if not protected:
        return rows
    pa = arrow()
    marks = pa.array([pair in protected for pair in pairs(rows)], pa.bool_())
    if "protected" not in rows.column_names:
        return rows.append_column("protected", marks)
    column = rows.column_names.index("protected")
    return rows.set_column(column, "protected", pa.compute.or_(rows["protected"], marks))


def pairs(rows: pa.Table) -> Iterator[tuple[str, str]]:
    """The site and the line of each row."""
    return zip(rows["site"].to_pylist(), rows["line"].to_pylist(), strict=True)
