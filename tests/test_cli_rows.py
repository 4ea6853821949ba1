"""The filter on JSONL: rows keep what is not their text, and what cannot be used is set aside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import newsclean as library
from command import BOOM, newsclean, plug_in

NOISY = '"Trams run again.\\n\\nSource link"'
CLEAN = '"Trams run again."'


def rows(*lines: str) -> bytes:
    return "".join(line + "\n" for line in lines).encode()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(f'{{"text": {NOISY}}}\n', f'{{"text": {CLEAN}}}\n', id="the text is cleaned"),
        pytest.param(f'{{"text": {NOISY}}}', f'{{"text": {CLEAN}}}', id="no newline is added"),
        pytest.param(f'{{"text": {NOISY}}}\r\n', f'{{"text": {CLEAN}}}\r\n', id="CRLF stays"),
        pytest.param(
            f'{{ "n":123456789012345678901234567890,"f":[1.10, 1e5, -0.0, 1E400] ,"text"  :{NOISY},"s":"\\u00e9\\/" }}\n',
            f'{{ "n":123456789012345678901234567890,"f":[1.10, 1e5, -0.0, 1E400] ,"text"  :{CLEAN},"s":"\\u00e9\\/" }}\n',
            id="numbers, escapes, order and spaces stay",
        ),
        pytest.param(
            '{"b":1,"text" : "Caf\\u00e9 \\/ \\ud83d\\ude8b",  "a":null}\n',
            '{"b":1,"text" : "Caf\\u00e9 \\/ \\ud83d\\ude8b",  "a":null}\n',
            id="a row without noise stays as it is spelt",
        ),
        pytest.param(
            '{"text": "Caf\\u00e9.\\n\\nSource link", "b": "Caf\\u00e9"}\n',
            '{"text": "Café.", "b": "Caf\\u00e9"}\n',
            id="a cleaned text is spelt anew",
        ),
        pytest.param(
            f'{{"raw": {NOISY}, "text": {NOISY}, "n": 1.10}}\n',
            f'{{"raw":{NOISY},"text":{CLEAN},"n":1.10}}\n',
            id="another field with the same string is not touched",
        ),
        pytest.param(
            f'{{"text": {NOISY}, "n": 1, "text": {NOISY}}}\n', f'{{"text":{CLEAN},"n":1}}\n', id="the text twice"
        ),
        pytest.param(
            f'{{"n": 1, "n": 2, "text": {NOISY}}}\n', f'{{"n": 1, "n": 2, "text": {CLEAN}}}\n', id="a field twice"
        ),
        pytest.param('{"text": "Source link"}\n', '{"text": ""}\n', id="nothing is left"),
        pytest.param('{"text": ""}\n\n  \n{"text": "A."}\n', '{"text": ""}\n{"text": "A."}\n', id="blank lines are no rows"),
        pytest.param(f'\ufeff{{"text": {NOISY}}}\n', f'\ufeff{{"text": {CLEAN}}}\n', id="a byte order mark stays"),
        pytest.param('{"text": "A.", "title": 3, "url": ["x"]}\n', '{"text": "A.", "title": 3, "url": ["x"]}\n', id="hints"),
    ],
)
def test_rows(given: str, expected: str, tmp_path: Path) -> None:
    ran = newsclean("--format", "jsonl", stdin=given.encode(), cwd=tmp_path)
    assert (ran.code, ran.out.decode(), ran.err) == (0, expected, "")


def test_format_by_suffix(tmp_path: Path) -> None:
    given = rows(f'{{"text": {NOISY}}}')
    for name in ("a.jsonl", "b.ndjson", "C.JSONL"):
        (tmp_path / name).write_bytes(given)
        assert newsclean(name, cwd=tmp_path) == (0, rows(f'{{"text": {CLEAN}}}'), "")
    assert newsclean("a.jsonl", "--format", "text", cwd=tmp_path) == (0, given, "")


def test_files_of_rows_are_put_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'\xef\xbb\xbf{"text": "A."}')
    (tmp_path / "b.jsonl").write_bytes(b'\xef\xbb\xbf{"text": "B."}\n')
    assert newsclean("a.jsonl", "b.jsonl", cwd=tmp_path).out == b'\xef\xbb\xbf{"text": "A."}\n{"text": "B."}\n'


def test_fields_by_name(tmp_path: Path) -> None:
    given = rows(f'{{"text": {NOISY}, "body": "One.\\n\\nSource link"}}')
    expected = rows(f'{{"text": {NOISY}, "body": "One."}}')
    assert newsclean("--format", "jsonl", "--field", "body", stdin=given, cwd=tmp_path) == (0, expected, "")


def test_title_and_url_reach_the_cleaners(tmp_path: Path) -> None:
    env = plug_in(
        tmp_path / "site",
        "hints",
        "import newsclean\n"
        "@newsclean.cleaner('hints', kind='promo')\n"
        "def hints(document):\n"
        "    raise KeyError(document.title, document.url)\n",
    )
    given = rows('{"text": "A.", "title": "T", "url": "U"}', '{"text": "A.", "h": "H", "l": "L"}', '{"text": "A."}')
    for words, seen in (
        ([], ["('T', 'U')", "(None, None)", "(None, None)"]),
        (["--title-field", "h", "--url-field", "l"], ["(None, None)", "('H', 'L')", "(None, None)"]),
    ):
        ran = newsclean("--format", "jsonl", *words, stdin=given, cwd=tmp_path, **env)
        messages = [
            f"newsclean: standard input:{line}: row set aside: cleaner 'hints' failed: KeyError: {hints}"
            for line, hints in enumerate(seen, 1)
        ]
        assert ran.err.splitlines() == [*messages, "newsclean: 3 of 3 rows set aside"]


BAD = [
    (b'{"text": "caf\xe9"}', "not UTF-8: byte 0xe9 in line 3, column 14; convert the file first, for example with iconv"),
    (
        b'{"text": "A.", "x": "\xff"}',
        "not UTF-8: byte 0xff in line 3, column 22; convert the file first, for example with iconv",
    ),
    (b'{"text": "A."', "not JSON: Input data was truncated; write one object in each line, or say --format text"),
    (
        b'{"text": "A.", "x": ' + b"[" * 5000 + b"]" * 5000 + b"}",
        "not JSON: maximum recursion depth exceeded while deserializing an object; "
        "write one object in each line, or say --format text",
    ),
    (b"[1, 2]", "not a JSON object: Expected `object`, got `array`; write one object in each line"),
    (
        b'{"body": "A.", "id": 1}',
        "no field 'text'; the row has 'body', 'id'; name the one with the text with --field",
    ),
    (b"{}", "no field 'text'; the row has no field at all; name the one with the text with --field"),
    (b'{"text": null}', "field 'text': Expected `str`, got `null`; name the one with the text with --field"),
    (b'{"text": 3}', "field 'text': Expected `str`, got `int`; name the one with the text with --field"),
]


@pytest.mark.parametrize(("bad", "message"), BAD, ids=[message[:30] for _, message in BAD])
def test_a_bad_row_is_set_aside(bad: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(rows('{"text": "A."}', "") + bad + b"\n" + rows('{"text": "B."}'))
    said = f"newsclean: rows.jsonl:3: row set aside: {message}\n"
    ran = newsclean("rows.jsonl", cwd=tmp_path)
    assert ran == (3, rows('{"text": "A."}', '{"text": "B."}'), f"{said}newsclean: 1 of 3 rows set aside\n")


def test_strict_input_stops_at_the_first(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(rows('{"text": "A."}', "[]", "{}", '{"text": "B."}'))
    said = (
        "newsclean: rows.jsonl:2: row set aside: "
        "not a JSON object: Expected `object`, got `array`; write one object in each line\n"
    )
    assert newsclean("rows.jsonl", "--strict-input", cwd=tmp_path) == (3, rows('{"text": "A."}'), said)
    assert newsclean("rows.jsonl", "--strict-input", "-o", "out.jsonl", cwd=tmp_path) == (3, b"", said)
    assert [path.name for path in tmp_path.iterdir()] == ["rows.jsonl"]


def test_messages_end_and_the_count_goes_on(tmp_path: Path) -> None:
    given = rows('{"text": "A."}', *["{}"] * 1203)
    said = newsclean("--format", "jsonl", stdin=given, cwd=tmp_path).err.splitlines()
    assert len(said) == 22
    assert said[-2:] == [
        "newsclean: more of the like; they are only counted from here on",
        "newsclean: 1,203 of 1,204 rows set aside",
    ]


def test_a_cleaner_that_fails_sets_the_row_aside(tmp_path: Path) -> None:
    env = plug_in(tmp_path / "site", "boom", BOOM)
    given = rows('{"text": "A ticket."}', f'{{"text": {NOISY}}}')
    assert newsclean("--format", "jsonl", stdin=given, cwd=tmp_path, **env) == (
        3,
        rows(f'{{"text": {CLEAN}}}'),
        "newsclean: standard input:1: row set aside: cleaner 'boom' failed: KeyError: 'no such ticket'\n"
        "newsclean: 1 of 2 rows set aside\n",
    )


def test_removals_of_rows_are_written(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(
        rows('{"text": "A."}', f'{{"id": 1.10, "text": {NOISY}, "url": "https://a.example/"}}', f'{{"text": {NOISY}}}')
    )
    assert newsclean("rows.jsonl", "--removed", "cuts.jsonl", cwd=tmp_path).code == 0
    text = (tmp_path / "cuts.jsonl").read_text("utf-8")
    [removal] = library.explain(json.loads(NOISY)).removals
    place = {"file": "rows.jsonl", "line": 2, "id": 1.10, "url": "https://a.example/"}
    assert [json.loads(line) for line in text.splitlines()] == [
        {**place, **removal.to_dict()},
        {"file": "rows.jsonl", "line": 3, **removal.to_dict()},
    ]
    assert '"id":1.10,' in text


def test_configuration_and_options_work_on_rows(tmp_path: Path) -> None:
    given = rows(f'{{"text": {NOISY}}}')
    assert newsclean("--format", "jsonl", "--without", "source_link", stdin=given, cwd=tmp_path).out == given
