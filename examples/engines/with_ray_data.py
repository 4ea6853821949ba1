"""Clean a crawl on Ray Data, with a site profile.

python with_ray_data.py CRAWL SITES OUT     (JSONL with text, url and title in; Parquet out)
"""

import sys

import ray
from ray.data.expressions import col

import newsclean
from newsclean.engines.ray_data import clean

crawl, sites, out = sys.argv[1:]
pages = ray.data.read_json(crawl)

pipeline = newsclean.Pipeline("standard", sites=sites)
clean(pages, pipeline, removed=True).write_parquet(out)

set_aside = ray.data.read_parquet(out).filter(expr=col("rejected") != "")
for row in set_aside.select_columns(["url", "rejected"]).take_all():
    print(row)
