"""Engines of one machine give what a run on this machine gives, and so does what they all share."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import newsclean
from command import environment
from corpora import read
from crawled import EXAMPLES, SECONDS, Crawl, Row, cleaned, documents, run_script, written
from newsclean import Document, Pipeline
from newsclean.corpus.rows import Fields
from newsclean.engines.rows import Rows
from newsclean.html import document
from newsclean.sites import learn

pytestmark = pytest.mark.xdist_group("engines")  # one crawl for all

PAGE = (
    "<h1>Trams {0}</h1>" + "<p>Tram {0} has run again since Monday, four months after the flood, full as ever.</p>" * 6
)


def test_the_docs_show_the_scripts_as_they_are() -> None:
    told = (EXAMPLES.parents[1] / "docs" / "engines.md").read_text("utf-8")
    scripts = sorted(EXAMPLES.glob("*.py"))
    assert len(scripts) == 6
    assert [path.name for path in scripts if f"```python\n{path.read_text('utf-8')}```" not in told] == []


def test_streams_of_rows_do_not_mix() -> None:
    rows = Rows(Pipeline(only=["source_link"]))
    texts = [{"text": f"Tram {n}.\n\nSource link"} for n in range(60)]
    expected = [f"Tram {n}." for n in range(60)]

    def inner(stream: Iterator[tuple[Any, Any]]) -> Iterator[tuple[int, Row]]:
        for number, outcome in stream:
            assert next(rows.outcomes([(None, texts[-1])]))[1].text == expected[-1]
            yield number, {"text": outcome.text + "\n\nSource link"}

    twice = rows.outcomes(inner(rows.outcomes(enumerate(texts[:20]))))
    assert [outcome.text for _, outcome in twice] == expected[:20]
    with ThreadPoolExecutor(4) as pool:
        cleaned = pool.map(lambda row: [outcome.text for _, outcome in rows.outcomes([(None, row)])], texts)
        assert [text for [text] in cleaned] == expected


def test_datasets(here: Crawl) -> None:
    datasets = pytest.importorskip("datasets", reason="datasets is not installed")
    from newsclean.engines.datasets import Clean

    dataset = datasets.Dataset.from_list(here.rows)
    work = Clean(here.pipeline, seconds=SECONDS)
    good = dataset.select(range(30))
    here.check(good.map(work, batched=True), here.rows[:30])
    here.check(dataset.map(work, batched=True, batch_size=8, num_proc=2))  # forked off, with a guard at hand
    here.check(good.to_iterable_dataset().map(work, batched=True), here.rows[:30])


def test_the_cache_of_datasets_knows_a_pipeline_again_and_takes_no_other_for_it() -> None:
    pytest.importorskip("datasets", reason="datasets is not installed")
    script = (
        "from datasets.fingerprint import Hasher; from newsclean import Pipeline;"
        "from newsclean.engines.datasets import Clean;"
        "print(*(Hasher.hash(Clean(Pipeline(only=names))) for names in (['promo', 'social', 'legal'], ['promo'])))"
    )
    found = [
        subprocess.check_output([sys.executable, "-c", script], env=environment(PYTHONHASHSEED=seed), text=True).split()
        for seed in ("1", "2")
    ]
    assert found[0] == found[1]
    assert found[0][0] != found[0][1]


def test_the_script_of_datasets(here: Crawl, tmp_path: Path) -> None:
    pytest.importorskip("datasets", reason="datasets is not installed")
    rows = written(tmp_path / "crawl")
    run_script("with_datasets.py", "crawl/*.jsonl", here.sites, "out.parquet", cwd=tmp_path, env=_offline(tmp_path))
    result = {row["id"]: row["text"] for row in pq.read_table(tmp_path / "out.parquet").to_pylist()}
    assert result == {number: text for number, text in cleaned(rows, here.sites).items() if text != "A poison row."}


def test_datatrove(here: Crawl) -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed")
    from datatrove.data import Document as Found

    from newsclean.engines.datatrove import Clean

    step = Clean(here.pipeline, seconds=SECONDS)
    found = [Found(row["text"], str(row["id"]), metadata={k: row[k] for k in row if k != "text"}) for row in here.rows]
    here.check({**each.metadata, "text": each.text} for each in step.run(iter(found)))
    assert step.stats["rejected"].total == len(here.rejected)


def test_the_script_of_datatrove(here: Crawl, tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed")
    rows = written(tmp_path / "crawl")
    run_script("with_datatrove.py", "crawl", "out", cwd=tmp_path)
    learn(documents(rows), tmp_path / "local.parquet")
    assert (tmp_path / "sites.parquet").read_bytes() == (tmp_path / "local.parquet").read_bytes()
    given = [row for path in (tmp_path / "out").glob("*.gz") for row in read(path)]
    assert {int(row["id"]): row["text"] for row in given} == cleaned(rows, tmp_path / "local.parquet")
    poison = [row["metadata"]["rejected"] for row in given if row["text"] == "A poison row."]
    assert poison == [here.rejected[30]]


@dataclasses.dataclass
class Article:
    """An item of a type that has no field for a reason."""

    text: str | None
    url: str = ""


def test_scrapy(here: Crawl, caplog: pytest.LogCaptureFixture) -> None:
    scrapy = pytest.importorskip("scrapy", reason="scrapy is not installed")
    from newsclean.engines.scrapy import CleanPipeline

    declared = type("Found", (scrapy.Item,), {name: scrapy.Field() for name in (*here.rows[0], "rejected")})
    types: list[Any] = [dict, declared]
    pipeline = CleanPipeline(Rows(here.pipeline, seconds=SECONDS))
    here.check([dict(pipeline.process_item(types[row["id"] % 2](row))) for row in here.rows])
    assert len(caplog.messages) == len(here.rejected)


def test_scrapy_is_configured_by_its_settings_and_counts(here: Crawl) -> None:
    pytest.importorskip("scrapy", reason="scrapy is not installed")
    from scrapy.utils.test import get_crawler

    from newsclean.engines.scrapy import CleanPipeline

    settings = {"NEWSCLEAN": {"only": ["site"], "sites": str(here.sites)}, "NEWSCLEAN_TITLE": "headline"}
    crawler = get_crawler(settings_dict=settings)
    pipeline = CleanPipeline.from_crawler(crawler)
    assert pipeline.process_item(Article("Home | Sport\nTrams run.", "https://s1.example/")).text == "Trams run."
    assert pipeline.process_item(Article(None)) == Article(None)
    assert pipeline.process_item({"id": 1}) == {"id": 1}
    assert crawler.stats
    assert crawler.stats.get_value("newsclean/rejected") == 1
    with pytest.raises(newsclean.UnknownNameError, match="did you mean 'strict'"):
        CleanPipeline.from_crawler(get_crawler(settings_dict={"NEWSCLEAN": {"preset": "stricd"}}))


def test_the_script_of_scrapy(tmp_path: Path) -> None:
    pytest.importorskip("scrapy", reason="scrapy is not installed")
    pages = [tmp_path / f"{number}.html" for number in range(3)]
    for number, path in enumerate(pages):
        path.write_text(PAGE.format(number) + "<p>Source link</p>", "utf-8")
    run_script("with_scrapy.py", "out.jsonl", *(path.as_uri() for path in pages), cwd=tmp_path)
    given = sorted(read(tmp_path / "out.jsonl"), key=lambda row: row["url"])
    found = [document(path.read_bytes(), url=path.as_uri()) for path in pages]
    assert [row["body"] for row in given] == [newsclean.Pipeline().clean(each) for each in found]
    assert all(len(row["body"]) < len(each.text) for row, each in zip(given, found, strict=True))


def test_spacy_marks_what_would_go(here: Crawl, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spacy is not installed")
    nlp = spacy.blank("en")
    options: dict[str, Any] = {"sites": str(here.sites), "only": ["site", "source_link"]}
    nlp.add_pipe("newsclean", config={"pipeline": options})
    nlp.to_disk(tmp_path / "model")
    rows = [row for row in here.rows[:8] if row["text"]]
    docs = []
    for row in rows:
        doc = nlp.make_doc(row["text"])
        doc.user_data |= {"url": row["url"], "title": row["title"]}
        docs.append(doc)
    marked = list(spacy.load(tmp_path / "model").pipe(docs))
    pipeline = Pipeline(**options)
    for row, doc in zip(rows, marked, strict=True):
        removals = pipeline.explain(Document(row["text"], url=row["url"], title=row["title"])).removals
        assert removals
        assert doc.text == row["text"]
        assert doc._.newsclean == [each.to_dict() for each in removals]
        assert [span.label_ for span in doc.spans["newsclean"]] == [each.kind.value for each in removals]
        for span, removal in zip(doc.spans["newsclean"], removals, strict=True):
            assert span.text.strip() == removal.text.strip()
            assert span.id_ == removal.rule
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(marked[0].to_bytes())
    assert again._.newsclean == marked[0]._.newsclean
    assert [span.id_ for span in again.spans["newsclean"]] == [span.id_ for span in marked[0].spans["newsclean"]]


def test_spacy_marks_no_part_of_a_token_and_goes_on_after_bad_docs(here: Crawl) -> None:
    spacy = pytest.importorskip("spacy", reason="spacy is not installed")
    from newsclean.engines.spacy import Marker

    marker = Marker(Rows(here.pipeline, Fields(), SECONDS))
    nlp = spacy.blank("en")
    texts = ["A poison row.", "TheADVERTend of it. ADVERT", "A hanging row."]
    poison, good, hanging = marker.pipe(map(nlp.make_doc, texts))
    assert [doc._.newsclean_rejected for doc in (poison, good, hanging)] == [here.rejected[30], "", here.rejected[31]]
    assert poison._.newsclean == []
    assert [each["text"].strip() for each in good._.newsclean] == ["ADVERT", "ADVERT"]
    assert [span.text for span in good.spans["newsclean"]] == ["ADVERT"]


def test_the_script_of_spacy(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="spacy is not installed")
    (tmp_path / "a.txt").write_text("Trams run again.\n\nSource link", "utf-8")
    told = run_script("with_spacy.py", "a.txt", cwd=tmp_path)
    assert told.splitlines()[0].split() == ["source_link", "en/source-link", "'Source", "link'"]
    assert "3 words of the article" in told


def _offline(folder: Path) -> dict[str, str]:
    return {"HF_HOME": str(folder / "hf"), "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
