"""HTML in: the article's text by one of several extractors, with what the page says of its lines."""

from newsclean.html.documents import document
from newsclean.html.extractors import Extracted, Extractor, Html

__all__ = ["Extracted", "Extractor", "Html", "document"]
