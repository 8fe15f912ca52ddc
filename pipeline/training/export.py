"""Export a checkpoint to ONNX, and store or compute its weights in eight bits."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from pipeline.training.network import REL, Network

OUTPUTS = ["tag", "pos", "sent", "ner", "arc", "rel_dep", "rel_head"]
INPUTS = ["ids", "case", "gap", "mask", "first"]
SMALLEST = 4096  # weights of fewer numbers stay as they are


class Exported(nn.Module):  # type: ignore[misc]
    """The network with its outputs in order."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, ids: Tensor, case: Tensor, gap: Tensor, mask: Tensor, first: Tensor
    ) -> tuple[Tensor, ...]:
        """The scores in the order of OUTPUTS."""
        out = self.net(ids, case, gap, mask, first)
        return tuple(out[k] for k in OUTPUTS)


class Labels(nn.Module):  # type: ignore[misc]
    """The label scorer alone."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        """The label scores of pairs."""
        return self.net.labels(dep, head)


def load(base: Path, run: Path, average: bool = True) -> tuple[Network, dict[str, list[str]]]:
    """The network of a run's last checkpoint, with averaged weights."""
    labels = json.loads((run / "labels.json").read_text())
    net = Network(base, {k: len(v) for k, v in labels.items()})
    saved = torch.load(run / "last.pt", weights_only=True)
    net.load_state_dict(saved["net"])
    if average:
        net.load_state_dict(saved["average"], strict=False)
    print("step", saved["step"], "seconds", round(saved["spent"]))
    return net.eval(), labels


def export(net: Network, out: Path) -> None:
    """Write encoder.onnx and labels.onnx in fp32."""
    ids = torch.randint(1000, 20000, (2, 24))
    zeros = torch.zeros_like(ids)
    first = torch.arange(20).repeat(2, 1)
    axes = {k: {0: "batch", 1: "pieces"} for k in INPUTS[:4]} | {"first": {0: "batch", 1: "words"}}
    axes |= {k: {0: "batch", 1: "words"} for k in OUTPUTS}
    torch.onnx.export(
        Exported(net),
        (ids, zeros, zeros, torch.ones_like(ids), first),
        str(out / "encoder.onnx"),
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    pair = torch.randn(5, REL)
    torch.onnx.export(
        Labels(net),
        (pair, pair),
        str(out / "labels.onnx"),
        input_names=["dep", "head"],
        output_names=["scores"],
        dynamic_axes={"dep": {0: "n"}, "head": {0: "n"}},
        opset_version=17,
        dynamo=False,
    )


def eight_bits(weight: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """A weight in whole numbers from -127 to 127 and its scales along an axis, to be multiplied with."""
    other = tuple(i for i in range(weight.ndim) if i != axis)
    largest = np.abs(weight).max(other, keepdims=True)
    scale = np.maximum(largest, 1e-8).astype(np.float32) / 127
    return np.clip(np.rint(weight / scale), -127, 127).astype(np.int8), scale


def store_in_eight_bits(source: Path, target: Path) -> None:
    """Write a model whose weights are stored in eight bits and computed with in fp32.

    Each matrix has one scale per output (a table one per row). The runtime
    unpacks them when it opens the file, so results do not depend on what eight
    bit arithmetic a processor has. They are plain products: of weights behind
    DequantizeLinear the runtime makes products in eight bits, which differ from
    processor to processor.
    """
    model = onnx.load(source)
    graph = model.graph
    kept, nodes = [], []
    tables = {n.input[0] for n in graph.node if n.op_type == "Gather"}
    for t in graph.initializer:
        weight = numpy_helper.to_array(t)
        if weight.dtype != np.float32 or weight.ndim != 2 or weight.size < SMALLEST:
            kept.append(t)
            continue
        whole, scale = eight_bits(weight, axis=0 if t.name in tables else 1)
        names = [t.name + end for end in ("_whole", "_scale", "_cast")]
        kept += [numpy_helper.from_array(x, name) for x, name in zip((whole, scale), names[:2], strict=True)]
        nodes.append(helper.make_node("Cast", names[:1], names[2:], to=TensorProto.FLOAT, name=names[2]))
        nodes.append(helper.make_node("Mul", [names[2], names[1]], [t.name], name=t.name + "_unpacked"))
    del graph.initializer[:]
    graph.initializer.extend(kept)
    old = list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes + old)
    onnx.save(model, target)


def main() -> None:
    """Write OUT/fp32 and OUT/int8 (weights stored in eight bits) from a run."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--last", action="store_true", help="the last weights, not their average")
    args = parser.parse_args()
    torch.set_num_threads(1)
    net, labels = load(args.base, args.run, average=not args.last)
    for kind in ("fp32", "int8"):
        (args.out / kind).mkdir(parents=True, exist_ok=True)
        (args.out / kind / "labels.json").write_text(json.dumps(labels))
        (args.out / kind / "tokenizer.json").write_bytes((args.base / "tokenizer.json").read_bytes())
    export(net, args.out / "fp32")
    for name in ("encoder.onnx", "labels.onnx"):
        store_in_eight_bits(args.out / "fp32" / name, args.out / "int8" / name)
        print(name, [(args.out / k / name).stat().st_size for k in ("fp32", "int8")])


if __name__ == "__main__":
    main()
