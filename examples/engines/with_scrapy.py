"""Scrape pages and keep their articles, with Scrapy.

python with_scrapy.py OUT URL...     (JSONL out)
"""

import sys
from collections.abc import Iterator

import scrapy
from scrapy.crawler import CrawlerProcess

from newsclean.html import document


class Articles(scrapy.Spider):
    name = "articles"

    def parse(self, response: scrapy.http.Response) -> Iterator[dict[str, str | None]]:
        page = document(response.body, url=response.url)
        yield {"url": response.url, "title": page.title, "body": page.text}


out, *addresses = sys.argv[1:]
settings = {
    "ITEM_PIPELINES": {"newsclean.engines.scrapy.CleanPipeline": 300},
    "NEWSCLEAN": {"preset": "standard"},  # the arguments of newsclean.Pipeline
    "NEWSCLEAN_TEXT": "body",
    "FEEDS": {out: {"format": "jsonlines"}},
}
process = CrawlerProcess(settings)
process.crawl(Articles, start_urls=addresses)
process.start()
