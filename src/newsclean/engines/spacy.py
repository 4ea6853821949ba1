"""spaCy: a component that marks what is not the article, and cuts nothing, because a Doc keeps its text.

To cut, clean texts before they become Docs: ``nlp.pipe(pipeline.clean_many(texts))``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from newsclean.corpus.guard import SECONDS
from newsclean.engines.rows import Outcome, Rows
from newsclean.pipeline import Pipeline

try:
    from spacy.language import Language
    from spacy.tokens import Doc
except ModuleNotFoundError:
    raise ImportError("spacy is missing: pip install 'newsclean[spacy]'") from None

NAME = "newsclean"  # of the component, of the group of spans and of the attribute
REJECTED = "newsclean_rejected"

Doc.set_extension(NAME, default=None, force=True)
Doc.set_extension(REJECTED, default="", force=True)


class Marker:
    r"""Marks noise in Docs: ``nlp.add_pipe("newsclean", first=True)``.

    ``doc.spans["newsclean"]`` holds the tokens that would go, their kind as the label and the rule as the id;
    ``doc._.newsclean`` holds the receipts, to the character. A Doc on which a cleaner fails, hangs or dies has no marks
    and the reason in ``doc._.newsclean_rejected``. Address and headline are read from ``doc.user_data["url"]`` and
    ``doc.user_data["title"]`` where they are known. The config: ``pipeline``, the arguments of
    :class:`newsclean.Pipeline`, and ``seconds``, the longest that a Doc may take.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> marker = nlp.add_pipe("newsclean", config={"pipeline": {"preset": "cautious"}})
    >>> doc = nlp("Trams run again.\n\nSource link")
    >>> [(span.text, span.label_, span.id_) for span in doc.spans["newsclean"]]
    [('\n\nSource link', 'source_link', 'en/source-link')]
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, marked."""
        [marked] = self.pipe([doc])
        return marked

    def pipe(self, stream: Iterable[Doc], **_: Any) -> Iterator[Doc]:
        """The same Docs, marked; some are read ahead."""
        for doc, outcome in self._rows.outcomes((doc, {**_known(doc), "text": doc.text}) for doc in stream):
            _mark(doc, outcome)
            yield doc


@Language.factory(
    NAME,
    assigns=[f"doc._.{NAME}", f"doc._.{REJECTED}"],
    default_config={"pipeline": {}, "seconds": SECONDS},
)
def component(nlp: Language, name: str, pipeline: dict[str, Any], seconds: float) -> Marker:  # noqa: ARG001
    """The component, as spaCy makes it.

    Raises:
        UnknownNameError, ConfigError: an option cannot be used.
    """
    return Marker(Rows(Pipeline(**pipeline), seconds=seconds))


def _known(doc: Doc) -> dict[str, Any]:
    return {name: doc.user_data.get(name) for name in ("url", "title")}


def _mark(doc: Doc, outcome: Outcome) -> None:
    spans = [
        doc.char_span(each["start"], each["end"], label=each["kind"], span_id=each["rule"], alignment_mode="contract")
        for each in outcome.removed
    ]
    doc.spans[NAME] = [span for span in spans if span is not None]  # a cut within one token has none of its own
    doc._.set(NAME, outcome.removed)
    doc._.set(REJECTED, outcome.rejected)
