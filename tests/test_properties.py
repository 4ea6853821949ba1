"""What newsclean promises of every text, tried on text of any kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean
from newsclean import registry
from newsclean.kinds import Kind
from newsclean.testing import articles, check_in_another_process, check_promises, noisy_articles, texts

PRESETS = ("cautious", "standard", "strict")
UNLEASHED = {kind.value: 0.0 for kind in Kind}, {kind.value: 1.0 for kind in Kind}  # every finding goes

WHITE_SPACE = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2003\u2009\u2028\u2029\u202f\u205f\u3000"
HANDMADE = (
    "",
    "\n",
    WHITE_SPACE,
    f"{WHITE_SPACE}Source link{WHITE_SPACE}",
    f"The bridge is open.{WHITE_SPACE}Source link{WHITE_SPACE}The ferry is not.",
    "The bridge is open.\r\nSource link\r\n",
    "Source link",
    "Source link\n" * 50,
    "\ud800\udfff Read more at Example.com \udfff",
    "The bridge\x00 is open.\x00\nSource link\x00",
    "İSTANBUL ŉ ﬃ ẞ\n\nSource link",
    "“Source link",
    "Related stories\n" * 30 + "- One\n" * 30,
)


@pytest.mark.parametrize("preset", PRESETS)
@given(text=texts())
def test_promises_hold_on_any_text(preset: str, text: str) -> None:
    check_promises(newsclean.Pipeline(preset), [text])


@given(text=texts())
def test_promises_hold_when_every_finding_goes(text: str) -> None:
    confidence, brake = UNLEASHED
    check_promises(newsclean.Pipeline(confidence=confidence, brake=brake), [text])


@given(text=texts(), protect=st.sampled_from([r"\w+ link", r"Read", r"(?s).", r"\n", r"^"]))
def test_promises_hold_with_protected_patterns(text: str, protect: str) -> None:
    check_promises(newsclean.Pipeline(protect=[protect]), [text])


@pytest.mark.parametrize("text", HANDMADE)
def test_promises_hold_on_handmade_texts(text: str) -> None:
    check_promises(newsclean.Pipeline(), [text])


@pytest.mark.parametrize("name", [each.name for each in registry.installed()])
@given(text=texts())
def test_promises_hold_for_each_cleaner_alone(name: str, text: str) -> None:
    check_promises(registry.get(name), [text])


@given(document=st.builds(newsclean.Document, texts(), url=texts(), title=texts(), lang=texts()))
def test_promises_hold_whatever_is_known_of_a_document(document: newsclean.Document) -> None:
    check_promises(newsclean.Pipeline(), [document])


@given(documents=st.lists(texts(), max_size=5), text=texts())
def test_documents_before_do_not_matter(documents: list[str], text: str) -> None:
    pipeline = newsclean.Pipeline()
    fresh = newsclean.Pipeline().explain(text)
    list(pipeline.clean_many(documents))
    assert pipeline.explain(text) == fresh


def test_another_process_gives_the_same_results() -> None:
    from hypothesis import Phase, settings

    found: list[str] = []

    @settings(max_examples=60, phases=[Phase.generate], database=None)
    @given(st.one_of(texts(), articles(), noisy_articles().map(lambda noisy: noisy.noisy)))
    def collect(text: str) -> None:
        found.append(text)

    collect()
    check_in_another_process(newsclean.Pipeline(), found)


@given(text=texts())
def test_clean_text_is_the_same_object(text: str) -> None:
    once = newsclean.clean(text)
    assert newsclean.clean(once) is once
