"""What may stand on the command line, and the pipeline that it asks for."""

from __future__ import annotations

import sys
from argparse import (
    Action,
    ArgumentParser,
    Namespace,
    RawDescriptionHelpFormatter,
    _ArgumentGroup,
)
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import newsclean
from newsclean.cli import words
from newsclean.cli.messages import USAGE, UsageError
from newsclean.pipeline import Pipeline

_USAGE = """newsclean [OPTION]... [FILE]...
       newsclean explain [OPTION]... [FILE]...
       newsclean corpus [OPTION]... IN... OUT
       newsclean restore FOLDER OUT
       newsclean learn [OPTION]... IN... -o PROFILE
       newsclean sites show|merge|compare|prune|protect ...
       newsclean report [OPTION]... FILE... -o PAGE
       newsclean diff [OPTION]... A B
       newsclean cases MARKS...
       newsclean eval [OPTION]... LABELLED...
       newsclean cleaners"""

_ABOUT = """The article, and nothing else, out of the text that any scraper extracted.

Reads the FILEs, or standard input, and writes what is left of them to standard
output, one after the other. Only deletes: no character is added, changed or
moved."""

_MORE = """verbs, as the first word (a file of that name is ./explain):
  explain               show a text with what would go, and why
  corpus                clean many files into a folder, with workers; resumes
  restore               give the originals of a corpus back
  learn                 learn what sites repeat on their pages, for --sites
  sites                 show, merge, compare, prune or edit what was learned
  report                write a page for the browser that shows what would go
  diff                  show where two texts, or the rows of two files, differ
  cases                 print what was marked in a report as fixture cases
  eval                  score what is cleaned on labelled lines, or on marks
  cleaners              list the cleaners that are installed

examples:
  newsclean < page.txt > article.txt
  newsclean page.txt --without byline,credit -o article.txt
  newsclean page.html --extractor best > article.txt
  newsclean crawl.jsonl --field body --removed cuts.jsonl > clean.jsonl
  zcat crawl.jsonl.gz | newsclean --format jsonl | gzip > clean.jsonl.gz
  newsclean explain page.txt
  newsclean report crawl.jsonl -o report.html

configuration:
  --config FILE, or the nearest newsclean.toml, or pyproject.toml with a table
  [tool.newsclean], in the working directory or above it. An option given here
  replaces the key of the same name.

exit codes:
  0  everything was cleaned
  1  a file could not be read or written; the others were cleaned
  2  the command line or the configuration cannot be used; nothing was read
  3  texts or rows were set aside, as told on stderr; the others were cleaned
"""

_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".html": "html", ".htm": "html", ".xhtml": "html"}

_CORPUS = """Clean a corpus: many files, shard by shard, into a folder.

JSONL (plain, .gz, .zst), Parquet, WARC and WET, folders of texts or HTML pages.
A run that was stopped goes on where it was when the same command is given
again. What could not be read stands in OUT/_newsclean/rejected.jsonl, what went
is summed up in OUT/_newsclean/report.md."""

_LEARN = """Learn what sites repeat on their pages, from a corpus of pages with addresses.

JSONL (plain, .gz, .zst), Parquet, WARC and WET, folders of texts or HTML pages.
A run that was stopped goes on where it was when the same command is given
again. What could not be read stands in PROFILE.rejected."""

_RUN_MORE = """exit codes:
  0  everything was read
  1  some inputs could not be read, or the output not written; give the same
     command again when that is mended
  2  the command line or the configuration cannot be used; nothing was read
  3  rows were set aside; everything else came through
"""

_HINT = """newsclean: there is nothing to read: name a file, or send a text through the filter, such as
  newsclean page.txt
  newsclean < page.txt > article.txt
or see newsclean --help"""


def filter_() -> ArgumentParser:
    """The filter's arguments."""
    parser = _parser("newsclean", _USAGE, _ABOUT, _MORE)
    _add_input(parser)
    output = parser.add_argument_group("output")
    output.add_argument(
        "-o", "--output", metavar="FILE", help="write to FILE, once it is complete, and not to standard output"
    )
    output.add_argument("--removed", metavar="FILE", help="write everything that went to FILE, as JSONL")
    _add_choice(parser)
    parser.add_argument("--version", action="version", version=f"newsclean {newsclean.__version__}")
    parser.add_argument(
        "--print-completion",
        action=_Completion,
        choices=("bash", "zsh", "tcsh"),
        help="print a script that completes this command in a shell, and exit",
    )
    return parser


