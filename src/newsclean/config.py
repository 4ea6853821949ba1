"""The configuration: ``newsclean.toml``, or the table ``[tool.newsclean]`` of a ``pyproject.toml``.

Only the command looks for it, from the working directory upwards; the library reads what it is told to read.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from newsclean.errors import ConfigError, UnknownNameError, nearest
from newsclean.pipeline import Pipeline

FILE = "newsclean.toml"
PROJECT = "pyproject.toml"

_LISTS = ("without", "only", "protect")
_TABLES = ("confidence", "brake")
_KEYS = ("preset", "sites", *_LISTS, *_TABLES)


def load(path: str | Path) -> Pipeline:
    """The pipeline that a configuration file describes.

    Args:
        path: a file of the keys ``preset``, ``sites``, ``without``, ``only``, ``protect``, ``[confidence]`` and
            ``[brake]``; of a file named ``pyproject.toml``, the table ``[tool.newsclean]``.

    Raises:
        ConfigError: the file cannot be read, or a key, name or value in it cannot be used.
    """
    return Pipeline(**read(path))


def find(folder: str | Path) -> Path | None:
    """The nearest configuration file, in a folder or in one of those that it stands in.

    In one folder ``newsclean.toml`` comes before ``pyproject.toml``, which counts only with a table
    ``[tool.newsclean]``.

    Raises:
        ConfigError: a ``pyproject.toml`` on the way speaks of newsclean and is no TOML.
    """
    start = Path(folder).absolute()
    for each in (start, *start.parents):
        if (each / FILE).is_file():
            return each / FILE
        if _is_configured(each / PROJECT):
            return each / PROJECT
    return None


def read(path: str | Path) -> dict[str, Any]:
    """The arguments for :class:`Pipeline` that stand in a configuration file, checked.

    Raises:
        ConfigError: as in :func:`load`; the message names the file, the key and the nearest names that there are.
    """
    path = Path(path)
    settings = _table(path)
    if settings is None:
        raise ConfigError(f"{path}: there is no table [tool.newsclean] in it")
    if not isinstance(settings, dict):
        raise ConfigError(f"{path}: tool.newsclean must be a table")
    for key, value in settings.items():
        if key not in _KEYS:
            raise ConfigError(f"{path}: unknown key {key!r}; {nearest(key, _KEYS)}")
        _check_shape(f"{path}: {key}", key, value)
        given: Any = str(path.parent / value) if key == "sites" else value  # an absolute path stays as it is
        try:
            made = Pipeline(**{key: given})  # which knows its presets, kinds and cleaners, and says which one is meant
        except (UnknownNameError, ConfigError) as error:
            raise ConfigError(f"{path}: {key}: {error}") from None
        if key == "sites":
            settings[key] = made.sites  # read once
    return settings


def _check_shape(where: str, key: str, value: object) -> None:
    """That a value is a string, a list of strings, or a table of numbers from 0 to 1, as its key wants."""
    if key in _TABLES:
        if not isinstance(value, dict):
            raise ConfigError(f"{where}: must be a table of numbers, such as donation = 0.9")
        for name, number in value.items():
            if type(number) not in {int, float} or not 0 <= number <= 1:
                raise ConfigError(f"{where}.{name}: must be a number from 0 to 1, not {number!r}")
    elif key in _LISTS:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise ConfigError(f'{where}: must be a list of strings, such as ["..."], not {value!r}')
    elif not isinstance(value, str):
        raise ConfigError(f"{where}: must be a string, not {value!r}")


def _is_configured(project: Path) -> bool:
    # Most projects never speak of newsclean; theirs need not be parsed.
    return project.is_file() and b"newsclean" in project.read_bytes() and _table(project) is not None


def _table(path: Path) -> object:
    """Everything in the file; of a ``pyproject.toml`` the table ``[tool.newsclean]``, or None."""
    whole = _toml(path)
    if path.name != PROJECT:
        return whole
    tools = whole.get("tool")
    return tools.get("newsclean") if isinstance(tools, dict) else None


def _toml(path: Path) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except ValueError as error:  # no UTF-8, or no TOML
        raise ConfigError(f"{path}: not TOML: {error}") from None
