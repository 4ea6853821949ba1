"""Arrow tables, as Spark and Ray Data hand them over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from newsclean.corpus.formats.parquet import REMOVALS
from newsclean.corpus.rows import REMOVED, Fields
from newsclean.engines.rows import REJECTED, Rows
from newsclean.errors import InputError


class CleanTable:
    r"""Clean the texts of a table. All other columns, and the order of the rows, stay as they are.

    Args:
        rows: what is done with the rows.
        removed: whether a column ``removed`` is added for what went, as in a corpus run.

    >>> table = pa.table({"id": [7], "text": ["Trams run again.\n\nSource link"]})
    >>> CleanTable(Rows(), removed=False)(table).to_pylist()
    [{'id': 7, 'text': 'Trams run again.', 'rejected': ''}]
    """

    def __init__(self, rows: Rows, *, removed: bool) -> None:
        self._rows, self.added = rows, {REJECTED: pa.string(), **({REMOVED: REMOVALS} if removed else {})}

    def __call__(self, table: pa.Table) -> pa.Table:
        """The table with cleaned texts and the columns ``added``.

        Raises:
            InputError: as in :func:`check`.
        """
        fields = self._rows.fields
        check(table.column_names, fields, self.added)
        known = table.select([name for name in fields if name in table.column_names]).to_pylist()
        outcomes = [outcome for _, outcome in self._rows.outcomes((None, row) for row in known)]
        place = table.column_names.index(fields.text)
        field = table.schema.field(place)
        if pa.types.is_dictionary(field.type):
            field = field.with_type(field.type.value_type)
        table = table.set_column(place, field, _column([each.text for each in outcomes], field.type))
        for name, kind in self.added.items():
            table = table.append_column(name, _column([getattr(each, name) for each in outcomes], kind))
        return table


def check(columns: Iterable[str], fields: Fields, added: Iterable[str]) -> None:
    """That there is a column of texts, and none of those that are to be added.

    Raises:
        InputError: one is missing, or is there already.
    """
    names = list(columns)
    if fields.text not in names:
        known = ", ".join(map(repr, names))
        raise InputError(f"no column {fields.text!r}; there are {known}; name the one with the text")
    for name in added:
        if name in names:
            raise InputError(f"there is a column {name!r} already; drop or rename it first")


def _column(values: list[Any], kind: pa.DataType) -> Any:
    return pa.chunked_array([pa.array(values, kind)])