def explain() -> ArgumentParser:
    """The arguments of ``explain``."""
    parser = _parser("newsclean explain", None, "Show texts with what would go, and why.", None)
    _add_input(parser)
    _add_choice(parser)
    parser.set_defaults(output=None)
    return parser


def corpus() -> ArgumentParser:
    """The arguments of ``corpus``."""
    parser = _parser("newsclean corpus", "newsclean corpus [OPTION]... IN... OUT", _CORPUS, _RUN_MORE)
    _add_corpus(parser)
    output = parser.add_argument_group("output")
    output.add_argument("out", metavar="OUT", help="the output folder; one file in it for each input")
    output.add_argument("--to", choices=("jsonl", "parquet"), help="the output's format; the input's when left out")
    output.add_argument(
        "--removed", choices=("column", "files"), help="write what went into a column, or into files of its own"
    )
    _add_choice(parser)
    work = _add_work(parser)
    work.add_argument(
        "--runner", choices=("processes", "ray"), default="processes", help="where (default: %(default)s)"
    )
    work.add_argument("--address", help="of the Ray cluster: auto, or HOST:PORT; one on this machine when left out")
    work.add_argument(
        "--shard", type=words.part, default=(1, 1), metavar="I/N", help="work on every N-th input only, from the I-th"
    )
    look = parser.add_argument_group("before a long run").add_mutually_exclusive_group()
    look.add_argument("--dry-run", action="store_true", help="show what would be done")
    look.add_argument(
        "--sample", type=words.positive, metavar="N", help="clean N documents and show what each cleaner takes"
    )
    return parser


def restore() -> ArgumentParser:
    """The arguments of ``restore``."""
    about = "Give the original texts of a corpus back, from the cleaned ones and what went."
    parser = _parser("newsclean restore", None, about, None)
    parser.add_argument("folder", metavar="FOLDER", help="the output of newsclean corpus --removed column, or files")
    parser.add_argument("out", metavar="OUT", help="the folder for the originals")
    return parser


def learn() -> ArgumentParser:
    """The arguments of ``learn``."""
    parser = _parser("newsclean learn", "newsclean learn [OPTION]... IN... -o PROFILE", _LEARN, _RUN_MORE)
    group = _add_corpus(parser)
    group.add_argument("--url", metavar="ADDRESS", help="the address of what has none, or its host")
    output = parser.add_argument_group("output")
    output.add_argument("-o", "--output", metavar="PROFILE", required=True, help="write the site profile here, Parquet")
    _add_work(parser)
    return parser


def sites() -> ArgumentParser:
    """The arguments of ``sites``."""
    parser = _parser("newsclean sites", None, "What was learned of sites.", None)
    verbs = parser.add_subparsers(dest="does", required=True, metavar="show|merge|compare|prune|protect")
    verbs.add_parser("show", help="list the sites, or the lines of one").add_argument("profile", metavar="PROFILE")
    verbs.choices["show"].add_argument("host", metavar="HOST", nargs="?", help="a registrable domain: herald.example")
    verbs.add_parser("merge", help="join profiles, as if learned together").add_argument(
        "profiles", metavar="PROFILE", nargs="+"
    )
    compare = verbs.add_parser("compare", help="list the lines that one of two profiles has learned")
    compare.add_argument("old", metavar="OLD")
    compare.add_argument("new", metavar="NEW")
    verbs.add_parser("prune", help="keep the learned lines alone: small, but no longer to be merged").add_argument(
        "profile", metavar="PROFILE"
    )
    for name in "merge", "prune":
        verbs.choices[name].add_argument("-o", "--output", metavar="PROFILE", required=True, help="write it here")
    protect = verbs.add_parser("protect", help="keep lines in the articles though they were learned")
    protect.add_argument("profile", metavar="PROFILE")
    protect.add_argument("host", metavar="HOST")
    protect.add_argument("line", metavar="LINE", nargs="+")
    return parser


def report() -> ArgumentParser:
    """The arguments of ``report``."""
    about = """Write a page that shows texts with what would go, and why. It is one file
and needs nothing but a browser. A FILE may also be the output folder of
newsclean corpus --removed column, or files, and is shown as it was cleaned."""
    parser = _parser("newsclean report", "newsclean report [OPTION]... FILE... -o PAGE", about, None)
    _add_input(parser)
    parser.add_argument("--sample", type=words.positive, metavar="N", help="show N of the texts, drawn by lot")
    parser.add_argument("-o", "--output", metavar="PAGE", required=True, help="the page, such as report.html")
    _add_choice(parser)
    return parser


