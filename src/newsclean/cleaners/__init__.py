"""The built-in cleaners, one kind a file. Importing this package declares them."""

from newsclean.cleaners import caption_duplicate, donation, icon_legend, read_more, source_link

__all__ = ["caption_duplicate", "donation", "icon_legend", "read_more", "source_link"]
