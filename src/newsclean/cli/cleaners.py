"""``newsclean cleaners``: what is installed."""

from __future__ import annotations

from argparse import Namespace

from newsclean import registry

OWN = "newsclean"


def run(_: Namespace) -> int:
    """Print a line for each cleaner: its name, its kind, what it takes, and whose it is when it is not ours.

    Raises:
        CleanerError: a plug-in could not be loaded.
    """
    cleaners = registry.installed()
    names, kinds = (max(len(getattr(each, part)) for each in cleaners) for part in ("name", "kind"))
    for each in cleaners:
        whose = "" if each.package == OWN else f" (from {each.package})"
        print(f"{each.name:{names}}  {each.kind.value:{kinds}}  {each.summary}{whose}".rstrip())
    return 0
