"""The page: one HTML file that needs nothing but a browser, and in which nothing runs but newsclean's own script."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.report.entry import Entry
from newsclean.report.looks import looks

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent / "page"
SCRIPTS = ("elements", "findings", "marks", "receipt", "text", "list", "switches", "plots", "summary", "keys", "start")

# What would end the script element that the data stands in, and what UTF-8 cannot hold.
_UNSAFE = re.compile("[<\ud800-\udfff]")


def page(entries: Iterable[Entry], about: str = "") -> str:
    r"""A page that shows documents with what went from each, and why.

    Args:
        entries: the documents, in the order of the list.
        about: a line under the page's heading, such as the preset.

    >>> import newsclean
    >>> made = page([Entry("a.txt", newsclean.explain("Trams run again.\n\n<b>Source link"))])
    >>> made[:15], "<b>" in made
    ('<!doctype html>', False)
    """
    data = {"version": _version(), "looks": looks().kinds, "documents": [each.to_dict() for each in entries]}
    style = environment().get_template("page.css").render(families=looks().families)
    script = "\n".join((FOLDER / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    return (
        environment()
        .get_template("page.html")
        .render(about=about, style=style, script=script, data=_json(data), policy=_policy(script, style))
    )


@cache
def environment() -> Environment:
    """The templates, in which everything is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def _policy(script: str, style: str) -> str:
    """A Content-Security-Policy that lets this script and this style in, and nothing else: no request to anywhere."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _json(data: Any) -> str:
    r"""The data as JSON that can stand in a script element.

    >>> _json(["</script>", "\ud800"])
    '["\\u003c/script>","\\ud800"]'
    """
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def _version() -> str:
    import newsclean

    return newsclean.__version__
