"""The word lists of the clause layer, as sets."""

import tomllib
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))
CUES: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in _DATA.items()}
