"""The closed vocabulary of noise: what a piece of noise is."""

from __future__ import annotations

from enum import Enum

from newsclean.errors import UnknownNameError


class Kind(str, Enum):
    """What a piece of noise is.

    One vocabulary, used by cleaners, presets, reports and configuration. A kind is also its own name,
    so ``Kind.DONATION == "donation"`` holds and kinds go into JSON as they are.

    >>> Kind("donation") is Kind.DONATION
    True
    """

    ICON_LEGEND = "icon_legend"
    DONATION = "donation"
    SUBSCRIPTION = "subscription"
    READ_MORE = "read_more"
    SOURCE_LINK = "source_link"
    CAPTION_DUPLICATE = "caption_duplicate"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    DATELINE = "dateline"
    TAGS = "tags"
    TITLE = "title"
    SOCIAL = "social"
    PROMO = "promo"
    COOKIE = "cookie"
    LEGAL = "legal"
    COMMENTS = "comments"
    PLAYER = "player"
    NAVIGATION = "navigation"
    CODE = "code"
    REPEATED = "repeated"
    SITE = "site"

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def named(cls, name: str) -> Kind:
        """The kind of this name.

        Raises:
            UnknownNameError: there is no such kind; the message offers the nearest names.

        >>> Kind.named("cookie")
        <Kind.COOKIE: 'cookie'>
        """
        try:
            return cls(name)
        except ValueError:
            raise UnknownNameError("kind", name, [kind.value for kind in cls]) from None
