"""A process that calls one function on whatever it is sent, and that its parent can lose without harm.

Not ``multiprocessing``: its spawned processes run the user's script again, its pools hang or break when one of them is
killed. The process ends by itself when its parent is gone, however that went. Code that never lets go of Python's lock,
such as a regular expression that runs wild, stops all threads of its process; so whatever has to happen meanwhile is
done by the parent or by the system.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from newsclean.errors import NewscleanError

START_SECONDS = 300.0  # for a process to start, which takes half a second where nothing is in its way

PATIENCE = 5  # seconds beyond its time that an item may take where nobody is left to end it

_LENGTH = 8  # bytes that tell the length of a frame

_START = "import sys; sys.path[:] = {path!r}; from newsclean.corpus.child import serve; serve()"


class DiedError(Exception):
    """The process is gone; the message says how."""


class LateError(Exception):
    """The process has not answered in time."""


class UnfitError(NewscleanError):
    """The function cannot be had in another process; the message says why."""


class Child:
    """A process that calls a function.

    Args:
        function: called there with each item, once it is unpickled; its items and results must be picklable too.
            Where it gives an iterator, each of its values is a reply of its own.
        seconds: how long it may take for an item; as long as it likes when left out.
    """

    def __init__(self, function: object, seconds: float | None = None) -> None:
        self._seconds = seconds
        start = _START.format(path=[str(Path(each).absolute()) for each in sys.path])
        self._process = subprocess.Popen([sys.executable, "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._replies: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        assert self._process.stdin
        assert self._process.stdout
        self._requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=_pump, args=(self._process.stdout, self._replies), daemon=True).start()
        threading.Thread(target=_feed, args=(self._requests, self._process.stdin), daemon=True).start()
        self._is_ready = False
        self.send(seconds)
        self.send(function)

    def send(self, item: Any) -> None:
        """Ask for an item; several may wait, and are answered in order. A process that is gone shows at the reply."""
        self._requests.put(pickle.dumps(item, pickle.HIGHEST_PROTOCOL))

    def receive(self) -> Any:
        """The next reply.

        Raises:
            DiedError: the process is gone.
            LateError: the time is over.
            UnfitError: the function cannot be had there.
            Exception: what the function has raised.
        """
        if not self._is_ready:
            try:
                self._reply(START_SECONDS)
            except Exception as error:
                if isinstance(error, (DiedError, LateError)):
                    raise
                raise UnfitError(f"a process of its own cannot load what it is to do: {error}") from error
            self._is_ready = True
        return self._reply(self._seconds)

    def _reply(self, seconds: float | None) -> Any:
        frame = self._frame(seconds)
        if frame is None:
            raise DiedError(_how(self._process.wait()))
        good, value = pickle.loads(frame)
        if not good:
            raise value
        return value

    def _frame(self, seconds: float | None) -> bytes | None:
        """The next frame. The time in which all processes are stopped, by Ctrl-Z or a sleeping host, does not count."""
        if seconds is None:
            return self._replies.get()
        ticks = max(1, round(seconds))
        for _ in range(ticks):
            with suppress(queue.Empty):
                return self._replies.get(timeout=seconds / ticks)
        raise LateError

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        self._requests.put(None)


def serve() -> None:
    """The process: the first frame is the function, each other one an item."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the parent decides
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # a cleaner that prints must not be taken for a reply
    inbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=_pump, args=(source, inbox, True), daemon=True).start()
    seconds: float | None = pickle.loads(inbox.get() or b"")
    try:
        function = pickle.loads(inbox.get() or b"")
    except Exception as error:
        _reply(sink, False, error)
        return
    _reply(sink, True, "ready")
    while frame := inbox.get():
        try:
            with _ended_after(seconds):
                value = function(pickle.loads(frame))
            for each in value if hasattr(value, "__next__") else (value,):
                _reply(sink, True, each)
        except Exception as error:
            _reply(sink, False, error)


@contextmanager
def _ended_after(seconds: float | None) -> Iterator[None]:
    """Have the system end this process when it takes so long that its parent, if there were one, had ended it."""
    if seconds is None or not hasattr(signal, "alarm"):
        yield
        return
    signal.alarm(int(seconds) + PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)


def _reply(sink: BinaryIO, good: bool, value: Any) -> None:
    try:
        frame = pickle.dumps((good, value), pickle.HIGHEST_PROTOCOL)
        if not good:
            pickle.loads(frame)  # some exceptions can be written, but not read
    except Exception as error:
        told = value if not good else error
        frame = pickle.dumps((False, RuntimeError(f"{type(told).__name__}: {told}")))
    _write(sink, frame)


def _feed(outbox: queue.SimpleQueue[bytes | None], sink: BinaryIO) -> None:
    """Write frames out of a queue, so that whoever asks never waits for a process that does not read."""
    with suppress(OSError), sink:
        while (frame := outbox.get()) is not None:
            _write(sink, frame)


def _write(sink: Any, frame: bytes) -> None:
    sink.write(len(frame).to_bytes(_LENGTH, "little") + frame)
    sink.flush()


def _pump(source: BinaryIO, inbox: queue.SimpleQueue[bytes | None], is_child: bool = False) -> None:
    """Move frames into a queue, so that neither side ever waits for the other to read."""
    while len(head := source.read(_LENGTH)) == _LENGTH:
        length = int.from_bytes(head, "little")
        frame = source.read(length)
        if len(frame) < length:
            break
        inbox.put(frame)
    if is_child:
        os._exit(0)  # the parent is gone, and with it whoever would want the answer
    inbox.put(None)


def _how(code: int) -> str:
    if code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"
