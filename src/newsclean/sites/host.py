"""Which site a page belongs to."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from newsclean.errors import NewscleanError

_NUMERIC = re.compile(r"[\d.]+|.*:.*", re.DOTALL)
_HOST = re.compile(r"[^\s/?#@\\]{1,253}")


def site_of(address: str) -> str:
    """The registrable domain of an address or a host name, by the public suffix list; empty where there is none.

    All hosts under one registrable domain are one site. An IP address or a name without a registrable domain, such as
    ``localhost``, is a site of its own.

    Args:
        address: an address with or without its scheme, or a host name alone.

    Raises:
        NewscleanError: the package ``publicsuffixlist`` is missing.

    >>> site_of("https://www.news.herald.co.uk:8080/a?b"), site_of("herald.example"), site_of("http://192.0.2.7/")
    ('herald.co.uk', 'herald.example', '192.0.2.7')
    """
    host = _host(address.strip())
    return host if not host or _NUMERIC.fullmatch(host) else _registrable(host)


@lru_cache(maxsize=4096)
def _registrable(host: str) -> str:
    return str(_suffixes().privatesuffix(host) or host)


def _host(address: str) -> str:
    try:
        found = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # such as half a bracket
        return ""
    host = found.rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    return host if _HOST.fullmatch(host) else ""


@cache
def _suffixes() -> Any:
    try:
        from publicsuffixlist import PublicSuffixList
    except ImportError as error:
        raise missing("publicsuffixlist") from error
    return PublicSuffixList()


def missing(package: str) -> NewscleanError:
    """What to say where a package of the extra is not there."""
    return NewscleanError(f"site profiles need the package {package}; install it with pip install 'newsclean[corpus]'")
