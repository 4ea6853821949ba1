"""What goes into a corpus run and what comes out, format by format, through the command."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from command import newsclean
from corpora import HIDDEN, lines, put, read, rejected, row, unpacked
from newsclean import Pipeline
from newsclean.corpus import run
from newsclean.corpus.rows import Fields
from newsclean.corpus.runners import Processes

ONLY = ("--only", "source_link", "--workers", "1")
PIPELINE = Pipeline(only=["source_link"])

NOISY, CLEAN = "The tram runs again.\n\nSource link", "The tram runs again."
PAGE = """<html><head><title>Trams</title></head><body><article><p>The tram to the harbour runs again after nine months,
the city said on Monday, and the first one was full.</p><p>Two more lines will follow in the spring, when the new
bridge is open and the rails are laid.</p><p>Caf\xe9 owners are pleased.</p></article></body></html>"""


def cleaned(inputs: str | Path, out: Path, **settings: Any) -> run.Outcome:
    """Run it in this process."""
    return run.run(run.Settings((str(inputs),), str(out), **settings), PIPELINE, Processes(1))


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_jsonl_keeps_names_and_every_other_byte(tmp_path: Path, suffix: str) -> None:
    spelt = (
        b'{ "n": 1.50, "text" : "The tram runs again.\\n\\nSource link", "u": "\\u00e9", "big": 12345678901234567890 }'
    )
    untouched = b'{"text":"Caf\\u00e9",  "x":[1, 2]}\r'
    mark = b"\xef\xbb\xbf"
    put(tmp_path / "in" / "2024" / f"a.jsonl{suffix}", mark + spelt + b"\n\n" + untouched + b"\n")
    assert newsclean("corpus", "in", "out", *ONLY, cwd=tmp_path).code == 0
    expected = mark + spelt.replace(b"\\n\\nSource link", b"") + b"\n" + untouched + b"\n"
    assert unpacked(tmp_path / "out" / "2024" / f"a.jsonl{suffix}") == expected


def test_parquet_keeps_columns_types_order_and_metadata(tmp_path: Path) -> None:
    table = pa.table(
        {
            "id": pa.array(range(5000), pa.int32()),
            "body": pa.array([NOISY if n % 2 else None if n == 10 else CLEAN for n in range(5000)], pa.large_string()),
            "when": pa.array([n * 1000 for n in range(5000)], pa.timestamp("ms", "UTC")),
            "tags": pa.array([["a"] * (n % 3) for n in range(5000)], pa.list_(pa.string())),
            "url": pa.array([f"https://h{n % 2}.example/" for n in range(5000)]).dictionary_encode(),
        }
    ).replace_schema_metadata({"made": "by a scraper"})
    (tmp_path / "in").mkdir()
    pq.write_table(table, tmp_path / "in" / "a.parquet", row_group_size=5000)
    table = pq.read_table(tmp_path / "in" / "a.parquet")
    outcome = cleaned(tmp_path / "in", tmp_path / "out", fields=Fields(text="body"))
    written = pq.read_table(tmp_path / "out")
    expected = table.filter(pa.array([n != 10 for n in range(5000)]))
    assert written.schema.equals(table.schema, check_metadata=True)
    assert written.drop_columns("body").equals(expected.drop_columns("body"))
    assert set(written.column("body").to_pylist()) == {CLEAN}
    assert [each[:2] for each in rejected(tmp_path / "out")] == [("a.parquet", 11)]
    assert outcome.report.tally.hosts["h1.example"].documents == 2500


def test_a_missing_column_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    pq.write_table(pa.table({"body": ["x"]}), tmp_path / "in" / "a.parquet")
    ran = newsclean("corpus", "in", "out", *ONLY, cwd=tmp_path)
    assert ran.code == 1
    assert "no column 'text'; the file has 'body'; name the one with the text with --field" in ran.err


def test_jsonl_to_parquet_and_back(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": 1, "text": NOISY, "score": 1, "ok": True, "more": {"a": [1]}, "mixed": 1, "half": "x"},
        {
            "id": 2**70,
            "text": "A.",
            "score": 2.5,
            "ok": None,
            "more": None,
            "mixed": "1",
            "half": None,
            "late": "é",
        },
    ]
    put(tmp_path / "in" / "a.ndjson.gz", "\n".join(map(json.dumps, rows)).encode())
    cleaned(tmp_path / "in", tmp_path / "out", to="parquet")
    columns = {
        "id": ["1", str(2**70)],
        "text": [CLEAN, "A."],
        "score": [1.0, 2.5],
        "ok": [True, None],
        "more": ['{"a": [1]}', None],
        "mixed": ["1", '"1"'],
        "half": ["x", None],
        "late": [None, "é"],
    }
    assert pq.read_table(tmp_path / "out" / "a.parquet").to_pydict() == columns
    cleaned(tmp_path / "out", tmp_path / "back", to="jsonl")
    assert [each["text"] for each in read(tmp_path / "back" / "a.jsonl.zst")] == [CLEAN, "A."]


def _warc(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a test"}))

        def add(url: str, body: bytes, status: str = "200 OK", kind: str = "text/html", **headers: str) -> None:
            http = StatusAndHeaders(status, [("Content-Type", kind), *headers.items()], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=http))

        add("https://a.example/1", PAGE.encode("latin-1"), kind="text/html; charset=iso-8859-1")
        add("https://a.example/2", gzip.compress(PAGE.encode()), **{"Content-Encoding": "gzip"})
        add("https://a.example/gone", PAGE.encode(), status="404 Not Found")
        add("https://a.example/i.png", b"\x89PNG", kind="image/png")
        add("https://a.example/empty", b"<html></html>")
        text = writer.create_warc_record(
            "https://a.example/3", "conversion", io.BytesIO(NOISY.encode()), warc_content_type="text/plain"
        )
        writer.write_record(text)


@pytest.mark.parametrize("library", ["fastwarc", "warcio"])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_warc_gives_pages_and_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, name: str) -> None:
    _warc(tmp_path / "in" / name)
    if library == "warcio":
        hidden = tmp_path / "hidden" / "fastwarc"
        hidden.mkdir(parents=True)
        (hidden / "__init__.py").write_text("raise ImportError('no wheel')")
        monkeypatch.syspath_prepend(str(hidden.parent))
        monkeypatch.delitem(sys.modules, "fastwarc", raising=False)
        monkeypatch.delitem(sys.modules, "fastwarc.warc", raising=False)
    outcome = cleaned(tmp_path / "in", tmp_path / "out", to="parquet")
    table = pq.read_table(tmp_path / "out" / "a.parquet").to_pylist()
    assert [each["url"] for each in table] == [f"https://a.example/{n}" for n in (1, 2, 3)]
    assert table[2]["text"] == CLEAN
    assert "Café owners are pleased." in table[0]["text"]
    assert table[0]["text"] == table[1]["text"]
    assert all(each["date"] and each["record_id"] for each in table)
    assert outcome.report.skipped == 3
    assert [each[1:] for each in rejected(tmp_path / "out")] == [
        (6, "InputError: no-article: the extractor found no article on the page")
    ]


def test_a_truncated_warc_yields_its_readable_records(tmp_path: Path) -> None:
    _warc(tmp_path / "in" / "a.warc.gz")
    whole = (tmp_path / "in" / "a.warc.gz").read_bytes()
    (tmp_path / "in" / "a.warc.gz").write_bytes(whole[:-200])
    cleaned(tmp_path / "in", tmp_path / "out")
    assert [each["url"] for each in read(tmp_path / "out" / "a.jsonl.zst")] == [
        f"https://a.example/{n}" for n in (1, 2)
    ]
    assert any("cut short or damaged" in reason for _, _, reason in rejected(tmp_path / "out"))


def test_folders_of_texts_and_pages(tmp_path: Path) -> None:
    put(tmp_path / "in" / "b.txt", NOISY.encode())
    put(tmp_path / "in" / "a.txt.gz", b"\xef\xbb\xbfFirst.")
    put(tmp_path / "in" / "bad.txt", b"\xff")
    put(tmp_path / "in" / "2024" / "c.html", PAGE.encode())
    put(tmp_path / "in" / ".hidden.txt", b"no")
    put(tmp_path / "in" / "notes.md", b"no")
    cleaned(tmp_path / "in", tmp_path / "out")
    assert read(tmp_path / "out" / "text-00000.jsonl.zst") == [
        {"file": "a.txt.gz", "text": "First."},
        {"file": "b.txt", "text": CLEAN},
    ]
    [page] = read(tmp_path / "out" / "2024" / "html-00000.jsonl.zst")
    assert page["file"] == "2024/c.html"
    assert "Two more lines" in page["text"]
    assert [reason.partition(";")[0] for _, _, reason in rejected(tmp_path / "out")] == [
        "bad.txt: not UTF-8: byte 0xff in line 1, column 1"
    ]


def test_globs_and_several_inputs(tmp_path: Path) -> None:
    for name in "2023/a.jsonl", "2024/a.jsonl", "2024/b.jsonl", "c.jsonl":
        put(tmp_path / "in" / name, lines(1))
    assert newsclean("corpus", "in/*/a.jsonl", "in/c.jsonl", "out", *ONLY, cwd=tmp_path).code == 0
    found = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.jsonl"))
    assert [name for name in found if HIDDEN not in name] == ["2023/a.jsonl", "2024/a.jsonl", "c.jsonl"]


@pytest.mark.parametrize("how", ["column", "files"])
@pytest.mark.parametrize("to", ["jsonl", "parquet"])
def test_the_originals_can_be_given_back(tmp_path: Path, how: str, to: str) -> None:
    texts = [NOISY, "Untouched.", f"Source link\n\n{NOISY}\n\nRead on.", NOISY]
    put(tmp_path / "in" / "a.jsonl", b"\n".join(json.dumps(row(n, text)).encode() for n, text in enumerate(texts)))
    cleaned(tmp_path / "in", tmp_path / "clean", to=to, removed=how)
    ran = newsclean("restore", "clean", "back", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "newsclean: 1 files given back\n")
    [path] = (tmp_path / "back").rglob("a.*")
    rows = read(path) if to == "jsonl" else pq.read_table(path).to_pylist()
    assert [each["text"] for each in rows] == texts
    assert [each["id"] for each in rows] == [0, 1, 2, 3]
    assert set(rows[0]) == {"id", "text", "url", "more"}


def test_originals_that_were_not_kept_are_told(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.jsonl", lines(1))
    cleaned(tmp_path / "in", tmp_path / "clean")
    ran = newsclean("restore", "clean", "back", cwd=tmp_path)
    assert ran.code == 1
    assert "clean was made without --removed" in ran.err
