"""The word lists of the clause layer, as sets."""

import tomllib
from pathlib import Path

from pipeline.packs import RULES, WORDS

_DATA = tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))
_WORDS = tomllib.loads((RULES / WORDS).read_text(encoding="utf-8"))
CUES: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in _DATA.items()}
# nouns for people come from the word classes of the rules, so that both know the same trades
CUES["person_nouns"] = frozenset(
    word for name in ("occupation", "band_member", "kin", "spouse") for word in _WORDS[name]
)
CUES["record_nouns"] = frozenset(word for name in ("song", "album") for word in _WORDS[name])