def diff() -> ArgumentParser:
    """The arguments of ``diff``."""
    about = "Show where two texts differ, or the rows of two JSONL files that have the same id or else address."
    parser = _parser("newsclean diff", "newsclean diff [OPTION]... A B", about, None)
    _add_input(parser, files=2)
    parser.set_defaults(output=None)
    return parser


def cases() -> ArgumentParser:
    """The arguments of ``cases``."""
    parser = _parser("newsclean cases", None, "Print what was marked in a report as fixture cases, in TOML.", None)
    parser.add_argument("files", nargs="*", metavar="MARKS", help="a file of marks, as a report downloads it")
    parser.set_defaults(format="jsonl", extractor=None, strict_input=False)
    return parser


def eval_() -> ArgumentParser:
    """The arguments of ``eval``."""
    about = "Score a text cleaner on lines of which people have said what they are."
    parser = _parser("newsclean eval", "newsclean eval [OPTION]... LABELLED...", about, None)
    group = parser.add_argument_group("input")
    group.add_argument("files", nargs="*", metavar="LABELLED", help="JSONL of labelled lines, plain or .gz; - is stdin")
    group.add_argument("--marks", action="store_true", help="the files are marks, as a report downloads them")
    group.add_argument("--no-hints", action="store_true", help="clean without headlines, addresses and languages")
    group.add_argument("--strict-input", action="store_true", help="stop at the first row that cannot be used")
    _add_choice(parser)
    what = parser.add_argument_group("what is scored")
    what.add_argument("--call", metavar="MODULE:FUNCTION", help="score this function, and not newsclean")
    what.add_argument(
        "--against",
        type=words.names,
        action="extend",
        default=[],
        metavar="NAME[,NAME]",
        help="score these beside it: c4, refinedweb, a preset, a configuration FILE.toml, a MODULE:FUNCTION",
    )
    output = parser.add_argument_group("output")
    output.add_argument(
        "--by",
        type=words.names,
        default=["extractor", "lang"],
        metavar="FIELD[,FIELD]",
        help="a table for each of these fields (default: extractor,lang)",
    )
    output.add_argument("--errors", metavar="FOLDER", help="write the lines that were lost, left or changed there")
    how = output.add_mutually_exclusive_group()
    how.add_argument("--show", choices=("lost", "left", "changed"), help="show these lines before the tables")
    how.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.set_defaults(format="jsonl", extractor=None)
    return parser


def cleaners() -> ArgumentParser:
    """The arguments of ``cleaners``: none."""
    return _parser("newsclean cleaners", None, "List the cleaners that are installed.", None)


def parsed(parser: ArgumentParser, given: Sequence[str]) -> Namespace:
    """The options that the words say, options and files in any order.

    Raises:
        SystemExit: the words say no such thing, or there is nothing to read but a terminal.
        UsageError: files of different formats, or an option that does not go with theirs.
    """
    options = parser.parse_intermixed_args(given)
    if not options.files:
        if sys.stdin and sys.stdin.isatty():
            print(_HINT, file=sys.stderr)
            raise SystemExit(USAGE)
        options.files = ["-"]
    options.is_guessed = options.format is None
    options.format = options.format or _format(options.files)
    if options.extractor and options.format != "html":
        raise UsageError("--extractor is for pages; say --format html")
    return options


# How the words after each verb are read. Each verb is a module beside this one, with a function ``run``.
VERBS: dict[str, Callable[[Sequence[str]], Namespace]] = {
    "cases": lambda given: parsed(cases(), given),
    "cleaners": lambda given: cleaners().parse_args(given),
    "corpus": lambda given: corpus().parse_intermixed_args(given),
    "diff": lambda given: parsed(diff(), given),
    "eval": lambda given: parsed(eval_(), given),
    "explain": lambda given: parsed(explain(), given),
    "learn": lambda given: learn().parse_intermixed_args(given),
    "report": lambda given: parsed(report(), given),
    "restore": lambda given: restore().parse_args(given),
    "sites": lambda given: sites().parse_args(given),
}


