"""A newsclean plug-in: the weather box that some sites put into the middle of every story."""

from __future__ import annotations

import re
from collections.abc import Iterator

import newsclean

_BOX = re.compile(
    r"weather (?:today|tonight|tomorrow): "  # the label
    r"[\w ,]{1,60}, -?\d{1,2} ?°[cf]\.?",  # the sky and the temperature
    re.IGNORECASE,
)


@newsclean.cleaner("weather_box", kind="promo")
def weather_box(document: newsclean.Document) -> Iterator[newsclean.Cut]:
    """The weather of the day in a line of its own: "Weather today: light rain, 12 °C"."""
    for line in document.lines:
        if _BOX.fullmatch(line.text):
            yield newsclean.Cut(line.start, line.end, "weather-box", 0.95)
