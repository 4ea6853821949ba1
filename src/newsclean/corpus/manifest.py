"""What an output folder knows of its run: the configuration, and a note of each shard that is done.

A note is written when the shard's output has been renamed and is on the disk; the note, never the output's existence,
means done.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

import newsclean
from newsclean.corpus import addresses
from newsclean.corpus.plan import Shard
from newsclean.corpus.tally import Tally
from newsclean.errors import NewscleanError
from newsclean.pipeline import Pipeline
from newsclean.registry import Cleaner

FOLDER = "_newsclean"  # readers of a folder of Parquet leave out what begins with _ or .
RUN = f"{FOLDER}/run.json"

_CODE = {".py", ".json", ".jsonl", ".npz", ".txt"}


class OtherRunError(NewscleanError):
    """The output folder belongs to another run; the message says what differs."""


class Note(msgspec.Struct):
    """A shard that is done.

    Args:
        source: the address of its first input.
        identity: as the shard has it.
        size: the bytes of the output.
        rejected: the rows that were set aside.
        skipped: the records that are no documents.
        tally: what went.
    """

    source: str
    identity: str
    size: int = 0
    rejected: int = 0
    skipped: int = 0
    tally: Tally = msgspec.field(default_factory=Tally)


def configuration(pipeline: Pipeline, **settings: Any) -> dict[str, Any]:
    """Everything that the output depends on beside the input, as plain data."""
    policy = pipeline.policy
    return {
        "newsclean": newsclean.__version__,
        "code": code(pipeline.cleaners),
        "preset": pipeline.preset,
        "cleaners": [each.name for each in pipeline.cleaners],
        "only": sorted(pipeline.only),
        "confidence": {kind.value: policy.confidence[kind] for kind in policy.confidence},
        "brake": {kind.value: policy.brake[kind] for kind in policy.brake},
        "protect": list(policy.protect),
        "sites": pipeline.sites and _digest(repr(sorted(pipeline.sites.sites.items())).encode()),
        **settings,
    }


def claim(out: str, config: dict[str, Any]) -> None:
    """Make the folder one of this configuration.

    Raises:
        OtherRunError: it holds the output of another one, or something that is not ours.
    """
    digest = _digest(msgspec.json.encode(config))
    known = _read(addresses.joined(out, RUN), dict[str, Any])
    if known is None:
        _write(addresses.joined(out, RUN), {"digest": digest, "configuration": config})
    elif known.get("digest") != digest:
        old = known.get("configuration") or {}
        differing = [key for key in {**old, **config} if old.get(key) != config.get(key)]
        raise OtherRunError(
            f"{out} holds the output of another configuration ({', '.join(differing)} differ); nothing was cleaned, "
            "name another folder, or give the options of the first run"
        )


def configured(out: str) -> dict[str, Any] | None:
    """The configuration that a folder's output was made with; None where it is not ours."""
    known = _read(addresses.joined(out, RUN), dict[str, Any])
    return None if known is None else known.get("configuration")


def note(out: str, shard: Shard) -> Note | None:
    """The note of a shard that is done, with the same input and its output still there; else None.

    Raises:
        OtherRunError: another input became this output.
    """
    found: Note | None = _read(addresses.joined(out, _note(shard)), Note)
    if found is None:
        return None
    if found.source != shard.sources[0][0]:
        raise OtherRunError(
            f"{shard.output} was made of {found.source}, and would be made of {shard.sources[0][0]} now; "
            "name another output folder"
        )
    if found.identity != shard.identity or addresses.size(addresses.joined(out, shard.output)) != found.size:
        return None
    return found


def rejected(shard: Shard) -> str:
    """The name of the file with a shard's rows that were set aside, where there are any."""
    return f"{FOLDER}/rejected/{shard.output}.jsonl"


def removed(shard: Shard) -> str:
    """The name of the file with what went from a shard, where that is asked for and something did."""
    return f"{FOLDER}/removed/{shard.output}.jsonl.zst"


def names(shard: Shard) -> list[str]:
    """The names of all files of a shard."""
    return [shard.output, rejected(shard), removed(shard), _note(shard)]


def put(out: str, shard: Shard, done: Note) -> None:
    """Note that a shard is done."""
    _write(addresses.joined(out, _note(shard)), done)


def _note(shard: Shard) -> str:
    return f"{FOLDER}/done/{shard.output}.json"


def _read(address: str, kind: Any) -> Any:
    """The content of a file; None where there is none, or where it is not what it should be."""
    try:
        with addresses.opened(address) as stream:
            return msgspec.json.decode(stream.read(), type=kind)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def _write(address: str, content: Any) -> None:
    with addresses.written(address) as stream:
        stream.write(msgspec.json.encode(content) + b"\n")


def code(cleaners: Iterable[Cleaner] = ()) -> str:
    """A digest of newsclean's own files, and of those of other people's cleaners among these.

    Rules get better between versions, and a development tree changes without one.
    """
    package = Path(newsclean.__file__).parent
    files = sorted(path for path in package.rglob("*") if path.suffix in _CODE)
    modules = sorted({each.find.__module__ for each in cleaners if each.package != "newsclean"})
    for name in modules:
        source = getattr(sys.modules.get(name) or import_module(name), "__file__", None)
        files += [Path(source)] if source else []
    return _digest(*(_digest(path.name.encode(), path.read_bytes()).encode() for path in files))


def _digest(*pieces: bytes) -> str:
    digest = blake2b(digest_size=16)
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "little") + piece)
    return digest.hexdigest()
