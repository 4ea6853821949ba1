"""Every fixture: noisy texts give the article, articles come back byte for byte."""

from __future__ import annotations

import pytest

import newsclean
from cases import Case, cases


def parameters(folder: str) -> list[object]:
    return [
        pytest.param(
            case,
            id=case.id,
            marks=[pytest.mark.xfail(strict=True, reason=case.known_failure)] if case.known_failure else [],
        )
        for case in cases(folder)
    ]


@pytest.mark.parametrize("case", parameters("noisy"))
def test_noisy_text_gives_the_article(case: Case) -> None:
    result = newsclean.explain(case.noisy, title=case.title)
    assert result.text == case.clean
    assert {removal.kind.value for removal in result.removals} == set(case.kinds)
    assert result.restore() == case.noisy


@pytest.mark.parametrize("case", parameters("negative"))
def test_article_comes_back_byte_for_byte(case: Case) -> None:
    result = newsclean.explain(case.noisy, title=case.title)
    assert [(removal.rule, removal.text) for removal in result.removals] == []
    assert result.text is case.noisy or result.text == case.noisy
