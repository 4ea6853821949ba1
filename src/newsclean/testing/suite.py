"""The tests that every cleaner should pass, ready to be inherited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from newsclean.pipeline import Pipeline
from newsclean.registry import Cleaner
from newsclean.testing.promises import check_clean, check_in_another_process, check_noisy, check_promises
from newsclean.testing.strategies import articles, noisy_articles, texts


class CleanerSuite:
    r"""The tests that every cleaner should pass. Inherit, name the cleaner, give examples; pytest does the rest.

    ::

        class TestWeatherBox(CleanerSuite):
            cleaner = weather_box
            noisy = ["⟦Weather today: rain, 12 °C\n\n⟧The bridge is open again."]
            clean = ["Weather today: rain, said the sign. Nobody believed it."]
            noise = ["Weather today: rain, 12 °C", "Weather tomorrow: dry"]

    Attributes:
        cleaner: the cleaner, as the decorator made it.
        noisy: texts in which what must go stands between ⟦ and ⟧, with the white space that goes with it.
        clean: texts that must come back as they were; look-alikes of the noise above all.
        noise: noise that stands on lines of its own. It is put into many articles, at every place, and must go from
            there without a trace.
        preset: the preset under which the examples are cleaned.
    """

    cleaner: ClassVar[Cleaner]
    noisy: ClassVar[Sequence[str]] = ()
    clean: ClassVar[Sequence[str]] = ()
    noise: ClassVar[Sequence[str]] = ()
    preset: ClassVar[str] = "standard"

    def test_takes_exactly_the_noise(self) -> None:
        """Of the texts in ``noisy`` exactly the marked parts go, be the cleaner alone or in company."""
        assert self.noisy, f"{type(self).__name__}.noisy needs at least one text with noise between ⟦ and ⟧"
        for pipeline in self._pipelines():
            check_noisy(pipeline, self.noisy)

    def test_leaves_clean_texts_alone(self) -> None:
        """The texts in ``clean`` come back as they were, be the cleaner alone or in company."""
        assert self.clean, f"{type(self).__name__}.clean needs at least one text that must come back as it was"
        for pipeline in self._pipelines():
            check_clean(pipeline, self.clean)

    def test_leaves_articles_alone(self) -> None:
        """Articles in several languages come back as they were."""
        alone = self._pipelines()[0]
        _for_all(articles(), lambda text: check_clean(alone, [text]))

    def test_takes_its_noise_out_of_any_article(self) -> None:
        """Whatever stands in ``noise`` goes from every article that it is put into, and nothing else does."""
        if self.noise:
            alone = self._pipelines()[0]
            injected = noisy_articles((), own=st.sampled_from(self.noise))
            _for_all(injected, lambda noisy: check_noisy(alone, [noisy]))

    def test_keeps_the_promises(self) -> None:
        """What newsclean promises of every text holds, see :func:`newsclean.testing.check_promises`."""
        own = st.sampled_from([*self.noisy, *self.clean, *self.noise, ""])
        mixed = st.lists(st.one_of(texts(), own), max_size=4).map("\n".join)
        _for_all(mixed, lambda text: check_promises(self.cleaner, [text]))

    def test_gives_the_same_result_in_another_process(self) -> None:
        """Another process, with another hash seed, takes the same."""
        for pipeline in self._pipelines():
            check_in_another_process(pipeline, [*self.noisy, *self.clean, *self.noise])

    def _pipelines(self) -> tuple[Pipeline, Pipeline]:
        """The cleaner alone, and among all that are installed."""
        return Pipeline(self.preset, only=[self.cleaner.name]), Pipeline(self.preset)


def _for_all(strategy: SearchStrategy[Any], check: Callable[[Any], None]) -> None:
    """Try a check on what a strategy makes, as often as the Hypothesis profile says."""
    phases = [phase for phase in settings().phases if phase is not Phase.explain]  # slow, and our messages explain

    @settings(deadline=None, phases=phases, suppress_health_check=[HealthCheck.too_slow])
    @given(strategy)
    def tried(example: Any) -> None:
        check(example)

    tried()
