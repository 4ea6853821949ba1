"""Clean a dataset of Hugging Face datasets, with a site profile.

python with_datasets.py CRAWL SITES OUT     (JSONL with text, url and title in; Parquet out)
"""

import sys

from datasets import load_dataset

import newsclean
from newsclean.engines.datasets import Clean


def main(crawl: str, sites: str, out: str) -> None:
    pages = load_dataset("json", data_files=crawl, split="train")
    pipeline = newsclean.Pipeline("standard", sites=sites)
    cleaned = pages.map(Clean(pipeline), batched=True, num_proc=2)
    cleaned.filter(lambda row: not row["rejected"]).remove_columns("rejected").to_parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
