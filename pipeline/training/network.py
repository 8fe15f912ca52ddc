"""The network that is trained: one encoder with heads for every layer of annotation."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from pipeline.encoder.features import BREAKS, CASES

ARC, REL = 256, 96


class Network(nn.Module):  # type: ignore[misc]
    """Word vectors from word pieces, letter case and breaks, and their scores."""

    def __init__(self, base: Path, sizes: dict[str, int]) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            base, attn_implementation="sdpa", add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(CASES, width)
        self.gap = nn.Embedding(BREAKS, width)
        for table in (self.case, self.gap):
            nn.init.normal_(table.weight, std=0.02)
        self.tag = nn.Linear(width, sizes["tags"])
        self.pos = nn.Linear(width, sizes["pos"])
        self.sent = self.hidden(width, 64, 1)
        self.ner = self.hidden(width, width, sizes["ner"])
        self.arc_dep, self.arc_head = self.side(width, ARC), self.side(width, ARC)
        self.rel_dep, self.rel_head = self.side(width, REL), self.side(width, REL)
        self.arc_weight = nn.Parameter(torch.zeros(ARC + 1, ARC))
        nn.init.xavier_uniform_(self.arc_weight)
        self.rel_weight = nn.Parameter(torch.randn(REL + 1, sizes["deps"] * (REL + 1)) * 0.02)
        self.root = nn.Parameter(torch.zeros(width))

    @staticmethod
    def hidden(width: int, inner: int, out: int) -> nn.Sequential:
        """A classifier with one hidden layer."""
        return nn.Sequential(nn.Dropout(0.1), nn.Linear(width, inner), nn.GELU(), nn.Linear(inner, out))

    @staticmethod
    def side(width: int, out: int) -> nn.Sequential:
        """One side of a biaffine scorer."""
        return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(0.2))

    def word_vectors(self, ids: Tensor, case: Tensor, gap: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """The vector of every word's first piece."""
        x = self.encoder.embeddings.word_embeddings(ids) + self.case(case) + self.gap(gap)
        h = self.encoder(inputs_embeds=x, attention_mask=mask).last_hidden_state
        return h.gather(1, first.unsqueeze(-1).expand(-1, -1, h.size(-1)))

    def forward(
        self, ids: Tensor, case: Tensor, gap: Tensor, mask: Tensor, first: Tensor
    ) -> dict[str, Tensor]:
        """The scores of a batch: tag, pos, sent, ner, arc, and both sides of the labels."""
        h = self.word_vectors(ids, case, gap, mask, first)
        heads = torch.cat([self.root.to(h.dtype).expand(h.size(0), 1, -1), h], 1)
        dep = self.arc_dep(h)
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        return {
            "tag": self.tag(h),
            "pos": self.pos(h),
            "sent": self.sent(h).squeeze(-1),
            "ner": self.ner(h),
            "arc": dep @ self.arc_weight @ self.arc_head(heads).transpose(1, 2),
            "rel_dep": self.rel_dep(h),
            "rel_head": self.rel_head(heads),
        }

    def labels(self, dep: Tensor, head: Tensor) -> Tensor:
        """The label scores of (dependent, head) pairs, both (N, REL)."""
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        head = torch.cat([head, torch.ones_like(head[..., :1])], -1)
        mixed = (dep @ self.rel_weight).view(dep.size(0), -1, REL + 1)
        return (mixed @ head.unsqueeze(-1)).squeeze(-1)
