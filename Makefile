PYTHON ?= python3.11
PORT ?= 8000
DATA ?= $(SAYSO_EVAL_DATA)
BIN := .venv/bin

.PHONY: demo test install check evaluate bench-statements bench-stories pins tagger thesaurus vectors docs clean

demo: .venv/installed  ## the main job on the sample newsroom; opens http://127.0.0.1:$(PORT)
	$(BIN)/sayso demo --port $(PORT)

test: .venv/installed check  ## everything that must pass
	$(BIN)/pytest
	$(BIN)/python -m evaluation.gate

install: .venv/installed  ## .venv with pinned requirements and sayso itself

.venv/installed: requirements.txt pyproject.toml sayso-attribution-en/pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . -e sayso-attribution-en
	touch $@

check: .venv/installed
	$(BIN)/ruff check src tests evaluation scripts sayso-attribution-en
	$(BIN)/ruff format --check src tests evaluation scripts sayso-attribution-en
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: .venv/installed  ## the table of figures against evaluation/floors.json
	$(BIN)/python -m evaluation.gate

bench-statements: .venv/installed build/bench/installed  ## sayso beside its peers on public data; DATA=FOLDER
	$(BIN)/python -m evaluation.bench_statements $(if $(DATA),--data $(DATA))

bench-stories: .venv/installed build/bench/installed  ## sayso beside other ways to group articles; DATA=FOLDER, SAYSO_STREAM=FILE
	$(BIN)/python -m evaluation.bench_stories $(if $(DATA),--data $(DATA))

build/bench/installed: evaluation/peers/requirements.txt  # a peer that can't be installed gets a line with its reason
	$(PYTHON) -m venv build/bench/venv
	build/bench/venv/bin/pip install --quiet --disable-pip-version-check --no-deps -r $< || \
	  grep -v '^#' $< | xargs -n 1 build/bench/venv/bin/pip install --quiet --disable-pip-version-check --no-deps || true
	touch $@

pins:  ## writes requirements.txt anew from pyproject.toml and requirements.in
	uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml requirements.in -o requirements.txt

tagger:  ## trains the tagger of statements again: make tagger DATA=FOLDER (about an hour; needs torch, which it installs apart)
	$(MAKE) -C sayso-attribution-en/train DATA=$(abspath $(DATA))

thesaurus: .venv/installed  ## the words of questions again: make thesaurus WORDNET=FOLDER OMW=FOLDER (scripts/thesaurus.py says which)
	$(BIN)/python scripts/thesaurus.py --wordnet $(WORDNET) --omw $(OMW)

vectors: build/vectors/installed  ## makes the vectors of words again: make vectors DATA=FOLDER (about an hour)
	PYTHONPATH=src:. build/vectors/venv/bin/python -m evaluation.vectors.train $(DATA) --work build/vectors

build/vectors/installed: evaluation/vectors/requirements.txt
	$(PYTHON) -m venv build/vectors/venv
	build/vectors/venv/bin/pip install --quiet --disable-pip-version-check -r $<
	build/vectors/venv/bin/pip install --quiet --disable-pip-version-check --no-deps pyvi==0.1.1
	touch $@

docs: .venv/installed  ## the generated reference pages
	$(BIN)/python scripts/reference.py

clean:
	rm -rf .venv build dist sayso-attribution-en/train/build
