"""Cleaners by name: declaring, finding, and what happens when one misbehaves."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsclean
from conftest import Declare
from newsclean import CleanerError, Cut, Document, Kind, UnknownNameError, registry


def nothing(_: Document) -> list[Cut]:
    """Finds nothing at all.

    The rest of the docstring is not the summary.
    """
    return []


def test_a_declared_cleaner_is_installed_and_found_by_name(declare: Declare) -> None:
    made = declare("ads", "<ad>")
    assert registry.get("ads") is made
    assert made in registry.installed()


def test_installed_cleaners_come_in_the_order_of_their_names(declare: Declare) -> None:
    declare("zebra", "z")
    declare("aardvark", "a")
    names = [each.name for each in registry.installed()]
    assert names == sorted(names)
    assert {"aardvark", "donation", "zebra"} <= set(names)


def test_a_new_cleaner_takes_part_in_the_next_call(declare: Declare) -> None:
    text = "The bridge is open again.\n<ad>"
    assert newsclean.clean(text) == text
    declare("ads", "<ad>")
    assert newsclean.clean(text) == "The bridge is open again."


def test_an_unknown_name_brings_the_nearest_ones() -> None:
    with pytest.raises(UnknownNameError, match="unknown cleaner 'donations'; did you mean 'donation'"):
        registry.get("donations")


def test_an_unknown_kind_brings_the_nearest_ones() -> None:
    with pytest.raises(UnknownNameError, match="unknown kind 'cookies'; did you mean 'cookie'"):
        newsclean.cleaner("ads", kind="cookies")(nothing)


def test_two_cleaners_cannot_have_one_name(declare: Declare) -> None:
    declare("ads", "<ad>")
    with pytest.raises(CleanerError, match="there is a cleaner 'ads' already, in conftest; choose another name"):
        newsclean.cleaner("ads", kind="promo")(nothing)


def test_a_module_that_is_loaded_again_replaces_its_cleaner(declare: Declare) -> None:
    declare("ads", "<ad>")
    again = declare("ads", "<advert>")
    assert registry.get("ads") is again


def test_a_cleaner_that_is_forgotten_is_unknown(declare: Declare) -> None:
    declare("ads", "<ad>")
    registry.unregister("ads")
    with pytest.raises(UnknownNameError):
        registry.unregister("ads")


def test_a_cleaner_speaks_of_itself() -> None:
    made = registry.Cleaner("nothing", Kind.PROMO, nothing)
    assert made.summary == "Finds nothing at all."
    assert made.package == __name__
    assert registry.get("donation").package == "newsclean"


def test_a_cleaner_is_pickled_by_name() -> None:
    donation = registry.get("donation")
    assert pickle.loads(pickle.dumps(donation)) is donation


def test_a_cleaner_that_fails_is_named() -> None:
    def failing(_: Document) -> Iterator[Cut]:
        yield Cut(0, 1, "first")
        raise KeyError("oh")

    with pytest.raises(CleanerError, match="cleaner 'failing' failed: KeyError: 'oh'"):
        registry.Cleaner("failing", Kind.PROMO, failing)(Document("text"))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 5), (3, 3), (3, 2)])
def test_a_cut_outside_of_the_text_is_refused(start: int, end: int) -> None:
    message = f"cleaner 'wild' proposed the cut {start}:{end} by rule 'r' in a text of 4 characters"
    with pytest.raises(CleanerError, match=message):
        registry.Cleaner("wild", Kind.PROMO, lambda _: [Cut(start, end, "r")])(Document("text"))


def test_a_broken_plug_in_is_named(tmp_path: Path) -> None:
    about = tmp_path / "newsclean_broken-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: newsclean-broken\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[newsclean.cleaners]\nbroken = no_such_module\n")
    ran = subprocess.run(
        [sys.executable, "-c", "import newsclean; newsclean.clean('text')"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, sys.path)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "the plug-in 'broken' (no_such_module) could not be loaded: No module named 'no_such_module'" in ran.stderr
    assert "mend or uninstall newsclean-broken" in ran.stderr
