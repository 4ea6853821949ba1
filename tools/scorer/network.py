"""The network in training. ``newsclean.scorer.network`` computes the same from the exported numbers, in NumPy."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from newsclean.scorer.evidence import PHRASE_COLUMNS
from newsclean.scorer.grams import BITS
from newsclean.scorer.judging import APART
from scorer.corpus import Example
from scorer.texts import NOISE

KINDS = (
    "content", *APART, "read_more", "navigation", "byline", "promo", "subscription", "credit", "comments", "dateline",
    "social", "tags", "cookie", "legal", "player", "donation", "code", "source_link", "icon_legend",
)  # fmt: skip
UNNAMED = len(KINDS)  # noise of a kind that nobody named
IGNORED = -1
GAP = 8  # empty lines between texts of a batch, so that no convolution reaches from one into the next

VECTOR, HIDDEN = 16, 48
DROPPED = 0.3  # of the hidden units and word vectors
WORDS_DROPPED, LINES_DROPPED, PHRASES_DROPPED, PAGES_DROPPED = 0.15, 0.3, 0.15, 0.3
EPOCHS, BATCH, RATE, DECAY = 8, 12, 4e-3, 0.02
MADE = 0.6  # share of the made texts that one epoch sees
AVERAGED = 0.98  # how slowly the averaged weights follow, every fifth step
HEAVIEST = 5.0  # weight of a long content line; one of 60 characters or fewer weighs 1, as every noise line does


class Batch(NamedTuple):
    """Several texts in a row, with empty lines between them."""

    words: Tensor
    first_word: Tensor
    lines: Tensor
    columns: Tensor
    labels: Tensor
    lengths: Tensor
    real: Tensor
    text: Tensor


def batch(examples: Sequence[Example]) -> Batch:
    """The tensors of some examples."""
    parts: list[list[np.ndarray]] = [[] for _ in Batch._fields]
    words = 0
    for number, each in enumerate(examples):
        grams, columns = each.evidence.grams, each.evidence.columns
        count = len(columns)
        row = (
            grams.of_words.reshape(-1),
            np.concatenate([each.evidence.first_word * 3 + words, np.full(GAP, words + grams.of_words.size)]),
            _followed(grams.of_lines, 0),
            _followed(columns, 0),
            _followed(np.array([_target(label) for label in each.labels]), IGNORED),
            _followed(each.lengths, 1),
            _followed(np.ones(count, np.float32), 0),
            np.full(count + GAP, number),
        )
        words += grams.of_words.size
        for part, array in zip(parts, row, strict=True):
            part.append(array)
    return Batch(*(torch.from_numpy(np.concatenate(part)) for part in parts))


def _followed(array: np.ndarray, filling: float) -> np.ndarray:
    return np.concatenate([array, np.full((GAP, *array.shape[1:]), filling, array.dtype)])


def _target(label: str) -> int:
    return UNNAMED if label == NOISE else KINDS.index(label) if label in KINDS else IGNORED


class Network(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """Words and columns of each line, its neighbours, and the page as a whole."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.words = nn.EmbeddingBag(1 << BITS, VECTOR, mode="mean")
        self.lines = nn.EmbeddingBag(1 << BITS, VECTOR, mode="sum")
        nn.init.normal_(self.words.weight, 0, 0.05)
        nn.init.normal_(self.lines.weight, 0, 0.03)
        self.scale = nn.BatchNorm1d(columns, affine=False, momentum=0.02, eps=0.03)
        self.joined = nn.Linear(2 * VECTOR + columns, HIDDEN)
        self.page = nn.Linear(HIDDEN, HIDDEN)
        self.near = nn.Conv1d(HIDDEN, HIDDEN, 5, padding=2)
        self.far = nn.Conv1d(HIDDEN, HIDDEN, 5, padding=4, dilation=2)
        self.kinds = nn.Linear(2 * HIDDEN, len(KINDS))
        self.drop = nn.Dropout(DROPPED)

    def forward(self, given: Batch) -> Tensor:
        """The scores of each line, a column a kind."""
        words, lines, columns = given.words, given.lines, given.columns
        if self.training:
            words = torch.where(torch.rand(words.shape) > WORDS_DROPPED, words, 0)
            lines = torch.where(torch.rand(lines.shape) > LINES_DROPPED, lines, 0)
            kept = (torch.rand(len(columns), 1) > PHRASES_DROPPED).float()
            columns = torch.cat([columns[:, :-PHRASE_COLUMNS], columns[:, -PHRASE_COLUMNS:] * kept], 1)
        seen = torch.cat([self.words(words, given.first_word), self.lines(lines)], 1)
        hidden = torch.relu(self.joined(torch.cat([self.drop(seen), self.scale(columns)], 1))) * given.real[:, None]
        texts = int(given.text.max()) + 1
        mean = torch.zeros(texts, HIDDEN).index_add(0, given.text, hidden)
        mean /= torch.zeros(texts).index_add(0, given.text, given.real).clamp(min=1)[:, None]
        page = torch.relu(self.page(mean))
        page = page * (torch.rand(texts, 1) > PAGES_DROPPED).float() if self.training else page * (1 - PAGES_DROPPED)
        hidden = self.drop(hidden) + page[given.text] * given.real[:, None]
        near = self.drop(torch.relu(self.near(hidden.t()[None])) * given.real)
        far = torch.relu(self.far(near)) * given.real + near
        scores: Tensor = self.kinds(torch.cat([hidden, far[0].t()], 1))
        return scores


