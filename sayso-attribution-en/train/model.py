"""The network: a small BERT, a tag for each piece, and two biaffine links (Dozat and Manning, 2017)."""

from __future__ import annotations

from pathlib import Path

import torch
from sayso_attribution_en.decode import TAGS
from torch import Tensor, nn
from transformers import BertModel

WIDTH = 96
"""Dimensions of a link's vectors."""

_KEPT = 0.9
_POOL = 1 << 22


class CheapDropout(nn.Module):
    """Dropout of a tenth with masks cut from a pool of random ones: drawing them anew takes 40% of a step on a CPU."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("pool", (torch.rand(_POOL) < _KEPT).float() / _KEPT, persistent=False)

    def forward(self, values: Tensor) -> Tensor:
        """The values with a tenth of them put to 0, the others scaled up, in training; else the values."""
        if not self.training:
            return values
        at = int(torch.randint(_POOL - values.numel(), (1,)))
        return values * self.pool[at : at + values.numel()].view_as(values)


class Tagger(nn.Module):
    """Word pieces in; tag scores (B, T, 7) and link vectors (B, T, 4, WIDTH) out."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        hidden = encoder.config.hidden_size
        self.drop = CheapDropout()
        self.tags = nn.Linear(hidden, len(TAGS))
        self.links = nn.Linear(hidden, 4 * WIDTH)
        self.matrix = nn.Parameter(torch.eye(WIDTH).repeat(2, 1, 1) * WIDTH**-0.5)
        self.vector = nn.Parameter(torch.zeros(2, WIDTH))
        _share_dropout(encoder, self.drop)

    def forward(self, ids: Tensor, quoted: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Tag scores and link vectors of padded windows."""
        return self.heads(self.encoder(input_ids=ids, token_type_ids=quoted, attention_mask=mask).last_hidden_state)

    def heads(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """Tag scores and link vectors from what the encoder makes of each piece (B, T, hidden)."""
        hidden = self.drop(hidden)
        vectors = torch.nn.functional.gelu(self.links(hidden))
        return self.tags(hidden), vectors.view(*vectors.shape[:2], 4, WIDTH)

    def link_scores(self, vectors: Tensor, which: int) -> Tensor:
        """Scores (B, T, T) of each head for each dependent of a link."""
        mapped = vectors[:, :, 2 * which] @ self.matrix[which] + self.vector[which]
        return mapped @ vectors[:, :, 2 * which + 1].transpose(1, 2)


def _share_dropout(module: nn.Module, drop: CheapDropout) -> None:
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout) and child.p > 0:
            setattr(module, name, drop)
        else:
            _share_dropout(child, drop)


def untrained(folder: Path) -> Tagger:
    """The encoder of a folder (config.json, model.safetensors) with fresh heads."""
    encoder = BertModel.from_pretrained(
        folder, add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
    )
    return Tagger(encoder)
