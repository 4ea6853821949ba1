"""How a kind of noise looks: the colour of its family, and the line under it that tells it apart within the family.

The colours are those of Okabe and Ito (2008), "Color Universal Design", which people with any common colour vision tell
apart, made darker where they stand on white: as a line or a bar, each has a contrast of 3:1 at least with its ground.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Looks(NamedTuple):
    """The table of looks.

    Args:
        families: by name, the family's colours on a ``light`` and on a ``dark`` ground, as ``#rrggbb``.
        kinds: by name, the kind's family and the style of its line: ``solid``, ``dashed``, ``dotted`` or ``double``.
    """

    families: dict[str, dict[str, str]]
    kinds: dict[str, tuple[str, str]]


@cache
def looks() -> Looks:
    """The looks of all kinds.

    >>> looks().kinds["donation"]
    ('appeals', 'solid')
    """
    table = json.loads(Path(__file__).with_name("looks.json").read_text("utf-8"))
    return Looks(table["families"], {kind: (family, line) for kind, (family, line) in table["kinds"].items()})
