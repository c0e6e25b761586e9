"""Trains the tagger of source, cue and content: ``python train.py --data FOLDER --out FOLDER``.

FOLDER holds train.jsonl.zst and dev.jsonl.zst (an export of PolNeAR). Every twentieth training document is held out to
fit the confidence (calibrate.py). On two cores without bfloat16 an epoch takes about 6 minutes.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from evaluate import figures
from examples import IGNORED, Document, Example, Record, batches, labelled, read
from model import Tagger, untrained
from sayso_attribution_en.windows import padded
from sayso_attribution_en.wordpiece import WordPieces
from torch.nn.functional import cross_entropy

LINK_WEIGHT = 0.3
MASK = 103
MASKED = 0.08
"""Share of pieces hidden from the model in training: with 800 documents it learns them by heart otherwise."""

HELD_OUT = 20
_LAST_SPECIAL = 1000


def main() -> None:
    """Read, train, and write the weights after each epoch."""
    options = _options()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    words = WordPieces.read(options.base / "vocab.txt")
    documents = [labelled(words, record) for record in read(options.data / "train.jsonl.zst")]
    kept = [document for at, document in enumerate(documents) if at % HELD_OUT]
    model = untrained(options.base)
    options.out.mkdir(parents=True, exist_ok=True)
    dev = list(read(options.data / "dev.jsonl.zst"))
    _train(model, kept, [labelled(words, record) for record in dev], dev, options)


def _train(
    model: Tagger, documents: list[Document], dev: list[Document], records: list[Record], options: argparse.Namespace
) -> None:
    chance = random.Random(options.seed)
    optimizer = _optimizer(model, options.rate)
    steps = options.epochs * len(batches(documents, options.pieces, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.0, (steps - step) / (0.94 * steps)))
    )
    for epoch in range(1, options.epochs + 1):
        model.train()
        begun, losses = time.time(), []
        for number, batch in enumerate(batches(documents, options.pieces, chance)):
            loss = _loss(model, batch, hidden=MASKED)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(float(loss.detach()))
            if number % 50 == 0:
                print(epoch, number, f"{np.mean(losses[-50:]):.4f}", f"{time.time() - begun:.0f}s", file=sys.stderr)
        torch.save(model.state_dict(), options.out / f"epoch{epoch}.pt")
        print(f"epoch {epoch}: {time.time() - begun:.0f} s", figures(model, dev, records), flush=True)


def _loss(model: Tagger, batch: list[Example], hidden: float) -> torch.Tensor:
    ids = torch.from_numpy(padded([example.window.ids for example in batch]))
    quoted = torch.from_numpy(padded([example.window.quoted for example in batch]))
    tags = torch.from_numpy(padded([example.tags for example in batch], IGNORED))
    shown = torch.where((torch.rand(ids.shape) < hidden) & (ids > _LAST_SPECIAL), MASK, ids)
    scores, vectors = model(shown, quoted, (ids > 0).long())
    loss = cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
    for which in range(2):
        heads = torch.from_numpy(padded([example.links[which] for example in batch], IGNORED))
        if bool((heads != IGNORED).any()):
            links = model.link_scores(vectors, which).masked_fill((ids == 0)[:, None, :], -1e4)
            loss = loss + LINK_WEIGHT * cross_entropy(links.flatten(0, 1), heads.flatten(), ignore_index=IGNORED)
    return loss


def _optimizer(model: Tagger, rate: float) -> torch.optim.Optimizer:
    """AdamW with a higher rate for the fresh heads and no decay for biases and norms."""
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        groups.setdefault((name.startswith("encoder."), parameter.dim() > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": parameters, "lr": rate if encoder else 1e-3, "weight_decay": 0.01 if matrix else 0.0}
            for (encoder, matrix), parameters in groups.items()
        ],
        fused=True,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl.zst and dev.jsonl.zst")
    parser.add_argument("--base", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--pieces", type=int, default=3072, help="pieces a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
