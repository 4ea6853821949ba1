"""What newsclean promises of every text: each promise is a check that says in a sentence how it was broken."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile

from newsclean.document import Document
from newsclean.kinds import Kind
from newsclean.pipeline import Pipeline
from newsclean.registry import Cleaner
from newsclean.removal import Cleaned, Removal, restore
from newsclean.testing.composing import Noisy

_SHOWN = 300  # characters of a text that a message shows
_BEFORE = 60  # of them, those before the place where two texts part

_IN_ANOTHER_PROCESS = """
import pickle, sys
pipeline, documents = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(pickle.dumps([pipeline.explain(document) for document in documents]))
"""


class BrokenPromiseError(AssertionError):
    """A promise that was not kept. The message says which, on which text, by which cleaners, and what came out."""

    def __init__(self, promise: str, pipeline: Pipeline, document: Document, complaint: str) -> None:
        cleaners = ", ".join(each.name for each in pipeline.cleaners)
        super().__init__(
            f"broken promise: {promise}\n  cleaners: {cleaners}\n  text:     {_shown(document.text)}\n  {complaint}"
        )


@dataclass(frozen=True)
class _Trial:
    """A text that has been cleaned, for the promises to look at."""

    pipeline: Pipeline
    document: Document
    result: Cleaned


def check_promises(subject: Cleaner | Pipeline, texts: Iterable[str | Document]) -> None:
    r"""Check what newsclean promises of every text, on these texts.

    That cleaning only deletes; that it can be undone; that cleaning again removes nothing more; that the order of the
    cleaners and the texts before do not matter; that the receipts are true; and that no text raises an error.

    Args:
        subject: a cleaner, which is then tried alone with all of its cuts carried out, or a pipeline.
        texts: the texts, or documents.

    Raises:
        BrokenPromiseError: a promise was not kept.

    >>> import newsclean
    >>> check_promises(newsclean.Pipeline(), ["The bridge is open again.\n\nSource link", "\ud800"])
    """
    pipeline = subject if isinstance(subject, Pipeline) else _unleashed(subject)
    for text in texts:
        document = text if isinstance(text, Document) else Document(text)
        trial = _Trial(pipeline, document, _explained(pipeline, document))
        for promise, complaint in _PROMISES.items():
            _require(promise, trial, complaint(trial))


def check_clean(pipeline: Pipeline, texts: Iterable[str | Document]) -> None:
    """Check that texts without noise come back as they were.

    Raises:
        BrokenPromiseError: something was taken from one of them.
    """
    for text in texts:
        document = text if isinstance(text, Document) else Document(text)
        result = _explained(pipeline, document)
        taken = "" if result.text == document.text else f"was taken: {_receipts(result.removals)}"
        _require("a text without noise comes back byte for byte", _Trial(pipeline, document, result), taken)


def check_noisy(pipeline: Pipeline, texts: Iterable[str | Noisy]) -> None:
    """Check that exactly the noise goes.

    Args:
        pipeline: the pipeline.
        texts: texts in which the noise stands between ⟦ and ⟧, with the white space that goes with it.

    Raises:
        BrokenPromiseError: noise was left, or more than noise was taken.
    """
    for text in texts:
        noisy = text if isinstance(text, Noisy) else Noisy.marked(text)
        result = _explained(pipeline, Document(noisy.noisy))
        _require("exactly the noise goes", _Trial(pipeline, result.document, result), _difference(noisy, result))


def check_in_another_process(pipeline: Pipeline, texts: Iterable[str | Document]) -> None:
    """Check that another process, with another hash seed and the texts in another order, gives the same results.

    Raises:
        BrokenPromiseError: a result differs.
    """
    documents = [text if isinstance(text, Document) else Document(text) for text in texts]
    here = [_explained(pipeline, document) for document in documents]
    seed = "1" if os.environ.get("PYTHONHASHSEED") == "0" else "0"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ran = subprocess.run(
        [sys.executable, "-c", _IN_ANOTHER_PROCESS],
        input=pickle.dumps((pipeline, documents[::-1])),
        capture_output=True,
        env=environment,
        check=False,
    )
    if ran.returncode:
        raise AssertionError(f"the pipeline does not run in another process:\n{ran.stderr.decode(errors='replace')}")
    there: list[Cleaned] = pickle.loads(ran.stdout)[::-1]
    for one, other in zip(here, there, strict=True):
        differs = "" if one == other else f"here: {_receipts(one.removals)}\n  there: {_receipts(other.removals)}"
        _require("every process gives the same result", _Trial(pipeline, one.document, one), differs)


def _only_deletes(trial: _Trial) -> str:
    pieces: list[str] = []
    position = 0
    for removal in trial.result.removals:
        pieces.append(trial.document.text[position : removal.start])
        position = removal.end
    pieces.append(trial.document.text[position:])
    left = "".join(pieces)
    return "" if left == trial.result.text else _apart(trial.result.text, left)


def _can_be_undone(trial: _Trial) -> str:
    for back in (trial.result.restore(), restore(trial.result.text, reversed(trial.result.removals))):
        if back != trial.document.text:
            return _apart(back, trial.document.text)
    return ""


def _settles(trial: _Trial) -> str:
    again = _explained(trial.pipeline, trial.document.with_text(trial.result.text))
    if again.text == trial.result.text and not again.removals:
        return ""
    return f"came out: {_shown(trial.result.text)}\n  the second time went: {_receipts(again.removals)}"


def _ignores_order(trial: _Trial) -> str:
    cleaners = trial.pipeline.cleaners
    middle = len(cleaners) // 2
    for order in (cleaners[::-1], cleaners[middle:] + cleaners[:middle]):
        other = _explained(_with_cleaners(trial.pipeline, order), trial.document)
        if other != trial.result:
            names = ", ".join(each.name for each in order)
            return f"went: {_receipts(trial.result.removals)}\n  in the order {names}: {_receipts(other.removals)}"
    return ""


def _forgets(trial: _Trial) -> str:
    again = _explained(trial.pipeline, trial.document.with_text(trial.document.text))
    if again == trial.result:
        return ""
    return f"went: {_receipts(trial.result.removals)}\n  the second time: {_receipts(again.removals)}"


def _writes_true_receipts(trial: _Trial) -> str:
    reach = 0
    for removal in trial.result.removals:
        if not reach <= removal.start < removal.end <= len(trial.document.text):
            return f"overlapping, empty or out of order: {removal}"
        if removal.text != trial.document.text[removal.start : removal.end]:
            return f"not the text that stood there: {removal}"
        reach = removal.end
    return ""


def _proposes_well(trial: _Trial) -> str:
    for cleaner in trial.pipeline.cleaners:
        for cut in cleaner(trial.document):
            if not cut.rule or not 0 <= cut.confidence <= 1:
                return f"proposed by {cleaner.name}: {cut}"
    return ""


_PROMISES: dict[str, Callable[[_Trial], str]] = {
    "cleaning only deletes": _only_deletes,
    "every removal can be undone": _can_be_undone,
    "removals are in order and say what stood there": _writes_true_receipts,
    "every cut has a rule and a confidence from 0 to 1": _proposes_well,
    "cleaning again removes nothing more": _settles,
    "the order of the cleaners does not matter": _ignores_order,
    "the same text gives the same result": _forgets,
}


def _explained(pipeline: Pipeline, document: Document) -> Cleaned:
    try:
        return pipeline.explain(document)
    except Exception as error:
        complaint = f"raised: {type(error).__name__}: {error}"
        raise BrokenPromiseError("no text raises an error", pipeline, document, complaint) from error


def _require(promise: str, trial: _Trial, complaint: str) -> None:
    if complaint:
        raise BrokenPromiseError(promise, trial.pipeline, trial.document, complaint)


def _unleashed(cleaner: Cleaner) -> Pipeline:
    """A pipeline of one cleaner that carries out its every cut."""
    everything = Pipeline(confidence={kind.value: 0.0 for kind in Kind}, brake={kind.value: 1.0 for kind in Kind})
    return _with_cleaners(everything, (cleaner,))


def _with_cleaners(pipeline: Pipeline, cleaners: tuple[Cleaner, ...]) -> Pipeline:
    twin = copy.copy(pipeline)
    twin.cleaners = cleaners
    return twin


def _difference(noisy: Noisy, result: Cleaned) -> str:
    if result.text == noisy.clean:
        return ""
    warnings = "".join(f"\n  warning:  {each}" for each in result.warnings)
    return f"{_apart(result.text, noisy.clean)}\n  went:     {_receipts(result.removals)}{warnings}"


def _receipts(removals: Iterable[Removal]) -> str:
    return ", ".join(f"{_shown(each.text)} ({each.rule}, {each.confidence:.2f})" for each in removals) or "nothing"


def _apart(came_out: str, expected: str) -> str:
    """Both texts from shortly before the place where they part."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(came_out, expected, strict=False)))
    start = max(0, alike - _BEFORE)
    return f"came out: {_shown(came_out[start:])}\n  expected: {_shown(expected[start:])}"


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN // 2]} […] {text[-_SHOWN // 2 :]}")
