"""Style sheet, script and icon: read once, served under a name with their hash, cached for ever."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file."""

    path: str
    content: bytes
    media_type: str


def _assets() -> dict[str, Asset]:
    found = {}
    for file in sorted(_FOLDER.iterdir()):
        if file.suffix in _TYPES:
            content = file.read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:10]
            found[file.name] = Asset(f"/static/{file.stem}.{digest}{file.suffix}", content, _TYPES[file.suffix])
    return found


ASSETS = _assets()
"""By file name."""

BY_PATH = {asset.path: asset for asset in ASSETS.values()}
