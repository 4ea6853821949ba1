"""The columns of a Parquet file for rows that come as JSON.

A column whose values are all strings, whole numbers, numbers or truth values gets that type. Everything else (objects,
arrays, columns of mixed types, numbers of more than 64 bits) is kept as its JSON text, so that nothing is lost and the
schema does not hang on what happens to stand in one file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Raw

_FIRST = {ord('"'): "string", ord("t"): "bool", ord("f"): "bool", ord("n"): "null", ord("{"): "json", ord("["): "json"}


def inferred(rows: Iterable[Mapping[str, Raw]]) -> dict[str, str]:
    """The type of every column, in the order in which they first appear.

    >>> inferred([{"id": Raw(b"1"), "tags": Raw(b'["a"]')}, {"id": Raw(b"2.5"), "note": Raw(b"null")}])
    {'id': 'double', 'tags': 'json', 'note': 'string'}
    """
    seen: dict[str, set[str]] = {}
    for fields in rows:
        for name, value in fields.items():
            seen.setdefault(name, set()).add(_kind(bytes(value)))
    return {name: _type(kinds - {"null"}) for name, kinds in seen.items()}


def value(raw: Raw | None, kind: str) -> Any:
    """A value as its column has it.

    >>> value(Raw(b'{"a": 1}'), "json"), value(Raw(b"null"), "json"), value(Raw(b"3"), "double")
    ('{"a": 1}', None, 3.0)
    """
    if raw is None or bytes(raw) == b"null":
        return None
    if kind == "json":
        return bytes(raw).decode()
    found = msgspec.json.decode(raw)
    return float(found) if kind == "double" else found


def _type(kinds: set[str]) -> str:
    if kinds == {"int64", "double"}:
        return "double"
    if len(kinds) > 1:
        return "json"
    return kinds.pop() if kinds else "string"


def _kind(raw: bytes) -> str:
    kind = _FIRST.get(raw[0], "number")
    if kind == "string" and b"\\u" in raw:
        try:
            msgspec.json.decode(raw)
        except msgspec.DecodeError:
            return "json"  # half of a surrogate pair: no string, but it can be kept as it is spelt
    if kind == "number":
        number = msgspec.json.decode(raw)
        if isinstance(number, int):
            return "int64" if -(2**63) <= number < 2**63 else "json"
        return "double"
    return kind
