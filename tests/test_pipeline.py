"""The pipeline: what goes, what stays, and what the receipts say."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean
from conftest import Declare
from newsclean import ConfigError, Cut, Document, Kind, NewscleanError, Pipeline, UnknownNameError, policy, registry

ARTICLE = "The bridge at Hartwell reopened on Friday after nine months of repairs."
NOISY = f"{ARTICLE}\n\nSource link"


def taking(pattern: str) -> Callable[[Document], list[Cut]]:
    return lambda document: [Cut(*found.span(), "rule") for found in re.finditer(pattern, document.text)]


def of_one(find: Callable[[Document], list[Cut]], *, protect: Sequence[str] = ()) -> Pipeline:
    """A pipeline of one cleaner that nobody has declared, without a brake."""
    pipeline = Pipeline(protect=protect, brake={"promo": 1})
    pipeline.cleaners = (registry.Cleaner("test", Kind.PROMO, find),)
    return pipeline


def gone(pipeline: Pipeline, text: str | Document) -> list[tuple[str, str]]:
    return [(removal.cleaner, removal.text) for removal in pipeline.explain(text).removals]


def test_a_text_without_noise_comes_back_as_the_same_object() -> None:
    assert Pipeline().clean(ARTICLE) is ARTICLE


def test_a_document_comes_back_with_all_that_is_known_of_it() -> None:
    document = Document(NOISY, url="https://news.example/1", metadata={"id": 7})
    assert Pipeline().explain(document).document is document


def test_a_receipt_says_what_who_why_and_where() -> None:
    (removal,) = Pipeline().explain(NOISY).removals
    assert (removal.kind, removal.cleaner, removal.rule) == (Kind.SOURCE_LINK, "source_link", "en/source-link")
    assert (removal.start, removal.end, removal.text) == (len(ARTICLE), len(NOISY), "\n\nSource link")
    assert removal.to_dict()["kind"] == "source_link"


# ------------------------------------------------------------------------------------------------ what is left out


@pytest.mark.parametrize("name", ["source_link", Kind.SOURCE_LINK])
def test_a_kind_that_is_left_out_stays(name: str) -> None:
    assert Pipeline(without=[name]).clean(NOISY) == NOISY


def test_a_cleaner_that_is_left_out_does_nothing(declare: Declare) -> None:
    declare("ads", "<ad>")
    assert gone(Pipeline(without=["ads"]), f"<ad>\n{NOISY}") == [("source_link", "\n\nSource link")]


def test_only_the_kinds_and_cleaners_that_are_asked_for_work(declare: Declare) -> None:
    declare("ads", "<ad>")
    text = f"<ad>\n{NOISY}"
    assert Pipeline(only=["ads"]).clean(text) == NOISY
    assert Pipeline(only=["source_link"]).clean(text) == f"<ad>\n{ARTICLE}"
    assert Pipeline(only=["ads", "source_link"]).clean(text) == ARTICLE
    assert Pipeline(only=["promo"]).clean(text) == NOISY


def test_of_a_cleaner_of_many_kinds_only_the_kind_asked_for_counts(declare: Declare) -> None:
    declare("ads", "<ad>", kind="promo")
    declare("cookies", "<c>", kind="promo", cut_kind=Kind.COOKIE)
    assert Pipeline(only=["promo"]).clean(f"<ad>\n<c>\n{ARTICLE}") == f"<c>\n{ARTICLE}"
    assert Pipeline(only=["cookies"]).clean(f"<ad>\n<c>\n{ARTICLE}") == f"<ad>\n{ARTICLE}"


def test_names_that_do_not_exist_bring_the_nearest_ones() -> None:
    with pytest.raises(UnknownNameError, match="unknown preset 'strickt'; did you mean 'strict'"):
        Pipeline("strickt")
    with pytest.raises(UnknownNameError, match="unknown kind or cleaner 'donations'; did you mean 'donation'"):
        Pipeline(without=["donations"])
    with pytest.raises(UnknownNameError, match="unknown kind 'sourcelink'"):
        Pipeline(confidence={"sourcelink": 0.5})


# ------------------------------------------------------------------------------------------------------ confidence


@pytest.mark.parametrize(
    ("preset", "confidence", "goes"),
    [
        ("cautious", 0.95, True),
        ("cautious", 0.94, False),
        ("standard", 0.8, True),
        ("standard", 0.79, False),
        ("strict", 0.6, True),
        ("strict", 0.59, False),
    ],
)
def test_a_preset_asks_for_a_confidence(declare: Declare, preset: str, confidence: float, goes: bool) -> None:
    declare("ads", "<ad>", confidence=confidence)
    assert Pipeline(preset).clean(f"{ARTICLE}\n<ad>") == (ARTICLE if goes else f"{ARTICLE}\n<ad>")


def test_the_confidence_of_a_kind_can_be_chosen(declare: Declare) -> None:
    declare("ads", "<ad>", confidence=0.5)
    text = f"{ARTICLE}\n<ad>"
    assert Pipeline(confidence={"promo": 0.5}).clean(text) == ARTICLE
    assert Pipeline(confidence={"donation": 0.5}).clean(text) == text


def test_a_cut_can_be_of_another_kind_than_its_cleaner(declare: Declare) -> None:
    declare("ads", "<ad>", cut_kind=Kind.COOKIE)
    text = f"{ARTICLE}\n<ad>"
    assert Pipeline().explain(text).removals[0].kind is Kind.COOKIE
    assert Pipeline(without=["cookie"]).clean(text) == text
    assert Pipeline(confidence={"promo": 2}).clean(text) == ARTICLE


# ---------------------------------------------------------------------------------------------- protected patterns


def test_what_is_protected_stays_and_other_noise_goes(declare: Declare) -> None:
    declare("ads", "<ad[^>]*>")
    text = f"<ad 1>\n{ARTICLE}\n<ad 2>"
    assert Pipeline(protect=["ad 2"]).clean(text) == f"{ARTICLE}\n<ad 2>"


def test_a_protected_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"the protected pattern '\(' is not a regular expression"):
        Pipeline(protect=["("])


def test_a_protected_pattern_that_runs_wild_is_named(declare: Declare, monkeypatch: pytest.MonkeyPatch) -> None:
    declare("ads", "<ad>")
    monkeypatch.setattr(policy, "PROTECT_SECONDS", 0.05)
    pipeline = Pipeline(protect=["(a|aa|a?a)+$"])
    with pytest.raises(NewscleanError, match="took more than"):
        pipeline.clean("a" * 200 + "b <ad>")


@given(text=st.lists(st.sampled_from(["<ad>", "<ad kept>", "Text.", "\n", " "]), max_size=12).map("".join))
def test_every_protected_match_is_still_there(text: str) -> None:
    pipeline = of_one(taking("<ad[^>]*>"), protect=["kept"])
    assert pipeline.clean(text).count("kept") == text.count("kept")


# ------------------------------------------------------------------------------------------------------- the brake


def test_a_cleaner_that_would_take_too_much_takes_nothing_and_says_so(declare: Declare) -> None:
    declare("greedy", "x+")
    text = "x" * 600 + ARTICLE
    result = Pipeline().explain(text)
    assert result.text is text
    assert result.withheld[0].cleaner == "greedy"
    assert result.warnings == ("greedy withheld: it would take 89% of the text, more than 50%",)


def test_the_brake_of_one_cleaner_holds_no_other_back(declare: Declare) -> None:
    declare("greedy", "x+")
    text = "x" * 600 + ARTICLE
    assert gone(Pipeline(), f"{text}\n\nSource link") == [("source_link", "\n\nSource link")]


def test_the_brake_can_be_released(declare: Declare) -> None:
    declare("greedy", "x+")
    assert Pipeline(brake={"promo": 1}).clean("x" * 600 + ARTICLE) == ARTICLE


def test_overlapping_findings_count_once_for_the_brake() -> None:
    def twice(document: Document) -> list[Cut]:
        return [Cut(0, 400, "whole"), Cut(100, 300, "part")] if document.text.startswith("x") else []

    pipeline = Pipeline()
    pipeline.cleaners = (registry.Cleaner("twice", Kind.PROMO, twice),)
    assert pipeline.explain("x" * 400 + "\n" + ARTICLE * 7).withheld == ()


def test_short_texts_may_lose_more_than_half_but_never_all() -> None:
    assert Pipeline().clean("It rained.\nRead more at Example.com") == "It rained."
    assert Pipeline().clean("Read more at Example.com") == "Read more at Example.com"


# -------------------------------------------------------------------------------------------------------- merging


def test_overlapping_findings_become_one_that_keeps_all_evidence(declare: Declare) -> None:
    declare("weak", "aab", confidence=0.8)
    declare("strong", "bcc", confidence=0.9, kind="legal")
    (removal,) = Pipeline().explain(f"{ARTICLE}\naabcc").removals
    assert (removal.cleaner, removal.kind, removal.text) == ("strong", Kind.LEGAL, "\naabcc")
    assert [(each.cleaner, each.confidence, each.text) for each in removal.also] == [("weak", 0.8, "aab")]


def test_of_equally_sure_findings_the_longer_one_names_the_removal(declare: Declare) -> None:
    declare("long", "aaaa")
    declare("short", "ab")
    assert Pipeline().explain(f"{ARTICLE}\naaaab").removals[0].cleaner == "long"


def test_neighbouring_findings_stay_apart(declare: Declare) -> None:
    declare("one", "<1>")
    declare("two", "<2>")
    assert gone(Pipeline(), f"{ARTICLE}\n<1><2>\n<1>") == [("one", "\n<1>"), ("two", "<2>\n"), ("one", "<1>")]


# ---------------------------------------------------------------------------------------------------------- passes


def test_noise_that_comes_to_light_goes_in_the_next_pass(declare: Declare) -> None:
    declare("brackets", r"\[\]")
    result = Pipeline().explain(f"{ARTICLE} [[[]]] It is [[]] open.")
    assert result.text == f"{ARTICLE} It is open."
    assert result.restore() == f"{ARTICLE} [[[]]] It is [[]] open."


def test_a_removal_over_an_earlier_cut_comes_in_pieces(declare: Declare) -> None:
    declare("inner", "<>")
    declare("outer", "ab")
    result = Pipeline().explain(f"{ARTICLE}\na<>b")
    start = len(ARTICLE) + 1
    assert [(each.cleaner, each.start, each.end) for each in result.removals] == [
        ("outer", start - 1, start + 1),
        ("inner", start + 1, start + 3),
        ("outer", start + 3, start + 4),
    ]


def test_a_text_on_which_the_cleaners_find_no_end_comes_back_as_it_was() -> None:
    text = f"{ARTICLE} {'x' * 40}"
    result = of_one(taking(r"(?<!x)x")).explain(text)  # one letter a pass
    assert (result.text, result.removals, result.settled) == (text, (), False)
    assert result.warnings == ("nothing was removed: the cleaners found no end on this text",)


@given(st.text("[]a \n", max_size=40))
def test_positions_are_those_of_the_original_after_any_number_of_passes(text: str) -> None:
    result = of_one(taking(r"\[\]")).explain(text)
    assert result.restore() == text
    assert all(text[each.start : each.end] == each.text for each in result.removals)
    assert set("".join(each.text for each in result.removals)) <= set("[] \n")
    assert "[]" not in result.text or result.warnings


# -------------------------------------------------------------------------------------------- what people rely on


def test_a_pickled_pipeline_gives_the_same_results() -> None:
    pipeline = Pipeline("strict", without=["donation"], protect=["hotline"], confidence={"promo": 0.3})
    back = pickle.loads(pickle.dumps(pipeline))
    assert back.explain(NOISY) == pipeline.explain(NOISY)
    assert (back.preset, back.policy, back.cleaners) == (pipeline.preset, pipeline.policy, pipeline.cleaners)


def test_threads_share_a_pipeline() -> None:
    pipeline = Pipeline()
    texts = [f"{number}. {NOISY}" for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(pipeline.clean, texts)) == [pipeline.clean(text) for text in texts]


def test_many_texts_are_cleaned_as_they_are_asked_for() -> None:
    numbers = iter(range(3))
    cleaned = Pipeline().clean_many(f"{ARTICLE} {number}" for number in numbers)
    assert next(cleaned).endswith("0")
    assert next(numbers) == 1


def test_removals_of_another_text_are_refused() -> None:
    (removal,) = Pipeline().explain(NOISY).removals
    with pytest.raises(ValueError, match="does not belong to this text"):
        newsclean.restore("short", [removal])
    with pytest.raises(ValueError, match="does not belong to this text"):
        newsclean.restore(ARTICLE, [removal._replace(text="")])
