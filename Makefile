# Every target runs inside .venv, which is made once and remade when pyproject.toml changes.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: extract test check evaluate bench model evaluate-model golden clean

extract: $(READY)
	$(BIN)/python -m pipeline extract corpus --out outputs

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check pipeline tests
	$(BIN)/ruff format --check pipeline tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/test_packs.py

# make evaluate GOLD=folder-of-facts ARTICLES=folder-of-articles; by default our own articles
GOLD ?= tests/gold/facts
ARTICLES ?= corpus
evaluate: $(READY)
	$(BIN)/python -m pipeline evaluate $(GOLD) $(ARTICLES)

bench: $(READY)
	$(BIN)/python -m pytest tests/benchmarks -s --benchmark-only

# make model DATA=folder-of-training-data
DATA ?= ../shared/data
model: $(READY)
	$(BIN)/python -m pipeline.training $(DATA)

# make evaluate-model MODELS="pipeline/model en_core_web_sm"
MODELS ?= pipeline/model
evaluate-model: $(READY)
	$(BIN)/python -m pipeline.training.corpora $(DATA) build/model/data
	$(BIN)/python -m pipeline.training.evaluate build/model/data $(MODELS)

golden: $(READY)
	$(BIN)/python -m pytest tests --force-regen || true
	git diff --stat tests

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks *.egg-info

$(READY): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $(READY)
