"""Learn what the sites of a crawl repeat, and clean the crawl, with datatrove; on Slurm with its SlurmPipelineExecutor.

python with_datatrove.py CRAWL OUT     (a folder of JSONL with text, url and title in; the same out)
"""

import sys

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

import newsclean
from newsclean.engines.datatrove import Clean, Count, Merge


def main(crawl: str, out: str) -> None:
    count = LocalPipelineExecutor([JsonlReader(crawl), Count("counts")], tasks=4, workers=2, logging_dir="logs/count")
    merge = LocalPipelineExecutor([Merge("counts", "sites.parquet")], tasks=1, logging_dir="logs/merge", depends=count)
    merge.run()

    pipeline = newsclean.Pipeline("standard", sites="sites.parquet")
    steps = [JsonlReader(crawl), Clean(pipeline), JsonlWriter(out)]
    LocalPipelineExecutor(steps, tasks=4, workers=2, logging_dir="logs/clean").run()


if __name__ == "__main__":  # the processes that datatrove starts read this file too
    main(*sys.argv[1:])
