"""Files by address: local paths, and whatever fsspec knows (``s3://``, ``hf://``, ``memory://`` ...).

A file appears when everything is in it: it is written aside, brought to the disk, and renamed; at a remote address, it
is written to a local temporary file and uploaded as a whole, which object stores commit at its end.
"""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import fsspec
from fsspec.implementations.local import LocalFileSystem

_ASIDE = ".part-"  # in the names of files that are not complete, before the machine and process that write them


def filesystem(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it."""
    found, path = fsspec.core.url_to_fs(address)
    return found, str(path)


def is_local(address: str) -> bool:
    """Whether an address is a path on this machine.

    >>> is_local("crawl/a.jsonl"), is_local("memory://crawl/a.jsonl")
    (True, False)
    """
    return isinstance(filesystem(address)[0], LocalFileSystem)


def absolute(address: str) -> str:
    """The address as it is understood in any working directory.

    >>> absolute("memory://clean/"), absolute("clean").startswith("/")
    ('memory://clean/', True)
    """
    return filesystem(address)[1] if is_local(address) else address


def joined(folder: str, name: str) -> str:
    """The address of a name in a folder.

    >>> joined("memory://clean/", "2024/a.jsonl")
    'memory://clean/2024/a.jsonl'
    """
    return f"{folder.rstrip('/')}/{name}"


def opened(address: str) -> BinaryIO:
    """A file to read bytes from."""
    if is_local(address):
        return Path(filesystem(address)[1]).open("rb")
    files, path = filesystem(address)
    return cast("BinaryIO", files.open(path, "rb"))


def size(address: str) -> int | None:
    """The bytes of a file; None where there is none."""
    files, path = filesystem(address)
    try:
        return int(files.info(path)["size"])
    except FileNotFoundError:
        return None


def identity(address: str) -> str:
    """What tells a file from a later one at the same address: its size, and its time or tag as the store has it."""
    files, path = filesystem(address)
    info = files.info(path)
    known = [info.get(key) for key in ("size", "mtime", "ETag", "etag", "LastModified", "created", "sha256")]
    if isinstance(files, LocalFileSystem):
        known = known[:2]  # 'created' changes with the permissions
    return " ".join(str(each) for each in known if each is not None)


@contextmanager
def written(address: str) -> Iterator[BinaryIO]:
    """A stream to a file that appears when everything is in it; left by an exception, nothing appears.

    Raises:
        OSError: it cannot be written.
    """
    files, path = filesystem(address)
    local = isinstance(files, LocalFileSystem)
    target = Path(path)
    if local:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f".{target.name}{_ASIDE}{socket.gethostname()}-{os.getpid()}")
    else:
        handle, name = tempfile.mkstemp(suffix=".part")
        os.close(handle)
        aside = Path(name)
    try:
        with aside.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if local:
            aside.replace(target)
            _sync(target.parent)
        else:
            files.makedirs(files._parent(path), exist_ok=True)
            files.put_file(str(aside), path)
    finally:
        aside.unlink(missing_ok=True)


def sweep(folder: str, names: Iterable[str]) -> None:
    """Remove what killed runs have left, in a local folder, of files with these names below it."""
    files, path = filesystem(folder)
    if isinstance(files, LocalFileSystem):
        meant = {Path(path, name) for name in names}
        for below in {each.parent for each in meant}:
            for left in below.glob(f".*{_ASIDE}*"):
                if left.with_name(left.name[1:].rpartition(_ASIDE)[0]) in meant:
                    left.unlink(missing_ok=True)


def remove(address: str) -> None:
    """Remove a file, where there is one."""
    files, path = filesystem(address)
    if files.exists(path):
        files.rm_file(path)


def _sync(folder: Path) -> None:
    """Bring a rename to the disk."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