def loss(scores: Tensor, given: Batch) -> Tensor:
    """Cross entropy; where the kind is unknown, of noise as a whole. Long content weighs more: losing it is dear."""
    chances = torch.log_softmax(scores, 1)
    labels = given.labels
    named = (labels >= 0) & (labels < UNNAMED)
    of_kind = -chances.gather(1, labels.clamp(0, UNNAMED - 1)[:, None])[:, 0]
    of_noise = -torch.logsumexp(chances[:, 1 + len(APART) :], 1)
    each = torch.where(named, of_kind, torch.where(labels == UNNAMED, of_noise, torch.zeros_like(of_kind)))
    weight = torch.where(labels == 0, (given.lengths / 60).clamp(1, HEAVIEST), torch.ones_like(given.lengths))
    return (each * weight).sum() / (BATCH * 20)


def trained(real: Sequence[Example], made: Sequence[Example], seed: int) -> Network:
    """A network trained on these examples; the same examples and seed give the same network."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    network = Network(real[0].evidence.columns.shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    each_epoch = (len(real) + int(len(made) * MADE)) // BATCH
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=EPOCHS * each_epoch)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    network.train()
    for _ in range(EPOCHS):
        chosen = [*real, *rng.sample(made, int(len(made) * MADE))]
        rng.shuffle(chosen)
        for step in range(each_epoch):
            given = batch(chosen[step * BATCH : (step + 1) * BATCH])
            optimizer.zero_grad()
            loss(network(given), given).backward()
            optimizer.step()
            schedule.step()
            if step % 5 == 0:
                _follow(average, network)
    network.load_state_dict(average)
    network.eval()
    return network


def _follow(average: dict[str, Tensor], network: Network) -> None:
    for name, value in network.state_dict().items():
        if value.dtype.is_floating_point:
            average[name].mul_(AVERAGED).add_(value, alpha=1 - AVERAGED)
        else:
            average[name].copy_(value)


def layers(networks: Sequence[Network]) -> dict[str, np.ndarray]:
    """The numbers that ``newsclean.scorer.network`` reads, of several networks that it computes together.

    Tables are bytes with a scale; the scaling of the columns is folded into the layer that reads them.
    """
    each = [_layers(network) for network in networks]
    return {
        name: np.concatenate([one[name] for one in each], axis=-1)
        if name.startswith(("words", "lines"))
        else np.stack([one[name] for one in each])
        for name in each[0]
    }


def _layers(network: Network) -> dict[str, np.ndarray]:
    state = {
        name: value.detach().double().numpy() for name, value in network.state_dict().items() if "num_" not in name
    }
    of_words, of_columns = np.split(state["joined.weight"].T, [2 * VECTOR])
    spread = 1 / np.sqrt(state["scale.running_var"] + network.scale.eps)
    exported: dict[str, np.ndarray] = {}
    for name in ("words", "lines"):
        scale = np.abs(state[f"{name}.weight"]).max() / 127
        exported[name] = np.rint(state[f"{name}.weight"] / scale).astype(np.int8)
        exported[f"{name}_scale"] = np.full(VECTOR, scale, np.float32)
    page_share = 1 - PAGES_DROPPED  # as in `forward`, where nothing is dropped
    rest = {
        "of_words": of_words,
        "of_columns": of_columns * spread[:, None],
        "of_columns_offset": state["joined.bias"][None] - (state["scale.running_mean"] * spread) @ of_columns,
        "page": state["page.weight"].T * page_share,
        "page_offset": state["page.bias"][None] * page_share,
        "near": state["near.weight"].transpose(2, 1, 0).reshape(-1, HIDDEN),
        "near_offset": state["near.bias"][None],
        "far": state["far.weight"].transpose(2, 1, 0).reshape(-1, HIDDEN),
        "far_offset": state["far.bias"][None],
        "kinds_matrix": state["kinds.weight"].T,
        "kinds_offset": state["kinds.bias"][None],
    }
    return exported | {name: value.astype(np.float32) for name, value in rest.items()}
