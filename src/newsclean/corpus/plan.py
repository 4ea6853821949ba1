"""The plan of a run: which inputs there are, and the shard that each of them becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from fsspec.implementations.local import LocalFileSystem
from fsspec.utils import get_protocol

from newsclean.corpus import addresses
from newsclean.errors import NewscleanError

FILES_A_SHARD = 1000  # texts or pages that make a shard: enough to be worth a file, few enough to lose

FORMATS = ("jsonl", "parquet", "warc", "text", "html")

_SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
}
_COMPRESSED = (".gz", ".zst")
_OUTPUT = {"jsonl": ".jsonl.zst", "parquet": ".parquet"}


class PlanError(NewscleanError):
    """Inputs that make no run; the message says what to name instead."""


class Shard(NamedTuple):
    """The unit of a run: an input file, or some files of a folder, and the one output file that it becomes.

    Args:
        name: what it is called in messages and in the manifest: the input's name below the folder that was named.
        format: of the input.
        sources: the addresses of the input, each with its name.
        output: the output's name below the output folder.
        identity: what tells the input from another one at the same address.
        size: the bytes of the input.
    """

    name: str
    format: str
    sources: tuple[tuple[str, str], ...]
    output: str
    identity: str
    size: int


class _Found(NamedTuple):
    address: str
    name: str
    format: str


def plan(inputs: Sequence[str], out: str | None, kind: str | None = None, to: str | None = None) -> list[Shard]:
    """The shards of a run, by name.

    Args:
        inputs: addresses of files, folders or globs. Of a folder, all files with a known suffix are taken, hidden ones
            left out.
        out: the address of the output folder; None where no file becomes another, and so none need names of their own.
        kind: the format of all inputs, where their suffixes do not tell.
        to: the output's format, ``jsonl`` or ``parquet``; the input's where left out, and JSONL of what is neither.

    Raises:
        PlanError: nothing is found, or not told apart.
    """
    found = [each for named in inputs for each in _found(named, out, kind)]
    single = [each for each in found if each.format not in {"text", "html"}]
    shards = [_shard((each,), each.name, _output(each.name, each.format, to)) for each in single]
    shards += _of_folders([each for each in found if each.format in {"text", "html"}], to)
    shards.sort(key=lambda shard: shard.name)
    taken: dict[str, Shard] = {}
    for shard in shards if out is not None else ():
        other = taken.setdefault(shard.output, shard)
        if other is not shard:
            raise PlanError(
                f"{other.sources[0][0]} and {shard.sources[0][0]} would both become {shard.output}; "
                "run them apart, into folders of their own"
            )
    return shards


def chosen(shards: Sequence[Shard], part: tuple[int, int]) -> list[Shard]:
    """Every n-th shard, beginning with the i-th, from 1.

    >>> chosen(["a", "b", "c", "d", "e"], (2, 3))
    ['b', 'e']
    """
    number, of = part
    return list(shards[number - 1 :: of])


def _found(named: str, out: str | None, kind: str | None) -> Iterator[_Found]:
    files, path = addresses.filesystem(named)
    path = path.rstrip("/") or path
    if any(mark in path for mark in "*?[") and not files.exists(path):
        matched = sorted(each for each in files.glob(path) if files.isfile(each))
        root = _fixed_part(path)
    elif files.isdir(path):
        if out is not None:
            _refuse_inside(named, path, out)
        matched = sorted(each for each in files.find(path) if not _is_hidden(each[len(path) :]))
        matched = [each for each in matched if kind or _format(each)]
        root = path
    elif files.isfile(path):
        matched, root = [path], files._parent(path)
    else:
        raise PlanError(f"{named}: no such file or folder")
    if not matched:
        raise PlanError(f"{named}: nothing there to clean; the formats are told by suffix, or by --format")
    for each in matched:
        known = kind or _format(each)
        if not known:
            raise PlanError(f"{each}: the suffix tells no format; say one with --format ({', '.join(FORMATS)})")
        yield _Found(_address(files, each), each[len(root) :].lstrip("/"), known)


def _refuse_inside(named: str, folder: str, out: str) -> None:
    _, target = addresses.filesystem(out)
    if get_protocol(named) == get_protocol(out) and (target + "/").startswith(folder.rstrip("/") + "/"):
        raise PlanError(f"the output folder {out} lies in the input folder {named}; name one outside of it")


def _address(files: Any, path: str) -> str:
    return path if isinstance(files, LocalFileSystem) else str(files.unstrip_protocol(path))


def _fixed_part(pattern: str) -> str:
    fixed = pattern.split("/")
    for place, part in enumerate(fixed):
        if any(mark in part for mark in "*?["):
            return "/".join(fixed[:place])
    return pattern


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "_")) for part in name.split("/"))


def _stem(name: str) -> tuple[str, str]:
    """A name without its suffix, and the suffix without the compression.

    >>> _stem("2024/a.warc.wet.gz"), _stem("v1.5/a.jsonl")
    (('2024/a.warc', '.wet'), ('v1.5/a', '.jsonl'))
    """
    plain = name[: -len(PurePosixPath(name).suffix)] if name.lower().endswith(_COMPRESSED) else name
    suffix = PurePosixPath(plain).suffix
    return (plain[: -len(suffix)], suffix.lower()) if suffix.lower() in _SUFFIXES else (plain, "")


def _format(name: str) -> str | None:
    return _SUFFIXES.get(_stem(name)[1])


def _output(name: str, kind: str, to: str | None) -> str:
    """The name of the output: the input's, with another suffix where the format is another.

    >>> _output("2024/a.ndjson.gz", "jsonl", None), _output("b.warc.gz", "warc", "parquet")
    ('2024/a.ndjson.gz', 'b.parquet')
    """
    goal = to or ("parquet" if kind == "parquet" else "jsonl")
    if goal == kind and _format(name) == kind:
        return name
    return _stem(name)[0] + _OUTPUT[goal]


def _of_folders(found: Iterable[_Found], to: str | None) -> Iterator[Shard]:
    folders: dict[tuple[str, str], list[_Found]] = {}
    for each in found:
        folders.setdefault((each.name.rpartition("/")[0], each.format), []).append(each)
    for (folder, kind), files in folders.items():
        files.sort(key=lambda each: each.name)
        for start in range(0, len(files), FILES_A_SHARD):
            name = f"{folder}/{kind}-{start // FILES_A_SHARD:05}".lstrip("/")
            yield _shard(files[start : start + FILES_A_SHARD], name, name + _OUTPUT[to or "jsonl"])


def _shard(found: Sequence[_Found], name: str, output: str) -> Shard:
    known = [addresses.identity(each.address) for each in found]
    size = sum(int(each.partition(" ")[0]) for each in known)
    sources = tuple((each.address, each.name) for each in found)
    return Shard(name, found[0].format, sources, output, " ".join(known), size)
