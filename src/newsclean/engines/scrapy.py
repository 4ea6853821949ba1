"""Scrapy: an item pipeline, configured by Scrapy's settings."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from newsclean.corpus.guard import SECONDS
from newsclean.corpus.rows import Fields
from newsclean.engines.rows import REJECTED, Rows
from newsclean.pipeline import Pipeline

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

logger = logging.getLogger(__name__)


class CleanPipeline:
    r"""Clean the texts of items, whatever type they are of; those without the field pass.

    An item on which a cleaner fails, hangs or dies passes with its text: the log and the statistics
    (``newsclean/rejected``) tell of it. Items that can have a field ``rejected``, dicts and those that declare it, get
    it: empty, or with the reason. The settings, beside ``ITEM_PIPELINES``:

    - ``NEWSCLEAN``: the arguments of :class:`newsclean.Pipeline` as a dict, such as ``{"preset": "strict"}``;
    - ``NEWSCLEAN_TEXT``, ``NEWSCLEAN_URL``, ``NEWSCLEAN_TITLE``: the fields of the text, the address and the headline,
      by default ``text``, ``url`` and ``title``;
    - ``NEWSCLEAN_SECONDS``: the longest that an item may take, by default 60.

    >>> CleanPipeline(Rows()).process_item({"text": "Trams run again.\n\nSource link"})
    {'text': 'Trams run again.', 'rejected': ''}
    """

    def __init__(self, rows: Rows, stats: StatsCollector | None = None) -> None:
        self._rows, self._stats = rows, stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleanPipeline:
        """As Scrapy makes it.

        Raises:
            TypeError, UnknownNameError, ConfigError: a setting cannot be used.
        """
        settings = crawler.settings
        fields = Fields(*(settings.get(f"NEWSCLEAN_{name.upper()}", name) for name in Fields._fields))
        pipeline = Pipeline(**settings.getdict("NEWSCLEAN"))
        return cls(Rows(pipeline, fields, settings.getfloat("NEWSCLEAN_SECONDS", SECONDS)), crawler.stats)

    def process_item(self, item: Any) -> Any:
        """The same item, with its text cleaned."""
        from itemadapter import ItemAdapter

        fields = ItemAdapter(item)
        text = self._rows.fields.text
        if text not in fields:
            return item
        [(_, outcome)] = self._rows.outcomes([(None, fields)])
        fields[text] = outcome.text
        if REJECTED in fields.field_names() or isinstance(item, dict):
            fields[REJECTED] = outcome.rejected
        if outcome.rejected:
            logger.warning("set aside: %s: %s", fields.get(self._rows.fields.url), outcome.rejected)
            if self._stats:
                self._stats.inc_value("newsclean/rejected")
        return item
