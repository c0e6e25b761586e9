PYTHON ?= python3.11
PORT ?= 8000
DATA ?= $(SAYSO_EVAL_DATA)
BIN := .venv/bin

.PHONY: demo test install check evaluate bench-statements pins docs clean

demo: .venv/installed  ## the main job on the sample newsroom; opens http://127.0.0.1:$(PORT)
	$(BIN)/sayso demo --port $(PORT)

test: .venv/installed check  ## everything that must pass
	$(BIN)/pytest
	$(BIN)/python -m evaluation.gate

install: .venv/installed  ## .venv with pinned requirements and sayso itself

.venv/installed: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

check: .venv/installed
	$(BIN)/ruff check src tests evaluation scripts
	$(BIN)/ruff format --check src tests evaluation scripts
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: .venv/installed  ## the table of figures against evaluation/floors.json
	$(BIN)/python -m evaluation.gate

bench-statements: .venv/installed build/bench/installed  ## sayso beside its peers on public data; DATA=FOLDER
	$(BIN)/python -m evaluation.bench_statements $(if $(DATA),--data $(DATA))

build/bench/installed: evaluation/peers/requirements.txt  # a peer that can't be installed gets a line with its reason
	$(PYTHON) -m venv build/bench/venv
	build/bench/venv/bin/pip install --quiet --disable-pip-version-check -r $< || \
	  grep -v '^#' $< | xargs -n 1 build/bench/venv/bin/pip install --quiet --disable-pip-version-check || true
	touch $@

pins:  ## writes requirements.txt anew from pyproject.toml and requirements.in
	uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml requirements.in -o requirements.txt

docs: .venv/installed  ## the generated reference pages
	$(BIN)/python scripts/reference.py

clean:
	rm -rf .venv build dist
