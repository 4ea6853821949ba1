"""The configuration: what may stand in it, what is said of what may not, and where the command finds it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import newsclean as library
from command import CLEAN, NOISY, newsclean
from newsclean import config
from newsclean.errors import ConfigError

WHOLE = r"""
preset = "strict"
without = ["byline", "donation"]
only = []
protect = ['hotline \d+']

[confidence]
promo = 0.99
tags = 1

[brake]
read_more = 0
"""
SETTINGS = {
    "preset": "strict",
    "without": ["byline", "donation"],
    "only": [],
    "protect": [r"hotline \d+"],
    "confidence": {"promo": 0.99, "tags": 1},
    "brake": {"read_more": 0},
}


def written(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("newsclean.toml", WHOLE),
        ("other.toml", "\ufeff" + WHOLE.replace("\n", "\r\n")),
        ("pyproject.toml", "[tool.newsclean]" + re.sub(r"^\[", "[tool.newsclean.", WHOLE, flags=re.MULTILINE)),
    ],
)
def test_everything_that_may_stand_in_it(name: str, text: str, tmp_path: Path) -> None:
    path = written(tmp_path, name, text)
    assert config.read(path) == SETTINGS
    loaded, made = config.load(str(path)), library.Pipeline(**SETTINGS)  # type: ignore[arg-type]
    assert (loaded.preset, loaded.policy, loaded.cleaners) == (made.preset, made.policy, made.cleaners)


def test_nothing_need_stand_in_it(tmp_path: Path) -> None:
    loaded, made = config.load(written(tmp_path, "newsclean.toml", "")), library.Pipeline()
    assert (loaded.preset, loaded.policy, loaded.cleaners) == (made.preset, made.policy, made.cleaners)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('presett = "strict"', "unknown key 'presett'; did you mean 'preset'?"),
        ("xyz = 1", "unknown key 'xyz'; known: brake, confidence, only, preset, protect, sites, without"),
        ('preset = "strickt"', "preset: unknown preset 'strickt'; did you mean 'strict'?"),
        ('preset = ["strict"]', "preset: must be a string, not ['strict']"),
        ('without = ["cookies"]', "without: unknown kind or cleaner 'cookies'; did you mean 'cookie'?"),
        ('only = ["donatio"]', "only: unknown kind or cleaner 'donatio'; did you mean 'donation'?"),
        ('without = "cookie"', """without: must be a list of strings, such as ["..."], not 'cookie'"""),
        ('protect = ["a", 1]', """protect: must be a list of strings, such as ["..."], not ['a', 1]"""),
        ('protect = ["("]', "protect: the protected pattern '(' is not a regular expression: missing ) at position 1"),
        ("confidence = 0.9", "confidence: must be a table of numbers, such as donation = 0.9"),
        ("[confidence]\nbylin = 0.9", "confidence: unknown kind 'bylin'; did you mean 'byline'?"),
        ("[confidence]\nbyline = 1.5", "confidence.byline: must be a number from 0 to 1, not 1.5"),
        ("[confidence]\nbyline = -0.1", "confidence.byline: must be a number from 0 to 1, not -0.1"),
        ("[brake]\nbyline = nan", "brake.byline: must be a number from 0 to 1, not nan"),
        ("[brake]\nbyline = true", "brake.byline: must be a number from 0 to 1, not True"),
        ('[brake]\nbyline = "0.5"', "brake.byline: must be a number from 0 to 1, not '0.5'"),
        ("preset = strict", "not TOML: Invalid value (at line 1, column 10)"),
    ],
)
def test_what_may_not_stand_in_it(text: str, message: str, tmp_path: Path) -> None:
    path = written(tmp_path, "newsclean.toml", text)
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    assert str(caught.value) == f"{path}: {message}"


def test_files_that_are_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'preset = "caf\xe9"')
    written(tmp_path, "pyproject.toml", "[tool.newscleaner]\n")
    for name, message in (
        ("none.toml", "cannot be read: No such file or directory"),
        (".", "cannot be read: Is a directory"),
        ("latin.toml", "not TOML: 'utf-8' codec can't decode byte 0xe9 in position 13: invalid continuation byte"),
        ("pyproject.toml", "there is no table [tool.newsclean] in it"),
    ):
        with pytest.raises(ConfigError) as caught:
            config.read(tmp_path / name)
        assert str(caught.value) == f"{tmp_path / name}: {message}"
    for text in ("tool = 3", "[tool]\nnewsclean = 3"):
        with pytest.raises(ConfigError):
            config.read(written(tmp_path, "pyproject.toml", text))


def test_the_nearest_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert config.find(inner) is None
    top = written(tmp_path, "pyproject.toml", '[tool.newsclean]\npreset = "strict"')
    assert config.find(inner) == top
    written(tmp_path / "a", "pyproject.toml", '[project]\ndependencies = ["newsclean"]')
    assert config.find(inner) == top, "a project that only needs newsclean does not configure it"
    near = written(tmp_path / "a", "newsclean.toml", "")
    assert config.find(inner) == near
    written(tmp_path / "a", "pyproject.toml", "[tool.newsclean]")
    assert config.find(inner) == near, "newsclean.toml comes before pyproject.toml"
    assert config.find(tmp_path) == top


def test_a_broken_project_on_the_way(tmp_path: Path) -> None:
    written(tmp_path, "pyproject.toml", "broken =")
    assert config.find(tmp_path) is None, "it does not speak of newsclean"
    path = written(tmp_path, "pyproject.toml", "[tool.newsclean]\nbroken =")
    with pytest.raises(ConfigError, match=r"pyproject\.toml: not TOML"):
        config.find(tmp_path)
    ran = newsclean(stdin=NOISY.encode(), cwd=tmp_path)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err == f"newsclean: {path}: not TOML: Invalid value (at end of document)\n"


def test_the_command_looks_upwards_and_the_library_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    written(tmp_path, "newsclean.toml", 'without = ["source_link"]')
    assert newsclean(stdin=NOISY.encode(), cwd=inner).out == NOISY.encode()
    assert newsclean("--no-config", stdin=NOISY.encode(), cwd=inner).out == CLEAN.encode()
    monkeypatch.chdir(inner)
    assert library.clean(NOISY) == library.Pipeline().clean(NOISY) == CLEAN


def test_options_replace_keys_of_the_same_name(tmp_path: Path) -> None:
    path = written(tmp_path / "elsewhere", "mine.toml", 'preset = "strict"\nwithout = ["source_link"]\n')
    written(tmp_path, "newsclean.toml", 'without = ["cookies"]')
    for words, expected in (
        ([], NOISY),
        (["--preset", "cautious"], NOISY),
        (["--without", "byline"], CLEAN),
    ):
        ran = newsclean("--config", str(path), *words, stdin=NOISY.encode(), cwd=tmp_path)
        assert ran == (0, expected.encode(), "")


def test_errors_in_the_configuration_end_the_command(tmp_path: Path) -> None:
    path = written(tmp_path, "newsclean.toml", 'without = ["cookies"]')
    said = f"newsclean: {path}: without: unknown kind or cleaner 'cookies'; did you mean 'cookie'?\n"
    assert newsclean("-o", "out.txt", stdin=NOISY.encode(), cwd=tmp_path) == (2, b"", said)
    assert not (tmp_path / "out.txt").exists()
