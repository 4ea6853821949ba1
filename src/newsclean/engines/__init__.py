"""Adapters for engines that hold the rows themselves: Spark, Ray Data, datatrove, Hugging Face datasets, Scrapy, spaCy.

Each needs the extra of its name. All hand their rows to ``rows``, which works as a corpus run does: with the same
pipeline, under the same guard, to the same bytes. ``table`` is that for Arrow tables.
"""
