"""Entities over all articles: the chains of each, joined by name and type."""

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

from pipeline.records import Entity, Findings

ID_LENGTH = 12  # hexadecimal digits: 48 bits, no clash among a million names


def merge(findings: Sequence[Findings]) -> tuple[list[Entity], dict[tuple[str, str, str], str]]:
    """Entities by name and type, and the entity id of each (article id, chain, type).

    One name with one type is one entity, whichever articles it stands in. An id
    is a hash of name and type, so that an article more renames none.
    """
    texts: dict[tuple[str, str], set[str]] = defaultdict(set)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    articles: dict[tuple[str, str], set[str]] = defaultdict(set)
    ids: dict[tuple[str, str, str], str] = {}
    for finding in findings:
        for mention in finding.mentions:
            key = (mention.chain, mention.type)
            counts[key] += 1
            articles[key].add(finding.article.id)
            ids[finding.article.id, mention.chain, mention.type] = _entity_id(*key)
            form = " ".join(mention.span.text.split())
            if mention.kind == "name" and form != mention.chain:
                texts[key].add(form)
    entities = [
        Entity(_entity_id(*key), *key, tuple(sorted(texts[key])), counts[key], len(articles[key]))
        for key in sorted(counts)
    ]
    return entities, ids


def _entity_id(name: str, kind: str) -> str:
    return sha256(f"{kind}\n{name}".encode()).hexdigest()[:ID_LENGTH]
