"""All texts to train on, and the evidence that the scorer gets of each."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsclean.document import Document
from newsclean.scorer.characters import Tables
from newsclean.scorer.evidence import Evidence, evidence, glance
from scorer import augment
from scorer.folds import FOLDS, fold_of
from scorer.texts import Text

COMMON_WORDS = 200  # words by which a phrasebook's language is known
THINNED = 3  # texts made from each whole page


class Example(NamedTuple):
    """A text as the network sees it, with its labels."""

    text: Text
    evidence: Evidence
    labels: tuple[str, ...]
    lengths: NDArray[np.float32]


def augmented(
    real: Sequence[Text],
    pages: Sequence[Text],
    fixtures: Sequence[Text],
    phrases: Mapping[str, Sequence[tuple[str, str]]],
    articles: Sequence[Text],
) -> list[Text]:
    """Texts made from the real ones, so many of each sort as gained most on held-out publishers."""
    rng = random.Random(1)
    made = [augment.thinned(page, rng) for page in pages for _ in range(THINNED)]
    made += [augment.with_headings(augment.thinned(page, rng), rng) for page in pages]
    made += [augment.with_list(text, rng) for text in rng.sample(real, len(real) // 2)]
    made += [
        augment.with_list(text, rng) if rng.random() < 0.3 else text
        for text in (augment.with_headings(text, rng) for text in rng.sample(real, 2 * len(real) // 3))
    ]
    known = _Languages(phrases)
    made += [augment.with_phrases(text, phrases[known.of(text)], rng) for text in rng.sample(real, 2 * len(real) // 3)]
    made += [augment.distorted(text, rng) for text in rng.sample(real, len(real) // 3)]
    made += [text for text in fixtures for _ in range(2)]
    made += [augment.with_phrases(text, phrases[known.of(text)], rng) for text in fixtures]
    made += [text for text in articles for _ in range(2)]
    for fold in range(FOLDS):  # texts of one fold only, or a text would be held out and trained on
        there = [text for text in real if fold_of(text.publisher) == fold]
        made += [augment.joined(rng.sample(there, rng.choice([2, 3, 5])), rng) for _ in range(len(there) // 6)]
    return made


class _Languages:
    """Tells a text's language among those of the phrasebook, by the commonest words of their examples."""

    def __init__(self, phrases: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        self._common = {
            language: {word for word, _ in Counter(_words(" ".join(hit for hit, _ in hits))).most_common(COMMON_WORDS)}
            for language, hits in phrases.items()
        }

    def of(self, text: Text) -> str:
        words = Counter(_words(" ".join(line for line, label in text.lines if label == "content")))
        return max(self._common, key=lambda each: (sum(words[word] for word in self._common[each]), each))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def example(text: Text, tables: Tables, *, with_title: bool) -> Example | None:
    """The evidence of a text; nothing for an empty one."""
    lines = [(line.replace("\r", " "), label) for line, label in text.lines]
    document = Document("\n".join(line for line, _ in lines), title=text.title if with_title else None)
    if not document.lines:
        return None
    labels = tuple(label for line, label in lines if line.strip())
    lengths = np.array([len(line.text) for line in document.lines], np.float32)
    seen = evidence(document, document.lines, glance(document, document.lines), tables)
    return Example(text, seen, labels, lengths)


def examples(real: Sequence[Text], made: Sequence[Text], tables: Tables) -> tuple[list[Example], list[Example]]:
    """The examples of the real texts, without titles as they are scored, and of the others, some with their titles."""
    rng = random.Random(2)
    first = [example(text, tables, with_title=False) for text in real]
    second = [example(text, tables, with_title=rng.random() < 0.4) for text in made]
    return [each for each in first if each], [each for each in second if each]
