"""Learn what the sites of a crawl repeat, and clean the crawl, on Spark.

python with_spark.py CRAWL OUT     (JSONL with text, url and title in; Parquet out)
"""

import sys

from pyspark.sql import SparkSession

import newsclean
from newsclean.engines.spark import clean, learn

crawl, out = sys.argv[1:]
spark = SparkSession.builder.appName("newsclean").getOrCreate()
pages = spark.read.json(crawl)

print(learn(pages, "sites.parquet"))

pipeline = newsclean.Pipeline("standard", sites="sites.parquet")
clean(pages, pipeline, removed=True).write.parquet(out)

set_aside = spark.read.parquet(out).filter("rejected != ''")
set_aside.select("url", "rejected").show(truncate=False)
