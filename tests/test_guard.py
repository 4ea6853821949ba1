"""A function under guard: a row that kills or hangs its process is given back, and the others go on."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpora import descendants, wait_for
from newsclean import Pipeline
from newsclean.corpus.child import UnfitError
from newsclean.corpus.guard import DEATHS, Failure, Guard


def act(word: str) -> str:
    """Do what a word says, in the guard's process."""
    if word == "die":
        os._exit(9)
    if word == "hang":
        time.sleep(600)
    if word == "wild":
        re.match("(a+)+$", "a" * 60 + "b")  # for years, and without letting any thread go on
    if word == "fail":
        raise KeyError("no such ticket")
    if word.startswith("once"):  # dies of it the first time only
        marker = Path(word.removeprefix("once "))
        if not marker.exists():
            marker.touch()
            os._exit(9)
    if word == "print":
        print("among the replies")
    if word == "unpicklable":
        return (letter for letter in word)  # type: ignore[return-value]
    return word.upper()


def test_every_item_is_answered_in_its_place(tmp_path: Path) -> None:
    words = ["a", "die", f"once {tmp_path / 'marker'}", "hang", "hang", "fail", "print", "z"]
    with Guard(act, seconds=1) as guard:
        answers = list(guard.map(words))
    dead = Failure(f"crashed its process {DEATHS} times: ended with exit code 9")
    late, failed = Failure("took more than 1 seconds"), Failure("KeyError: 'no such ticket'")
    assert answers == ["A", dead, f"once {tmp_path / 'marker'}".upper(), late, late, failed, "PRINT", "Z"]


def test_a_guard_travels_and_can_be_used_again() -> None:
    guard = pickle.loads(pickle.dumps(Guard(Pipeline(only=["source_link"]).clean, seconds=9)))
    assert guard("Trams run again.\n\nSource link") == "Trams run again."
    guard.close()
    assert list(guard.map(["One.", "Two.\n\nSource link"])) == ["One.", "Two."]
    guard.close()


def test_answers_that_nobody_fetched_do_not_come_later() -> None:
    with Guard(act) as guard:
        answers = guard.map(["a", "b", *["c"] * 40])
        assert next(answers) == "A"
        answers.close()
        assert list(guard.map(["x", "y"])) == ["X", "Y"]


def test_a_function_that_the_process_cannot_load_is_an_error() -> None:
    module = type(sys)("of_this_process_only")
    exec("def clean(text): return text", module.__dict__)
    sys.modules[module.__name__] = module
    try:
        with Guard(module.clean) as guard, pytest.raises(UnfitError, match="of_this_process_only"):
            guard("a text")
    finally:
        del sys.modules[module.__name__]


def test_a_regular_expression_that_runs_wild_is_ended_whatever_waits_behind_it() -> None:
    with Guard(act, seconds=1) as guard:
        answers = list(guard.map(["a", "wild", *["x" * 100_000] * 20]))
    assert answers == ["A", Failure("took more than 1 seconds"), *["X" * 100_000] * 20]


def test_it_is_ended_too_when_whoever_guards_is_gone() -> None:
    script = "from test_guard import *; g = Guard(act, seconds=1); print(g('a'), flush=True); g('wild')"
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=Path(__file__).parent)
    assert parent.stdout
    assert parent.stdout.readline() == b"A\n"
    below = descendants(parent.pid)
    parent.kill()
    parent.communicate()
    assert len(below) == 1
    wait_for(lambda: not Path(f"/proc/{below[0]}/exe").exists())


def test_items_may_be_large() -> None:
    with Guard(act) as guard:
        assert [len(str(each)) for each in guard.map(["x" * 3_000_000] * 20)] == [3_000_000] * 20