def pipeline(options: Namespace) -> Pipeline:
    """The pipeline that the options and the configuration ask for.

    Raises:
        ConfigError: the configuration cannot be used.
        UnknownNameError: a preset, kind or cleaner that does not exist.
        UsageError: no cleaner is left.
    """
    from newsclean import config

    path = configuration(options)
    settings = config.read(path) if path else {}
    given = ("preset", "without", "only", "sites")
    settings |= {key: getattr(options, key) for key in given if getattr(options, key)}
    made = Pipeline(**settings)
    if not made.cleaners:
        raise UsageError("no cleaner is left to run; see --only and --without, also in the configuration")
    return made


def configuration(options: Namespace) -> str | Path | None:
    """The configuration file that counts, if any.

    Raises:
        ConfigError: as in :func:`newsclean.config.find`.
    """
    from newsclean import config

    return options.config or (None if options.no_config else config.find(Path.cwd()))


def _parser(name: str, usage: str | None, about: str, more: str | None) -> ArgumentParser:
    parser = ArgumentParser(
        name,
        usage=usage,
        description=about,
        epilog=more,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="show this and exit")
    return parser


def _add_input(parser: ArgumentParser, files: int | str = "*") -> None:
    group = parser.add_argument_group("input")
    group.add_argument("files", nargs=files, metavar="FILE", help="a text, JSONL or HTML file; - is standard input")
    group.add_argument(
        "--format",
        choices=("text", "jsonl", "html"),
        help="a file is one text, JSONL with a text in each row, or an HTML page; by suffix when left out: .jsonl and "
        ".ndjson are JSONL, .html, .htm and .xhtml are pages, everything else and standard input is text",
    )
    group.add_argument(
        "--extractor",
        metavar="NAME",
        help="of a page: trafilatura (the default), resiliparse, justext, best, or a plug-in's",
    )
    _add_fields(group)
    group.add_argument("--url", metavar="ADDRESS", help="the address of what has none, or its host, for site profiles")
    group.add_argument("--strict-input", action="store_true", help="stop at the first text or row that cannot be used")


def _add_corpus(parser: ArgumentParser) -> _ArgumentGroup:
    group = parser.add_argument_group("input")
    group.add_argument("inputs", nargs="+", metavar="IN", help="files, folders or globs; local, or s3://, hf:// ...")
    group.add_argument(
        "--format",
        choices=("jsonl", "parquet", "warc", "text", "html"),
        help="the format of all inputs; by suffix when left out",
    )
    _add_fields(group)
    return group


def _add_work(parser: ArgumentParser) -> _ArgumentGroup:
    group = parser.add_argument_group("work")
    group.add_argument("--workers", type=words.positive, metavar="N", help="processes (default: one for each core)")
    group.add_argument(
        "--row-seconds", type=float, default=60.0, metavar="S", help="set rows aside that take longer (default: 60)"
    )
    return group


def _add_fields(group: _ArgumentGroup) -> None:
    group.add_argument("--field", default="text", help="the field that holds a row's text (default: %(default)s)")
    group.add_argument("--title-field", default="title", metavar="FIELD", help="its headline (default: %(default)s)")
    group.add_argument("--url-field", default="url", metavar="FIELD", help="its address (default: %(default)s)")


def _add_choice(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("what goes")
    group.add_argument("--preset", metavar="NAME", help="cautious, standard (the default) or strict")
    for option, does in ("--without", "leave out these"), ("--only", "use only these"):
        group.add_argument(
            option,
            type=partial(words.names, hint="name a kind or a cleaner; newsclean cleaners lists them"),
            action="extend",
            metavar="NAME[,NAME]",
            help=f"{does} kinds or cleaners; may be repeated",
        )
    group.add_argument(
        "--sites", metavar="FILE", help="a site profile: what sites repeat goes too; see newsclean learn"
    )
    group.add_argument("--config", metavar="FILE", help="read this configuration")
    group.add_argument("--no-config", action="store_true", help="look for no configuration")


def _format(files: Sequence[str]) -> str:
    formats = {_SUFFIXES.get(Path(name.lower().removesuffix(".gz")).suffix, "text") for name in files}
    if len(formats) > 1:
        raise UsageError(
            f"the files are of several formats: {', '.join(sorted(formats))}; clean them apart, or give --format"
        )
    return formats.pop()


class _Completion(Action):
    """Print a completion script and exit."""

    def __call__(self, parser: ArgumentParser, _options: Namespace, shell: Any, *_: Any) -> None:
        from newsclean.cli import completion

        print(completion.script(filter_(), str(shell), VERBS))  # a parser afresh: this one is at work
        parser.exit()
