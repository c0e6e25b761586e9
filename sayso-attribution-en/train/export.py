"""Weights as torch wrote them to what the package ships: ``python export.py --weights F --base FOLDER --out FOLDER``.

ONNX, int8 per channel with activations quantized as they come; the heads stay in 32 bits.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import torch
from model import Tagger, untrained
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class _Exported(nn.Module):
    """Log-probabilities of tags and link vectors of one window at a time, as the package reads them.

    A window alone is never filled up, so nothing of it is hidden from the attention (a mask costs 7% of the time).
    """

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, quoted: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.model.encoder.embeddings(input_ids=ids, token_type_ids=quoted)
        for layer in self.model.encoder.encoder.layer:
            hidden = layer(hidden, None)
        tags, vectors = self.model.heads(hidden)
        return torch.log_softmax(tags, dim=-1), vectors


def main() -> None:
    """Write model.onnx and links.npz, and copy the tokenizer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    model = untrained(options.base)
    model.load_state_dict(torch.load(options.weights, weights_only=True))
    write(model, options.out)
    (options.out / "vocab.txt").write_bytes((options.base / "vocab.txt").read_bytes())


def write(model: Tagger, out: Path) -> None:
    """The ONNX file and the links' weights in a folder."""
    out.mkdir(parents=True, exist_ok=True)
    model.eval()
    model.encoder.config._attn_implementation = "eager"  # exports to plain operators
    sample = torch.ones((1, 16), dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Exported(model),
            (sample, sample),
            whole,
            input_names=["ids", "quoted"],
            output_names=["tags", "vectors"],
            dynamic_axes={name: {1: "pieces"} for name in ("ids", "quoted", "tags", "vectors")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            out / "model.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=["/tags/MatMul", "/links/MatMul"],
        )
    np.savez(
        out / "links.npz",
        matrix=model.matrix.detach().numpy().astype(np.float32),
        vector=model.vector.detach().numpy().astype(np.float32),
    )


if __name__ == "__main__":
    main()
