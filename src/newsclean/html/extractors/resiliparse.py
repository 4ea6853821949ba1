"""Resiliparse: an extractor in C++ and Rust, some twenty times as fast as the others. Needs the extra ``fast``."""

from __future__ import annotations

from newsclean.errors import ExtractorError
from newsclean.html.extractors import Extracted, Html

try:
    from resiliparse.extract.html2text import extract_plain_text
except ImportError as error:
    raise ExtractorError(
        "the extractor 'resiliparse' needs a package that is not installed; pip install 'newsclean[fast]'"
    ) from error


def extract(page: Html) -> Extracted:
    """The article as Resiliparse has it, without what a reader would not see as text."""
    return Extracted(extract_plain_text(page.text, main_content=True, alt_texts=False, comments=False))
