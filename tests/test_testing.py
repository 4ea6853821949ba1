"""The suite for authors of cleaners notices every broken promise, and says so in words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from conftest import Declare
from newsclean import Cut, Document, Kind, Pipeline, registry
from newsclean.testing import (
    BrokenPromiseError,
    CleanerSuite,
    Noisy,
    check_clean,
    check_in_another_process,
    check_noisy,
    check_promises,
)

ARTICLE = "The bridge at Hartwell is open again."


def cleaner(find: Callable[[Document], list[Cut]]) -> registry.Cleaner:
    return registry.Cleaner("mine", Kind.PROMO, find)


def once() -> Callable[[Document], list[Cut]]:
    """A cleaner that takes something only the first time that it is asked."""
    calls = count()
    return lambda _: [Cut(0, 1, "first letter")] if next(calls) == 0 else []


def failing(document: Document) -> list[Cut]:
    raise ZeroDivisionError(document.text)


@pytest.mark.parametrize(
    ("find", "message"),
    [
        pytest.param(failing, "no text raises an error.*ZeroDivisionError", id="raises"),
        pytest.param(lambda _: [Cut(0, 99, "r")], "no text raises an error.*in a text of", id="cuts outside"),
        pytest.param(lambda _: [Cut(0, 1, "r", 1.5)], "a rule and a confidence.*mine", id="is too sure"),
        pytest.param(lambda _: [Cut(0, 1, "r", -0.1)], "a rule and a confidence.*mine", id="is less than unsure"),
        pytest.param(lambda _: [Cut(0, 1, "", 0.1)], "a rule and a confidence.*mine", id="gives no rule"),
    ],
)
def test_a_cleaner_that_breaks_a_promise_is_told(find: Callable[[Document], list[Cut]], message: str) -> None:
    with pytest.raises(BrokenPromiseError, match=f"(?s)broken promise: .*{message}"):
        check_promises(cleaner(find), [ARTICLE])


def test_a_cleaner_that_remembers_is_told() -> None:
    with pytest.raises(BrokenPromiseError, match="broken promise: the order of the cleaners does not matter"):
        check_promises(cleaner(once()), [ARTICLE])


def test_a_message_names_the_cleaner_and_shows_the_text() -> None:
    with pytest.raises(BrokenPromiseError, match=rf"(?s)cleaners: mine\n  text:     '{ARTICLE}'"):
        check_promises(cleaner(failing), [ARTICLE])


def test_a_clean_text_that_loses_something_is_told() -> None:
    with pytest.raises(BrokenPromiseError, match=r"(?s)byte for byte.*was taken: .*Source link.*en/source-link"):
        check_clean(Pipeline(), [f"{ARTICLE}\n\nSource link"])


def test_noise_that_is_left_and_text_that_is_lost_are_told() -> None:
    with pytest.raises(
        BrokenPromiseError, match=r"(?s)exactly the noise goes.*came out: .*Nonsense.*went:     nothing"
    ):
        check_noisy(Pipeline(), [f"{ARTICLE}⟦\n\nNonsense⟧"])
    with pytest.raises(BrokenPromiseError, match=r"(?s)exactly the noise goes.*expected: .*Source link"):
        check_noisy(Pipeline(), [f"{ARTICLE}\n\nSource link"])


def test_a_cleaner_that_the_brake_holds_back_is_told(declare: Declare) -> None:
    declare("greedy", "x+")
    with pytest.raises(BrokenPromiseError, match="greedy withheld"):
        check_noisy(Pipeline(), [f"⟦{'x' * 500}\n⟧{ARTICLE}"])


def test_built_in_cleaners_give_the_same_result_in_another_process() -> None:
    check_in_another_process(Pipeline(), [ARTICLE, f"{ARTICLE}\n\nSource link", Document("\ud800", title="T")])


def test_a_cleaner_that_depends_on_the_process_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "by_hash.py"
    module.write_text(
        "import newsclean\n"
        "@newsclean.cleaner('by_hash', kind='promo')\n"
        "def by_hash(document):\n"
        "    yield newsclean.Cut(0, 1, f'rule {hash(document.text)}')\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    import by_hash  # type: ignore[import-not-found]

    try:
        with pytest.raises(BrokenPromiseError, match=r"(?s)every process.*here: .*there: "):
            check_in_another_process(Pipeline(only=["by_hash"]), ["abc"])
    finally:
        registry.unregister(by_hash.by_hash.name)


def test_marks_are_read_with_their_white_space() -> None:
    noisy = Noisy.marked("⟦Ad\n⟧One.⟦\nAd⟧")
    assert (noisy.noisy, noisy.clean, noisy.spans) == ("Ad\nOne.\nAd", "One.", ((0, 3), (7, 10)))
    assert [noisy.noisy[start:end] for start, end in noisy.spans] == ["Ad\n", "\nAd"]


class TestAnInheritedSuite(CleanerSuite):
    cleaner = registry.get("source_link")
    noise = ("Source link", "» View original article")
    noisy = (f"{ARTICLE}⟦\n\nSource link⟧",)
    clean = (f"{ARTICLE} The source links it to the harbour.",)


def test_a_suite_without_examples_asks_for_them() -> None:
    class Bare(CleanerSuite):
        cleaner = registry.get("source_link")

    with pytest.raises(AssertionError, match=r"Bare\.noisy needs at least one text"):
        Bare().test_takes_exactly_the_noise()
    with pytest.raises(AssertionError, match=r"Bare\.clean needs at least one text"):
        Bare().test_leaves_clean_texts_alone()
