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


# What a row is, what must come out, and why it is here.
ROWS = [
    (f'{{"text": {NOISY}}}', f'{{"text": {CLEAN}}}', "the text is cleaned"),
    (f'{{"text": {NOISY}}}\r', f'{{"text": {CLEAN}}}\r', "CRLF stays"),
    (
        f'{{ "n":123456789012345678901234567890,"f":[1.10, 1e5, -0.0, 1E400] ,"text"  :{NOISY},"s":"\\u00e9\\/" }}',
        f'{{ "n":123456789012345678901234567890,"f":[1.10, 1e5, -0.0, 1E400] ,"text"  :{CLEAN},"s":"\\u00e9\\/" }}',
        "numbers, escapes, order and spaces stay",
    ),
    (
        '{"b":1,"text" : "Caf\\u00e9 \\/ \\ud83d\\ude8b",  "a":null} ',
        '{"b":1,"text" : "Caf\\u00e9 \\/ \\ud83d\\ude8b",  "a":null} ',
        "a row without noise stays as it is spelt",
    ),
    (
        '{"text": "Caf\\u00e9.\\n\\nSource link", "b": "Caf\\u00e9"}',
        '{"text": "Café.", "b": "Caf\\u00e9"}',
        "a cleaned text is spelt anew",
    ),
    (
        f'{{"raw": {NOISY}, "text": {NOISY}, "n": 1.10}}\r',
        f'{{"raw":{NOISY},"text":{CLEAN},"n":1.10}}\r',
        "another field with the same string is not touched",
    ),
    (f'{{"text": {NOISY}, "n": 1, "text": {NOISY}}}', f'{{"text":{CLEAN},"n":1}}', "the field of the text twice"),
    (f'{{"n": 1, "n": 2, "text": {NOISY}}}', f'{{"n": 1, "n": 2, "text": {CLEAN}}}', "another field twice"),
    ('{"text": ""}', '{"text": ""}', "an empty text"),
    ('{"text": "A.", "title": 3, "url": ["x"]}', '{"text": "A.", "title": 3, "url": ["x"]}', "title and url are hints"),
]


def test_rows(tmp_path: Path) -> None:
    ran = newsclean("--format", "jsonl", stdin=rows(*(given for given, _, _ in ROWS)), cwd=tmp_path)
    came = ran.out.decode().split("\n")
    for (given, expected, why), line in zip(ROWS, came, strict=False):
        assert line == expected, f"{why}: {given}"
    assert (ran.code, len(came), ran.err) == (0, len(ROWS) + 1, "")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(f'{{"text": {NOISY}}}', f'{{"text": {CLEAN}}}', id="no newline is added"),
        pytest.param(
            '{"text": ""}\n\n  \n{"text": "A."}\n', '{"text": ""}\n{"text": "A."}\n', id="blank lines are no rows"
        ),
        pytest.param(f'\ufeff{{"text": {NOISY}}}\n', f'\ufeff{{"text": {CLEAN}}}\n', id="a byte order mark stays"),
    ],
)
def test_streams_of_rows(given: str, expected: str, tmp_path: Path) -> None:
    assert newsclean("--format", "jsonl", stdin=given.encode(), cwd=tmp_path) == (0, expected.encode(), "")


def test_format_by_suffix(tmp_path: Path) -> None:
    given, expected = rows(f'{{"text": {NOISY}}}'), rows(f'{{"text": {CLEAN}}}')
    names = ("a.jsonl", "b.ndjson", "C.JSONL")
    for name in names:
        (tmp_path / name).write_bytes(given)
    assert newsclean(*names, cwd=tmp_path) == (0, expected * 3, "")
    assert newsclean("a.jsonl", "--format", "text", cwd=tmp_path) == (0, given, "")


def test_rows_on_standard_input_are_taken_for_a_text_with_a_warning(tmp_path: Path) -> None:
    given = rows('{"text": "A."}')
    said = (
        "newsclean: standard input: warning: "
        "this looks like JSONL, and was cleaned as one text; for rows, say --format jsonl\n"
    )
    assert newsclean(stdin=given, cwd=tmp_path) == (0, given, said)


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
        ran = newsclean("--format", "jsonl", *words, stdin=given, cwd=tmp_path, env=env)
        messages = [
            f"newsclean: standard input:{line}: row set aside: cleaner 'hints' failed: KeyError: {hints}"
            for line, hints in enumerate(seen, 1)
        ]
        assert ran.err.splitlines() == [*messages, "newsclean: 3 of 3 rows set aside"]


# A row that cannot be used, and what is said of it.
UTF_8 = "convert the file first, for example with iconv"
OBJECT = "write one object in each line"
JSON = f"{OBJECT}, or say --format text"
FIELD = "name the one with the text with --field"
BAD = [
    (b'{"text": "caf\xe9"}', f"not UTF-8: byte 0xe9 in line 1, column 14; {UTF_8}"),
    (b'{"text": "A.", "x": "\xff"}', f"not UTF-8: byte 0xff in line 2, column 22; {UTF_8}"),
    (b'{"text": "A."', f"not JSON: Input data was truncated; {JSON}"),
    (
        b'{"text": "A.", "x": ' + b"[" * 5000 + b"]" * 5000 + b"}",
        f"not JSON: maximum recursion depth exceeded while deserializing an object; {JSON}",
    ),
    (b"[1, 2]", f"not a JSON object: Expected `object`, got `array`; {OBJECT}"),
    (b'{"body": "A.", "id": 1}', f"no field 'text'; the row has 'body', 'id'; {FIELD}"),
    (b"{}", f"no field 'text'; the row has no field at all; {FIELD}"),
    (b'{"text": null}', f"field 'text': Expected `str`, got `null`; {FIELD}"),
    (b'{"text": 3}', f"field 'text': Expected `str`, got `int`; {FIELD}"),
]


def test_bad_rows_are_set_aside_and_the_others_go_on(tmp_path: Path) -> None:
    good = rows('{"text": "A."}', '{"text": "B."}')
    (tmp_path / "rows.jsonl").write_bytes(b"\n".join(row for row, _ in BAD) + b"\n\n" + good)
    ran = newsclean("rows.jsonl", cwd=tmp_path)
    assert ran.err.splitlines() == [
        *(f"newsclean: rows.jsonl:{line}: row set aside: {said}" for line, (_, said) in enumerate(BAD, 1)),
        f"newsclean: {len(BAD)} of {len(BAD) + 2} rows set aside",
    ]
    assert (ran.code, ran.out) == (3, good)


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
    assert newsclean("--format", "jsonl", stdin=given, cwd=tmp_path, env=env) == (
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
