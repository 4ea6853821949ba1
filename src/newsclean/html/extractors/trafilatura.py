"""trafilatura, set for news: no reader comments, and everything else as it comes.

Measured on 284 pages, F1 of the two sources: with these settings 0.959 and 0.927; with comments 0.956 and 0.920; with
``favor_precision`` 0.960 and 0.928, but 1.1 points of recall less, which no cleaner can bring back; with
``favor_recall`` 0.956 and 0.923; ``fast`` 0.956 and 0.923, at two thirds of the time; without tables 0.953 and 0.927.
"""

from __future__ import annotations

import logging

import trafilatura

from newsclean.html.extractors import Extracted, Html

# What it says of single pages would go to stderr for want of a handler; whoever wants to read it adds one.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def extract(page: Html) -> Extracted:
    """The article as trafilatura has it."""
    return Extracted(trafilatura.extract(page.text, url=page.url, include_comments=False) or "")
